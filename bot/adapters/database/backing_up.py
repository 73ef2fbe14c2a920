"""Writes all that Docent keeps into one file, while Docent runs."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection, Engine, Table, func, select

from bot.adapters.database.backup_files import FORMAT, Head, Row, line_of, new_backup
from bot.adapters.database.engine import READING, read_address
from bot.adapters.database.migrating import known_version, opened, tables_at
from bot.errors import SetUpWrong

ROWS_AT_ONCE = 500
NOT_IN_BACKUPS = {
    "leases",  # they say which process is at work, and that one goes on or has gone
    "rates",  # they say when the next message may go, which is a matter of seconds
    "uploads",  # they wait for their organiser's answer, and can be sent again
}


class Told(Protocol):
    def __call__(self, done: int, total: int) -> None:
        """Called now and then, with how many rows are through."""


def back_up(url: str, path: Path, *, at: datetime, told: Told, replace: bool = False) -> Head:
    """Write every row into the file, as one moment sees the database; nobody waits, and nothing is migrated.

    Raises:
        SetUpWrong: the database cannot be used or is empty, or the file cannot be written.
    """
    _see_that_it_is_not_the_database(url, path)
    with opened(url) as engine, _one_moment(engine) as connection:
        schema = known_version(connection)
        if schema is None:
            raise SetUpWrong("There is nothing to back up: the database has no tables yet.")
        tables = carried(schema)
        head = Head(FORMAT, schema, at, {table.name: _count(connection, table) for table in tables})
        with new_backup(path, replace=replace) as file:
            file.write(line_of(head))
            for done, row in enumerate(_rows(connection, tables), start=1):
                file.write(line_of(row))
                if done % ROWS_AT_ONCE == 0:
                    told(done, head.total)
    return head


@contextmanager
def _one_moment(engine: Engine) -> Iterator[Connection]:
    with engine.connect().execution_options(**READING[engine.dialect.name]) as connection, connection.begin():
        yield connection


def carried(schema: str) -> Sequence[Table]:
    """The tables of a backup of this schema, those that others refer to first."""
    return [table for table in tables_at(schema).sorted_tables if table.name not in NOT_IN_BACKUPS]


def _count(connection: Connection, table: Table) -> int:
    return connection.scalar(select(func.count()).select_from(table)) or 0


def _rows(connection: Connection, tables: Sequence[Table]) -> Iterator[Row]:
    for table in tables:
        query = select(table).order_by(*table.primary_key)
        rows = connection.execute(query, execution_options={"yield_per": ROWS_AT_ONCE})
        yield from (Row(table.name, dict(row)) for row in rows.mappings())


def _see_that_it_is_not_the_database(url: str, path: Path) -> None:
    address = read_address(url)
    database = Path(address.database or "")
    if address.get_backend_name() == "sqlite" and path.exists() and database.exists() and path.samefile(database):
        raise SetUpWrong(f'"{path}" is the database itself. Name another file.')
