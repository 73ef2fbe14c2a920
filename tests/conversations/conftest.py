"""Where conversations are kept: nowhere, in SQLite, in PostgreSQL."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.adapters.database.engine import open_database
from bot.adapters.database.memories import SqlMemories
from bot.adapters.database.migrating import upgrade
from bot.adapters.database.persons import SqlPersons
from bot.adapters.database.transcripts import SqlTranscripts
from bot.adapters.passing import PassingMemories
from bot.ports import Memories, Persons, Transcripts
from tests.fakes import FakeTranscripts


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of conversations, and where."""

    memories: Memories
    transcripts: Transcripts
    persons: Persons | None = None  # nobody is known where nothing is kept


@pytest.fixture
def kept(request: pytest.FixtureRequest) -> Kept:
    """The stores of the database that the test names."""
    stores: Kept = request.getfixturevalue(f"{request.param}_stores")
    return stores


@pytest.fixture
def passing_stores() -> Kept:
    return Kept(PassingMemories(), FakeTranscripts())


@pytest.fixture
async def sqlite_stores(migrated_sqlite_file: Path, tmp_path: Path) -> AsyncIterator[Kept]:
    file = shutil.copy(migrated_sqlite_file, tmp_path / "docent.db")
    async with stores(f"sqlite+aiosqlite:///{file}") as kept:
        yield kept


@pytest.fixture
async def postgresql_stores(postgresql_url: str) -> AsyncIterator[Kept]:
    async with stores(postgresql_url) as kept:
        yield kept


@pytest.fixture(scope="session")
def migrated_sqlite_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("migrated") / "docent.db"
    upgrade(f"sqlite+aiosqlite:///{file}")
    return file


@asynccontextmanager
async def stores(url: str) -> AsyncIterator[Kept]:
    engine = open_database(url)
    try:
        yield Kept(SqlMemories(engine), SqlTranscripts(engine), SqlPersons(engine))
    finally:
        await engine.dispose()
