"""Short transactions on SQLite where they are asked for, on the event loop, for what is written many times a second.

A hop to a thread and back takes longer than they do. Nothing is waited for here: where another process is writing,
a worker takes the transaction over, and waits.
"""

from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.adapters.database.engine import writers_turn
from bot.adapters.database.own_engines import never_waiting_engine
from bot.adapters.database.unopenable import was_busy
from bot.adapters.database.worker import T, Work, Worker


class OnTheLoop:
    """Runs transactions of a few rows each, one after the other.

    Args:
        worker: does what cannot be done at once. It stays somebody else's.
    """

    def __init__(self, engine: AsyncEngine, worker: Worker) -> None:
        self._engine = engine
        self._worker = worker
        self._own = never_waiting_engine(engine)

    async def write(self, work: Work[T]) -> T:
        """What the work returns, its transaction committed."""
        async with writers_turn(self._engine):
            try:
                with self._own.begin() as connection:
                    return work(connection)
            except OperationalError as error:
                if not was_busy(error.orig):
                    raise
        return await self._worker.write(work)

    async def close(self) -> None:
        """Close the connection, once nobody is at work on it."""
        async with writers_turn(self._engine):
            self._own.dispose()
