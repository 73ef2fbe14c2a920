"""Whom Docent has met on the platforms, in the database."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, delete, func, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.adapters.database.engine import reading, writing
from bot.adapters.database.tables import insert, persons
from bot.messages import Person

_KEY = ("platform", "account", "id")


class SqlPersons:
    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def seen(self, person: Person, language: str | None, *, at: datetime) -> None:
        async with writing(self._engine) as connection:
            row = insert(connection, persons).values(**_key(person), language=language, seen_at=at)
            known = func.coalesce(row.excluded.language, persons.c.language)
            news = {"language": known, "seen_at": row.excluded.seen_at}
            await connection.execute(row.on_conflict_do_update(index_elements=_KEY, set_=news))

    async def language_of(self, person: Person) -> str | None:
        async with reading(self._engine) as connection:
            language: str | None = await connection.scalar(select(persons.c.language).where(_is(person)))
        return language

    async def keep_zone(self, person: Person, zone: str | None, *, at: datetime, said: bool = False) -> None:
        async with writing(self._engine) as connection:
            row = insert(connection, persons).values(**_key(person), zone=zone, zone_said=int(said), seen_at=at)
            news = {name: row.excluded[name] for name in ("zone", "zone_said", "seen_at")}
            outranks = row.excluded.zone_said >= persons.c.zone_said
            await connection.execute(row.on_conflict_do_update(index_elements=_KEY, set_=news, where=outranks))

    async def zone_of(self, person: Person) -> str | None:
        async with reading(self._engine) as connection:
            zone: str | None = await connection.scalar(select(persons.c.zone).where(_is(person)))
        return zone

    async def forget(self, person: Person) -> None:
        async with writing(self._engine) as connection:
            await connection.execute(delete(persons).where(_is(person)))

    async def forget_older_than(self, age: timedelta, *, now: datetime) -> int:
        async with writing(self._engine) as connection:
            gone = await connection.execute(delete(persons).where(persons.c.seen_at < now - age))
        return gone.rowcount


def _key(person: Person) -> dict[str, str]:
    return {"platform": person.platform, "account": person.account, "id": person.id}


def _is(person: Person) -> ColumnElement[bool]:
    return and_(*(persons.c[name] == value for name, value in _key(person).items()))
