"""The shipped translations: complete where they should be, true to their originals, short enough for a phone."""

import re
from collections.abc import Iterator, Mapping
from itertools import chain

import pytest

from bot.knowledge.records import Event
from bot.knowledge.translations import Translation
from bot.messages import Bullets, Paragraph, Quotation, text_of
from handlers.slack.words import WORDS as SLACK
from handlers.telegram.words import WORDS as TELEGRAM
from handlers.web.sorry_words import ENGLISH, SENTENCES
from handlers.web.words import WORDS as WEB
from tests.factories import Talk, iasp_knowledge

KNOWLEDGE = iasp_knowledge()
LANGUAGES = ("es", "fr", "th")
LIMIT = 330  # characters, as content/README.md says
EVERY = [(language, record_id) for language, found in KNOWLEDGE.translations.items() for record_id in found]


def told(translation: Translation) -> str:
    """Everything that a translation says."""
    lines = [translation.title or "", translation.text or "", translation.summary or ""]
    for block in translation.body:
        match block:
            case Paragraph(text):
                lines.append(text_of(text))
            case Bullets(items):
                lines += map(text_of, items)
    return "\n".join(filter(None, lines))


def test_no_translation_is_doubted() -> None:
    assert KNOWLEDGE.doubts == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_entry_and_note_is_translated(language: str) -> None:
    wanted = [*KNOWLEDGE.entries, *(note_id for note_id, _, _ in KNOWLEDGE.notes())]

    assert [record_id for record_id in wanted if not KNOWLEDGE.translation(record_id, language)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_organisation_event_and_text_of_something_unpublished_is_translated(language: str) -> None:
    texts = [record_id for record_id, unpublished in KNOWLEDGE.unpublished.items() if unpublished.text]
    wanted = [*KNOWLEDGE.organisations, *KNOWLEDGE.events, *texts]

    assert [record_id for record_id in wanted if not KNOWLEDGE.translation(record_id, language)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_button_that_entries_offer_has_a_translated_title(language: str) -> None:
    offered = {record_id for entry in KNOWLEDGE.entries.values() for record_id in entry.see}
    unnamed = offered - KNOWLEDGE.people.keys() - KNOWLEDGE.organisations.keys() - KNOWLEDGE.events.keys()

    assert [each for each in unnamed if KNOWLEDGE.title_of(each, language) == KNOWLEDGE.title_of(each)] == []


@pytest.mark.parametrize("language,record_id", EVERY)
def test_translation_is_no_longer_than_a_phone_shows(language: str, record_id: str) -> None:
    translation = KNOWLEDGE.translations[language][record_id]

    assert record_id.startswith("definitions/") or len(told(translation)) - len(translation.title or "") <= LIMIT


@pytest.mark.parametrize("language,record_id", [each for each in EVERY if each[0] == "th"])
def test_thai_translation_is_in_thai(language: str, record_id: str) -> None:
    said = told(KNOWLEDGE.translations[language][record_id])

    assert sum("\u0e00" <= letter <= "\u0e7f" for letter in said) > 5 or "DOI" in said


def test_no_translation_is_a_quotation() -> None:
    blocks = [block for language, each in EVERY for block in KNOWLEDGE.translations[language][each].body]

    assert [block for block in blocks if isinstance(block, Quotation)] == []


def terms(event: Event) -> Iterator[str]:
    """What the facts of an event say in words that are no names."""
    yield from (topic.name for topic in event.topics)
    yield from filter(None, (event.country, event.participants))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_topic_country_and_role_has_its_word(language: str) -> None:
    roles = {role.title for person in KNOWLEDGE.people.values() for role in person.roles}
    wanted = roles.union(chain.from_iterable(map(terms, KNOWLEDGE.events.values())))

    known = KNOWLEDGE.phrases[language].terms
    assert wanted - known.keys() - {"CEO"} == set()


def digits(text: str) -> list[str]:
    return sorted(re.findall(r"\d+", text))


@pytest.mark.parametrize("language", LANGUAGES)
def test_terms_keep_their_digits(language: str) -> None:
    terms = KNOWLEDGE.phrases[language].terms.items()

    assert [original for original, said in terms if digits(original) != digits(said)] == []


def leaves(phrases: Mapping[str, object], path: str = "") -> Iterator[tuple[str, str]]:
    for name, value in phrases.items():
        if isinstance(value, Mapping):
            yield from leaves(value, f"{path}{name}.")
        elif isinstance(value, str):
            yield f"{path}{name}", value


def filled(language: str) -> dict[str, set[str]]:
    """The words in braces of every phrase; of a period, which has several ways, only whether it has any."""
    phrases = leaves(KNOWLEDGE.phrases[language].model_dump(exclude={"terms"}))
    found = {path: set(re.findall(r"{(\w+)}", phrase)) for path, phrase in phrases}
    return {path: words for path, words in found.items() if not path.startswith("period.")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_phrase_fills_in_what_the_english_one_does(language: str) -> None:
    assert filled(language) == filled("en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_phrase_was_left_in_english(language: str) -> None:
    english = dict(leaves(KNOWLEDGE.phrases["en"].model_dump(exclude={"terms"})))
    same = {path for path, said in leaves(KNOWLEDGE.phrases[language].model_dump()) if english.get(path) == said}

    # What has no words of its own, and what the languages write alike.
    wordless = {"event.listed", "organisation.about", "organisation.people", "notifying.soon", "organising.heading"}
    assert same - wordless <= (
        {"label.source", "label.version", "label.date", "schedule.label_type"} if language == "fr" else set()
    )


@pytest.mark.parametrize("language", ["en", *LANGUAGES])
def test_every_platform_has_words_of_its_own_in_the_language(language: str) -> None:
    assert [language in words for words in (TELEGRAM, SLACK, WEB)] == [True, True, True]
    assert (WEB[language].language, SENTENCES[language].keys()) == (language, ENGLISH.keys())
    assert ("{who}" in SLACK[language].shared, "{label}" in SLACK[language].asked) == (True, True)


@pytest.mark.parametrize("at", range(len(KNOWLEDGE.association.examples)))
@pytest.mark.parametrize("language", LANGUAGES)
async def test_translated_example_gets_the_answer_of_the_english_one(language: str, at: int) -> None:
    english = await Talk().ask(KNOWLEDGE.association.examples[at])

    reply = await Talk(language=language).ask(KNOWLEDGE.examples(language)[at])

    assert (reply.entries, reply.abstained) == (english.entries, False)
