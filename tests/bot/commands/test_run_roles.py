"""`docent run` beside other processes: refused on SQLite, sharing the work on PostgreSQL."""

import asyncio
import signal
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.adapters.database.stores import open_stores
from bot.commands.run import run
from bot.messages import Conversation, Person, Platform
from bot.ports import Star
from bot.roles import Role
from bot.schedule.releases import Release, Standing
from bot.settings import Settings
from tests.bot.commands.conftest import Process, running
from tests.fakes import FakeClock
from tests.platforms.telegram_server import TelegramServer
from tests.programmes import make_programme, make_session

PATIENCE_SECONDS = 60
TOKEN = "123456:AAaa_bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
THEN = datetime(2020, 1, 7, 12, tzinfo=UTC)  # long ago: what is done now and then begins at once
SOON = THEN + timedelta(minutes=9)


def test_second_one_on_sqlite_is_refused_until_the_first_is_gone_however_it_went(
    tmp_path: Path, environment: Mapping[str, str], process: Process
) -> None:
    with running(tmp_path, environment) as (first, output):
        output.readline()
        second, beside = process("run"), process("status")
        first.send_signal(signal.SIGKILL)
        first.wait()

    with running(tmp_path, environment) as (_, output):
        third = output.readline()

    assert (second.returncode, second.stdout, second.stderr.count("\n")) == (1, "", 1)
    assert "Another docent run works on" in second.stderr
    assert (beside.returncode, third) == (0, "Learning the content, a few seconds the first time...\n")


def test_role_on_sqlite_is_refused_with_a_sentence(process: Process) -> None:
    done = process("run", "--role", "worker")

    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert done.stderr.startswith("--role worker is for several processes that share PostgreSQL")


@pytest.fixture
async def telegram() -> AsyncIterator[TelegramServer]:
    async with TelegramServer(token=TOKEN) as server:
        yield server


@pytest.fixture
def shared(content: Path, data: Path, postgresql_url: str, telegram: TelegramServer) -> Settings:
    return Settings(
        content=content,
        data=data,
        database_url=SecretStr(postgresql_url),
        host="127.0.0.1",
        port=0,
        telegram_token=SecretStr(telegram.token),
        telegram_api=telegram.base_url,
    )


@asynccontextmanager
async def one(settings: Settings, role: Role) -> AsyncIterator[list[str]]:
    """A process of this role, once it is at work, and what it tells."""
    stop, told = asyncio.Event(), list[str]()
    work = asyncio.create_task(run(settings, stop, FakeClock(THEN), told.append, role))
    async with asyncio.timeout(PATIENCE_SECONDS):
        while not any("Ctrl-C" in line for line in told):
            await asyncio.wait({work}, timeout=0.05)
        yield told
        stop.set()
        await work


async def with_a_reminder_due(settings: Settings, chat: int) -> None:
    """Somebody in this chat has a session in their schedule that begins in nine minutes."""
    who = Person(Platform.TELEGRAM, "", str(chat))
    async with open_stores(settings.database) as stores:
        programme = make_programme(make_session("a", SOON))
        await stores.programmes.keep(Release(1, programme, THEN, "a file"), Standing(), {"new": 1})
        place = Conversation(Platform.TELEGRAM, TOKEN.partition(":")[0], str(chat))
        met = await stores.subscriptions.meet(place, who, language="en", zone=None, at=THEN)
        await stores.subscriptions.set_quiet_hours(met, 0, 0)
        await stores.stars.star(who, Star("spring-meeting", "a"), at=THEN - timedelta(days=1))


async def test_web_answers_and_sends_nothing_unasked_which_a_worker_does(
    shared: Settings, telegram: TelegramServer
) -> None:
    ana = telegram.person("Ana", "ana", language="en")
    chat = telegram.private_chat(ana)
    await with_a_reminder_due(shared, chat.id)

    async with one(shared, Role.WEB) as web:
        await telegram.says(chat, ana, "/whoami")
        [answer] = await telegram.wait_for(chat)
        async with one(shared, Role.WORKER) as worker:
            [_, reminder] = await telegram.wait_for(chat, 2)

    assert ("telegram:" in answer.text, "In 9 minutes" in reminder.text) == (True, True)
    assert "Docent listens at" in web[1]
    assert worker[1:] == [
        "Docent works unasked and serves no page, with content revision 1.",
        "  Telegram: what is due is sent.",
        "Ctrl-C stops Docent.",
    ]


async def test_of_two_that_do_everything_one_reminds(shared: Settings, telegram: TelegramServer) -> None:
    ana = telegram.person("Ana", "ana", language="en")
    chat = telegram.private_chat(ana)
    await with_a_reminder_due(shared, chat.id)

    async with one(shared, Role.ALL), one(shared, Role.ALL):
        await telegram.wait_for(chat)
        await telegram.says(chat, ana, "/whoami")
        [reminder, answer] = await telegram.wait_for(chat, 2)

    assert ("In 9 minutes" in reminder.text, "telegram:" in answer.text) == (True, True)
