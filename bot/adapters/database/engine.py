"""Opens the database. Every transaction starts through `reading` or `writing`."""

import asyncio
import os
import sqlite3
from collections.abc import AsyncIterator, Iterable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from sqlalchemy import URL, Connection, Engine, ExceptionContext, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection, DBAPICursor
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

from bot.adapters.database import unopenable
from bot.errors import SetUpWrong

BUSY_TIMEOUT_MS = 5000
# https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-PARAMKEYWORDS
_WAITS = {
    "connect_timeout": "10",
    "tcp_user_timeout": "30000",  # milliseconds: a server that vanished answers nothing, not even that it is gone
    "keepalives_idle": "30",
}
# https://www.postgresql.org/docs/current/runtime-config-client.html: a process that was suspended in a transaction
# holds up nobody for longer, and who waits for it says so instead of standing still.
_LIMITS = ("idle_in_transaction_session_timeout = '60s'", "lock_timeout = '10s'")
_DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "postgresql": "postgresql+psycopg",
    "postgres": "postgresql+psycopg",  # as many hosts of databases hand it out
}
_TURN = "docent_writers_turn"
_WAL_ATTEMPTS = 20
_PRAGMAS = [
    "synchronous = NORMAL",  # in WAL a power cut may take the last commits, never the database
    "foreign_keys = ON",
]


def open_database(url: str) -> AsyncEngine:
    """An engine for the database, its folder made when missing. `migrating.upgrade` comes before the first use.

    Raises:
        SetUpWrong: it cannot be opened; what shows only on connecting is raised by the first `reading` or `writing`.
    """
    address = read_address(url)
    prepare_file(address)
    try:
        engine = create_async_engine(
            address,
            hide_parameters=True,  # they are what people wrote; errors get logged
            pool_pre_ping=address.get_backend_name() == "postgresql",  # a server that was restarted is met again
        )
    except ModuleNotFoundError as error:
        raise SetUpWrong(unopenable.NO_DRIVER) from error
    prepare(engine.sync_engine)
    limit_waits(engine.sync_engine)
    if address.get_backend_name() == "sqlite":
        # SQLite's own waiting is unfair: under load somebody waits longer than the time it is given, and fails.
        engine.sync_engine.update_execution_options(**{_TURN: asyncio.Lock()})
    return engine


# Execution options of a transaction that only reads.
READING: dict[str, dict[str, Any]] = {
    "sqlite": {"reads_only": True},  # what `_begin` looks for
    "postgresql": {"postgresql_readonly": True, "isolation_level": "REPEATABLE READ"},
}


