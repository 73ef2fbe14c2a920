"""The sentences that the assistant itself says: one file a language, `phrases/<lang>.yaml`.

Words in braces are filled in. A sentence in three tenses is chosen by the date.
"""

from bot.knowledge.periods import Tense
from bot.knowledge.records import Line, Record


class Tensed(Record):
    """One sentence for what was, is and will be."""

    past: Line
    present: Line
    future: Line

    def at(self, tense: Tense) -> str:
        return {Tense.PAST: self.past, Tense.PRESENT: self.present, Tense.FUTURE: self.future}[tense]


class PeriodPhrases(Record):
    """How a date stands in a sentence, by how precisely it is known."""

    day: Line
    month: Line
    year: Line


class EventPhrases(Record):
    """Facts of events: {event} {when} {place} {host} {theme} {participants} {names} {days}."""

    dates: Tensed
    place: Tensed
    host: Tensed
    theme: Tensed
    participants: Tensed
    organisations: Tensed
    took_part: Line
    topics: Tensed
    visits: Tensed
    speakers: Tensed
    spoke: Line
    duration: Tensed
    summary: Tensed
    quotations: Line
    listed: Line
    not_exact: Line
    nothing_next: Line
    nothing_then: Line
    unknown: Line
    lacks: Line


class PersonPhrases(Record):
    """People: {name} {roles} {title} {organisation} {event}."""

    other: Line
    roles: Line
    role: Line
    former: Line
    quoted_at: Line
    no_quotation: Line
    no_holder: Line


class OrganisationPhrases(Record):
    """Organisations: {name} {place} {association} {people}."""

    other: Line
    place: Line
    member: Line
    member_unknown: Line
    place_unknown: Line
    people_unknown: Line


class SmallTalk(Record):
    """Short and friendly: {name} is the assistant's name, {association} the association's."""

    greeting: Line
    thanks: Line
    goodbye: Line
    how_are_you: Line
    who_are_you: Line
    praise: Line
    complaint: Line
    agreement: Line


class Labels(Record):
    """Words on buttons and beside values."""

    source: Line
    source_read: Line
    authority: Line
    version: Line
    date: Line
    not_stated: Line
    copy_citation: Line
    none_of_these: Line
    help: Line
    dates: Line
    place: Line
    host: Line
    theme: Line
    participants: Line
    organisations: Line
    topics: Line
    visits: Line
    speakers: Line
    quotations: Line
    duration: Line
    summary: Line


class Commands(Record):
    """What each command does, in a few words, for the platforms' menus."""

    help: Line
    language: Line
    privacy: Line
    whoami: Line


class Phrases(Record):
    """Everything the assistant says by itself in one language."""

    language: Line
    welcome: Line
    help: Line
    abstain: Line
    contact: Line
    closest: Line
    not_published: Line
    which: Line
    noted: Line
    namesake: Line
    empty: Line
    unreadable: Line
    too_long: Line
    stale: Line
    partly: Line
    whoami: Line
    nobody: Line
    privacy: Line
    which_language: Line
    language_set: Line
    unknown_command: Line
    commands: Commands
    period: PeriodPhrases
    event: EventPhrases
    person: PersonPhrases
    organisation: OrganisationPhrases
    small_talk: SmallTalk
    label: Labels
