from collections.abc import Awaitable, Callable

import pytest

from bot.adapters.calendars import IcsCalendars
from bot.attending.door import Attending
from bot.organising.releasing import take_in
from bot.schedule.sessions import Programme
from tests.fakes import FakeClock
from tests.programmes import NINE
from tests.schedule_fakes import FakeCalendarAddresses, FakeProgrammes, FakeStars

Announce = Callable[[Programme], Awaitable[object]]


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock(NINE)


@pytest.fixture
def programmes() -> FakeProgrammes:
    return FakeProgrammes()


@pytest.fixture
def attending(programmes: FakeProgrammes, clock: FakeClock) -> Attending:
    addresses = iter(["first-secret", "second-secret", "third-secret"])
    return Attending(
        programmes,
        FakeStars(),
        FakeCalendarAddresses(),
        IcsCalendars(),
        clock,
        public_url="https://docent.example/",
        fresh_address=lambda: next(addresses),
    )


@pytest.fixture
def announce(programmes: FakeProgrammes, clock: FakeClock) -> Announce:
    async def make_release(programme: Programme) -> object:
        return await take_in(programmes, programme, source="a file", at=clock.now())

    return make_release
