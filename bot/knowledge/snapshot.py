"""Everything the assistant knows at one revision, immutable, so that a reload swaps it whole."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from bot.errors import Problem
from bot.knowledge.phrases import Phrases
from bot.knowledge.records import (
    Asked,
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
from bot.knowledge.translations import Translation

DEFAULT_LANGUAGE = "en"  # what records are written in


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
    """One revision. Ids are paths below the content folder without ending; items of lists are `people#hao-tang`.

    `translations` are by language and id, without those that `doubts` tells of: problems that keep nobody waiting.
    """

    association: Association
    sources: Mapping[str, Source]
    phrases: Mapping[str, Phrases]
    entries: Mapping[str, Entry] = field(default_factory=dict)
    people: Mapping[str, Person] = field(default_factory=dict)
    organisations: Mapping[str, Organisation] = field(default_factory=dict)
    events: Mapping[str, Event] = field(default_factory=dict)
    unpublished: Mapping[str, Unpublished] = field(default_factory=dict)
    translations: Mapping[str, Mapping[str, Translation]] = field(default_factory=dict)
    doubts: tuple[Problem, ...] = ()
    content_hash: str = ""
    revision: int = 0

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.association.zone)

    def phrasebook(self, language: str | None) -> Phrases:
        """The phrases of the language, else of English, else of whatever there is."""
        return self.phrases[self.language(language)]

    def language(self, *wishes: str | None) -> str:
        """The first of these wishes that the phrases speak, `es` for `es-MX`; else English, else whatever there is."""
        return language_among(self.phrases, *wishes)

    def translation(self, record_id: str, language: str) -> Translation | None:
        """What curators wrote of a record, or of a note, in the language; None in the language of the original."""
        return self.translations.get(language, {}).get(record_id)

    def other_phrasings(self, record_id: str, asked: Asked) -> tuple[str, ...]:
        """Every way of asking for a record but its title: its own lines, and its title in other languages."""
        found = (translations.get(record_id) for translations in self.translations.values())
        titles = (each.title for each in found if each and each.title)
        return tuple(dict.fromkeys((*asked.phrasings[1:], *titles)))

    def examples(self, language: str) -> tuple[str, ...]:
        """Questions to begin with, in the language where they are translated."""
        return self.association.examples_in.get(language, self.association.examples)

    def notes(self) -> Iterator[tuple[str, Definition, Note]]:
        """Every note of every definition with its id."""
        for entry in self.entries.values():
            if isinstance(entry, Definition):
                yield from ((f"{entry.id}#{note.id}", entry, note) for note in entry.notes)

    def name_of(self, record_id: str, language: str = DEFAULT_LANGUAGE) -> str:
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
        return self.title_of(record_id, language)

    def label_of(self, record_id: str, language: str = DEFAULT_LANGUAGE) -> str:
        """How a record is called on a button.

        Raises:
            KeyError: nobody knows this id.
        """
        if record_id in self.organisations:
            return self.organisations[record_id].short or self.organisations[record_id].name
        return self.name_of(record_id, language)

    def title_of(self, record_id: str, language: str = DEFAULT_LANGUAGE) -> str:
        """The title of an entry, note or unpublished thing, in the language where it is translated.

        Raises:
            KeyError: nobody knows this id.
        """
        translation = self.translation(record_id, language)
        if translation and translation.title:
            return translation.title
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


def language_among(spoken: Collection[str], *wishes: str | None) -> str:
    """The first of these wishes that is spoken, `es` for `es-MX`; else English, else whatever there is."""
    bases = [(wish or "").replace("_", "-").partition("-")[0].lower() for wish in wishes]
    return next((each for each in (*bases, DEFAULT_LANGUAGE) if each in spoken), next(iter(spoken)))


def _in_full(organisation: Organisation) -> str:
    short = organisation.short
    return organisation.name if short is None or short in organisation.name else f"{organisation.name} ({short})"


def sourced_fact(event: Event, fact: str) -> Sourced:
    """Where one fact of an event stands: its own source where it has one, else the event's."""
    return event.other_sources.get(fact, event)
