import asyncio
import sqlite3
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from multiprocessing import get_context
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import NullPool, create_engine

from bot.adapters.database.engine import open_database
from bot.adapters.database.memories import SqlMemories
from bot.adapters.database.migrating import MIGRATIONS, upgrade
from bot.adapters.database.tables import metadata
from bot.errors import SetUpWrong
from bot.messages import Conversation, Platform
from bot.ports import Memory
from tests.fakes import NOON

ANA = Conversation(Platform.WEB, "", "ana")


def schema(file: Path) -> list[str]:
    with closing(sqlite3.connect(file)) as connection:
        return [sql for (sql,) in connection.execute("SELECT sql FROM sqlite_master ORDER BY name")]


def tables(file: Path) -> set[str]:
    with closing(sqlite3.connect(file)) as connection:
        return {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


def versions(file: Path) -> list[str]:
    with closing(sqlite3.connect(file)) as connection:
        return [version for (version,) in connection.execute("SELECT version_num FROM alembic_version")]


def test_empty_database_gets_every_table(url: str, file: Path) -> None:
    upgrade(url)

    assert tables(file) == {"alembic_version", *metadata.tables}


def test_migrations_and_tables_agree(url: str, file: Path) -> None:
    upgrade(url)

    engine = create_engine(f"sqlite:///{file}", poolclass=NullPool)
    with engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), metadata)
    assert differences == []


def test_second_upgrade_changes_nothing(url: str, file: Path) -> None:
    upgrade(url)
    first = schema(file)

    upgrade(url)

    assert schema(file) == first


async def test_upgrade_keeps_what_is_there(url: str) -> None:
    upgrade(url)
    engine = open_database(url)
    await SqlMemories(engine).save(ANA, Memory(question="?"), at=NOON)

    await asyncio.to_thread(upgrade, url)

    assert await SqlMemories(engine).load(ANA) == Memory(question="?")
    await engine.dispose()


def test_processes_that_start_at_once_make_one_schema(url: str, file: Path) -> None:
    with ProcessPoolExecutor(4, mp_context=get_context("spawn")) as processes:
        outcomes = list(processes.map(upgrade, [url] * 4))

    assert (outcomes, versions(file)) == ([None] * 4, ["0001"])


def test_migration_that_breaks_off_leaves_nothing_behind(url: str, file: Path) -> None:
    file.parent.mkdir()
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE misses (somebody_elses INTEGER)")

    with pytest.raises(SetUpWrong) as caught:
        upgrade(url)

    expected = f'Docent cannot use its database "{file}" (OperationalError). Check DOCENT_DATABASE_URL.'
    assert (str(caught.value), tables(file)) == (expected, {"misses"})


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
