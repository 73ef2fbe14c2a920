"""Engines with one connection of their own, beside the one that the stores share."""

from functools import partial

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

from bot.adapters.database.engine import limit_waits, prepare, set_for_session

# https://www.postgresql.org/docs/current/errcodes-appendix.html: a deadlock; and a statement that was prepared before
# a table changed, or that a connection pooler has forgotten.
_PASSING = frozenset({"40P01", "0A000", "26000"})
# What runs here fetches some rows of many by an index. PostgreSQL's statistics lag behind tables that fill within
# seconds, and it would read them whole; nor need it plan the same statement again and again.
_PLANS_FOR_FEW = (
    "enable_seqscan = off",
    "enable_hashjoin = off",
    "enable_mergejoin = off",
    "enable_sort = off",
    "jit = off",
    "plan_cache_mode = force_generic_plan",
)


def blocking_engine(engine: AsyncEngine) -> Engine:
    """For the same database, to be used by a thread."""
    address = engine.url.set(drivername="sqlite") if engine.dialect.name == "sqlite" else engine.url
    own = create_engine(address, hide_parameters=True, pool_size=1, max_overflow=0)
    return _prepared(own)


def never_waiting_engine(engine: AsyncEngine) -> Engine:
    """For the same SQLite, to be used on the event loop: it waits neither for who writes nor for the disk.

    Others bring what it commits from the log into the database itself, which has to reach the disk.
    """
    own = blocking_engine(engine)
    event.listen(own, "connect", _never_wait)
    return own


def autocommitting_engine(engine: AsyncEngine) -> AsyncEngine:
    """For the same PostgreSQL: each statement is a transaction, and to begin and to commit is no trip of its own."""
    own = create_async_engine(
        engine.url, hide_parameters=True, pool_size=1, max_overflow=0, isolation_level="AUTOCOMMIT"
    )
    _prepared(own.sync_engine)
    return own


def was_unlucky(error: DBAPIError) -> bool:
    """Whether the same may well succeed at once: the server was restarted, say, or two waited for each other."""
    return error.connection_invalidated or getattr(error.orig, "sqlstate", None) in _PASSING


def _never_wait(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    for pragma in ("busy_timeout = 0", "wal_autocheckpoint = 0"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _prepared(own: Engine) -> Engine:
    prepare(own)
    limit_waits(own)
    if own.dialect.name == "postgresql":
        event.listen(own, "connect", partial(set_for_session, settings=_PLANS_FOR_FEW))
    return own
