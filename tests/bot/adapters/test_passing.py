from bot.adapters.passing import PassingMemories
from bot.messages import Conversation, Platform
from bot.ports import Memory
from tests.fakes import NOON

HERE = Conversation(Platform.CONSOLE, "", "here")
THERE = Conversation(Platform.CONSOLE, "", "there")


async def test_memory_lasts_within_the_process() -> None:
    memories = PassingMemories()
    memory = Memory(("people#ana-silva",), target="person.roles", question="who is Ana?")

    await memories.save(HERE, memory, at=NOON)

    assert (await memories.load(HERE), await memories.load(THERE)) == (memory, Memory())


async def test_conversation_that_is_forgotten_is_new() -> None:
    memories = PassingMemories()
    await memories.save(HERE, Memory(target="help"), at=NOON)

    await memories.forget(HERE)
    await memories.forget(THERE)

    assert await memories.load(HERE) == Memory()


async def test_two_processes_share_nothing() -> None:
    await PassingMemories().save(HERE, Memory(target="help"), at=NOON)

    assert await PassingMemories().load(HERE) == Memory()
