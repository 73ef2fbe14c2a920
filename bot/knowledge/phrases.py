"""The sentences that the assistant itself says: one file a language, `phrases/<lang>.yaml`.

Words in braces are filled in; the type of a sentence names those that it may use. A sentence in three tenses is chosen
by the date.
"""

from typing import Annotated, Generic, TypeVar

from pydantic import Field

from bot.knowledge.filling import ContactLine, Plain, filled
from bot.knowledge.notifying_phrases import NotifyingPhrases
from bot.knowledge.organising_phrases import OrganisingPhrases
from bot.knowledge.periods import Tense
from bot.knowledge.records import Line, Record
from bot.knowledge.reminding_phrases import RemindingPhrases
from bot.knowledge.schedule_phrases import SchedulePhrases

# A sentence about one fact of an event may use that fact: others may not be known.
EventLine = Annotated[Line, filled("event", "when", "place")]
HostLine = Annotated[Line, filled("event", "when", "place", "host")]
ThemeLine = Annotated[Line, filled("event", "when", "place", "theme")]
ParticipantsLine = Annotated[Line, filled("event", "when", "place", "participants")]
NamesLine = Annotated[Line, filled("event", "when", "place", "names")]
DaysLine = Annotated[Line, filled("event", "when", "place", "days")]
SomeNamesLine = Annotated[Line, filled("names", "event")]

RoleLine = Annotated[Line, filled("title", "organisation")]
AssociationLine = Annotated[Line, filled("name", "association")]
L = TypeVar("L", bound=str)


class Tensed(Record, Generic[L]):
    """One sentence for what was, is and will be."""

    past: L
    present: L
    future: L

    def at(self, tense: Tense) -> str:
        return {Tense.PAST: self.past, Tense.PRESENT: self.present, Tense.FUTURE: self.future}[tense]


class PeriodPhrases(Record):
    """How a date stands in a sentence, by how precisely it is known; `days` where a language says several otherwise."""

    day: Annotated[Line, filled("when")]
    days: Annotated[Line, filled("when", "first", "last")] | None = None
    month: Annotated[Line, filled("when")]
    year: Annotated[Line, filled("when")]


class EventPhrases(Record):
    """Facts of events, and what is said of events where there is none."""

    dates: Tensed[EventLine]
    place: Tensed[EventLine]
    host: Tensed[HostLine]
    theme: Tensed[ThemeLine]
    participants: Tensed[ParticipantsLine]
    organisations: Tensed[NamesLine]
    took_part: SomeNamesLine
    topics: Tensed[NamesLine]
    visits: Tensed[NamesLine]
    speakers: Tensed[NamesLine]
    spoke: SomeNamesLine
    duration: Tensed[DaysLine]
    summary: Tensed[EventLine]
    quotations: Annotated[Line, filled("event")]
    listed: EventLine
    not_exact: Annotated[Line, filled("event", "when")]
    nothing_next: Plain
    nothing_then: Plain
    unknown: Plain
    lacks: Annotated[Line, filled("event")]


class PersonPhrases(Record):
    """Who people are, and what they said."""

    other: Annotated[Line, filled("name")]
    roles: Annotated[Line, filled("name", "roles")]
    role: RoleLine
    former: RoleLine
    quoted_at: Annotated[Line, filled("name", "event")]
    no_quotation: Annotated[Line, filled("name")]
    no_holder: Plain


class OrganisationPhrases(Record):
    """Organisations: {name} is the organisation's name, {association} the association's acronym."""

    about: Annotated[Line, filled("name")]
    people: Annotated[Line, filled("names")]
    other: AssociationLine
    place: Annotated[Line, filled("name", "place")]
    member: AssociationLine
    member_unknown: AssociationLine
    place_unknown: AssociationLine
    people_unknown: AssociationLine


class SmallTalk(Record):
    """Short and friendly: {name} is the assistant's name, {association} the association's."""

    greeting: AssociationLine
    thanks: AssociationLine
    goodbye: AssociationLine
    how_are_you: AssociationLine
    who_are_you: AssociationLine
    praise: AssociationLine
    complaint: AssociationLine
    agreement: AssociationLine


