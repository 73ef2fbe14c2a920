"""A connection to PostgreSQL that stays open, for what is written many times a second.

psycopg waits on the event loop itself. Through a thread two would have to be woken for each statement, which on a busy
machine takes longer than the statement.
"""

import asyncio
from typing import Final

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.adapters.database.own_engines import autocommitting_engine, was_unlucky
from bot.adapters.database.worker import T, Work

PATIENCE_SECONDS: Final = 10.0


class KeptOpen:
    """Runs work of one statement, seldom more, each statement a transaction of its own, one after the other.

    Work is tried a second time as in `Worker`. Where whoever waits for it is cancelled, it may be done or not.

    Args:
        patience: seconds for one statement, of a few milliseconds; a server that hangs is left then.
    """

    def __init__(self, engine: AsyncEngine, *, patience: float = PATIENCE_SECONDS) -> None:
        self._patience = patience
        self._own = autocommitting_engine(engine)
        self._connection: AsyncConnection | None = None
        self._turn = asyncio.Lock()

    async def write(self, work: Work[T]) -> T:
        """What the work returns."""
        async with self._turn:
            try:
                return await self._once(work)
            except DBAPIError as error:
                if not was_unlucky(error):
                    raise
            return await self._once(work)

    async def close(self) -> None:
        """Close the connection, once nobody is at work on it."""
        async with self._turn:
            await self._drop()
        await self._own.dispose()

    async def _once(self, work: Work[T]) -> T:
        try:
            async with asyncio.timeout(self._patience):
                self._connection = self._connection or await self._own.connect()
                return await self._connection.run_sync(_transaction, work)
        except BaseException:
            # Also where somebody gave up: what is still on its way would be taken for the next answer.
            await self._drop()
            raise

    async def _drop(self) -> None:
        dropped, self._connection = self._connection, None
        if dropped is not None:
            await dropped.invalidate()
            await dropped.close()


def _transaction(connection: Connection, work: Work[T]) -> T:
    with connection.begin():
        return work(connection)
