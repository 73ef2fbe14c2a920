"""Everything the assistant knows at one revision, immutable, so that a reload swaps it whole."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from bot.knowledge.phrases import Phrases
from bot.knowledge.records import (
    Association,
    Definition,
    Entry,
    Event,
    Note,
    Organisation,
    Person,
    Source,
    Sourced,
    Unpublished,
)

DEFAULT_LANGUAGE = "en"


@dataclass(frozen=True, slots=True)
class Asking:
    """What the product brings for understanding people, whatever the association.

    Ways of asking by intent, words for roles, questions that nobody here answers, words that only surround a question,
    and how people shorten words.
    """

    intents: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    roles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    out_of_scope: tuple[str, ...] = ()
    chatter: frozenset[str] = frozenset()
    short_forms: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Knowledge:
    """One revision. Ids are paths below the content folder without ending; items of lists are `people#hao-tang`."""

    association: Association
    sources: Mapping[str, Source]
    phrases: Mapping[str, Phrases]
    entries: Mapping[str, Entry] = field(default_factory=dict)
    people: Mapping[str, Person] = field(default_factory=dict)
    organisations: Mapping[str, Organisation] = field(default_factory=dict)
    events: Mapping[str, Event] = field(default_factory=dict)
    unpublished: Mapping[str, Unpublished] = field(default_factory=dict)
    content_hash: str = ""
    revision: int = 0

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.association.zone)

    def phrasebook(self, language: str | None) -> Phrases:
        """The phrases of the language, else of English, else of whatever there is."""
        wanted = (language or DEFAULT_LANGUAGE).split("-")[0].lower()
        return self.phrases.get(wanted) or self.phrases.get(DEFAULT_LANGUAGE) or next(iter(self.phrases.values()))

    def language(self, wanted: str | None) -> str:
        """The language that `phrasebook` speaks for this wish."""
        book = self.phrasebook(wanted)
        return next(language for language, phrases in self.phrases.items() if phrases is book)

    def notes(self) -> Iterator[tuple[str, Definition, Note]]:
        """Every note of every definition with its id."""
        for entry in self.entries.values():
            if isinstance(entry, Definition):
                yield from ((f"{entry.id}#{note.id}", entry, note) for note in entry.notes)

    def name_of(self, record_id: str) -> str:
        """How a record is called in a sentence: in full, with its short form. `association` is the acronym.

        Raises:
            KeyError: nobody knows this id.
        """
        if record_id == "association":
            return self.association.acronym
        if record_id in self.organisations:
            return _in_full(self.organisations[record_id])
        if record_id in self.people:
            return self.people[record_id].name
        if record_id in self.events:
            return self.events[record_id].name
        return self.title_of(record_id)

    def label_of(self, record_id: str) -> str:
        """How a record is called on a button.

        Raises:
            KeyError: nobody knows this id.
        """
        if record_id in self.organisations:
            return self.organisations[record_id].short or self.organisations[record_id].name
        return self.name_of(record_id)

    def title_of(self, record_id: str) -> str:
        """The title of an entry, note or unpublished thing.

        Raises:
            KeyError: nobody knows this id.
        """
        if record_id in self.entries:
            return self.entries[record_id].title
        if record_id in self.unpublished:
            return self.unpublished[record_id].title
        for note_id, _, note in self.notes():
            if note_id == record_id:
                return note.title
        raise KeyError(record_id)

    def __contains__(self, record_id: str) -> bool:
        known = (self.entries, self.people, self.organisations, self.events, self.unpublished)
        return (
            record_id == "association"
            or any(record_id in records for records in known)
            or (any(record_id == note_id for note_id, _, _ in self.notes()))
        )

    def __len__(self) -> int:
        return sum(map(len, (self.entries, self.people, self.organisations, self.events, self.unpublished)))


def _in_full(organisation: Organisation) -> str:
    short = organisation.short
    return organisation.name if short is None or short in organisation.name else f"{organisation.name} ({short})"


def sourced_fact(event: Event, fact: str) -> Sourced:
    """Where one fact of an event stands: its own source where it has one, else the event's."""
    return event.other_sources.get(fact, event)