class Labels(Record):
    """Words on buttons and beside values."""

    source: Plain
    source_read: Annotated[Line, filled("date")]
    authority: Plain
    version: Plain
    date: Plain
    not_stated: Plain
    unofficial: Plain
    original: Plain
    copy_citation: Plain
    none_of_these: Plain
    help: Plain
    dates: Plain
    place: Plain
    host: Plain
    theme: Plain
    participants: Plain
    organisations: Plain
    topics: Plain
    visits: Plain
    speakers: Plain
    quotations: Plain
    duration: Plain
    summary: Plain


class Commands(Record):
    """What each command does, in a few words, for the platforms' menus."""

    help: Plain
    my: Plain
    reminders: Plain
    deadlines: Plain
    stop: Plain
    language: Plain
    timezone: Plain
    privacy: Plain
    whoami: Plain
    why: Plain


class TimezonePhrases(Record):
    """What is said of a person's own time zone."""

    kept: Annotated[Line, filled("zone")]
    known: Annotated[Line, filled("zone")]
    none: Plain
    unknown: Annotated[Line, filled("said")]
    not_wanted: Plain
    nobody: Plain


class Why(Record):
    """What an organiser reads of how the last question was decided."""

    nothing: Plain
    outcome: Plain
    answered: Plain
    asked_which: Plain
    abstained: Plain
    best: Plain
    phrasing: Plain
    runner_up: Plain
    threshold: Plain
    against: Plain


class AttendingPhrases(Record):
    """What is said around sessions and one's own schedule."""

    untitled: Plain
    cancelled: Plain
    label_when: Plain
    label_room: Plain
    label_rooms: Plain
    label_speaker: Plain
    label_speakers: Plain
    label_chair: Plain
    label_track: Plain
    star: Plain
    unstar: Plain
    calendar: Plain
    my_schedule: Plain
    details: Plain
    whole: Plain
    starred: Plain
    starred_before: Plain
    unstarred: Plain
    unstarred_before: Plain
    gone: Plain
    which: Plain
    nobody: Plain
    mine: Annotated[Line, filled("event")]
    nothing: Annotated[Line, filled("star")]
    nothing_then: Plain
    clash: Annotated[Line, filled("first", "first_times", "second", "second_times")]
    again: Plain
    same_track: Plain
    free: Plain
    times: Annotated[Line, filled("zone")]
    calendar_of_session: Annotated[Line, filled("title")]
    calendar_file: Plain
    calendar_copy: Plain
    my_calendar: Plain
    new_address: Plain
    revoked: Plain
    no_address: Plain


class Phrases(Record):
    """Everything the assistant says by itself in one language."""

    language: Plain
    welcome: AssociationLine
    help: Plain
    abstain: Plain
    contact: ContactLine
    closest: Plain
    not_published: Plain
    more: Plain
    which: Plain
    noted: Plain
    namesake: Annotated[Line, filled("other", "association")]
    empty: Plain
    unreadable: Plain
    too_long: Plain
    stale: Plain
    partly: Annotated[Line, filled("question")]
    whoami: Annotated[Line, filled("person")]
    nobody: Plain
    no_programme: Plain
    privacy: Annotated[Line, filled("conversation_days", "miss_days")]
    which_language: Plain
    not_spoken: Plain
    language_set: Plain
    unknown_command: Plain
    commands: Commands
    timezone: TimezonePhrases
    why: Why
    period: PeriodPhrases
    event: EventPhrases
    person: PersonPhrases
    organisation: OrganisationPhrases
    small_talk: SmallTalk
    label: Labels
    attending: AttendingPhrases
    notifying: NotifyingPhrases
    reminding: RemindingPhrases
    organising: OrganisingPhrases
    schedule: SchedulePhrases
    terms: dict[Line, Line] = Field(default_factory=dict)

    def term(self, written: str) -> str:
        """How this language says what a record says in the original: a role, a place, a topic; itself where unknown."""
        return self.terms.get(written, written)
