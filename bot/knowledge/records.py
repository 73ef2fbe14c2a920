"""The records of the content store, as curators write them: field names here are the field names in the files.

Every record carries the id of its source (`sources.yaml`) and the date at which it was so (`as_of`).
"""

from typing import Annotated, Literal, Self
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator

from bot.knowledge.moments import Moment
from bot.knowledge.periods import When
from bot.messages import Block, Kind

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=48)]


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        msg = f'"{name}" is not a time zone; write one like Europe/Madrid or Asia/Bangkok'
        raise ValueError(msg) from None
    return name


def _address(link: str) -> str:
    if not link.startswith(("https://", "http://")):
        raise ValueError(f'the link "{link}" needs to begin with https://')
    return link


Zone = Annotated[str, AfterValidator(_known_zone)]
Link = Annotated[Line, AfterValidator(_address)]
DaysBefore = Annotated[int, Field(ge=0, le=90)]


class Record(BaseModel):
    """Fields nobody knows are refused, so that a misspelt one is seen."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Source(Record):
    """Where facts stand. `published` is when it came out, `read` when we looked."""

    title: Line
    publisher: Line
    link: Line | None = None
    published: When | None = None
    read: When


class Sourced(Record):
    """What every fact carries."""

    source: Line
    as_of: When


class Namesake(Record):
    """Another association with the same acronym; `asked_with` are words that show that it is meant."""

    name: Line
    asked_with: tuple[Line, ...]
    says: Line | None = None
    says_in: dict[Line, Line] = {}


class Contact(Record):
    """Whom to ask when Docent does not know."""

    title: Line
    link: Line


class Deadline(Sourced):
    """Until when something can be done: an item of `deadlines` in `association.yaml` or `event.yaml`.

    Its time is by the clocks of the event's zone, or of the association's. Whoever asks for it is reminded so many days
    before.
    """

    id: Slug
    title: Line
    kind: Literal["registration", "call_for_papers", "assembly", "other"]
    at: Moment
    link: Link | None = None
    days_before: tuple[DaysBefore, ...] = (7, 1)


class Association(Sourced):
    """The association itself: `association.yaml`."""

    name: Line
    acronym: Line
    also_called: tuple[Line, ...] = ()
    zone: Zone
    languages: tuple[Line, ...]
    contact: Contact
    namesakes: tuple[Namesake, ...] = ()
    examples: tuple[Line, ...] = ()
    examples_in: dict[Line, tuple[Line, ...]] = {}
    deadlines: tuple[Deadline, ...] = ()

    @model_validator(mode="after")
    def _every_example_translated(self) -> Self:
        for language, examples in self.examples_in.items():
            if len(examples) != len(self.examples):
                raise ValueError(
                    f'"examples_in" has {len(examples)} for {language}; "examples" has {len(self.examples)}'
                )
        return self


class Asked(Record):
    """What finds a record: its title and other ways of asking, in English and in other languages."""

    title: Line
    also_asked: tuple[Line, ...] = ()
    also_asked_in: dict[Line, tuple[Line, ...]] = {}

    @property
    def phrasings(self) -> tuple[str, ...]:
        return (self.title, *self.also_asked, *(line for lines in self.also_asked_in.values() for line in lines))


class Note(Asked):
    """A part of a definition that can be asked for by itself: a verbatim `quotation`, or `text` of ours."""

    id: Slug
    quotation: Line | None = None
    text: Line | None = None

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if (self.quotation is None) == (self.text is None):
            msg = 'a note needs either "quotation" (their words) or "text" (ours)'
            raise ValueError(msg)
        return self


class Entry(Asked, Sourced):
    """One curated answer: one Markdown file. `published: no` says that the association does not give this answer."""

    id: Line
    kind: Kind
    about: Line | None = None  # what "it" means after this answer; the entry itself where it is not given
    valid: When | None = None
    owner: Line | None = None
    published: bool = True
    see: tuple[Line, ...] = ()
    body: tuple[Block, ...] = ()
    body_line: int = 0


class Definition(Entry):
    """An official wording. The first block of the body is the quotation."""

    kind: Kind = Kind.DEFINITION
    authority: Line
    version: Line
    date: Line
    superseded: tuple[Line, ...] = ()
    notes: tuple[Note, ...] = ()


class Role(Record):
    """What somebody is, and where: `of` is an organisation's id, or `association`."""

    title: Line
    of: Line
    former: bool = False


class PersonQuotation(Record):
    """What somebody said, verbatim, and at which event."""

    text: Line
    at: Line


class Person(Sourced):
    """Somebody whom the sources name: an item of `people.yaml`."""

    id: Slug
    name: Line
    also_called: tuple[Line, ...] = ()
    roles: tuple[Role, ...] = Field(min_length=1)
    quotations: tuple[PersonQuotation, ...] = ()


class Organisation(Sourced):
    """An organisation that the sources name: an item of `organisations.yaml`.

    `member: yes` stands only where a source says so.
    """

    id: Slug
    name: Line
    short: Line | None = None
    also_called: tuple[Line, ...] = ()
    text: Line
    part_of: Line | None = None
    place: Line | None = None
    member: bool = False


class Speaker(Record):
    """Who spoke at an event, and in which part."""

    person: Line
    part: Line


EVENT_FACTS = (
    *("dates", "place", "host", "theme", "participants", "organisations"),
    *("topics", "visits", "speakers", "quotations", "duration", "summary"),
)


class Topic(Record):
    """What was talked about, and other words for it: without them "was AI discussed?" finds nothing."""

    name: Line
    also_called: tuple[Line, ...] = ()


class Event(Sourced):
    """A conference or meeting: `events/<id>/event.yaml`. What no source says is left out, and is "not published"."""

    id: Slug
    name: Line
    short: Line
    series: Slug
    edition: Line | None = None
    also_called: tuple[Line, ...] = ()
    when: When
    zone: Zone
    city: Line | None = None
    country: Line | None = None
    place_also_called: tuple[Line, ...] = ()
    organiser: Line | None = None
    host: Line | None = None
    theme: Line | None = None
    participants: Line | None = None
    speakers: tuple[Speaker, ...] = ()
    topics: tuple[Topic, ...] = ()
    visits: tuple[Line, ...] = ()
    organisations: tuple[Line, ...] = ()
    summary: Line
    deadlines: tuple[Deadline, ...] = ()
    also_asked: dict[Line, tuple[Line, ...]] = {}
    other_sources: dict[Line, Sourced] = {}  # where single facts stand elsewhere: `when: {source: ..., as_of: ...}`


class Unpublished(Asked, Sourced):
    """Something people ask for that the association does not publish here: an item of `not-published.yaml`."""

    id: Slug
    text: Line | None = None
    see: tuple[Line, ...] = ()
