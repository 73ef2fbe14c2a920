"""How many messages go out in any second, whoever sends them, and who goes first."""

import asyncio
import random
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest

from bot.errors import RetryLater
from bot.notifications.ledger import Slots
from bot.notifications.pacing import Pacing
from tests.bot.notifications.simulated_time import SimulatedTime
from tests.fakes import NOON
from tests.ledger_fakes import FakeRates

SECOND = timedelta(seconds=1)
SECONDS = 20


def paced(
    time: SimulatedTime, rates: FakeRates, per_second: float | None = 30, *, late: Callable[[], float] = lambda: 0.0
) -> Pacing:
    async def pause(seconds: float) -> None:
        await time.pause(seconds + late())

    return Pacing(rates, "telegram:1", per_second, time, tell=lambda _: None, pause=pause)


async def sent(time: SimulatedTime, pacing: Pacing, moments: list[datetime]) -> None:
    """One worker that always has something to send."""
    while time.now() < NOON + SECONDS * SECOND:
        await pacing.turn()
        moments.append(time.now())
        await time.pause(0.05)


def most_in_a_second(moments: list[datetime]) -> int:
    moments = sorted(moments)
    return max(sum(1 for other in moments[at : at + 60] if other < begin + SECOND) for at, begin in enumerate(moments))


@pytest.mark.parametrize("processes", [1, 3])
async def test_thirty_a_second_are_reached_and_never_more_than_31_in_any_second(processes: int) -> None:
    time, rates, chance = SimulatedTime(), FakeRates(), random.Random(6)
    moments: list[datetime] = []
    pacings = [paced(time, rates, late=lambda: chance.uniform(0, 0.012)) for _ in range(processes)]

    await time.run(asyncio.gather(*(sent(time, pacing, moments) for pacing in pacings for _ in range(4))))

    assert most_in_a_second(moments) <= 31
    assert len(moments) >= 0.98 * 30 * SECONDS


@pytest.mark.parametrize("processes", [1, 3])
async def test_an_answer_takes_the_place_of_a_message_and_does_not_wait(processes: int) -> None:
    time, rates, chance = SimulatedTime(), FakeRates(), random.Random(6)
    moments: list[datetime] = []
    pacings = [paced(time, rates, late=lambda: chance.uniform(0, 0.004)) for _ in range(processes)]

    async def answers(pacing: Pacing) -> None:
        while time.now() < NOON + SECONDS * SECOND:
            await time.pause(chance.uniform(0.5, 4.5))
            pacing.answered()
            moments.append(time.now())

    workers = [sent(time, pacing, moments) for pacing in pacings for _ in range(4)]
    await time.run(asyncio.gather(*workers, *map(answers, pacings)))

    assert most_in_a_second(moments) <= 31
    assert len(moments) >= 0.98 * 30 * SECONDS


async def test_a_slot_that_was_slept_through_is_lost_and_not_caught_up() -> None:
    time, rates = SimulatedTime(), FakeRates()
    moments: list[datetime] = []
    stall = iter([0.0, 0.0, 0.5])
    pacing = paced(time, rates, late=lambda: next(stall, 0.0))

    await time.run(asyncio.gather(*(sent(time, pacing, moments) for _ in range(4))))

    between = [after - before for before, after in pairwise(moments)]
    assert min(between) >= timedelta(milliseconds=30)
    assert max(between) >= timedelta(milliseconds=500)


async def test_without_a_limit_nobody_waits() -> None:
    time = SimulatedTime()
    pacing = paced(time, FakeRates(), None)

    for _ in range(1000):
        await pacing.turn()
    pacing.answered()

    assert (time.now(), pacing.at_once) == (NOON, None)


async def test_those_who_came_first_go_first() -> None:
    time, order = SimulatedTime(), []
    pacing = paced(time, FakeRates())

    async def one(number: int) -> None:
        await pacing.turn()
        order.append(number)

    await time.run(asyncio.gather(*(one(number) for number in range(10))))

    assert order == [*range(10)]


async def test_a_pause_sends_everybody_who_waits_back_with_the_time_that_is_left() -> None:
    time, rates = SimulatedTime(), FakeRates()
    pacing = paced(time, rates)

    async def pauses() -> None:
        await time.pause(0.05)
        await pacing.hold(30)

    *turns, _ = await time.run(asyncio.gather(*(pacing.turn() for _ in range(5)), pauses(), return_exceptions=True))

    assert turns[:2] == [None, None]
    assert [type(each) for each in turns[2:]] == [RetryLater] * 3
    assert all(29 < each.seconds <= 30 for each in turns[2:] if isinstance(each, RetryLater))


async def test_another_process_is_told_of_answers_where_this_one_sends_nothing() -> None:
    time, rates = SimulatedTime(), FakeRates()
    answering, sending = paced(time, rates), paced(time, rates)
    await answering.hear()
    time._now += SECOND
    for _ in range(15):
        answering.answered()

    await answering.hear()
    await time.run(sending.turn())

    assert NOON + 1.5 * SECOND <= time.now() < NOON + 1.6 * SECOND


async def test_more_answers_than_could_be_sent_do_not_hold_up_the_rest_for_ever() -> None:
    time, rates = SimulatedTime(), FakeRates()
    pacing = paced(time, rates)
    for _ in range(100):
        for _ in range(100):
            pacing.answered()
        time._now += SECOND
        await pacing.hear()
    before = time.now()

    await time.run(pacing.turn())

    assert time.now() - before <= 2 * SECOND


async def test_a_turn_fails_where_no_slot_can_be_had_and_the_next_one_is_tried_anew() -> None:
    time, rates = SimulatedTime(), Failing()
    pacing = paced(time, rates)

    with pytest.raises(ConnectionError):
        await time.run(pacing.turn())
    await time.run(pacing.turn())


class Failing(FakeRates):
    """Fails the first time."""

    failed = False

    async def reserve(self, *args: Any, **kwargs: Any) -> Slots:
        if not self.failed:
            self.failed = True
            raise ConnectionError
        return await super().reserve(*args, **kwargs)


async def test_whoever_stops_waiting_takes_nobody_elses_slot_along() -> None:
    time, rates = SimulatedTime(), FakeRates()
    pacing = paced(time, rates)
    turns = [asyncio.ensure_future(pacing.turn()) for _ in range(3)]
    await asyncio.sleep(0)

    turns[0].cancel()
    await time.run(asyncio.gather(*turns, return_exceptions=True))

    assert [turn.cancelled() for turn in turns] == [True, False, False]
