import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from handlers.telegram.app import Telegram, create_telegram
from handlers.transport import pooled_session
from tests.fakes import FakeClock
from tests.handlers.telegram.fakes import FakeAssistant, Pauses, Running
from tests.platforms.telegram_server import TelegramServer


@pytest.fixture
async def server() -> AsyncIterator[TelegramServer]:
    async with TelegramServer() as server:
        yield server


@pytest.fixture
def assistant() -> FakeAssistant:
    return FakeAssistant()


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def pauses() -> Pauses:
    return Pauses()


@pytest.fixture
def told() -> list[str]:
    """What the operator was told."""
    return []


@pytest.fixture
def running(
    server: TelegramServer, assistant: FakeAssistant, clock: FakeClock, pauses: Pauses, told: list[str]
) -> Running:
    """Telegram's handler, running against the local server; stopped and drained at the end."""

    @asynccontextmanager
    async def run(**changes: Any) -> AsyncIterator[Telegram]:
        parts: dict[str, Any] = {
            "assistant": assistant,
            "clock": clock,
            "token": server.token,
            "base_url": server.base_url,
            "file_url": server.file_url,
            "tell": told.append,
            "pause": pauses,
        }
        async with pooled_session() as session:
            stop = asyncio.Event()
            telegram = create_telegram(session=session, **(parts | changes))
            work = asyncio.create_task(telegram.run(stop))
            try:
                yield telegram
            finally:
                stop.set()
                await work
                await telegram.drain(5.0)

    return run
