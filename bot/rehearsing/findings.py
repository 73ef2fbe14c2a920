"""What an organiser should look at before the event: in messages, in the programme, in the content. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from math import ceil
from typing import Final

from bot.notifications.ledger import State
from bot.organising.summaries import counted as number_of
from bot.rehearsing.figures import BURST, bursts, rushes
from bot.rehearsing.flaws import SHOWN, at, of_content, of_programme
from bot.rehearsing.guests import counted
from bot.rehearsing.notebook import Omission
from bot.rehearsing.record import Record

MANY: Final = 4  # messages in five minutes
SLOW: Final = timedelta(seconds=60)  # for the last of what is due at once


def findings(record: Record) -> list[str]:
    """A sentence each, of messages, then of the programme and the content; empty where there is nothing to look at."""
    return [*_of_messages(record), *_of_omissions(record), *of_programme(record), *of_content(record)]


# Messages


def _of_messages(record: Record) -> Iterator[str]:
    found = bursts(record, MANY)
    for burst in found[:SHOWN]:
        whom = counted([record.guest[each] for each in burst.recipients])
        yield f"{burst.messages} messages in {BURST.seconds // 60} minutes for {whom}, {at(burst.begins, record)}."
    if len(found) > SHOWN:
        yield f"{len(found) - SHOWN} more moments at which somebody gets {MANY} messages or more in five minutes."
    slow = [rush for rush in rushes(record) if rush.took > SLOW]
    for rush in sorted(slow, key=lambda rush: -rush.took)[:SHOWN]:
        took, rate = long_time(rush.took.total_seconds()), rate_of(record.rate[rush.platform])
        where = f"at once on {rush.platform.capitalize()}"
        yield f"{len(rush.messages)} messages due {where} take {took} at {rate}, {at(rush.due, record)}."
    if len(slow) > SHOWN:
        yield f"{len(slow) - SHOWN} more moments at which the last message comes over a minute after it was due."


def _of_omissions(record: Record) -> Iterator[str]:
    notes = record.notebook
    if notes.put_off:
        yield f"Put off by quiet hours: {_notifications(notes.put_off, record)}."
    silent = sum(message.silent for message in record.messages)
    if silent:
        yield f"Without a sound, since they cannot wait for the end of quiet hours: {number_of(silent, 'message')}."
    for (state, why), those in _grouped(notes.left_out).items():
        yield f"{_says(state, why)}: {_notifications(those, record)}."


def _says(state: State, why: str) -> str:
    match state:
        case State.EXPIRED:
            return "Could not go out in time"
        case State.SKIPPED:
            return f"Left out ({why})"
        case State.WITHDRAWN:
            return "Had nothing left to say"
        case _:
            return f"Failed ({why})"


def _grouped(notes: Iterable[Omission]) -> dict[tuple[State, str], list[Omission]]:
    found: dict[tuple[State, str], list[Omission]] = defaultdict(list)
    for note in notes:
        found[note.state, note.why].append(note)
    return found


def _notifications(notes: Sequence[Omission], record: Record) -> str:
    whom = {note.delivery.recipient.id for note in notes}
    return f"{number_of(len(notes), 'notification')}, of {counted([record.guest[id_] for id_ in whom])}"


# Words


def rate_of(per_second: float | None) -> str:
    return "any rate" if per_second is None else f"{per_second:g}/s"


def long_time(seconds: float) -> str:
    """Such as "8 s" or "2 min 05 s"."""
    minutes, rest = divmod(ceil(seconds), 60)
    return f"{minutes} min {rest:02} s" if minutes > 1 else f"{ceil(seconds)} s"
