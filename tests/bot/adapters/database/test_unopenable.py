"""Every way in which a database does not open, and the line that an operator reads."""

import os
import resource
import sqlite3
import sys
import traceback
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from psycopg.errors import AdminShutdown, DeadlockDetected
from sqlalchemy import Engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import OperationalError as Failed
from sqlalchemy.pool import ConnectionPoolEntry

from bot.adapters.database.engine import open_database, reading
from bot.adapters.database.migrating import upgrade
from bot.adapters.database.unopenable import cannot_use, failing
from bot.errors import SetUpWrong

NOBODY = 65534
NOT_AN_ADDRESS = (
    "DOCENT_DATABASE_URL is not the address of a database that Docent knows."
    " Write it like sqlite+aiosqlite:///var/docent.db, or leave it out."
)
NO_FILE = "DOCENT_DATABASE_URL names no file. Write it like sqlite+aiosqlite:///var/docent.db, or leave it out."


@pytest.fixture
def without_privileges() -> Iterator[None]:
    """Where tests run as root, no folder is closed to them; so be nobody for a while."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    yield
    os.seteuid(0)


@pytest.fixture
def diary(file: Path) -> Path:
    """A file that is no database, where the database should be."""
    file.parent.mkdir()
    file.write_text("Dear diary, " * 100)
    return file


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that every user of the system reaches and writes, unlike tmp_path."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o777)
        yield folder
        folder.chmod(0o777)


class OperationalError(Exception):
    """As a driver of PostgreSQL names it."""


def line_of(url: str) -> str:
    with pytest.raises(SetUpWrong) as caught:
        upgrade(url)
    return str(caught.value)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "docent.db",
        "mysql://ana:s3cret@db/docent",
        "postgresql://ana:s3cret@db:port/docent",
        "ana:s3cret@db",
        "oracle+nothing://ana:s3cret@db/docent",
    ],
)
def test_what_is_no_address_is_not_quoted(url: str) -> None:
    with pytest.raises(SetUpWrong) as caught:
        upgrade(url)

    assert str(caught.value) == NOT_AN_ADDRESS
    assert "s3cret" not in "".join(traceback.format_exception(caught.value))


@pytest.mark.parametrize("url", ["sqlite://", "sqlite+aiosqlite:///:memory:", "sqlite:///file:docent?mode=memory"])
def test_database_without_a_file_is_refused(url: str) -> None:
    assert line_of(url) == NO_FILE


def not_allowed(file: Path) -> str:
    return (
        f'Docent may not write its database "{file}". Let its user write the folder "{file.parent}" and what is in it,'
        " or name another place in DOCENT_DATABASE_URL."
    )


@pytest.mark.usefixtures("without_privileges")
def test_file_in_a_closed_folder(folder: Path) -> None:
    folder.chmod(0o555)

    assert line_of(f"sqlite+aiosqlite:///{folder}/docent.db") == not_allowed(folder / "docent.db")


@pytest.mark.usefixtures("without_privileges")
def test_new_folder_in_a_closed_folder(folder: Path) -> None:
    folder.chmod(0o555)

    assert line_of(f"sqlite+aiosqlite:///{folder}/var/docent.db") == not_allowed(folder / "var" / "docent.db")


def test_file_that_may_only_be_read(folder: Path, request: pytest.FixtureRequest) -> None:
    file = folder / "docent.db"
    upgrade(f"sqlite+aiosqlite:///{file}")
    file.chmod(0o444)
    request.getfixturevalue("without_privileges")

    assert line_of(f"sqlite+aiosqlite:///{file}") == not_allowed(file)


def test_file_in_a_folder_that_may_only_be_read(folder: Path, request: pytest.FixtureRequest) -> None:
    file = folder / "docent.db"
    upgrade(f"sqlite+aiosqlite:///{file}")
    file.chmod(0o666)
    folder.chmod(0o555)
    request.getfixturevalue("without_privileges")

    assert line_of(f"sqlite+aiosqlite:///{file}") == not_allowed(file)


def test_folder_where_the_file_should_be(url: str, file: Path) -> None:
    file.mkdir(parents=True)

    expected = f'"{file}" is a folder, and the database is a file. Name a file in it in DOCENT_DATABASE_URL.'
    assert line_of(url) == expected


@pytest.mark.parametrize("below", ["docent.db", "deeper/docent.db"])
def test_file_where_the_folder_should_be(tmp_path: Path, below: str) -> None:
    (tmp_path / "var").write_text("")
    file = tmp_path / "var" / below

    assert line_of(f"sqlite+aiosqlite:///{file}") == (
        f'There is no folder "{file.parent}", and none can be made there. Name another place in DOCENT_DATABASE_URL.'
    )


def test_file_of_something_else(url: str, diary: Path) -> None:
    expected = f'"{diary}" is not a database. Move it away, or name another file in DOCENT_DATABASE_URL.'
    assert line_of(url) == expected


async def test_file_of_something_else_is_told_on_connecting_too(url: str, diary: Path) -> None:
    engine = open_database(url)

    with pytest.raises(SetUpWrong, match="is not a database"):
        async with reading(engine):
            pass

    await engine.dispose()


def test_damaged_database(url: str, file: Path) -> None:
    upgrade(url)
    whole = file.read_bytes()
    file.write_bytes(whole[:100] + b"?" * (len(whole) - 100))

    assert line_of(url) == (
        f'The database "{file}" is damaged. Put back a copy, or move it away to start with an empty one.'
    )


def test_no_room_left(url: str, file: Path) -> None:
    def leave_no_room(connection: DBAPIConnection, entry: ConnectionPoolEntry) -> None:
        connection.cursor().execute("PRAGMA max_page_count = 2")

    event.listen(Engine, "connect", leave_no_room)
    try:
        line = line_of(url)
    finally:
        event.remove(Engine, "connect", leave_no_room)

    assert line == f'There is no room for the database "{file}". Free some space on its disk, then start again.'


def test_disk_that_fails(url: str, file: Path) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2048, hard))
    try:
        line = line_of(url)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    assert line == (
        f'The disk fails to read or write the database "{file}". Check the disk and its quota, then start again.'
    )


def test_schema_of_a_newer_docent(url: str, file: Path) -> None:
    upgrade(url)
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()

    assert line_of(url) == (
        f'The database "{file}" was made by a newer Docent.'
        " Run that version, or name another database in DOCENT_DATABASE_URL."
    )


def test_database_that_another_program_holds(tmp_path: Path) -> None:
    # Not through `upgrade`, which waits for 5 seconds before it says so.
    file = tmp_path / "docent.db"
    with closing(sqlite3.connect(file)) as holder, closing(sqlite3.connect(file, timeout=0)) as other:
        holder.execute("BEGIN EXCLUSIVE")
        with pytest.raises(sqlite3.OperationalError) as caught:
            other.execute("BEGIN IMMEDIATE")

    line = cannot_use(make_url(f"sqlite:///{file}"), caught.value)

    assert str(line) == f'Another program holds the database "{file}". Stop it, then start again.'


def test_server_that_does_not_answer() -> None:
    address = make_url("postgresql+psycopg://ana:s3cret@db.example:5432/docent?sslpassword=s3cret")

    line = cannot_use(address, OperationalError())

    assert str(line) == (
        'The database "db.example/docent" does not let Docent in (OperationalError).'
        " Check that it runs, and the name and password in DOCENT_DATABASE_URL."
    )


@pytest.mark.parametrize(
    "cause, says",
    [
        (OperationalError(), 'The database "db.example/docent" does not let Docent in (OperationalError).'),
        (AdminShutdown(), 'The database "db.example/docent" does not let Docent in (AdminShutdown).'),
        (DeadlockDetected(), ""),
        (sqlite3.OperationalError("no such table"), ""),
    ],
)
def test_what_fails_in_the_middle_is_told_where_it_is_the_databases_own(cause: Exception, says: str) -> None:
    line = failing("postgresql://ana:s3cret@db.example/docent", Failed("SELECT 1", {}, cause))

    assert line.partition(" Check")[0] == says


def test_what_is_no_failure_of_a_database_is_not_told_as_one() -> None:
    assert failing("postgresql://db.example/docent", ValueError()) == ""


def test_driver_that_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)

    assert line_of("postgresql://ana:s3cret@db/docent") == (
        "The library for the database in DOCENT_DATABASE_URL is not installed. Install psycopg, or use SQLite."
    )
