"""Totals, peaks and lateness of a rehearsal. Pure."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import ceil
from typing import Final

from bot.messages import Platform
from bot.rehearsing.notebook import Message
from bot.rehearsing.record import Record

MINUTE: Final = timedelta(minutes=1)
BURST: Final = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Rush:
    """What was due on one platform in the same minute, and how long it took until the last of it was out."""

    due: datetime
    platform: Platform
    messages: Sequence[Message]

    @property
    def took(self) -> timedelta:
        return max(message.at for message in self.messages) - min(message.due for message in self.messages)


def rushes(record: Record) -> list[Rush]:
    """By the minute and platform, the largest first."""
    together: dict[tuple[datetime, Platform], list[Message]] = defaultdict(list)
    for message in record.messages:
        minute = message.due.replace(second=0, microsecond=0)
        together[minute, record.guest[message.recipient].platform].append(message)
    found = [Rush(due, platform, messages) for (due, platform), messages in together.items()]
    return sorted(found, key=lambda rush: (-len(rush.messages), rush.due))


def lateness(messages: Sequence[Message]) -> tuple[float, float, float] | None:
    """Seconds after the due time: of half of the messages at most, of 95 in a hundred, of the latest; None of none."""
    late = sorted(message.late.total_seconds() for message in messages)
    return (late[len(late) // 2], late[ceil(len(late) * 0.95) - 1], late[-1]) if late else None


def hours(record: Record) -> Mapping[date, Counter[int]]:
    """How many messages went out in each hour of each day, by the venue's clocks."""
    found: dict[date, Counter[int]] = defaultdict(Counter)
    for message in record.messages:
        local = record.local(message.at)
        found[local.date()][local.hour] += 1
    return found


@dataclass(frozen=True, slots=True)
class Burst:
    """Many messages to the same recipients within a few minutes, from this minute on."""

    begins: datetime
    messages: int
    recipients: Sequence[int]


def bursts(record: Record, many: int) -> list[Burst]:
    """The worst moments of everybody who gets so many messages in five minutes, the worst of all first."""
    together: dict[tuple[int, datetime], list[int]] = defaultdict(list)
    for recipient, messages in by_recipient(record).items():
        most, begins = max(_windows(messages))
        if most >= many:
            together[most, begins.replace(second=0, microsecond=0)].append(recipient)
    found = [Burst(begins, most, recipients) for (most, begins), recipients in together.items()]
    return sorted(found, key=lambda burst: (-burst.messages, -len(burst.recipients), burst.begins))


def by_recipient(record: Record) -> Mapping[int, Sequence[Message]]:
    """The messages of each, in their order."""
    found: dict[int, list[Message]] = defaultdict(list)
    for message in record.messages:
        found[message.recipient].append(message)
    return found


def _windows(messages: Sequence[Message]) -> Iterator[tuple[int, datetime]]:
    """How many there are in the minutes that begin with each message."""
    end = 0
    for start, message in enumerate(messages):
        while end < len(messages) and messages[end].at < message.at + BURST:
            end += 1
        yield end - start, message.at
