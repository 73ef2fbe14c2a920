"""The turns that a page shows again, in the database."""

import json
import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import Row, delete, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.adapters.database.engine import reading, writing
from bot.adapters.database.tables import transcripts
from bot.messages import Conversation, Reply
from bot.ports import Turn

logger = logging.getLogger(__name__)
TURNS_KEPT = 60  # of each conversation
_reply = TypeAdapter(Reply)


class SqlTranscripts:
    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def recent(self, conversation: Conversation, *, limit: int = 20) -> Sequence[Turn]:
        of_conversation = select(transcripts).where(transcripts.c.conversation == conversation.key)
        async with reading(self._engine) as connection:
            rows = (
                await connection.execute(of_conversation.order_by(transcripts.c.id.desc()).limit(max(limit, 0)))
            ).all()
        turns = [_read(row, conversation) for row in reversed(rows)]
        return [turn for turn in turns if turn is not None]

    async def append(self, conversation: Conversation, turn: Turn) -> None:
        of_conversation = transcripts.c.conversation == conversation.key
        latest = select(transcripts.c.id).where(of_conversation).order_by(transcripts.c.id.desc())
        too_old = latest.offset(TURNS_KEPT).limit(1).scalar_subquery()
        reply = json.dumps(_reply.dump_python(turn.reply, mode="json"), ensure_ascii=False)
        async with writing(self._engine) as connection:
            row = {"conversation": conversation.key, "asked": turn.asked, "reply": reply, "at": turn.at}
            await connection.execute(transcripts.insert().values(row))
            await connection.execute(delete(transcripts).where(of_conversation, transcripts.c.id <= too_old))

    async def forget(self, conversation: Conversation) -> None:
        async with writing(self._engine) as connection:
            await connection.execute(delete(transcripts).where(transcripts.c.conversation == conversation.key))

    async def forget_older_than(self, age: timedelta, *, now: datetime) -> int:
        async with writing(self._engine) as connection:
            gone = await connection.execute(delete(transcripts).where(transcripts.c.at < now - age))
        return gone.rowcount


def _read(row: Row[Any], conversation: Conversation) -> Turn | None:
    try:
        return Turn(row.asked, _reply.validate_json(row.reply), row.at)
    except ValidationError:  # written by another version of Docent
        logger.warning(
            "Skipped turn %d of %s: it does not read", row.id, conversation.key, extra={"action": "turn_unreadable"}
        )
        return None
