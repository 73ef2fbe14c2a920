"""A connection to PostgreSQL that stays open, for what is written many times a second.

psycopg waits on the event loop itself. Through a thread two would have to be woken for each statement, which on a busy
machine takes longer than the statement.
"""

import asyncio

from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.adapters.database.own_engines import autocommitting_engine, was_unlucky
from bot.adapters.database.worker import T, Work


class KeptOpen:
    """Runs single statements, each a transaction of its own, one after the other.

    Work is tried a second time as in `Worker`. Where whoever waits for it is cancelled, it may be done or not.
    """

    def __init__(self, engine: AsyncEngine) -> None:
        self._own = autocommitting_engine(engine)
        self._connection: AsyncConnection | None = None
        self._turn = asyncio.Lock()

    async def write(self, work: Work[T]) -> T:
        """What the work returns, which is one statement."""
        async with self._turn:
            try:
                return await self._once(work)
            except DBAPIError as error:
                if not was_unlucky(error):
                    raise
            return await self._once(work)

    async def close(self) -> None:
        if self._connection is not None:
            await self._connection.close()
        await self._own.dispose()

    async def _once(self, work: Work[T]) -> T:
        if self._connection is None:
            self._connection = await self._own.connect()
        async with self._connection.begin():  # which makes the connection anew where it was lost
            return await self._connection.run_sync(work)
