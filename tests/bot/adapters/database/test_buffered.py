"""Memories at hand: found at once, and in the database a moment later."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.adapters.database.buffered import BufferedMemories, BufferedMisses, written_in_time
from bot.adapters.database.memories import SqlMemories
from bot.adapters.database.misses import SqlMisses
from bot.messages import Conversation, Platform
from bot.ports import Memory
from tests.fakes import NOON

HERE = Conversation(Platform.WEB, "", "here")
THERE = Conversation(Platform.WEB, "", "there")
ANA = Memory(("people#ana-silva",), target="person.roles")


async def test_memory_is_at_hand_before_it_is_written(engine: AsyncEngine) -> None:
    stored = SqlMemories(engine)
    memories = BufferedMemories(stored)

    await memories.save(HERE, ANA, at=NOON)

    assert (await memories.load(HERE), await stored.load(HERE)) == (ANA, Memory())


async def test_end_writes_everything(engine: AsyncEngine) -> None:
    stored = SqlMemories(engine)

    async with written_in_time(BufferedMemories(stored), after_seconds=3600) as memories:
        await memories.save(HERE, ANA, at=NOON)
        await memories.save(THERE, Memory(question="hello"), at=NOON)

    assert (await stored.load(HERE), await stored.load(THERE)) == (ANA, Memory(question="hello"))


async def test_what_was_stored_before_is_found(engine: AsyncEngine) -> None:
    stored = SqlMemories(engine)
    await stored.save(HERE, ANA, at=NOON)

    assert await BufferedMemories(stored).load(HERE) == ANA


async def test_forgotten_conversation_is_forgotten_at_hand_and_stored(engine: AsyncEngine) -> None:
    stored = SqlMemories(engine)
    memories = BufferedMemories(stored)
    await stored.save(HERE, ANA, at=NOON)
    await memories.save(HERE, ANA, at=NOON)

    await memories.forget(HERE)
    await memories.flush()

    assert (await memories.load(HERE), await stored.load(HERE)) == (Memory(), Memory())


async def test_old_memories_are_forgotten_at_hand_too(engine: AsyncEngine) -> None:
    memories = BufferedMemories(SqlMemories(engine))
    await memories.save(HERE, ANA, at=NOON)

    gone = await memories.forget_older_than(timedelta(days=30), now=NOON + timedelta(days=31))

    assert (gone, await memories.load(HERE)) == (1, Memory())


class Stubborn(SqlMemories):
    """A database that is away the first time."""

    def __init__(self, engine: AsyncEngine) -> None:
        super().__init__(engine)
        self.away = True

    async def save_all(self, remembered: Mapping[Conversation, tuple[Memory, datetime]]) -> None:
        if self.away:
            self.away = False
            raise OSError
        await super().save_all(remembered)


async def test_what_cannot_be_written_now_is_written_next_time(engine: AsyncEngine) -> None:
    stored = Stubborn(engine)
    memories = BufferedMemories(stored)
    await memories.save(HERE, ANA, at=NOON)

    await memories.flush()
    await memories.flush()

    assert await stored.load(HERE) == ANA


async def test_misses_are_counted_together(engine: AsyncEngine) -> None:
    async with written_in_time(BufferedMisses(SqlMisses(engine)), after_seconds=3600) as misses:
        for text in ("wifi", "WiFi", "lunch"):
            await misses.record(text, nearest=(), at=NOON)

    assert [(miss.text, miss.times) for miss in await SqlMisses(engine).grouped()] == [("wifi", 2), ("lunch", 1)]


async def test_misses_are_counted_before_they_are_shown(engine: AsyncEngine) -> None:
    misses = BufferedMisses(SqlMisses(engine))
    await misses.record("wifi", nearest=(), at=NOON)

    assert [miss.text for miss in await misses.grouped()] == ["wifi"]
