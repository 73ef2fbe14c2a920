from collections.abc import Sequence

import pytest

from bot.messages import Kind, SourceLine
from tests.factories import Talk, presses, told

AOI = "definitions/areas-of-innovation"
CHIANG_MAI, NAIROBI, BEIJING, NICE, DHAHRAN = (
    "events/asia-pacific-2026",
    *(f"events/world-conference-{year}" for year in (2024, 2025, 2026, 2027)),
)


@pytest.mark.parametrize(
    "turns,entry,words",
    [
        (("Where was the conference of 2025?", "not Beijing, Nairobi"), NAIROBI, "in Nairobi"),
        (("Where was the conference of 2025?", "no, I meant 2024"), NAIROBI, "took place in Nairobi"),
        (("When is the next World Conference?", "no, the one in Beijing"), BEIJING, "September 2025"),
        (("Who is Hao Tang?", "no, I meant Ebba Lund"), "people#ebba-lund", "Ebba Lund is CEO"),
        (("Who is Hao Tang?", "not him, the CEO"), "people#ebba-lund", "Ebba Lund is CEO"),
        (("When was the Chiang Mai conference?", "I asked where, not when"), CHIANG_MAI, "took place in Chiang Mai"),
        (("When was the last World Conference?", "and before that?"), BEIJING, "September 2025"),
        (("list the conferences", "who hosted the second one?"), BEIJING, "Zhongguancun"),
        (("list the conferences", "the second"), BEIJING, "Beijing"),
        (("Who spoke at Chiang Mai?", "who is the second?"), "people#tanyanuparb-anantana", "Tanyanuparb Anantana is"),
        (("Who is Hao Tang?", "Who is Ebba Lund?", "what did the other one say?"), "people#hao-tang", "we are the"),
        (("Who is Hao Tang?", "tell me more"), "people#hao-tang", "we are the solution"),
        (("Who is Ebba Lund?", "and Chiang Mai?"), CHIANG_MAI, "2–4 June 2026"),
        (("how do we join?", "and Chiang Mai?"), CHIANG_MAI, "2–4 June 2026"),
        (("When was IASP founded?", "where?"), "association/headquarters", "Málaga"),
        (("Who wrote the taxonomy study?", "when was it published?"), "association/taxonomy-published", "October 2023"),
    ],
)
async def test_what_leans_on_the_last_answer_is_understood(turns: Sequence[str], entry: str, words: str) -> None:
    reply = await Talk().ask(*turns)

    assert (entry in reply.entries, words in told(reply), reply.abstained) == (True, True, False)


@pytest.mark.parametrize("turns", [("Who is Hao Tang?", "where?"), ("Who is the CEO?", "since when?")])
async def test_bare_question_that_nothing_said_answers_has_no_answer(turns: Sequence[str]) -> None:
    reply = await Talk().ask(*turns)

    assert (reply.kind, reply.abstained) == (Kind.ABSTENTION, True)


async def test_bare_question_before_anything_was_said_is_asked_back() -> None:
    reply = await Talk().ask("where?")

    assert (reply.kind, presses(reply)[-1]) == (Kind.CHOICE, "none")


async def test_other_one_of_several_is_asked_about_with_the_same_question() -> None:
    reply = await Talk().ask("Where is the World Conference 2026?", "and the other one?")

    assert (reply.kind, presses(reply)) == (
        Kind.CHOICE,
        [*(f"show {event}#place" for event in (NAIROBI, BEIJING, DHAHRAN)), "none"],
    )


async def test_after_the_last_event_no_other_is_known() -> None:
    reply = await Talk().ask("When is the next World Conference?", "and the one after?")

    assert (reply.abstained, told(reply).splitlines()[0]) == (True, "I know of no event then.")


async def test_other_one_of_nothing_has_no_answer() -> None:
    reply = await Talk().ask("and the other one?")

    assert (reply.kind, reply.abstained) == (Kind.ABSTENTION, True)


async def test_other_definition_is_shown_when_it_is_the_one_that_was_asked_for_before() -> None:
    reply = await Talk().ask("What is an area of innovation?", "What is a science park?", "and the other one?")

    assert (reply.kind, reply.entries) == (Kind.DEFINITION, (AOI,))


async def test_more_is_what_the_answer_leads_to() -> None:
    talk = Talk()
    answer = await talk.ask("When was the Chiang Mai conference?")

    reply = await talk.ask("anything else?")

    assert (reply.kind, told(reply), reply.actions) == (Kind.CHOICE, "There is more on this:", answer.actions)


async def test_more_of_nothing_is_a_question_like_others() -> None:
    assert (await Talk().ask("tell me more")).kind is not Kind.CHOICE


async def test_source_is_told_by_itself() -> None:
    talk = Talk()
    answer = await talk.ask("Where was the Chiang Mai conference?")

    reply = await talk.ask("where is that from?")

    assert reply.blocks == tuple(block for block in answer.blocks if isinstance(block, SourceLine))
    assert reply.entries == answer.entries


async def test_definition_is_cited_when_asked_in_words() -> None:
    talk = Talk()
    await talk.ask("What is an area of innovation?")

    assert await talk.ask("can I cite it?") == await talk.press(f"cite {AOI}")


async def test_wish_to_cite_what_cannot_be_cited_is_a_question_like_others() -> None:
    reply = await Talk().ask("Who is Hao Tang?", "can I cite it?")

    assert "Hao Tang" not in told(reply)
