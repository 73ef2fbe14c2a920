import asyncio
from datetime import timedelta

import pytest

from bot.rehearsing.simulated_time import SimulatedTime, timeless
from tests.fakes import NOON

HOUR = timedelta(hours=1)


async def test_a_day_passes_in_no_time_and_in_its_order() -> None:
    time, heard = SimulatedTime(NOON), list[tuple[str, timedelta]]()

    async def after(hours: float, what: str) -> None:
        await time.pause(hours * 3600)
        heard.append((what, time.now() - NOON))

    await time.run(asyncio.gather(after(24, "tomorrow"), after(1, "soon"), after(0, "now")))

    assert heard == [("now", timedelta()), ("soon", HOUR), ("tomorrow", 24 * HOUR)]


async def test_time_waits_for_whoever_looks_something_up_in_another_thread() -> None:
    time, looked_at = SimulatedTime(NOON), list[timedelta]()

    class Store:
        async def look(self, number: int) -> int:
            return await asyncio.to_thread(lambda: number)

    store = timeless(Store(), time)

    async def look() -> int:
        found = await store.look(7)
        looked_at.append(time.now() - NOON)
        return found

    found, _ = await time.run(asyncio.gather(look(), time.pause(3600)))

    assert (found, looked_at, time.now()) == (7, [timedelta()], NOON + HOUR)


async def test_whoever_wants_it_slower_is_given_the_seconds_that_pass() -> None:
    spent = list[float]()

    async def spend(seconds: float) -> None:
        spent.append(seconds)

    time = SimulatedTime(NOON, spend)
    await time.go_to(NOON + HOUR)
    await time.go_to(NOON)
    await time.run(time.pause(60))

    assert (spent, time.now()) == ([3600, 60], NOON + HOUR + timedelta(minutes=1))


async def test_waiting_for_what_never_comes_is_an_error_and_no_hang() -> None:
    with pytest.raises(RuntimeError):
        await SimulatedTime(NOON).run(asyncio.Event().wait())
