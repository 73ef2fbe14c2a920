from bot.command_words import Kept
from bot.messages import Action, Conversation, Platform, Question
from bot.ports import Memory
from bot.turn.presses import cited, led_to, none_of_these, shown, source_of
from bot.turn.situation import Situation
from tests.factories import NOW, iasp

HERE = Situation(iasp(), Question(Conversation(Platform.WEB, "", "ana"), "", NOW), Memory(), "en", Kept())
AOI = "definitions/areas-of-innovation"


def test_fact_that_a_button_showed_can_be_asked_of_another_event() -> None:
    found = shown("events/asia-pacific-2026#place", HERE)

    assert found is not None
    assert found.target == "event.place"


def test_what_is_no_longer_there_is_not_shown() -> None:
    assert (shown("people#nobody", HERE), source_of("people#nobody", HERE), cited("people#ebba-lund", HERE)) == (
        *(None, None, None),
    )


def test_what_is_not_published_has_no_source() -> None:
    assert source_of("not-published#staff", HERE) is None


def test_none_of_these_misses_the_question_beside_what_was_offered() -> None:
    offered = (Action("One", "show one"), Action("Help", "help"), Action("None", "none"))

    outcome = none_of_these(HERE.after(Memory(question="what?", offered=offered)))

    assert (outcome.missed, outcome.nearest, outcome.reply.abstained) == ("what?", ("one",), True)


def test_nothing_is_missed_where_nothing_was_asked() -> None:
    assert none_of_these(HERE).missed is None


def test_buttons_lead_to_records() -> None:
    assert led_to((Action("One", "show one"), Action("Cite", f"cite {AOI}"), Action("Help", "help"))) == ["one"]
