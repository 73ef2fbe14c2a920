"""Brings the database to the schema of this code.

A new migration: copy the newest file of `bot/adapters/migrations/versions`, count its number up, and change
`tables.py` to match; the tests say where the two differ.
"""

from pathlib import Path

from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, inspect, text
from sqlalchemy.exc import DBAPIError

from bot.adapters.database import unopenable
from bot.adapters.database.engine import prepare, prepare_file, read_address
from bot.errors import SetUpWrong

MIGRATIONS = Path(__file__).parents[1] / "migrations"
_LOCK = 0x446F63656E74  # "Docent": any number will do, as long as it is ours


def upgrade(url: str) -> None:
    """Make the database when missing and bring it to the newest schema. Any number of processes may do so at once.

    Raises:
        SetUpWrong: it cannot be opened, or a newer Docent made it.
    """
    address = read_address(url)
    prepare_file(address)
    engine = _sync_engine(address)
    try:
        if not _is_newest(engine, address):
            _migrate(engine)
    except DBAPIError as error:
        raise unopenable.cannot_use(address, error.orig) from error
    finally:
        engine.dispose()


def _sync_engine(address: URL) -> Engine:
    if address.get_backend_name() == "sqlite":
        address = address.set(drivername="sqlite")
    try:
        engine = create_engine(address, poolclass=NullPool, hide_parameters=True)
    except ModuleNotFoundError as error:
        raise SetUpWrong(unopenable.NO_DRIVER) from error
    prepare(engine)
    return engine


def _is_newest(engine: Engine, address: URL) -> bool:
    known = sorted(file.name.split("_")[0] for file in (MIGRATIONS / "versions").glob("[0-9]*.py"))
    with engine.connect().execution_options(reads_only=True) as connection:
        version = _version(connection)
    if version is not None and version not in known:
        raise unopenable.is_newer(address)
    return version == known[-1]


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    version: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return version


def _migrate(engine: Engine) -> None:
    # Alembic takes several times as long to import as the rest of a start at the newest schema.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":  # SQLite's BEGIN IMMEDIATE has let in one process only
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
