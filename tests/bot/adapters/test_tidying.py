import asyncio
import logging
from datetime import timedelta

import pytest

from bot.adapters.tidying import HOURLY, Keeping, forget_old, tidy
from bot.organising.uploads import KEPT
from tests.fakes import NOON, FakeClock, FakeMisses

DAY = timedelta(days=1)


class Failing:
    async def forget_older_than(self, age: timedelta, *, now: object) -> int:
        raise OSError("what somebody typed")


class StopsAfter:
    """Counts its turns, and has Docent stop after so many."""

    def __init__(self, turns: int, stop: asyncio.Event) -> None:
        self.turns = 0
        self._wanted = turns
        self._stop = stop

    async def forget_older_than(self, age: timedelta, *, now: object) -> int:
        self.turns += 1
        if self.turns == self._wanted:
            self._stop.set()
        return 0


async def test_only_what_is_old_enough_is_forgotten() -> None:
    clock, misses = FakeClock(), FakeMisses()
    await misses.record("old", nearest=(), at=NOON - 8 * DAY)
    await misses.record("young", nearest=(), at=NOON - 6 * DAY)

    await forget_old([Keeping(misses, "misses", 7 * DAY)], clock)

    assert [miss.text for miss in await misses.grouped()] == ["young"]


async def test_store_that_fails_does_not_hinder_the_others(caplog: pytest.LogCaptureFixture) -> None:
    clock, misses = FakeClock(), FakeMisses()
    await misses.record("old", nearest=(), at=NOON - 8 * DAY)

    await forget_old([Keeping(Failing(), "turns", DAY), Keeping(misses, "misses", DAY)], clock)

    assert list(await misses.grouped()) == []
    assert [record.message for record in caplog.records if record.levelno == logging.ERROR] == [
        "Old turns could not be forgotten: OSError"
    ]


async def test_it_goes_on_until_docent_stops() -> None:
    stop = asyncio.Event()
    store = StopsAfter(3, stop)

    await tidy([Keeping(store, "misses", DAY)], FakeClock(), stop, every=timedelta(0))

    assert store.turns == 3


def test_it_is_looked_as_often_as_the_shortest_keeping_needs() -> None:
    assert HOURLY <= KEPT
