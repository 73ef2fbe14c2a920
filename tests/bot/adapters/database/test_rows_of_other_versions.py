"""Rows that another version of Docent wrote, or that somebody edited by hand."""

import logging

import pytest
from sqlalchemy import insert, update
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.adapters.database.engine import writing
from bot.adapters.database.memories import SqlMemories
from bot.adapters.database.misses import SqlMisses
from bot.adapters.database.tables import memories, misses, transcripts
from bot.adapters.database.transcripts import SqlTranscripts
from bot.messages import Conversation, Kind, Platform, Reply, paragraph
from bot.ports import Memory, Miss, Turn
from tests.fakes import NOON

ANA = Conversation(Platform.WEB, "", "ana")
HELLO = Turn("hello", Reply(Kind.SMALLTALK, (paragraph("Hello"),)), NOON)
UNREADABLE = [
    "secret {",
    "",
    "[]",
    "null",
    '{"kind": "secret", "subjects": 7}',
    '{"kind": "help", "blocks": [{"secret": 1}], "subjects": [null]}',
]


@pytest.mark.parametrize("state", UNREADABLE)
async def test_memory_that_does_not_read_is_empty(
    each_engine: AsyncEngine, caplog: pytest.LogCaptureFixture, state: str
) -> None:
    async with writing(each_engine) as connection:
        await connection.execute(insert(memories).values(conversation=ANA.key, state=state, updated_at=NOON))

    with caplog.at_level(logging.WARNING):
        memory = await SqlMemories(each_engine).load(ANA)

    assert (memory, caplog.messages) == (Memory(), ["Memory of web//ana/ does not read; it starts empty"])


@pytest.mark.parametrize("reply", UNREADABLE)
async def test_turn_that_does_not_read_is_skipped(
    each_engine: AsyncEngine, caplog: pytest.LogCaptureFixture, reply: str
) -> None:
    row = {"conversation": ANA.key, "asked": "secret", "reply": reply, "at": NOON}
    async with writing(each_engine) as connection:
        await connection.execute(insert(transcripts).values(row))
    await SqlTranscripts(each_engine).append(ANA, HELLO)

    with caplog.at_level(logging.WARNING):
        turns = await SqlTranscripts(each_engine).recent(ANA)

    assert (list(turns), caplog.messages) == ([HELLO], ["Skipped turn 1 of web//ana/: it does not read"])


async def test_memory_of_a_newer_docent_reads_as_far_as_it_is_known(each_engine: AsyncEngine) -> None:
    row = {"conversation": ANA.key, "state": '{"question": "?", "mood": "good"}', "updated_at": NOON}
    async with writing(each_engine) as connection:
        await connection.execute(insert(memories).values(row))

    assert await SqlMemories(each_engine).load(ANA) == Memory(question="?")


async def test_miss_whose_nearest_entries_do_not_read_is_still_counted(each_engine: AsyncEngine) -> None:
    await SqlMisses(each_engine).record("dog?", nearest=["a"], at=NOON)
    async with writing(each_engine) as connection:
        await connection.execute(update(misses).values(nearest="?"))

    assert list(await SqlMisses(each_engine).grouped()) == [Miss("dog?", 1, NOON, NOON)]


async def test_characters_that_no_database_takes_become_replacement_characters(each_engine: AsyncEngine) -> None:
    broken = Turn("a\x00b\ud800", Reply(Kind.HELP, (paragraph("\udfff"),)), NOON)
    await SqlTranscripts(each_engine).append(ANA, broken)
    await SqlMemories(each_engine).save(ANA, Memory(question="\ud800"), at=NOON)
    await SqlMisses(each_engine).record("\ud800", nearest=[], at=NOON)

    mended = Turn("a�b�", Reply(Kind.HELP, (paragraph("�"),)), NOON)
    assert list(await SqlTranscripts(each_engine).recent(ANA)) == [mended]
    assert await SqlMemories(each_engine).load(ANA) == Memory(question="�")
    assert [miss.text for miss in await SqlMisses(each_engine).grouped()] == ["�"]
