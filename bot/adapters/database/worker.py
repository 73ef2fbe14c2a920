"""A thread with a database connection of its own: a whole transaction takes one hop away from the event loop.

Through the asynchronous engine every statement is a hop, which costs more than most statements do.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractAsyncContextManager, nullcontext
from typing import TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.adapters.database.engine import READING, writers_turn
from bot.adapters.database.own_engines import blocking_engine, was_unlucky

T = TypeVar("T")
Work = Callable[[Connection], T]


class Worker:
    """Runs transactions on the database of an engine, one after the other.

    Work is tried a second time where the connection was found dead, or others were in the way: it must bear being done
    twice.
    """

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._own = blocking_engine(engine)
        self._reads = self._own.execution_options(**READING[engine.dialect.name])
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="docent-database")

    async def write(self, work: Work[T]) -> T:
        """What the work returns, its transaction committed. On SQLite it waits for other writers of this process."""
        return await self._run(self._own, work, writers_turn(self._engine))

    async def read(self, work: Work[T]) -> T:
        """What the work returns, which sees one state of the database."""
        return await self._run(self._reads, work, nullcontext())

    async def close(self) -> None:
        await asyncio.get_running_loop().run_in_executor(self._thread, self._own.dispose)
        self._thread.shutdown(wait=False)

    async def _run(self, engine: Engine, work: Work[T], turn: AbstractAsyncContextManager[None]) -> T:
        async with turn:
            done = asyncio.get_running_loop().run_in_executor(self._thread, _transaction, engine, work)
            try:
                return await asyncio.shield(done)
            except asyncio.CancelledError:
                await asyncio.wait([done])  # it goes on, and the turn is its own until it ends
                raise


def _transaction(engine: Engine, work: Work[T]) -> T:
    try:
        with engine.begin() as connection:
            return work(connection)
    except DBAPIError as error:
        if not was_unlucky(error):
            raise
    with engine.begin() as connection:
        return work(connection)
