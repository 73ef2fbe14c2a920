"""What the parts of a notification share: what their words rest on, a line for a session, buttons."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Self

from bot.attending import clashing
from bot.attending.presses import MY, SESSION, UNSTAR, press
from bot.attending.telling import in_rooms, times, titled
from bot.knowledge.notifying_phrases import NotifyingPhrases
from bot.knowledge.phrases import AttendingPhrases
from bot.knowledge.snapshot import Knowledge
from bot.messages import Action, Block, Paragraph, Span, Text
from bot.notifications.ledger import Delivery
from bot.notifications.payloads import known_zone
from bot.schedule.releases import Release
from bot.schedule.sessions import Programme, Session
from bot.wording import Reader

SILENCE, RATE = "silence", "rate"  # what buttons begin with: "silence reminder", "rate 5 spring-meeting a-17"
MOST_BUTTONS = 4  # for sessions, in one message


@dataclass(frozen=True, slots=True)
class Current:
    """A programme as it stands, and its sessions by id."""

    number: int
    programme: Programme
    sessions: Mapping[str, Session]

    @classmethod
    def of(cls, release: Release) -> Self:
        programme = release.programme
        return cls(release.number, programme, {each.id: each for each in programme.sessions})


@dataclass(frozen=True, slots=True)
class Telling:
    """What the words of one message rest on. `own` are the ids of the recipient's own sessions, by event."""

    reader: Reader
    knowledge: Knowledge
    now: datetime
    current: Mapping[str, Current] = field(default_factory=dict)
    own: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @property
    def language(self) -> str:
        return self.reader.language

    @property
    def phrases(self) -> NotifyingPhrases:
        return self.reader.phrases.notifying

    @property
    def words(self) -> AttendingPhrases:
        return self.reader.phrases.attending

    def found(self, delivery: Delivery) -> tuple[Programme, Session] | None:
        """The session as it stands; None where it is not in the programme any more."""
        current = self.current.get(delivery.event)
        session = current.sessions.get(delivery.session) if current else None
        return (current.programme, session) if current and session else None

    def owns(self, programme: Programme, session: Session) -> bool:
        return session.id in self.own.get(programme.event, frozenset())


@dataclass(frozen=True, slots=True)
class Part:
    """What is said of one kind of notification."""

    blocks: tuple[Block, ...]
    actions: tuple[Action, ...] = ()
    entries: tuple[str, ...] = ()


def line(session: Session, programme: Programme, telling: Telling) -> Text:
    """A session in a list: "14:00–15:00 · The talk · Great Hall"."""
    rooms = in_rooms(session, telling.language)
    before = Span(f"{times(session, programme, telling.language)} · ")
    return (before, Span(titled(session, telling.words), "strong"), *((Span(rooms),) if rooms else ()))


def zone_line(programme: Programme, starts: Iterable[datetime], telling: Telling) -> tuple[Block, ...]:
    """Whose clocks the times are of, for those who live by other ones; nothing for all others."""
    zone = known_zone(telling.reader.zone)
    if zone is None or all(each.astimezone(zone).utcoffset() == each.utcoffset() for each in _there(starts, programme)):
        return ()
    return (Paragraph((Span(telling.words.times.format(zone=programme.zone), "emphasis"),)),)


def entry(programme: Programme, session: Session) -> str:
    return f"{programme.event}/{session.id}"


def details(programme: Programme, session: Session, telling: Telling) -> Action:
    return Action(telling.phrases.details, press(SESSION, programme.event, session.id))


def unstar(programme: Programme, session: Session, telling: Telling) -> Action:
    return Action(telling.words.unstar, press(UNSTAR, programme.event, session.id))


def my_schedule(telling: Telling) -> Action:
    return Action(telling.words.my_schedule, MY)


def buttons(those: Sequence[tuple[Programme, Session]], telling: Telling) -> tuple[Action, ...]:
    """A button for each of several sessions, named by their time and title."""
    return tuple(
        Action(
            clashing.label(session, programme, telling.words, telling.language),
            press(SESSION, programme.event, session.id),
        )
        for programme, session in those[:MOST_BUTTONS]
    )


def utc(session: Session) -> datetime:
    # Within one zone Python compares what the clocks show, and those show the last hour of summer time twice.
    return session.start.astimezone(UTC)


def _there(starts: Iterable[datetime], programme: Programme) -> Iterable[datetime]:
    return (each.astimezone(programme.tz) for each in starts)
