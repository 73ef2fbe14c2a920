"""Whom Docent has met on the platforms, in the database."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, delete, func, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.adapters.database.engine import reading, writing
from bot.adapters.database.tables import insert, persons
from bot.messages import Person


class SqlPersons:
    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def seen(self, person: Person, language: str | None, *, at: datetime) -> None:
        who = {"platform": person.platform, "account": person.account, "id": person.id}
        async with writing(self._engine) as connection:
            row = insert(connection, persons).values(**who, language=language, seen_at=at)
            known = func.coalesce(row.excluded.language, persons.c.language)
            news = {"language": known, "seen_at": row.excluded.seen_at}
            await connection.execute(row.on_conflict_do_update(index_elements=list(who), set_=news))

    async def language_of(self, person: Person) -> str | None:
        async with reading(self._engine) as connection:
            language: str | None = await connection.scalar(select(persons.c.language).where(_is(person)))
        return language

    async def forget(self, person: Person) -> None:
        async with writing(self._engine) as connection:
            await connection.execute(delete(persons).where(_is(person)))

    async def forget_older_than(self, age: timedelta, *, now: datetime) -> int:
        async with writing(self._engine) as connection:
            gone = await connection.execute(delete(persons).where(persons.c.seen_at < now - age))
        return gone.rowcount


def _is(person: Person) -> ColumnElement[bool]:
    return and_(persons.c.platform == person.platform, persons.c.account == person.account, persons.c.id == person.id)
