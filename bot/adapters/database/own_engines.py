"""Engines with one connection of their own, beside the one that the stores share."""

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

from bot.adapters.database.engine import prepare

DEADLOCK = "40P01"  # https://www.postgresql.org/docs/current/errcodes-appendix.html


def blocking_engine(engine: AsyncEngine) -> Engine:
    """For the same database, to be used by a thread."""
    address = engine.url.set(drivername="sqlite") if engine.dialect.name == "sqlite" else engine.url
    own = create_engine(address, hide_parameters=True, pool_size=1, max_overflow=0)
    return _prepared(own)


def autocommitting_engine(engine: AsyncEngine) -> AsyncEngine:
    """For the same PostgreSQL: each statement is a transaction, and to begin and to commit is no trip of its own."""
    own = create_async_engine(
        engine.url, hide_parameters=True, pool_size=1, max_overflow=0, isolation_level="AUTOCOMMIT"
    )
    _prepared(own.sync_engine)
    return own


def was_unlucky(error: DBAPIError) -> bool:
    """The server was restarted, say, or two transactions waited for each other and this one had to go."""
    return error.connection_invalidated or getattr(error.orig, "sqlstate", None) == DEADLOCK


def _prepared(own: Engine) -> Engine:
    prepare(own)
    if own.dialect.name == "postgresql":
        event.listen(own, "connect", _plan_for_few)
    return own


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
