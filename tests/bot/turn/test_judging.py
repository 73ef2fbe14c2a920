from collections.abc import Sequence
from dataclasses import replace

import pytest

from bot.assistant import Assistant
from bot.messages import Conversation, Details, Paragraph, Person, Platform, Question, Reply, text_of
from bot.organising.organisers import Organisers
from tests.factories import NOW, iasp
from tests.fakes import FakeClock, FakeMemories

ANA = Person(Platform.TELEGRAM, "", "7")
BEN = replace(ANA, id="8")


async def asked(*texts: str, by: Person | None = ANA) -> Reply:
    """The reply to the last message, where Ana is the only organiser."""
    assistant = Assistant(iasp(), FakeMemories(), None, organises=Organisers({ANA.key}, FakeClock()).organises)
    here = Conversation(Platform.TELEGRAM, "", "1")
    for text in texts:
        reply = await assistant.answer(Question(here, text, NOW, person=by))
    return reply


def headings(reply: Reply) -> list[str]:
    return [text_of(block.text) for block in reply.blocks if isinstance(block, Paragraph)]


def rows(reply: Reply) -> list[dict[str, str]]:
    return [dict(block.rows) for block in reply.blocks if isinstance(block, Details)]


async def test_organiser_sees_why() -> None:
    reply = await asked("Who hosted the Chiang Mai conference?", "/why")

    [why] = rows(reply)
    assert (headings(reply), list(why)) == (
        ["“Who hosted the Chiang Mai conference?”"],
        *[["Outcome", "Best match", "Known way of asking", "Next best", "Needed score", "Speaks against an answer"]],
    )
    assert (why["Outcome"], why["Best match"].partition(",")[0]) == ("answered", "event.host")


async def test_every_question_of_a_message_is_explained() -> None:
    reply = await asked("Who is Hao Tang? Can you book me a flight?", "/why")

    assert headings(reply) == ["“Who is Hao Tang?”", "“Can you book me a flight?”"]
    assert [why["Outcome"] for why in rows(reply)] == ["answered", "no answer given"]


@pytest.mark.parametrize(
    "turns,outcome", [(("when?", "/why"), "asked which is meant"), (("Who is Hao Tang?", "/why", "/why"), "answered")]
)
async def test_outcome_is_told(turns: Sequence[str], outcome: str) -> None:
    assert [why["Outcome"] for why in rows(await asked(*turns))] == [outcome]


async def test_before_a_question_there_is_nothing_to_explain() -> None:
    assert headings(await asked("/why")) == ["There is no typed question to explain yet."]


async def test_to_others_it_is_an_unknown_command() -> None:
    [other, nobody] = [await asked("Who is Hao Tang?", "/why", by=person) for person in (BEN, None)]
    teapot = await asked("Who is Hao Tang?", "/teapot", by=BEN)

    assert (other, nobody) == (teapot, teapot)
    assert "why" not in repr(teapot.blocks)


async def test_organiser_finds_it_among_the_commands() -> None:
    assert "/why: why I answered as I did" in repr(await asked("/teapot"))
