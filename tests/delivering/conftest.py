"""Docent with everything that production has, on SQLite and on PostgreSQL, and both platforms on this machine."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.adapters.content.folder import read_folder
from bot.commands.demo import SAMPLE, beside
from bot.settings import Settings
from tests.delivering.stage import Stage, sample
from tests.factories import guild_texts, write_texts
from tests.platforms.slack_server import SlackServer
from tests.platforms.telegram_server import TelegramServer

TOKEN = "123456:AAaa_bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"


@pytest.fixture(scope="session")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The guild, and the sample event beside it."""
    return write_texts(tmp_path_factory.mktemp("content"), beside(guild_texts(), read_folder(SAMPLE), sample()))


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for what was learnt, so that it is learnt once; the databases lie elsewhere."""
    return tmp_path_factory.mktemp("data")


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite+aiosqlite:///{tmp_path / 'docent.db'}"
    return str(request.getfixturevalue("postgresql_url"))


@pytest.fixture
async def empty_stage(content: Path, data: Path, database: str) -> AsyncIterator[Stage]:
    """Nobody is at work yet."""
    slack_server = SlackServer(bot_token="xoxb-1-2-abc", app_token="xapp-1-A-2-abc", signing_secret="hush")
    async with TelegramServer(token=TOKEN) as telegram, slack_server as slack:
        settings = Settings(
            _env_file=None,
            content=content,
            data=data,
            database_url=SecretStr(database),
            telegram_token=SecretStr(telegram.token),
            telegram_api=telegram.base_url,
            telegram_rate="none",
            slack_bot_token=SecretStr(slack.bot_token),
            slack_app_token=SecretStr(slack.app_token),
            slack_api=slack.base_url,
            slack_rate="none",
        )
        yield Stage(telegram, slack, settings)


@pytest.fixture
async def stage(empty_stage: Stage) -> AsyncIterator[Stage]:
    """It is the evening before the sample event, and Docent is at work."""
    async with empty_stage.docent():
        await empty_stage.release()
        yield empty_stage
