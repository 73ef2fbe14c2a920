"""Organisers who were invited, and invitations, in the database. Of a code only its hash is there."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Delete, and_, delete, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.adapters.database.engine import reading, writing
from bot.adapters.database.tables import insert, invitations, organisers
from bot.messages import Person, Platform
from bot.organising.organisers import Organiser


class SqlInvitedOrganisers:
    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def all(self) -> Sequence[Organiser]:
        in_order = select(organisers).order_by(organisers.c.since, *organisers.primary_key)
        async with reading(self._engine) as connection:
            rows = await connection.execute(in_order)
            return [
                Organiser(Person(Platform(row.platform), row.account, row.person), row.invited_by, row.since)
                for row in rows
            ]

    async def invite(self, code_hash: str, by: str, *, until: datetime, now: datetime) -> None:
        async with writing(self._engine) as connection:
            await connection.execute(delete(invitations).where(invitations.c.expires_at <= now))
            row = insert(connection, invitations).values(code_hash=code_hash, made_by=by, expires_at=until)
            await connection.execute(row)

    async def accept(self, code_hash: str, person: Person, *, at: datetime) -> bool:
        async with writing(self._engine) as connection:
            used = await connection.scalars(_end(code_hash, at).returning(invitations.c.made_by))
            invited_by = used.one_or_none()
            if invited_by is None:
                return False
            row = insert(connection, organisers).values(**_key(person), invited_by=invited_by, since=at)
            await connection.execute(row.on_conflict_do_nothing())
        return True

    async def revoke(self, code_hash: str, *, at: datetime) -> bool:
        async with writing(self._engine) as connection:
            return (await connection.execute(_end(code_hash, at))).rowcount > 0

    async def remove(self, person: Person) -> bool:
        it = and_(*(organisers.c[name] == value for name, value in _key(person).items()))
        async with writing(self._engine) as connection:
            return (await connection.execute(delete(organisers).where(it))).rowcount > 0


def _end(code_hash: str, at: datetime) -> Delete:
    """The invitation of this hash, where it still holds then."""
    return delete(invitations).where(invitations.c.code_hash == code_hash, invitations.c.expires_at > at)


def _key(person: Person) -> dict[str, str]:
    return {"platform": person.platform, "account": person.account, "person": person.id}
