from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.adapters.calendars import IcsCalendars
from bot.attending.door import Attending
from bot.organising.releasing import take_in
from bot.schedule.sessions import Kind, Programme, Status
from handlers.web.app import create_app
from tests.handlers.web.fakes import FakeAssistant, FakeClock, FakeTranscripts
from tests.programmes import HOUR, make_programme, make_session
from tests.schedule_fakes import FakeCalendarAddresses, FakeProgrammes, FakeStars

Client = TestClient[web.Request, web.Application]

NINE = datetime(2026, 11, 22, 8, tzinfo=UTC)  # 9:00 in Vienna on the day on which the clock of these tests stands
NASTY = "<script>alert('boo')</script> & \"quotes\" {{ 7 * 7 }}"

SPRING = make_programme(
    make_session("opening", NINE, title="Opening", speakers=("Ana Silva",), rooms=("Belfry", "Crypt"), track="Main"),
    make_session("bells", NINE + 5 * HOUR, title="Casting Bells", track="Metal", description="First.\n\nSecond."),
    make_session(
        "ropes", NINE + 5 * HOUR, title="Ropes", rooms=("Crypt",), track="Main", link="https://ropes.example/"
    ),
    make_session("lunch", NINE + 3 * HOUR, title="Lunch", rooms=(), kind=Kind.BREAK),
    make_session("off", NINE + 6 * HOUR, title="Rust", status=Status.CANCELLED),
    make_session(
        "~nasty",
        NINE + timedelta(days=1),
        title=NASTY,
        speakers=(NASTY,),
        track=NASTY,
        description=NASTY,
        rooms=(NASTY,),
        language=NASTY,
        chairs=(NASTY,),
        link="javascript:alert(1)",
    ),
)


@pytest.fixture
def programmes() -> FakeProgrammes:
    return FakeProgrammes()


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def attending(programmes: FakeProgrammes, clock: FakeClock) -> Attending:
    return Attending(programmes, FakeStars(), FakeCalendarAddresses(), IcsCalendars(), clock)


@pytest.fixture
async def programme(programmes: FakeProgrammes, clock: FakeClock) -> Programme:
    """A programme that has come in."""
    await take_in(programmes, SPRING, source="a file", at=clock.now())
    return SPRING


@pytest.fixture
def app(attending: Attending, clock: FakeClock) -> web.Application:
    return create_app(
        FakeAssistant(), FakeTranscripts(), clock, secret="made up", secure=False, status=dict, attending=attending
    )


@pytest.fixture
async def client(app: web.Application) -> AsyncIterator[Client]:
    async with TestClient(TestServer(app)) as client:
        yield client
