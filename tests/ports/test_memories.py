import asyncio
from datetime import timedelta
from typing import Protocol

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.adapters.database.memories import SqlMemories
from bot.messages import Action, Conversation, Platform
from bot.ports import Forgetful, Judgement, Memories, Memory
from tests.fakes import NOON, FakeMemories

DAY = timedelta(days=1)
ANA = Conversation(Platform.WEB, "", "ana")
THREAD = Conversation(Platform.SLACK, "T024", "C061", thread="1718.5")
CHANNEL = Conversation(Platform.SLACK, "T024", "C061")
PARKS = Memory(
    subjects=("definitions/stp", "events/2026"),
    target="definition",
    offered=(Action("Areas of innovation", "show definitions/aoi"), Action("None of these", "none")),
    question="Was heißt „Science Park“? 公园 🌳",
    language="de",
    heard="zh",
    judged=(Judgement("Was heißt das?", "answered", "definition", 0.9, 0.08, "event.place", 0.1, 0.02),),
)


class ForgetfulMemories(Memories, Forgetful, Protocol):
    pass


@pytest.fixture
def memories(database: AsyncEngine | None) -> ForgetfulMemories:
    return SqlMemories(database) if database else FakeMemories()


async def test_conversation_never_seen_has_an_empty_memory(memories: ForgetfulMemories) -> None:
    assert await memories.load(ANA) == Memory()


async def test_memory_comes_back_as_it_was_saved(memories: ForgetfulMemories) -> None:
    await memories.save(ANA, PARKS, at=NOON)

    assert await memories.load(ANA) == PARKS


async def test_later_memory_replaces_the_earlier_one_as_a_whole(memories: ForgetfulMemories) -> None:
    await memories.save(ANA, PARKS, at=NOON)

    await memories.save(ANA, Memory(subjects=("people/hao",)), at=NOON + DAY)

    assert await memories.load(ANA) == Memory(subjects=("people/hao",))


async def test_thread_and_its_channel_remember_apart(memories: ForgetfulMemories) -> None:
    await memories.save(THREAD, PARKS, at=NOON)

    assert (await memories.load(THREAD), await memories.load(CHANNEL)) == (PARKS, Memory())


async def test_forgetting_one_conversation_leaves_the_others(memories: ForgetfulMemories) -> None:
    await memories.save(ANA, PARKS, at=NOON)
    await memories.save(THREAD, PARKS, at=NOON)

    await memories.forget(ANA)

    assert (await memories.load(ANA), await memories.load(THREAD)) == (Memory(), PARKS)


async def test_conversation_never_seen_can_be_forgotten(memories: ForgetfulMemories) -> None:
    await memories.forget(ANA)

    assert await memories.load(ANA) == Memory()


async def test_memory_goes_when_it_was_not_touched_for_longer_than_the_age(
    memories: ForgetfulMemories,
) -> None:
    await memories.save(ANA, PARKS, at=NOON - DAY - timedelta(microseconds=1))
    await memories.save(THREAD, PARKS, at=NOON - DAY)

    gone = await memories.forget_older_than(DAY, now=NOON)

    assert (gone, await memories.load(ANA), await memories.load(THREAD)) == (1, Memory(), PARKS)


async def test_saving_again_makes_a_memory_young(memories: ForgetfulMemories) -> None:
    await memories.save(ANA, PARKS, at=NOON - 2 * DAY)
    await memories.save(ANA, PARKS, at=NOON)

    gone = await memories.forget_older_than(DAY, now=NOON)

    assert (gone, await memories.load(ANA)) == (0, PARKS)


async def test_many_conversations_save_at_once(memories: ForgetfulMemories) -> None:
    people = [Conversation(Platform.WEB, "", str(number)) for number in range(200)]

    await asyncio.gather(*(memories.save(person, Memory(question=person.chat), at=NOON) for person in people))

    loaded = await asyncio.gather(*map(memories.load, people))
    assert [memory.question for memory in loaded] == [person.chat for person in people]
