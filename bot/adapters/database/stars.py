"""Everybody's own schedule, and the addresses of their calendars, in the database."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Table, and_, delete, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.adapters.database.engine import reading, writing
from bot.adapters.database.tables import calendar_addresses, insert, stars
from bot.messages import Person, Platform
from bot.ports import Star


class SqlStars:
    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def star(self, person: Person, star: Star, *, at: datetime) -> bool:
        async with writing(self._engine) as connection:
            row = insert(connection, stars).values(
                **_who(person), event=star.event, session=star.session, starred_at=at
            )
            added = await connection.execute(row.on_conflict_do_nothing().returning(stars.c.session))
            return added.one_or_none() is not None

    async def unstar(self, person: Person, star: Star) -> bool:
        it = and_(_is(person, stars), stars.c.event == star.event, stars.c.session == star.session)
        async with writing(self._engine) as connection:
            return (await connection.execute(delete(stars).where(it))).rowcount > 0

    async def of(self, person: Person) -> Sequence[Star]:
        async with reading(self._engine) as connection:
            rows = await connection.execute(select(stars.c.event, stars.c.session).where(_is(person, stars)))
        return sorted((Star(row.event, row.session) for row in rows), key=lambda star: (star.event, star.session))

    async def forget(self, person: Person) -> None:
        async with writing(self._engine) as connection:
            await connection.execute(delete(stars).where(_is(person, stars)))


class SqlCalendarAddresses:
    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def address(self, person: Person, new: str, *, at: datetime) -> str:
        of_person = select(calendar_addresses.c.address).where(_is(person, calendar_addresses))
        async with writing(self._engine) as connection:
            row = insert(connection, calendar_addresses).values(**_who(person), address=new, made_at=at)
            await connection.execute(row.on_conflict_do_nothing(index_elements=list(_who(person))))
            address: str = (await connection.scalars(of_person)).one()
        return address

    async def owner(self, address: str) -> Person | None:
        async with reading(self._engine) as connection:
            found = await connection.execute(select(calendar_addresses).where(calendar_addresses.c.address == address))
            row = found.one_or_none()
        return Person(Platform(row.platform), row.account, row.person) if row else None

    async def revoke(self, person: Person) -> None:
        async with writing(self._engine) as connection:
            await connection.execute(delete(calendar_addresses).where(_is(person, calendar_addresses)))


def _who(person: Person) -> dict[str, str]:
    return {"platform": person.platform, "account": person.account, "person": person.id}


def _is(person: Person, table: Table) -> ColumnElement[bool]:
    return and_(table.c.platform == person.platform, table.c.account == person.account, table.c.person == person.id)
