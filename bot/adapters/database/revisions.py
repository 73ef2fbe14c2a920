"""The content as it was each time it was good enough to serve, in the database."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import delete, select, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.adapters.database.engine import reading, writing
from bot.adapters.database.tables import content_revisions, content_texts, content_trouble, insert
from bot.ports import Revision, Trouble


class SqlRevisions:
    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def latest(self) -> Revision | None:
        async with reading(self._engine) as connection:
            return await _latest(connection)

    async def keep(self, texts: Mapping[str, str], content_hash: str, *, at: datetime) -> Revision:
        async with writing(self._engine) as connection:
            if connection.dialect.name == "postgresql":  # SQLite lets in one writer at a time anyway
                await connection.execute(text("LOCK TABLE content_revisions IN SHARE ROW EXCLUSIVE MODE"))
            await connection.execute(delete(content_trouble))
            newest = await _latest(connection)
            if newest is None or newest.content_hash != content_hash:
                await _write(connection, texts, content_hash, at)
                newest = await _latest(connection)
        assert newest is not None  # noqa: S101 - for mypy; it was written a line ago
        return newest

    async def trouble(self) -> Trouble | None:
        async with reading(self._engine) as connection:
            row = (await connection.execute(select(content_trouble))).one_or_none()
        return None if row is None else Trouble(row.since, row.says)

    async def report(self, says: str, *, at: datetime) -> None:
        async with writing(self._engine) as connection:
            row = insert(connection, content_trouble).values(id=1, since=at, says=says)
            changed = content_trouble.c.says != row.excluded.says
            news = {"since": row.excluded.since, "says": row.excluded.says}
            await connection.execute(row.on_conflict_do_update(index_elements=["id"], set_=news, where=changed))


async def _latest(connection: AsyncConnection) -> Revision | None:
    newest = select(content_revisions).order_by(content_revisions.c.number.desc()).limit(1)
    row = (await connection.execute(newest)).one_or_none()
    if row is None:
        return None
    of_revision = select(content_texts.c.path, content_texts.c.text).where(content_texts.c.revision == row.number)
    rows = await connection.execute(of_revision.order_by(content_texts.c.path))
    return Revision(row.number, row.content_hash, row.loaded_at, {text.path: text.text for text in rows})


async def _write(connection: AsyncConnection, texts: Mapping[str, str], content_hash: str, at: datetime) -> None:
    revision = content_revisions.insert().values(content_hash=content_hash, loaded_at=at)
    number = await connection.scalar(revision.returning(content_revisions.c.number))
    rows = [{"revision": number, "path": path, "text": text} for path, text in texts.items()]
    if rows:
        await connection.execute(content_texts.insert(), rows)
