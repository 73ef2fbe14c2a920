import pytest

from bot.messages import Kind
from tests.factories import Talk, iasp_knowledge, told

PHRASES, SPANISH, FRENCH = (iasp_knowledge().phrases[language] for language in ("en", "es", "fr"))
EXAMPLES = list(iasp_knowledge().association.examples)


@pytest.mark.parametrize(
    "text,says",
    [
        ("hello", PHRASES.small_talk.greeting),
        ("Good morning!", PHRASES.small_talk.greeting),
        ("hola", SPANISH.small_talk.greeting),
        ("bonjour", FRENCH.small_talk.greeting),
        ("thank you very much", PHRASES.small_talk.thanks),
        ("gracias", SPANISH.small_talk.thanks),
        ("bye", PHRASES.small_talk.goodbye),
    ],
)
async def test_friendly_word_is_answered_in_kind(text: str, says: str) -> None:
    reply = await Talk().ask(text)

    assert (reply.kind, reply.abstained, told(reply), reply.entries) == (Kind.SMALLTALK, False, says, ())


async def test_greeting_leads_on_to_examples() -> None:
    reply = await Talk().ask("hi there")

    assert [action.label for action in reply.actions] == EXAMPLES


async def test_who_asks_for_help_is_told_what_can_be_asked() -> None:
    reply = await Talk().ask("what can I ask you?")

    assert (reply.kind, told(reply), [action.label for action in reply.actions]) == (Kind.HELP, PHRASES.help, EXAMPLES)


async def test_docent_says_that_it_is_a_program() -> None:
    reply = await Talk().ask("are you a robot?")

    assert "a program" in told(reply)


async def test_complaint_is_led_to_the_association() -> None:
    reply = await Talk().ask("this is not what I asked")

    assert "IASP's own site" in told(reply)
