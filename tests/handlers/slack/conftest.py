"""A workspace, and Docent in it: by signed HTTP, by Socket Mode, or both in turn."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

import pytest
from aiohttp.test_utils import TestServer

from handlers.organisers import Organisers
from handlers.slack.app import Slack, create_slack
from handlers.slack.door import Door
from handlers.transport import pooled_session
from handlers.web.app import create_app
from tests.handlers.slack.fakes import FakeAssistant, QuickPause, Wall
from tests.handlers.web.fakes import FakeTranscripts
from tests.platforms.slack_server import SlackServer

MODES = ("http", "socket")


class Running:
    """Docent on Slack, running."""

    def __init__(self, slack: Slack, stop: asyncio.Event, task: asyncio.Task[None], url: str) -> None:
        self.slack = slack
        self.url = url
        self._stop = stop
        self._task = task

    async def stop(self, seconds: float = 5.0) -> int:
        self._stop.set()
        await self._task
        return await self.slack.drain(seconds)


class Office:
    """Starts Docent on the workspace."""

    def __init__(self, server: SlackServer) -> None:
        self.server = server
        self.clock = Wall()
        self.pause = QuickPause()
        self.told: list[str] = []

    @asynccontextmanager
    async def open(
        self,
        assistant: Door,
        mode: str = "http",
        *,
        connect: bool = True,
        organising: Organisers | None = None,
    ) -> AsyncIterator[Running]:
        async with AsyncExitStack() as stack:
            session = await stack.enter_async_context(pooled_session(read_seconds=0.5))
            slack = create_slack(
                assistant,
                self.clock,
                session,
                bot_token=self.server.bot_token,
                signing_secret=self.server.deliveries.signing_secret,
                app_token=self.server.app_token if mode == "socket" else "",
                base_url=self.server.base_url,
                organising=organising,
                tell=self._tell,
                pause=self.pause,
                waits=(0.01, 0.02),
            )
            before = len(self.server.succeeded("auth.test"))
            url = await stack.enter_async_context(web_server(slack, self.clock))
            stop = asyncio.Event()
            running = Running(slack, stop, asyncio.create_task(slack.run(stop)), url)
            stack.push_async_callback(running.stop)
            if connect and mode == "http":
                await self.server.sends_to(url)
                await self.server.wait_until(lambda: len(self.server.succeeded("auth.test")) > before)
            elif connect:
                await self.server.wait_for_socket()
            yield running

    def _tell(self, line: str) -> None:
        self.told.append(line)
        self.server.bell.ring()


@asynccontextmanager
async def web_server(slack: Slack, clock: Wall) -> AsyncIterator[str]:
    app = create_app(FakeAssistant(), FakeTranscripts(), clock, secret="s", secure=False, status=dict)
    slack.add_routes(app)
    async with TestServer(app) as listening:
        yield str(listening.make_url("/slack/events"))


@pytest.fixture
async def server() -> AsyncIterator[SlackServer]:
    async with SlackServer() as server:
        yield server


@pytest.fixture
def office(server: SlackServer) -> Office:
    return Office(server)


@pytest.fixture
def assistant() -> FakeAssistant:
    return FakeAssistant()


@pytest.fixture(params=MODES)
def mode(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
async def docent(office: Office, assistant: FakeAssistant, mode: str) -> AsyncIterator[Running]:
    """Docent in both modes: a test that takes this runs once in each."""
    async with office.open(assistant, mode) as running:
        yield running
