import asyncio
import logging
from datetime import timedelta

import pytest

from bot.adapters.timers import Timer, alone, timers
from tests.fakes import FakeClock, FakeLeases

SHORT, LONG = timedelta(milliseconds=1), timedelta(days=1)


class Work:
    """Counts how often it is done, and waits to be let go where it is to."""

    def __init__(self, *, waits: bool = False, fails: bool = False) -> None:
        self.done = 0
        self.given_up = False
        self.begun, self.often = asyncio.Event(), asyncio.Event()
        self._waits, self._fails = waits, fails

    async def __call__(self) -> None:
        self.done += 1
        self.begun.set()
        if self.done == 3:
            self.often.set()
        if self._fails:
            raise ValueError("secret")
        try:
            if self._waits:
                await asyncio.Event().wait()
        except asyncio.CancelledError:
            self.given_up = True
            raise


async def test_work_is_done_at_once_and_again_and_again() -> None:
    often, rarely = Work(), Work()

    async with timers([Timer("often", SHORT, often), Timer("rarely", LONG, rarely)]):
        await asyncio.wait_for(often.often.wait(), 10)
        await asyncio.wait_for(rarely.begun.wait(), 10)

    assert rarely.done == 1


async def test_work_that_fails_is_tried_again_and_says_only_how(caplog: pytest.LogCaptureFixture) -> None:
    work = Work(fails=True)

    with caplog.at_level(logging.ERROR):
        async with timers([Timer("feeds", SHORT, work)]):
            await asyncio.wait_for(work.often.wait(), 10)

    assert set(caplog.messages) == {"The timer feeds failed: ValueError"}


async def test_work_that_takes_long_is_not_done_twice_at_once_and_given_up_at_the_end() -> None:
    long, short = Work(waits=True), Work()

    async with timers([Timer("long", SHORT, long), Timer("short", SHORT, short)]):
        await asyncio.wait_for(long.begun.wait(), 10)
        await asyncio.wait_for(short.often.wait(), 10)

    assert (long.done, long.given_up) == (1, True)


async def test_of_several_processes_one_does_the_work_each_time() -> None:
    leases, clock, minutes = FakeLeases(), FakeClock(), timedelta(minutes=5)
    works = {name: Work() for name in "abc"}

    for _ in range(2):
        for holder, work in works.items():
            await alone(work, name="feeds", holder=holder, every=minutes, leases=leases, clock=clock)
        clock.move(minutes)

    assert [work.done for work in works.values()] == [2, 0, 0]


async def test_work_goes_on_where_the_process_that_did_it_is_gone() -> None:
    leases, clock, minutes = FakeLeases(), FakeClock(), timedelta(minutes=5)
    gone, here = Work(), Work()
    await alone(gone, name="feeds", holder="gone", every=minutes, leases=leases, clock=clock)
    clock.move(minutes)

    await alone(here, name="feeds", holder="here", every=minutes, leases=leases, clock=clock)

    assert (gone.done, here.done) == (1, 1)
