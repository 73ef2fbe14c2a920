"""Who may do what only one process may do, in the database that all processes share."""

from datetime import datetime, timedelta

from sqlalchemy import delete, or_
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.adapters.database.engine import writing
from bot.adapters.database.tables import insert, leases

FARTHEST = timedelta(minutes=10)  # by which clocks of processes differ: more is a clock that was put back


class SqlLeases:
    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def take(self, name: str, holder: str, *, until: datetime, now: datetime) -> bool:
        async with writing(self._engine) as connection:
            row = insert(connection, leases).values(name=name, holder=holder, until=until)
            is_over = or_(leases.c.until <= now, leases.c.until > until + FARTHEST)
            is_free = or_(is_over, leases.c.holder == row.excluded.holder)
            news = {"holder": row.excluded.holder, "until": row.excluded.until}
            taken = row.on_conflict_do_update(index_elements=["name"], set_=news, where=is_free)
            return (await connection.execute(taken.returning(leases.c.name))).one_or_none() is not None

    async def release(self, name: str, holder: str) -> None:
        async with writing(self._engine) as connection:
            await connection.execute(delete(leases).where(leases.c.name == name, leases.c.holder == holder))
