"""The short memory of each conversation, in the database."""

import json
import logging
from collections.abc import Mapping
from datetime import datetime, timedelta

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.adapters.database.engine import reading, writing
from bot.adapters.database.tables import insert, memories
from bot.messages import Conversation
from bot.ports import Memory

logger = logging.getLogger(__name__)
_memory = TypeAdapter(Memory)


class SqlMemories:
    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def load(self, conversation: Conversation) -> Memory:
        query = select(memories.c.state).where(memories.c.conversation == conversation.key)
        async with reading(self._engine) as connection:
            state = await connection.scalar(query)
        return Memory() if state is None else _read(state, conversation)

    async def save(self, conversation: Conversation, memory: Memory, *, at: datetime) -> None:
        await self.save_all({conversation: (memory, at)})

    async def save_all(self, remembered: Mapping[Conversation, tuple[Memory, datetime]]) -> None:
        """Save the memories of several conversations, all or none."""
        rows = [
            {"conversation": conversation.key, "state": _written(memory), "updated_at": at}
            for conversation, (memory, at) in remembered.items()
        ]
        async with writing(self._engine) as connection:
            row = insert(connection, memories)
            news = {name: row.excluded[name] for name in ("state", "updated_at")}
            await connection.execute(row.on_conflict_do_update(index_elements=["conversation"], set_=news), rows)

    async def forget(self, conversation: Conversation) -> None:
        async with writing(self._engine) as connection:
            await connection.execute(delete(memories).where(memories.c.conversation == conversation.key))

    async def forget_older_than(self, age: timedelta, *, now: datetime) -> int:
        async with writing(self._engine) as connection:
            gone = await connection.execute(delete(memories).where(memories.c.updated_at < now - age))
        return gone.rowcount


def _written(memory: Memory) -> str:
    return json.dumps(_memory.dump_python(memory, mode="json"), ensure_ascii=False)


def _read(state: str, conversation: Conversation) -> Memory:
    try:
        return _memory.validate_json(state)
    except ValidationError:  # written by another version of Docent; what it says may be quoted nowhere
        logger.warning(
            "Memory of %s does not read; it starts empty", conversation.key, extra={"action": "memory_unreadable"}
        )
        return Memory()
