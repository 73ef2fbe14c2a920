"""Memories of conversations at hand, written to the database a moment later, many in one transaction.

For one process with its own database. What a crash can take is what the last moment's conversations were about: whoever
goes on is then understood as somebody who begins.
"""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

from bot.adapters.database.memories import SqlMemories
from bot.messages import Conversation
from bot.ports import Memory

logger = logging.getLogger(__name__)
AT_HAND = 10_000  # conversations
WRITTEN_AFTER_SECONDS = 0.2


class BufferedMemories:
    """Answers from what is at hand; everything is written by `flush`, which `buffered` calls in time."""

    def __init__(self, memories: SqlMemories) -> None:
        self._memories = memories
        self._at_hand: OrderedDict[Conversation, Memory] = OrderedDict()
        self._unwritten: dict[Conversation, tuple[Memory, datetime]] = {}
        self.changed = asyncio.Event()

    async def load(self, conversation: Conversation) -> Memory:
        known = self._at_hand.get(conversation)
        if known is None:
            known = await self._memories.load(conversation)
            self._keep(conversation, known)
        return known

    async def save(self, conversation: Conversation, memory: Memory, *, at: datetime) -> None:
        self._keep(conversation, memory)
        self._unwritten[conversation] = (memory, at)
        self.changed.set()

    async def forget(self, conversation: Conversation) -> None:
        self._at_hand.pop(conversation, None)
        self._unwritten.pop(conversation, None)
        await self._memories.forget(conversation)

    async def forget_older_than(self, age: timedelta, *, now: datetime) -> int:
        await self.flush()
        self._at_hand.clear()  # what is still remembered is read again
        return await self._memories.forget_older_than(age, now=now)

    async def flush(self) -> None:
        """Write what was not written yet; what cannot be written now is tried again next time."""
        self.changed.clear()
        writing, self._unwritten = self._unwritten, {}
        if not writing:
            return
        try:
            await self._memories.save_all(writing)
        except Exception as error:  # noqa: BLE001 - people are answered all the same
            logger.warning("%d memories could not be written: %s", len(writing), type(error).__name__)
            self._unwritten = writing | self._unwritten

    def _keep(self, conversation: Conversation, memory: Memory) -> None:
        self._at_hand[conversation] = memory
        self._at_hand.move_to_end(conversation)
        while len(self._at_hand) > AT_HAND:
            oldest = next(iter(self._at_hand))
            if oldest in self._unwritten:
                break
            del self._at_hand[oldest]


@asynccontextmanager
async def buffered(
    memories: SqlMemories, after_seconds: float = WRITTEN_AFTER_SECONDS
) -> AsyncIterator[BufferedMemories]:
    """Memories that are written at most this much later, and all of them at the end."""
    buffer = BufferedMemories(memories)
    writing = asyncio.create_task(_written_in_time(buffer, after_seconds))
    try:
        yield buffer
    finally:
        writing.cancel()
        await asyncio.gather(writing, return_exceptions=True)
        await buffer.flush()


async def _written_in_time(buffer: BufferedMemories, after_seconds: float) -> None:
    while True:
        await buffer.changed.wait()
        await asyncio.sleep(after_seconds)
        await asyncio.shield(buffer.flush())
