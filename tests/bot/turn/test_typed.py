from collections.abc import Sequence

import pytest

from bot.messages import Kind, SourceLine
from tests.factories import Talk, presses, told

NAIROBI, BEIJING = (f"events/world-conference-{year}" for year in (2024, 2025))


@pytest.mark.parametrize(
    "text", ["where were the world conferences in 2024 and 2025", "When were the conferences in Nairobi and Beijing?"]
)
async def test_question_of_two_events_has_both_answers(text: str) -> None:
    reply = await Talk().ask(text)

    assert (reply.entries[:2], "Nairobi" in told(reply), "Beijing" in told(reply)) == ((NAIROBI, BEIJING), True, True)


async def test_what_is_not_known_of_one_of_two_is_said() -> None:
    reply = await Talk().ask("where are CMU STeP and RMIT?")

    says = told(reply).splitlines()
    assert says[:2] == [
        "CMU STeP is in Chiang Mai, Thailand.",
        "I have no published answer to this part: “where are rmit”.",
    ]


async def test_source_that_two_answers_share_stands_once() -> None:
    reply = await Talk().ask("When was the Chiang Mai conference, and who hosted it?")

    assert [isinstance(block, SourceLine) for block in reply.blocks] == [False, False, True]


async def test_what_was_answered_is_offered_no_more() -> None:
    reply = await Talk().ask("When was the Chiang Mai conference, and who hosted it?")

    assert [press.partition("#")[2] for press in presses(reply) if press.partition("#")[2] in ("dates", "host")] == []


@pytest.mark.parametrize("text", ["I'm new here. How do we join?", "helps? How do we join?", "Hello! How do we join?"])
async def test_help_and_choices_give_way_to_an_answer(text: str) -> None:
    reply = await Talk().ask(text)

    assert (reply.kind, reply.entries) == (Kind.MEMBERSHIP, ("membership/how-to-join",))


@pytest.mark.parametrize("said", ["no", "none of these", "not these", "neither", "nein"])
async def test_no_to_a_choice_is_none_of_these(said: str) -> None:
    talk = Talk()
    await talk.ask("when?")

    reply = await talk.ask(said)

    assert (reply.abstained, told(reply).splitlines()[0]) == (
        True,
        "Thank you, the curators will see that this question found no answer.",
    )
    [miss] = await talk.misses.grouped()
    assert (miss.text, miss.nearest[1:]) == ("when?", ("association/founded", "membership/invoice"))


@pytest.mark.parametrize(
    "said", ["the second", "2", "second one please", "I'll take the second", "the one about the active membership"]
)
async def test_choice_is_made_in_words(said: str) -> None:
    reply = await Talk().ask("how do we join", said)

    assert reply.entries == ("membership/active-from",)


@pytest.mark.parametrize(
    "turns,actions",
    [
        (("thanks!",), ["help"]),
        (("bye",), []),
        (("Who is the CEO?",), ["help"]),
        (("Is CMU STeP a member?",), ["show organisations#cmu-step"]),
        (("/privacy",), ["help"]),
        (("/whoami",), ["help"]),
        (("/deadlines",), ["help"]),
        (
            ("conferences in 2025 and 2026",),
            [f"show {BEIJING}", "show events/asia-pacific-2026", "show events/world-conference-2026"],
        ),
    ],
)
async def test_reply_has_a_way_on_unless_somebody_leaves(turns: Sequence[str], actions: list[str]) -> None:
    assert presses(await Talk().ask(*turns)) == actions
