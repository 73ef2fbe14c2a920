"""The same promises for the fake and for each database. A further database is one more fixture and one more param."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.adapters.database.engine import open_database
from bot.adapters.database.ledger.sql_ledger import SqlDeliveryLedger
from bot.adapters.database.migrating import upgrade
from bot.adapters.database.stars import SqlStars
from bot.adapters.database.subscriptions import SqlSubscriptions
from tests.ledger_fakes import FakeLedger, FakeSubscriptions
from tests.people import Told


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> AsyncEngine | None:
    """An empty database below the port; None for the fake."""
    if request.param == "memory":
        return None
    engine: AsyncEngine = request.getfixturevalue(f"{request.param}_database")
    return engine


@pytest.fixture(scope="session")
def empty_sqlite_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("empty") / "docent.db"
    upgrade(f"sqlite+aiosqlite:///{file}")
    return file


@pytest.fixture
async def sqlite_database(empty_sqlite_file: Path, tmp_path: Path) -> AsyncIterator[AsyncEngine]:
    file = shutil.copy(empty_sqlite_file, tmp_path / "docent.db")
    engine = open_database(f"sqlite+aiosqlite:///{file}")
    yield engine
    await engine.dispose()


@pytest.fixture
async def postgresql_database(postgresql_url: str) -> AsyncIterator[AsyncEngine]:
    engine = open_database(postgresql_url)
    yield engine
    await engine.dispose()


@pytest.fixture
async def told(database: AsyncEngine | None) -> AsyncIterator[Told]:
    """A ledger, with the people it is about."""
    if database is None:
        subscriptions = FakeSubscriptions()
        yield Told(subscriptions.stars, subscriptions, FakeLedger(subscriptions))
        return
    ledger = SqlDeliveryLedger(database)
    yield Told(SqlStars(database), SqlSubscriptions(database), ledger)
    await ledger.close()
