"""What pages of a programme show: rows under times under days, ready in words; nothing is left to work out."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from bot.attending.my_schedule import Ways
from bot.attending.searching import Wanted
from bot.schedule.sessions import Session


class Phase(StrEnum):
    """Where a session stands to the present."""

    OVER = "over"
    ON = "on"
    COMES = "comes"


@dataclass(frozen=True, slots=True)
class Row:
    """One session as it stands in a list."""

    path: str  # of its page
    session: Session
    day: str
    times: str
    rooms: str
    speakers: str
    phase: Phase
    starred: bool = False
    beside: tuple[str, ...] = ()  # titles of what else is at the same time on one's own schedule


@dataclass(frozen=True, slots=True)
class ClashRow:
    """Two of one's own at the same time, and what could be attended instead."""

    first: Row
    second: Row
    ways: Ways
    instead: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Slot:
    """What starts at the same moment. `now` says that the present lies before it and after the slot above."""

    time: str
    start: datetime
    rows: tuple[Row, ...]
    now: bool = False


@dataclass(frozen=True, slots=True)
class Room:
    """What takes place in one room on one day; the name is empty for what has no room."""

    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Day:
    """One conference day; `rooms` are the same rows again, room by room."""

    date: date
    name: str
    slots: tuple[Slot, ...]
    rooms: tuple[Room, ...]
    today: bool = False
    ended: bool = False  # whether the present lies on this day, after the start of its last slot


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be chosen in a programme; one thing alone is no choice and is left out."""

    days: tuple[tuple[date, str], ...] = ()
    rooms: tuple[str, ...] = ()
    tracks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ScheduleView:
    """A page of a programme. `running` is whether the present lies within it, so that there is a now to go to."""

    event: str
    title: str
    zone: str
    now: datetime
    clock: str  # the present on the venue's clocks, such as "14:32"
    wanted: Wanted
    days: tuple[Day, ...]
    choices: Choices = field(default_factory=Choices)
    found: int = 0
    starred: int = 0
    running: bool = False
    clashes: tuple[ClashRow, ...] = ()


@dataclass(frozen=True, slots=True)
class SessionView:
    """A page of one session. `clashes` are with others of one's own."""

    event: str
    title: str  # of the programme
    zone: str
    row: Row
    day: str
    language: str = ""  # by its name
    part_of: Session | None = None
    parts: tuple[Row, ...] = ()
    clashes: tuple[ClashRow, ...] = ()
