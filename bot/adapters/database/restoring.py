"""Puts a backup in place of what the database holds, all of it or nothing."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby, islice
from pathlib import Path
from typing import Annotated, Any

from pydantic import AwareDatetime, Field, TypeAdapter, ValidationError
from sqlalchemy import Column, Connection, Integer, Table, func, literal, null, select, text, update
from sqlalchemy.exc import DataError, IntegrityError
from sqlalchemy.types import TypeEngine

from bot.adapters.database import unopenable
from bot.adapters.database.backing_up import ROWS_AT_ONCE, Told, carried
from bot.adapters.database.backup_files import Backup, Head, Row, opened_backup
from bot.adapters.database.engine import BUSY_TIMEOUT_MS
from bot.adapters.database.ledger.states import is_open
from bot.adapters.database.migrating import locked_version, migrate, newest, opened, schemas
from bot.adapters.database.tables import Instant, Moment, Written, campaigns, deliveries, leases, metadata, planned
from bot.errors import SetUpWrong
from bot.notifications.ledger import State

PLANNER = "planner"  # the shortest lease that whoever runs takes again and again
RESTORED = "a backup was restored after it was due"
_KINDS: Sequence[tuple[type[TypeEngine[Any]], Any]] = [  # what each type of column reads from a backup
    (Moment, AwareDatetime),
    (Instant, AwareDatetime),
    (Written, str),
    (Integer, Annotated[int, Field(strict=True, ge=-(2**31), lt=2**31)]),  # what PostgreSQL holds
]


@dataclass(frozen=True, slots=True)
class Restored:
    """What was loaded, and how many messages that were pending in it are not sent: they may have gone out since."""

    head: Head
    doubted: int


def restore(url: str, path: Path, *, now: datetime, told: Told, replace: bool = False) -> Restored:
    """Load the backup in one transaction, then bring it to the newest schema.

    What was due before `now` is not sent: Docent may have sent it after the backup was made.

    Raises:
        SetUpWrong: the database cannot be used, or holds something and is not to be replaced; a process works on it;
            the file cannot be read, is broken, or was made by a newer Docent. Nothing was changed.
    """
    with opened_backup(path) as backup:
        if backup.head.schema not in schemas():
            raise backup.newer()
        with opened(url) as engine, engine.begin() as connection:
            _make_room(connection, now, replace=replace)
            migrate(connection, backup.head.schema)
            tables = carried(backup.head.schema)
            _load(connection, tables, backup, told)
            _count_on(connection, tables)
            migrate(connection)
            return Restored(backup.head, _settle(connection, now))


def _make_room(connection: Connection, now: datetime, *, replace: bool) -> None:
    if connection.dialect.name == "postgresql":  # SQLite waits no longer by itself
        connection.execute(text(f"SET LOCAL lock_timeout = {BUSY_TIMEOUT_MS}"))
    locked_version(connection)
    migrate(connection)  # so that its tables are those we know
    place = unopenable.place(connection.engine.url)
    if connection.scalar(select(leases.c.until).where(leases.c.name == PLANNER, leases.c.until > now)):
        raise SetUpWrong(f'A docent run works on "{place}". Stop it first, and wait for ten seconds.')
    if not replace and _holds_something(connection):
        raise SetUpWrong(f'The database "{place}" is not empty. Replace all that it holds with the backup: --replace')
    metadata.drop_all(connection)
    connection.execute(text("DROP TABLE alembic_version"))


def _settle(connection: Connection, now: datetime) -> int:
    """End what was pending and due, and have nothing planned that was due; how many messages ended."""
    connection.execute(update(planned).where(planned.c.at < now).values(at=now))
    over = select(campaigns.c.id).where(campaigns.c.due_at <= now)
    pending = update(deliveries).where(is_open(), deliveries.c.campaign.in_(over))
    return connection.execute(pending.values(state=State.UNKNOWN, why=RESTORED, holder=null())).rowcount


def _holds_something(connection: Connection) -> bool:
    tables = carried(newest())
    return any(connection.scalar(select(literal(1)).select_from(table).limit(1)) for table in tables)


def _load(connection: Connection, tables: Sequence[Table], backup: Backup, told: Told) -> None:
    known = {table.name: table for table in tables}
    loaded = Counter[str]()
    for name, rows in groupby(backup.rows(), key=lambda row: row.table):
        if name not in known:
            raise backup.damaged()
        values = _read(rows, known[name], backup)
        while chunk := list(islice(values, ROWS_AT_ONCE)):
            try:
                connection.execute(known[name].insert(), chunk)
            except (IntegrityError, DataError):
                raise backup.damaged() from None  # the cause may quote what people wrote
            loaded[name] += len(chunk)
            told(loaded.total(), backup.head.total)
    if any(loaded[name] != rows_of_table for name, rows_of_table in backup.head.rows.items()):
        raise backup.damaged()


def _read(rows: Iterator[Row], table: Table, backup: Backup) -> Iterator[Mapping[str, Any]]:
    columns = {column.name: _reader(column) for column in table.columns}
    for row in rows:
        if row.row.keys() != columns.keys():
            raise backup.damaged()
        try:
            yield {name: columns[name].validate_python(value) for name, value in row.row.items()}
        except ValidationError:
            raise backup.damaged() from None


def _reader(column: Column[Any]) -> TypeAdapter[Any]:
    kind = next(kind for sql_type, kind in _KINDS if isinstance(column.type, sql_type))
    return TypeAdapter(kind | None if column.nullable else kind)


def _count_on(connection: Connection, tables: Sequence[Table]) -> None:
    """Have numbers go on after the greatest that was loaded; SQLite does so by itself."""
    if connection.dialect.name != "postgresql":
        return
    for column in [table.autoincrement_column for table in tables if table.autoincrement_column is not None]:
        sequence = func.pg_get_serial_sequence(column.table.name, column.name)  # null where it counts nothing
        follows = select(func.coalesce(func.max(column), 0) + 1).scalar_subquery()
        connection.execute(select(func.setval(sequence, follows, literal(value=False))))
