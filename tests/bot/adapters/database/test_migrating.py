import asyncio
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from uuid import uuid4

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, make_url, text
from sqlalchemy.engine.interfaces import ReflectedIndex

from bot.adapters.database.announcements import SqlAnnouncements
from bot.adapters.database.engine import open_database
from bot.adapters.database.memories import SqlMemories
from bot.adapters.database.migrating import MIGRATIONS, migrate, newest, opened, schemas, tables_at, upgrade
from bot.adapters.database.tables import metadata, releases
from bot.errors import SetUpWrong
from bot.messages import Conversation, Platform
from bot.organising.announcing.announcements import Announcement, State
from bot.ports import Memory
from tests.fakes import NOON
from tests.postgresql import Server

ANA = Conversation(Platform.WEB, "", "ana")


@contextmanager
def looking(url: str) -> Iterator[Connection]:
    with opened(url) as engine, engine.connect() as connection:
        yield connection


def schema(url: str) -> list[object]:
    with looking(url) as connection:
        found = inspect(connection)
        return [
            (table, found.get_columns(table), [spelt(index) for index in found.get_indexes(table)])
            for table in sorted(found.get_table_names())
        ]


def spelt(index: ReflectedIndex) -> object:
    """The index with its condition as text, which can be compared."""
    options = {name: str(value) for name, value in index.get("dialect_options", {}).items()}
    return {**index, "dialect_options": options}


def tables(url: str) -> set[str]:
    with looking(url) as connection:
        return set(inspect(connection).get_table_names())


def versions(url: str) -> list[str]:
    with looking(url) as connection:
        return list(connection.scalars(text("SELECT version_num FROM alembic_version")))


def test_empty_database_gets_every_table(each_url: str) -> None:
    upgrade(each_url)

    assert tables(each_url) == {"alembic_version", *metadata.tables}


def test_migrations_and_tables_agree(each_url: str) -> None:
    upgrade(each_url)

    with looking(each_url) as connection:
        differences = compare_metadata(MigrationContext.configure(connection), metadata)
    assert differences == []


def test_second_upgrade_changes_nothing(each_url: str) -> None:
    upgrade(each_url)
    first = schema(each_url)

    upgrade(each_url)

    assert str(schema(each_url)) == str(first)


def test_upgrade_tells_from_which_schema_to_which_and_nothing_when_there_is_nothing_to_do(each_url: str) -> None:
    told: list[tuple[str | None, str]] = []
    with opened(each_url) as engine, engine.begin() as connection:
        migrate(connection, "0001")

    for _ in range(2):
        upgrade(each_url, lambda before, after: told.append((before, after)))

    assert told == [("0001", newest())]


@pytest.mark.parametrize("version", schemas())
def test_tables_of_a_past_schema_are_those_its_migrations_make(each_url: str, version: str) -> None:
    with opened(each_url) as engine, engine.begin() as connection:
        migrate(connection, version)
        differences = compare_metadata(MigrationContext.configure(connection), tables_at(version))

    assert differences == []


async def test_upgrade_keeps_what_is_there(each_url: str) -> None:
    upgrade(each_url)
    engine = open_database(each_url)
    await SqlMemories(engine).save(ANA, Memory(question="?"), at=NOON)

    await asyncio.to_thread(upgrade, each_url)

    assert await SqlMemories(engine).load(ANA) == Memory(question="?")
    await engine.dispose()


async def test_what_was_released_before_changes_were_told_is_told_to_nobody(each_url: str) -> None:
    made = [("spring-meeting", 1), ("spring-meeting", 2), ("spring-meeting", 3), ("autumn-meeting", 1)]
    await asyncio.to_thread(_released, each_url, made)
    await asyncio.to_thread(upgrade, each_url)
    engine = open_database(each_url)

    newest = await SqlAnnouncements(engine).newest()

    dismissed = Announcement(1, "spring-meeting", 1, 3, State.DISMISSED, NOON, NOON, NOON, "upgrade")
    assert newest == {"spring-meeting": dismissed}
    await engine.dispose()


def _released(url: str, made: list[tuple[str, int]]) -> None:
    """A database of the schema that knew no announcements, with these releases in it."""
    with opened(url) as engine, engine.begin() as connection:
        migrate(connection, "0003")
        rows = [{"event": event, "number": number} for event, number in made]
        rest = {"made_at": NOON, "source": "a file", "counts": "{}", "programme": "{}"}
        connection.execute(releases.insert(), [{**row, **rest} for row in rows])


def test_processes_that_start_at_once_make_one_schema(each_url: str) -> None:
    with ProcessPoolExecutor(4, mp_context=get_context("spawn")) as processes:
        outcomes = list(processes.map(upgrade, [each_url] * 4))

    assert (outcomes, versions(each_url)) == ([None] * 4, [newest()])


def test_migration_that_breaks_off_leaves_nothing_behind(each_url: str) -> None:
    with opened(each_url) as engine, engine.begin() as connection:
        connection.execute(text("CREATE TABLE misses (somebody_elses INTEGER)"))

    with pytest.raises(SetUpWrong):
        upgrade(each_url)

    assert tables(each_url) == {"misses"}


def test_user_who_may_not_make_tables_is_told_so(new_postgresql_url: str, postgresql_server: Server) -> None:
    reader = f"docent_reader_{uuid4().hex}"
    postgresql_server.db.execute(f"CREATE ROLE {reader} LOGIN PASSWORD 'made-up'".encode())
    try:
        url = make_url(new_postgresql_url).set(username=reader, password="made-up")
        with pytest.raises(SetUpWrong, match="may not make its tables"):
            upgrade(url.render_as_string(hide_password=False))
    finally:
        postgresql_server.db.execute(f"DROP ROLE {reader}".encode())


def test_revision_is_the_number_of_its_file() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))

    scripts = list(ScriptDirectory.from_config(config).walk_revisions())

    assert [script.revision for script in scripts] == [Path(script.path).name.split("_")[0] for script in scripts]


def test_alembic_is_not_imported_where_there_is_nothing_to_do(url: str) -> None:
    upgrade(url)
    code = f"import sys; from bot.adapters.database.migrating import upgrade; upgrade({url!r}); print(*sys.modules)"

    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=MIGRATIONS.parents[2]
    )

    assert "alembic" not in done.stdout.split()
