"""A thread with a database connection of its own: a whole transaction takes one hop away from the event loop.

Through the asynchronous engine every statement is a hop, which costs more than most statements do.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractAsyncContextManager, nullcontext
from typing import TypeVar

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlalchemy.pool import ConnectionPoolEntry

from bot.adapters.database.engine import READING, prepare, writers_turn

T = TypeVar("T")
DEADLOCK = "40P01"  # https://www.postgresql.org/docs/current/errcodes-appendix.html
Work = Callable[[Connection], T]


class Worker:
    """Runs transactions on the database of an engine, one after the other.

    Work is tried a second time where the connection was found dead, or others were in the way: it must bear being done
    twice.
    """

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._own = _beside(engine)
        self._autocommits = _without_transactions(self._own)
        self._reads = self._own.execution_options(**READING[engine.dialect.name])
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="docent-database")

    async def write(self, work: Work[T]) -> T:
        """What the work returns, its transaction committed. On SQLite it waits for other writers of this process."""
        return await self._run(self._own, work, writers_turn(self._engine))

    async def write_at_once(self, work: Work[T]) -> T:
        """The same for work that is one statement on PostgreSQL: to begin and to commit would be two more trips."""
        return await self._run(self._autocommits, work, writers_turn(self._engine))

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
        if not _was_unlucky(error):
            raise
    with engine.begin() as connection:
        return work(connection)


def _was_unlucky(error: DBAPIError) -> bool:
    """The server was restarted, say, or two transactions waited for each other and this one had to go."""
    return error.connection_invalidated or getattr(error.orig, "sqlstate", None) == DEADLOCK


def _beside(engine: AsyncEngine) -> Engine:
    """A synchronous engine for the same database, prepared alike."""
    address = engine.url.set(drivername="sqlite") if engine.dialect.name == "sqlite" else engine.url
    own = create_engine(address, hide_parameters=True, pool_size=1, max_overflow=0)
    prepare(own)
    if own.dialect.name == "postgresql":
        event.listen(own, "connect", _plan_for_few)
    return own


def _without_transactions(engine: Engine) -> Engine:
    if engine.dialect.name == "sqlite":
        return engine  # there is no trip to save
    return engine.execution_options(isolation_level="AUTOCOMMIT")


def _plan_for_few(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    # What runs here fetches some rows of many by an index. PostgreSQL's statistics lag behind tables that fill within
    # seconds, and it would read them whole; nor need it plan the same statement again and again.
    cursor = connection.cursor()
    for setting in (
        "enable_seqscan = off",
        "enable_hashjoin = off",
        "enable_mergejoin = off",
        "enable_sort = off",
        "jit = off",
    ):
        cursor.execute(f"SET {setting}")
    cursor.execute("SET plan_cache_mode = force_generic_plan")
    cursor.close()
    connection.commit()