@asynccontextmanager
async def reading(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """One transaction that sees one state of the database and waits for no writer."""
    async with engine.connect() as connection:
        await connection.execution_options(**READING[connection.dialect.name])
        async with connection.begin():
            yield connection


@asynccontextmanager
async def writing(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """One transaction that may write; committed at the end, rolled back on an exception.

    On SQLite there is one at a time. On PostgreSQL many run beside each other: what is decided by reading and then
    written wants one statement, or a lock.
    """
    async with writers_turn(engine), engine.begin() as connection:
        yield connection


def writers_turn(engine: AsyncEngine) -> AbstractAsyncContextManager[None]:
    """What a writer holds while it writes; on PostgreSQL nobody waits."""
    turn: AbstractAsyncContextManager[None] | None = engine.sync_engine.get_execution_options().get(_TURN)
    return turn or nullcontext()


def read_address(url: str) -> URL:
    """The address with the driver that Docent uses.

    Raises:
        SetUpWrong: it is no address, or not of a database that Docent knows.
    """
    try:
        address = make_url(url)
    except (ArgumentError, ValueError):
        raise SetUpWrong(unopenable.NOT_AN_ADDRESS) from None  # the cause may quote the password
    driver = _DRIVERS.get(address.get_backend_name())
    if driver is None:
        raise SetUpWrong(unopenable.NOT_AN_ADDRESS)
    if driver.startswith("sqlite") and _names_no_file(address):
        raise SetUpWrong(unopenable.NO_FILE)
    address = address.set(drivername=driver)
    return _for_server(address) if driver.startswith("postgresql") else address


def _for_server(address: URL) -> URL:
    # A socket's folder stands in the place of the host with its slashes quoted, which SQLAlchemy leaves so:
    # https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-URIS
    address = address.set(host=unquote(address.host)) if address.host else address
    return address.set(query={**_WAITS, **address.query})


def place_of(url: str) -> tuple[str, str]:
    """The kind of database and where it is, without user, password or options.

    Raises:
        SetUpWrong: as `read_address`.
    """
    address = read_address(url)
    kind = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[address.get_backend_name()]
    return kind, unopenable.place(address)


def _names_no_file(address: URL) -> bool:
    # A database in memory belongs to one connection, so that migrations and stores would not see the same one.
    database = address.database or ":memory:"
    return database == ":memory:" or database.startswith("file:")


def prepare_file(address: URL) -> None:
    """Make the folder of a SQLite file, and see that the file may be written: SQLite opens it for reading otherwise.

    Raises:
        SetUpWrong: the folder cannot be made, the file is a folder itself, or may only be read.
    """
    if address.get_backend_name() != "sqlite":
        return
    file = Path(address.database or "")
    try:
        if file.is_dir():
            raise unopenable.is_a_folder(address)
        file.parent.mkdir(parents=True, exist_ok=True)
        if file.exists() and not os.access(file, os.W_OK, effective_ids=os.access in os.supports_effective_ids):
            raise unopenable.is_read_only(address)
    except OSError as error:
        raise unopenable.cannot_use(address, error) from error


def prepare(engine: Engine) -> None:
    """Give the engine Docent's settings and transactions, and its words for a connection that fails."""
    event.listen(engine, "handle_error", _explain)
    event.listen(engine, "handle_error", _say_less)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_up_connection)
        event.listen(engine, "begin", _begin)


def limit_waits(engine: Engine) -> None:
    """Have nobody wait for a lock, or hold one idly, for ever. Migrations may take longer."""
    if engine.dialect.name == "postgresql":
        event.listen(engine, "connect", partial(set_for_session, settings=_LIMITS))


def set_for_session(connection: DBAPIConnection, _entry: ConnectionPoolEntry, settings: Iterable[str]) -> None:
    """Give a session of PostgreSQL these settings, such as "jit = off"."""
    cursor = connection.cursor()
    for setting in settings:
        cursor.execute(f"SET {setting}")
    cursor.close()
    connection.commit()


def _explain(context: ExceptionContext) -> SetUpWrong | None:
    if context.connection is not None or context.engine is None or context.is_pre_ping:
        return None  # connected already: not the set-up's fault
    return unopenable.cannot_use(context.engine.url, context.original_exception)


def _say_less(context: ExceptionContext) -> None:
    # PostgreSQL adds the values themselves: DETAIL: Key (folded)=(what somebody wrote) already exists.
    said, told = context.original_exception, context.sqlalchemy_exception
    primary = getattr(getattr(said, "diag", None), "message_primary", None)
    if primary is None:
        return
    said.args = (primary,)
    if told is not None:
        told.args = (f"({type(said).__name__}) {primary}",)


def _set_up_connection(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    # The driver begins no transactions of its own: after its plain BEGIN two readers may turn writer, and one fails.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    _switch_to_wal(cursor)
    for pragma in _PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _switch_to_wal(cursor: DBAPICursor) -> None:
    # Only a new file really switches. Where several processes make it at once, SQLite refuses all but one without
    # waiting; a transaction of one's own waits until the others are through.
    for attempt in range(_WAL_ATTEMPTS):
        try:
            cursor.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if not unopenable.was_busy(error) or attempt == _WAL_ATTEMPTS - 1:
                raise
            cursor.execute("BEGIN EXCLUSIVE")
            cursor.execute("COMMIT")
        else:
            return


def _begin(connection: Connection) -> None:
    reads_only = connection.get_execution_options().get("reads_only", False)
    connection.exec_driver_sql("BEGIN" if reads_only else "BEGIN IMMEDIATE")
