import pytest

from bot.messages import Action, Conversation, Platform, Question
from handlers.web.receive import conversation_of, preferred_language, said, shown, to_question
from handlers.web.words import ENGLISH
from tests.handlers.web.fakes import NOON, reply_of

HERE = conversation_of("browser")


def question_from(**fields: object) -> Question:
    return to_question(fields, HERE, language="fr", asked_at=NOON)


def test_a_browser_is_a_conversation_of_the_web() -> None:
    assert HERE == Conversation(Platform.WEB, account="", chat="browser")


def test_typed_text_becomes_a_question() -> None:
    assert question_from(text=" What is a park? ") == Question(HERE, " What is a park? ", NOON, language="fr")


def test_a_pressed_button_becomes_a_press_without_text() -> None:
    assert question_from(press="show:x", text="half typed") == Question(HERE, "", NOON, language="fr", pressed="show:x")


def test_the_browsers_time_zone_comes_with_the_question() -> None:
    asked = question_from(text="What is next?", zone="Europe/Madrid")

    assert asked == Question(HERE, "What is next?", NOON, language="fr", zone="Europe/Madrid")


@pytest.mark.parametrize("fields", [{}, {"text": ""}, {"press": ""}, {"text": b"bytes"}, {"text": object()}])
def test_a_form_without_text_is_an_empty_question(fields: dict[str, object]) -> None:
    assert question_from(**fields) == Question(HERE, "", NOON, language="fr")


@pytest.mark.parametrize(
    "typed,kept",
    [
        ("a\x00b", "ab"),
        ("\x01\x07\x1b[31mred\x7f", "[31mred"),
        ("\x85half \ud800 pair", "half  pair"),
        ("tab\tline\nreturn\r", "tab\tline\nreturn\r"),
        ("<b>مرحبا 🙂 e\u0301\u200d", "<b>مرحبا 🙂 e\u0301\u200d"),
    ],
)
def test_only_characters_that_html_cannot_hold_are_left_out(typed: str, kept: str) -> None:
    assert question_from(text=typed).text == kept


def test_a_hundred_kilobytes_arrive_whole() -> None:
    assert question_from(text="x" * 100_000).text == "x" * 100_000


@pytest.mark.parametrize(
    "header,language",
    [
        ("fr", "fr"),
        ("fr-CH, en;q=0.9", "fr"),
        ("EN-us,en;q=0.5", "en"),
        ("zh-Hant-TW;q=0.8", "zh"),
        ("*", None),
        ("", None),
        (None, None),
        ("<script>", None),
        ("x" * 9000, None),
    ],
)
def test_the_first_language_of_the_browser_counts(header: str | None, language: str | None) -> None:
    assert preferred_language(header) == language


def test_a_press_is_shown_as_the_label_of_the_latest_button_that_has_it() -> None:
    old = reply_of("Old", Action("Old label", "show:x"))
    new = reply_of("New", Action("Other", "show:y"), Action("New label", "show:x"))

    assert said(question_from(press="show:x"), [old, new], ENGLISH) == "New label"


def test_a_press_of_a_button_long_gone_never_shows_its_inner_name() -> None:
    assert said(question_from(press="show:x"), [reply_of("No buttons")], ENGLISH) == "That button"


def test_what_is_typed_is_shown_as_typed() -> None:
    assert said(question_from(text="<b>hi</b>"), [], ENGLISH) == "<b>hi</b>"


def test_a_long_text_is_shown_cut_at_500_characters() -> None:
    assert (shown("x" * 500), shown("x" * 501), shown(shown("x" * 501))) == (
        "x" * 500,
        "x" * 500 + "…",
        "x" * 500 + "…",
    )


@pytest.mark.parametrize(
    "header,language",
    [
        ("ca, es;q=0.9, en;q=0.8", "es"),
        ("ca", "ca"),
        ("ca," * 19 + "th", "th"),
        ("ca," * 20 + "th", "ca"),
        (None, None),
    ],
)
def test_language_that_is_spoken_comes_before_the_first(header: str | None, language: str | None) -> None:
    assert preferred_language(header, ("en", "es", "th")) == language
