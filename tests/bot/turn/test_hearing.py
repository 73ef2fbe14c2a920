from collections.abc import Sequence

import pytest

from bot.messages import Reply
from tests.factories import Talk, iasp_knowledge, told

THANKS = {language: phrases.small_talk.thanks for language, phrases in iasp_knowledge().phrases.items()}


def spoken(reply: Reply) -> str:
    [language] = [language for language, says in THANKS.items() if says == told(reply)]
    return language


@pytest.mark.parametrize(
    "locale,turns,language",
    [
        (None, ("thank you very much",), "en"),
        ("es", ("thank you very much",), "en"),
        ("en", ("muchas gracias",), "es"),
        ("fr", ("thx",), "fr"),
        ("en", ("¿Quién es Hao Tang?", "thx"), "es"),
        ("en", ("¿Quién es Hao Tang?", "Who is Ebba Lund?", "thx"), "en"),
        ("de", ("vielen Dank",), "en"),
        ("en", ("/language fr", "muchas gracias"), "fr"),
        ("en", ("in French please", "thank you very much"), "fr"),
    ],
)
async def test_reply_speaks_the_language_chosen_else_the_one_written_else_the_locale(
    locale: str | None, turns: Sequence[str], language: str
) -> None:
    assert spoken(await Talk(language=locale).ask(*turns)) == language


async def test_button_keeps_to_the_language_of_the_question() -> None:
    talk = Talk(language="en")
    await talk.ask("¿Quién es Hao Tang?")

    reply = await talk.press("show people#ebba-lund")

    assert "Ebba Lund is" not in told(reply)


async def test_language_that_nobody_here_speaks_is_said_so_beside_those_that_are() -> None:
    reply = await Talk().ask("/language klingon")

    phrases = iasp_knowledge().phrases
    assert (told(reply), [action.label for action in reply.actions]) == (
        phrases["en"].not_spoken,
        [phrases[code].language for code in sorted(phrases)],
    )
