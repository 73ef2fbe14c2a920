"""What a programme is made of."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum
from zoneinfo import ZoneInfo

DAY_TURNS = time(4)  # where a file does not say when its days turn


class Status(Enum):
    """Whether a session takes place."""

    PLANNED = "planned"
    CANCELLED = "cancelled"


class Kind(Enum):
    """What a session is to whoever attends."""

    TALK = "talk"
    BREAK = "break"  # coffee, meals, registration: nobody speaks
    BLOCK = "block"  # holds talks, which name it in `part_of`
    SIDE = "side"  # a dinner, a visit, an assembly: added by hand, beside the feed


@dataclass(frozen=True, slots=True)
class Session:
    """One row of a programme.

    `id` is unique within the programme and stays the same from release to release. `start` and `end` are instants in
    the programme's zone; `end` is None where nobody says when it ends, `title` is empty where it has none. `rooms` is
    empty where no room is named, and holds several where it takes place in several at once. `type` is the organisers'
    own word for what it is ("workshop"), `kind` is ours.
    """

    id: str
    title: str
    start: datetime
    end: datetime | None = None
    rooms: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    chairs: tuple[str, ...] = ()
    track: str = ""
    type: str = ""
    kind: Kind = Kind.TALK
    language: str = ""  # a code such as "de", or what the file says
    description: str = ""  # plain words
    status: Status = Status.PLANNED
    part_of: str = ""  # the id of the block that holds it
    link: str = ""

    @property
    def cancelled(self) -> bool:
        return self.status is Status.CANCELLED


@dataclass(frozen=True, slots=True)
class Programme:
    """All sessions of one event, in the order of their start; cancelled ones stay in it."""

    event: str  # the event's id
    title: str
    zone: str  # the venue's, such as "Europe/Berlin"
    sessions: tuple[Session, ...] = ()
    day_turns: time = DAY_TURNS
    first_day: date | None = None  # as the file or the event says; None where neither does
    last_day: date | None = None
    rooms: tuple[str, ...] = field(default=())  # in the organisers' order, where they give one

    @property
    def tz(self) -> ZoneInfo:
        return ZoneInfo(self.zone)

    def day_of(self, instant: datetime) -> date:
        """The conference day that an instant belongs to: what is before the turn still belongs to the night before."""
        turn = timedelta(hours=self.day_turns.hour, minutes=self.day_turns.minute)
        return (instant.astimezone(self.tz).replace(tzinfo=None) - turn).date()

    def end_told_with_day(self, session: Session) -> date | None:
        """The day on which a session ends, where its times alone would not say it; None for what ends in its night."""
        if session.end is None:
            return None
        start, end = session.start.astimezone(self.tz), session.end.astimezone(self.tz)
        long = session.end.astimezone(UTC) - session.start.astimezone(UTC) > timedelta(days=1)
        other_day = self.day_of(end - timedelta(microseconds=1)) != self.day_of(start) and end.date() != start.date()
        return end.date() if long or other_day else None

    @property
    def days(self) -> tuple[date, ...]:
        """The days on which something starts, in order."""
        return tuple(sorted({self.day_of(session.start) for session in self.sessions}))
