"""Work that only one process may do at a time."""

import asyncio
from datetime import timedelta

from bot.adapters.leased import HELD_FOR, while_leased
from tests.fakes import NOON, FakeClock, FakeLeases

AT_ONCE = timedelta(milliseconds=1)


class Work:
    """Says when it begins and when it was told to end."""

    def __init__(self) -> None:
        self.begun = asyncio.Event()
        self.ended = asyncio.Event()

    async def __call__(self, stop: asyncio.Event) -> None:
        self.begun.set()
        await stop.wait()
        self.ended.set()


def leased(work: Work, stop: asyncio.Event, leases: FakeLeases, clock: FakeClock, holder: str) -> asyncio.Task[None]:
    return asyncio.create_task(
        while_leased(work, stop, name="polling", holder=holder, leases=leases, clock=clock, renewed_every=AT_ONCE)
    )


async def test_work_is_done_while_the_lease_is_held_and_the_lease_given_back() -> None:
    work, stop, leases = Work(), asyncio.Event(), FakeLeases()

    running = leased(work, stop, leases, FakeClock(), "a")
    await work.begun.wait()
    stop.set()
    await running

    assert work.ended.is_set()
    assert await leases.take("polling", "b", until=NOON + HELD_FOR, now=NOON)


async def test_second_process_waits_until_the_lease_has_run_out() -> None:
    work, stop, leases, clock = Work(), asyncio.Event(), FakeLeases(), FakeClock()
    await leases.take("polling", "a", until=NOON + HELD_FOR, now=NOON)

    running = leased(work, stop, leases, clock, "b")
    await asyncio.wait({running}, timeout=0.02)
    before = work.begun.is_set()
    clock.move(HELD_FOR)
    await work.begun.wait()
    stop.set()
    await running

    assert not before


async def test_work_stops_when_another_holds_the_lease() -> None:
    work, stop, leases, clock = Work(), asyncio.Event(), FakeLeases(), FakeClock()
    running = leased(work, stop, leases, clock, "a")
    await work.begun.wait()

    await leases.release("polling", "a")
    await leases.take("polling", "b", until=NOON + 2 * HELD_FOR, now=NOON)
    await work.ended.wait()
    stop.set()
    await running

    assert not await leases.take("polling", "c", until=NOON + HELD_FOR, now=NOON)
