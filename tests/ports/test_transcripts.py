from datetime import datetime, timedelta
from typing import Protocol, get_args
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.adapters.database.transcripts import SqlTranscripts
from bot.messages import (
    Action,
    Block,
    Bullets,
    Conversation,
    Details,
    Kind,
    Paragraph,
    Platform,
    Quotation,
    Reply,
    SourceLine,
    Span,
    paragraph,
)
from bot.ports import Forgetful, Transcripts, Turn
from tests.fakes import NOON, FakeTranscripts

DAY = timedelta(days=1)
ANA = Conversation(Platform.WEB, "", "ana")
BEN = Conversation(Platform.WEB, "", "ben")
BLOCKS: list[Block] = [
    Paragraph((Span("Renew in "), Span("March", "strong"), Span("here", "emphasis", link="https://iasp.ws"))),
    Paragraph(()),
    Bullets(((Span("one"),), (Span("two"), Span("and a half"))), numbered=True),
    Bullets(()),
    Quotation("Parks are\n\nplaces.", by="IASP"),
    Quotation(""),
    Details((("Authority", "IASP"), ("Date", "not stated"))),
    Details(()),
    SourceLine("Source", "IASP definitions", "November 2026", link="https://iasp.ws/definitions"),
    SourceLine("", "", ""),
]


class ForgetfulTranscripts(Transcripts, Forgetful, Protocol):
    pass


@pytest.fixture
def transcripts(database: AsyncEngine | None) -> ForgetfulTranscripts:
    return SqlTranscripts(database) if database else FakeTranscripts()


def turn(asked: str, *, at: datetime = NOON) -> Turn:
    return Turn(asked, Reply(Kind.HELP, (paragraph(f"You asked {asked}"),)), at)


async def test_conversation_never_seen_has_no_turns(transcripts: ForgetfulTranscripts) -> None:
    assert list(await transcripts.recent(ANA)) == []


async def test_latest_turns_come_oldest_first(transcripts: ForgetfulTranscripts) -> None:
    turns = [turn(str(number)) for number in range(5)]
    for each in turns:
        await transcripts.append(ANA, each)

    assert list(await transcripts.recent(ANA, limit=3)) == turns[2:]


@pytest.mark.parametrize("limit", [0, -1])
async def test_no_turns_come_when_none_are_wanted(transcripts: ForgetfulTranscripts, limit: int) -> None:
    await transcripts.append(ANA, turn("what is a park"))

    assert list(await transcripts.recent(ANA, limit=limit)) == []


async def test_turn_with_everything_comes_back_equal(transcripts: ForgetfulTranscripts) -> None:
    actions = (Action("Copy", "cite:definitions/stp", copies="IASP. 公园 🌳"), Action("None of these", "none"))
    reply = Reply(
        Kind.DEFINITION, tuple(BLOCKS), actions, entries=("definitions/stp",), abstained=True, score=0.1 + 0.2
    )
    whole = Turn("Was heißt „park“?\r\n\t'; DROP TABLE", reply, NOON)

    await transcripts.append(ANA, whole)

    assert list(await transcripts.recent(ANA)) == [whole]


@pytest.mark.parametrize("block", BLOCKS)
async def test_every_block_comes_back_as_what_it_was(transcripts: ForgetfulTranscripts, block: Block) -> None:
    kept = Turn("?", Reply(Kind.LIST, (block,)), NOON)

    await transcripts.append(ANA, kept)

    assert list(await transcripts.recent(ANA)) == [kept]


def test_every_kind_of_block_is_tried_here() -> None:
    assert {type(block) for block in BLOCKS} == set(get_args(Block))


async def test_moment_of_a_turn_is_the_same_from_any_time_zone(transcripts: ForgetfulTranscripts) -> None:
    in_vienna = datetime(2026, 7, 1, 14, 30, 0, 123456, tzinfo=ZoneInfo("Europe/Vienna"))

    await transcripts.append(ANA, turn("when", at=in_vienna))

    assert list(await transcripts.recent(ANA)) == [turn("when", at=in_vienna)]


async def test_conversations_do_not_see_each_other(transcripts: ForgetfulTranscripts) -> None:
    await transcripts.append(ANA, turn("a"))
    await transcripts.append(BEN, turn("b"))

    assert list(await transcripts.recent(BEN)) == [turn("b")]


async def test_only_the_latest_60_turns_of_a_conversation_are_kept(
    transcripts: ForgetfulTranscripts,
) -> None:
    await transcripts.append(BEN, turn("b"))
    turns = [turn(str(number)) for number in range(63)]
    for each in turns:
        await transcripts.append(ANA, each)

    assert list(await transcripts.recent(ANA, limit=100)) == turns[3:]
    assert list(await transcripts.recent(BEN, limit=100)) == [turn("b")]


async def test_forgetting_one_conversation_leaves_the_others(transcripts: ForgetfulTranscripts) -> None:
    await transcripts.append(ANA, turn("a"))
    await transcripts.append(BEN, turn("b"))

    await transcripts.forget(ANA)

    assert (list(await transcripts.recent(ANA)), list(await transcripts.recent(BEN))) == ([], [turn("b")])


async def test_turns_go_one_by_one_when_they_are_older_than_the_age(
    transcripts: ForgetfulTranscripts,
) -> None:
    for days in [3, 2, 1, 0]:
        await transcripts.append(ANA, turn(f"{days} days ago", at=NOON - days * DAY))

    gone = await transcripts.forget_older_than(DAY, now=NOON)

    asked = [kept.asked for kept in await transcripts.recent(ANA)]
    assert (gone, asked) == (2, ["1 days ago", "0 days ago"])
