from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.adapters.database.engine import open_database
from bot.adapters.database.migrating import upgrade


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "var" / "docent.db"


@pytest.fixture
def url(file: Path) -> str:
    return f"sqlite+aiosqlite:///{file}"


@pytest.fixture
async def engine(url: str) -> AsyncIterator[AsyncEngine]:
    upgrade(url)
    engine = open_database(url)
    yield engine
    await engine.dispose()
