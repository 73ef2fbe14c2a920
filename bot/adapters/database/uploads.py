"""Files that organisers sent and that wait to be taken in, in the database, so that any process finds them."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, delete, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.adapters.database.engine import reading, writing
from bot.adapters.database.tables import insert, uploads
from bot.messages import Person, Platform
from bot.organising.uploads import Upload


class SqlUploads:
    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def save(self, upload: Upload) -> None:
        values = {
            **_key(upload.person),
            "name": upload.name,
            "data": upload.data,
            "sent_at": upload.sent_at,
            "event": upload.event,
            "zone": upload.zone,
        }
        async with writing(self._engine) as connection:
            row = insert(connection, uploads).values(id=upload.id, **values)
            await connection.execute(row.on_conflict_do_update(index_elements=["id"], set_=values))

    async def find(self, person: Person, id_: str) -> Upload | None:
        return await self._first(select(uploads).where(_is(person), uploads.c.id == id_))

    async def newest(self, person: Person) -> Upload | None:
        return await self._first(select(uploads).where(_is(person)).order_by(uploads.c.sent_at.desc()).limit(1))

    async def forget(self, id_: str) -> None:
        async with writing(self._engine) as connection:
            await connection.execute(delete(uploads).where(uploads.c.id == id_))

    async def forget_older_than(self, age: timedelta, *, now: datetime) -> int:
        async with writing(self._engine) as connection:
            gone = await connection.execute(delete(uploads).where(uploads.c.sent_at < now - age))
        return gone.rowcount

    async def _first(self, query: Select[Any]) -> Upload | None:
        async with reading(self._engine) as connection:
            row = (await connection.execute(query)).first()
        return _read(row) if row else None


def _key(person: Person) -> dict[str, str]:
    return {"platform": person.platform, "account": person.account, "person": person.id}


def _is(person: Person) -> ColumnElement[bool]:
    return and_(*(uploads.c[name] == value for name, value in _key(person).items()))


def _read(row: Row[Any]) -> Upload:
    person = Person(Platform(row.platform), row.account, row.person)
    return Upload(row.id, person, row.name, row.data, row.sent_at, row.event, row.zone)
