"""The feeds that events follow, in the database."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, delete, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.adapters.database.engine import reading, writing
from bot.adapters.database.tables import feeds, insert
from bot.ports import Feed, Trouble


class SqlFeeds:
    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def all(self) -> Sequence[Feed]:
        async with reading(self._engine) as connection:
            rows = (await connection.execute(select(feeds))).all()
        return sorted(map(_read, rows), key=lambda feed: feed.event)

    async def of(self, event: str) -> Feed | None:
        async with reading(self._engine) as connection:
            row = (await connection.execute(select(feeds).where(feeds.c.event == event))).one_or_none()
        return _read(row) if row else None

    async def save(self, feed: Feed) -> None:
        values = {
            "url": feed.url,
            "zone": feed.zone,
            "etag": feed.etag,
            "modified": feed.modified,
            "trusted": int(feed.trusted),
            "checked_at": feed.checked_at,
            "trouble": feed.trouble.says if feed.trouble else None,
            "trouble_since": feed.trouble.since if feed.trouble else None,
        }
        async with writing(self._engine) as connection:
            row = insert(connection, feeds).values(event=feed.event, **values)
            await connection.execute(row.on_conflict_do_update(index_elements=["event"], set_=values))

    async def forget(self, event: str) -> None:
        async with writing(self._engine) as connection:
            await connection.execute(delete(feeds).where(feeds.c.event == event))


def _read(row: Row[Any]) -> Feed:
    return Feed(
        event=row.event,
        url=row.url,
        zone=row.zone,
        etag=row.etag,
        modified=row.modified,
        trusted=bool(row.trusted),
        checked_at=row.checked_at,
        trouble=Trouble(row.trouble_since, row.trouble) if row.trouble_since else None,
    )
