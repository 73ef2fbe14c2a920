from collections.abc import Mapping
from typing import Any

import pytest
from pydantic import ValidationError

from bot.knowledge.periods import Tense
from bot.knowledge.phrases import Phrases, Tensed
from tests.factories import iasp_knowledge

NOTHING = "nothing is filled in here, so people would see the braces; leave them out"
NO_PARTNER = "a brace stands here without its partner; what can be filled in is"


def refused(place: str, says: str) -> list[tuple[str, str]]:
    """Where the English phrases are refused, and why, once the sentence at this place is another."""
    phrases = iasp_knowledge().phrases["en"].model_dump()
    part: Any = phrases
    *around, last = place.split(".")
    for name in around:
        part = part[name]
    part[last] = says
    try:
        Phrases.model_validate(phrases)
    except ValidationError as error:
        return [(".".join(map(str, each["loc"])), each["msg"]) for each in error.errors()]
    return []


def test_sentence_is_chosen_by_tense() -> None:
    phrase = Tensed(past="It was.", present="It is.", future="It will be.")

    assert [phrase.at(tense) for tense in (Tense.PAST, Tense.PRESENT, Tense.FUTURE)] == [
        "It was.",
        "It is.",
        "It will be.",
    ]


@pytest.mark.parametrize(
    "place,says",
    [
        ("welcome", "I am {name} of the {association}."),
        ("welcome", "No word at all."),
        ("contact", "Ask {contact}, please."),
        ("event.host.past", "{host}, {host}: {event} in {place}, {when}."),
        ("event.listed", "{{{event}}}"),
        ("organisation.people_unknown", "{name} of {association}"),
    ],
)
def test_words_that_a_sentence_may_use_may_come_in_any_order_or_not_at_all(place: str, says: str) -> None:
    assert refused(place, says) == []


@pytest.mark.parametrize(
    "place,says,told",
    [
        ("event.spoke", "{naem} spoke.", '"{naem}" cannot be filled in here; use {names}, {event}'),
        ("event.spoke", "{0} spoke.", '"{0}" cannot be filled in here; use {names}, {event}'),
        ("event.spoke", "{} spoke.", '"{}" cannot be filled in here; use {names}, {event}'),
        ("event.spoke", "{names.x} spoke.", '"{names.x}" cannot be filled in here; use {names}, {event}'),
        ("event.spoke", "{names!r:>9} spoke.", '"{names!r:>9}" cannot be filled in here; use {names}, {event}'),
        ("event.spoke", "{names spoke.", f"{NO_PARTNER} {{names}}, {{event}}"),
        ("event.spoke", "names} spoke.", f"{NO_PARTNER} {{names}}, {{event}}"),
        ("event.dates.past", "{theme}", '"{theme}" cannot be filled in here; use {event}, {when}, {place}'),
        ("event.place.future", "{days}", '"{days}" cannot be filled in here; use {event}, {when}, {place}'),
        ("period.month", "in {month}", '"{month}" cannot be filled in here; use {when}'),
        ("person.role", "{name}", '"{name}" cannot be filled in here; use {title}, {organisation}'),
        ("privacy", "{days}", '"{days}" cannot be filled in here; use {conversation_days}, {miss_days}'),
        ("small_talk.thanks", "{who}", '"{who}" cannot be filled in here; use {name}, {association}'),
        ("abstain", "Sorry, {name}.", NOTHING),
        ("label.help", "Help {{me}}", NOTHING),
        ("contact", "Ask {who}.", "only {contact} can be filled in here, and only once"),
        ("contact", "{contact} {contact}", "only {contact} can be filled in here, and only once"),
    ],
)
def test_braces_that_cannot_be_filled_in_are_refused_with_what_can(place: str, says: str, told: str) -> None:
    assert refused(place, says) == [(place, f"Value error, {told}")]


def test_no_sentence_with_words_in_braces_that_nobody_fills_in_is_let_through() -> None:
    sentences = list(places(iasp_knowledge().phrases["en"].model_dump()))

    let_through = [place for place in sentences if not refused(place, "{naem}")]

    assert (let_through, len(sentences) > 0) == ([], True)


def places(phrases: Mapping[str, Any], around: str = "") -> list[str]:
    """The place of every sentence."""
    found: list[str] = []
    for name, value in phrases.items():
        found += places(value, f"{around}{name}.") if isinstance(value, dict) else [f"{around}{name}"]
    return found


def test_sentences_are_checked_without_being_changed() -> None:
    phrases = iasp_knowledge().phrases["en"]

    assert Phrases.model_validate(phrases.model_dump()) == phrases
