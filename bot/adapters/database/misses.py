"""Questions that found no answer, counted in the database; nothing here says who asked."""

import json
import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import Row, delete, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.adapters.database.engine import reading, writing
from bot.adapters.database.tables import insert, misses
from bot.ports import Miss

logger = logging.getLogger(__name__)
TEXT_LIMIT_CHARS = 300
_ids = TypeAdapter(tuple[str, ...])


class SqlMisses:
    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def record(self, text: str, *, nearest: Sequence[str], at: datetime) -> None:
        await self.record_all([(text, nearest, at)])

    async def record_all(self, missed: Sequence[tuple[str, Sequence[str], datetime]]) -> None:
        """Count several misses, all or none."""
        from bot.understanding.words import fold  # noqa: PLC0415 - most commands miss nothing, and need no matcher

        rows = [
            {
                "folded": fold(text)[:TEXT_LIMIT_CHARS],
                "text": text[:TEXT_LIMIT_CHARS],
                "times": 1,
                "first_at": at,
                "last_at": at,
                "nearest": json.dumps(list(nearest), ensure_ascii=False),
            }
            for text, nearest, at in missed
        ]
        async with writing(self._engine) as connection:
            row = insert(connection, misses)
            latest = {name: row.excluded[name] for name in ("last_at", "nearest")}
            once_more = {"times": misses.c.times + 1, **latest}
            await connection.execute(row.on_conflict_do_update(index_elements=["folded"], set_=once_more), rows)

    async def grouped(self) -> Sequence[Miss]:
        query = select(misses).order_by(misses.c.times.desc(), misses.c.last_at.desc(), misses.c.folded)
        async with reading(self._engine) as connection:
            rows = (await connection.execute(query)).all()
        return [Miss(row.text, row.times, row.first_at, row.last_at, _nearest(row)) for row in rows]

    async def forget_older_than(self, age: timedelta, *, now: datetime) -> int:
        async with writing(self._engine) as connection:
            gone = await connection.execute(delete(misses).where(misses.c.last_at < now - age))
        return gone.rowcount


def _nearest(row: Row[Any]) -> tuple[str, ...]:
    try:
        return _ids.validate_json(row.nearest)
    except ValidationError:  # written by another version of Docent; the count is still worth having
        logger.warning("The nearest entries of a miss do not read", extra={"action": "miss_unreadable"})
        return ()
