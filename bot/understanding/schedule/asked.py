"""What a question about a programme asks for, and what is remembered of it."""

from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, ValidationError

from bot.schedule.queries import Pick, Query
from bot.schedule.windows import Meal, Moment, Part, When


class What(StrEnum):
    """What is to be told of the sessions that fit."""

    LIST = "list"
    WHEN = "when"
    WHERE = "where"
    WHO = "who"
    HOW_LONG = "how long"
    CHAIRS = "chairs"
    ABOUT = "about"
    STILL = "still"
    CANCELLED = "cancelled"
    FOLLOWS = "follows"
    COUNT = "count"
    LANGUAGE = "language"
    TRACK = "track"
    EVENT = "event"
    DAYS = "days"
    ROOMS = "rooms"
    TRACKS = "tracks"
    SPEAKERS = "speakers"
    TYPES = "types"
    MORE = "more"


class Lack(StrEnum):
    """Why there is no answer: what the programme does not have."""

    TOPIC = "topic"
    PERSON = "person"
    ROOM = "room"
    TRACK = "track"
    DATE = "date"
    OUTSIDE = "outside"  # what no programme knows: prices, passwords
    SUBJECT = "subject"  # "where is it?" when nothing was talked about


@dataclass(frozen=True, slots=True)
class Asked:
    """One question, read.

    `words` are what is left to name a session or a topic, as they were understood; `lacks` says what is wrong with it,
    `missing` in which words. `nearest` are ids or names that come close. `follows` are the ids that "after that" means.
    """

    what: What = What.LIST
    query: Query = field(default_factory=Query)
    words: tuple[str, ...] = ()
    lacks: Lack | None = None
    missing: str = ""
    nearest: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()
    page: int = 0
    exact: bool = False  # whether a whole title or name was said


class Remembered(BaseModel):
    """The state of a conversation about a programme, as it is kept."""

    model_config = ConfigDict(frozen=True)

    event: str = ""
    what: What = What.LIST
    words: tuple[str, ...] = ()
    rooms: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    tracks: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    days: tuple[date, ...] = ()
    since: time | None = None
    until: time | None = None
    at: time | None = None
    part: Part | None = None
    meal: Meal | None = None
    moment: Moment | None = None
    pick: Pick | None = None
    either: bool = False
    listed: tuple[str, ...] = ()
    page: int = 0

    @classmethod
    def of(cls, event: str, asked: Asked, listed: tuple[str, ...]) -> Self:
        own: dict[str, Any] = {
            name: getattr(asked.query, name)
            for name in ("rooms", "speakers", "tracks", "types", "languages", "pick", "either")
        }
        when = asked.query.when
        timed = {name: getattr(when, name) for name in ("days", "since", "until", "at", "part", "meal", "moment")}
        return cls(event=event, what=asked.what, words=asked.words, listed=listed, page=asked.page, **own, **timed)

    @classmethod
    def read(cls, written: str) -> Self | None:
        """What was kept; None where nothing was, or another version of Docent wrote it."""
        try:
            return cls.model_validate_json(written) if written else None
        except ValidationError:
            return None

    def written(self) -> str:
        return self.model_dump_json(exclude_defaults=True)

    @property
    def when(self) -> When:
        return When(self.days, self.since, self.until, self.at, self.part, self.meal, self.moment)

    @property
    def query(self) -> Query:
        """The query without what its words named."""
        return Query(
            self.when, self.rooms, self.speakers, self.tracks, self.types, self.languages, None, self.pick, self.either
        )
