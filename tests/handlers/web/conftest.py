from collections.abc import AsyncIterator

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from handlers.web.app import create_app
from tests.handlers.web.fakes import FakeAssistant, FakeClock, FakeTranscripts

Client = TestClient[web.Request, web.Application]


@pytest.fixture
def assistant() -> FakeAssistant:
    return FakeAssistant()


@pytest.fixture
def transcripts() -> FakeTranscripts:
    return FakeTranscripts()


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def app(assistant: FakeAssistant, transcripts: FakeTranscripts, clock: FakeClock) -> web.Application:
    return create_app(assistant, transcripts, clock, secret="made up", secure=False, status=lambda: {"revision": 7})


@pytest.fixture
async def client(app: web.Application) -> AsyncIterator[Client]:
    async with TestClient(TestServer(app)) as client:
        yield client
