"""What a reader hands on: the rows of a file, before they become sessions."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from bot.adapters.importers.telling import Findings
from bot.schedule.sessions import Kind

Moment = datetime | date
"""An instant (aware), a time on the venue's clocks (naive), or a day whose time nobody says."""


@dataclass(slots=True)
class Row:
    """One row of a file, in the file's words. What is empty is not in the file."""

    where: str  # how a person finds it: "row 12"
    title: str = ""
    start: Moment | None = None
    end: Moment | None = None
    duration: timedelta | None = None
    id: str = ""
    rooms: Sequence[str] = ()
    speakers: Sequence[str] = ()
    chairs: Sequence[str] = ()
    track: str = ""
    type: str = ""
    language: str = ""
    texts: Sequence[str] = ()  # subtitle, abstract, description: what it is about, in this order
    status: str = ""
    link: str = ""
    part_of: str = ""  # id or title of its block
    day: date | None = None  # the conference day that the file lists it under
    serves: bool = False  # the file calls it a break, a registration and the like
    kind: Kind | None = None  # where Docent wrote the file


@dataclass(slots=True)
class Draft:
    """A file that was read."""

    format: str  # what it is, for people: "iCalendar"
    rows: list[Row] = field(default_factory=list)
    title: str = ""
    zone: str = ""  # the name that the file gives; an offset is none
    day_turns: time | None = None  # where the file says it
    opens: time | None = None  # when the file's days begin
    first_day: date | None = None
    last_day: date | None = None
    rooms: tuple[str, ...] = ()  # in the organisers' order
    settled: bool = False  # Docent wrote the file: which rows are one, which are blocks and breaks is known
    people: int | None = None  # how many speak, where the file tells people of one name apart
    findings: Findings = field(default_factory=Findings)
    unread: tuple[str, str] | None = None  # where the first time stands that cannot be read, and what it says
    dropped: dict[str, None] = field(default_factory=dict)  # columns of private data, in the file's order
