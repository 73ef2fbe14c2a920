"""Brings the database to the schema of this code.

A new migration: copy the newest file of `bot/adapters/migrations/versions`, count its number up, and change
`tables.py` to match; the tests say where the two differ.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from sqlalchemy import (
    URL,
    BigInteger,
    Connection,
    DateTime,
    Engine,
    Inspector,
    LargeBinary,
    MetaData,
    NullPool,
    Table,
    Text,
    create_engine,
    event,
    inspect,
    text,
)
from sqlalchemy.engine.interfaces import ReflectedColumn
from sqlalchemy.exc import DBAPIError

from bot.adapters.database import unopenable
from bot.adapters.database.engine import READING, prepare, prepare_file, read_address
from bot.adapters.database.tables import Instant, Moment, Written, metadata
from bot.errors import SetUpWrong

MIGRATIONS = Path(__file__).parents[1] / "migrations"
_LOCK = 0x446F63656E74  # "Docent": any number will do, as long as it is ours


class Begins(Protocol):
    def __call__(self, before: str | None, after: str) -> None:
        """Called before the first change: from which schema it goes to which; None where there is none yet."""


def upgrade(url: str, begins: Begins | None = None) -> None:
    """Make the database when missing and bring it to the newest schema. Any number of processes may do so at once.

    Raises:
        SetUpWrong: it cannot be opened, or a newer Docent made it.
    """
    with opened(url) as engine:
        if not _is_newest(engine):
            with engine.begin() as connection:
                before = locked_version(connection)
                if before != newest() and begins is not None:
                    begins(before, newest())
                migrate(connection)


@contextmanager
def opened(url: str) -> Iterator[Engine]:
    """The database without an event loop, as commands want it; disposed at the end.

    Raises:
        SetUpWrong: it cannot be opened or used.
    """
    address = read_address(url)
    prepare_file(address)
    engine = _sync_engine(address)
    try:
        yield engine
    except DBAPIError as error:
        raise unopenable.cannot_use(address, error.orig) from error
    finally:
        engine.dispose()


def schemas() -> Sequence[str]:
    """Every schema that this Docent knows, oldest first."""
    return sorted(file.name.split("_")[0] for file in (MIGRATIONS / "versions").glob("[0-9]*.py"))


def newest() -> str:
    """The schema of this Docent."""
    return schemas()[-1]


def _sync_engine(address: URL) -> Engine:
    if address.get_backend_name() == "sqlite":
        address = address.set(drivername="sqlite")
    try:
        engine = create_engine(address, poolclass=NullPool, hide_parameters=True)
    except ModuleNotFoundError as error:
        raise SetUpWrong(unopenable.NO_DRIVER) from error
    prepare(engine)
    return engine


def _is_newest(engine: Engine) -> bool:
    with engine.connect().execution_options(**READING[engine.dialect.name]) as connection:
        return known_version(connection) == newest()


def known_version(connection: Connection) -> str | None:
    """The schema of the database; None where there is none yet.

    Raises:
        SetUpWrong: a newer Docent made it.
    """
    version = _version(connection)
    if version is not None and version not in schemas():
        raise unopenable.is_newer(connection.engine.url)
    return version


def locked_version(connection: Connection) -> str | None:
    """As `known_version`, and until the end of the transaction no other process changes it."""
    if connection.dialect.name == "postgresql":  # SQLite's BEGIN IMMEDIATE has let in one process only
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    return known_version(connection)


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    version: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return version


def migrate(connection: Connection, to: str = "head") -> None:
    """Run the migrations up to this schema that have not run yet, inside the transaction of the connection."""
    # Alembic takes several times as long to import as the rest of a start at the newest schema.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, to)


def tables_at(schema: str) -> MetaData:
    """The tables as the migrations up to this schema make them, moments, texts and bytes as `tables.py` has them."""
    if schema == newest():
        return metadata
    past = MetaData()
    event.listen(past, "column_reflect", _as_in_tables)
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        migrate(connection, schema)
        past.reflect(connection)
    engine.dispose()
    past.remove(past.tables["alembic_version"])
    return past


def _as_in_tables(_inspector: Inspector, _table: Table, column: ReflectedColumn) -> None:
    if isinstance(column["type"], DateTime):
        column["type"] = Moment()
    elif isinstance(column["type"], Text):
        column["type"] = Written()
    elif isinstance(column["type"], BigInteger):
        column["type"] = Instant()
    elif isinstance(column["type"], LargeBinary):
        column["type"] = LargeBinary()  # SQLite's own name for it is unknown elsewhere
