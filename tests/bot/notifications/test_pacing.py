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
HOUR = timedelta(hours=1)
PATIENCE = 10 * SECOND


class OneClock:
    """The clock of one machine, which may be ahead of the time."""

    def __init__(self, time: SimulatedTime, ahead: timedelta = timedelta()) -> None:
        self._time = time
        self.ahead = ahead

    def now(self) -> datetime:
        return self._time.now() + self.ahead


def paced(
    time: SimulatedTime,
    rates: FakeRates,
    per_second: float | None = 30,
    *,
    late: Callable[[], float] = lambda: 0.0,
    clock: OneClock | None = None,
) -> Pacing:
    async def pause(seconds: float) -> None:
        await time.pause(seconds + late())

    return Pacing(rates, "telegram:1", per_second, clock or time, tell=lambda _: None, pause=pause, patience=PATIENCE)


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


# Moments that are too far away


async def test_whoever_would_wait_too_long_is_sent_back_and_the_slot_is_kept_until_it_is_near() -> None:
    time, rates = SimulatedTime(), FakeRates()
    pacing = paced(time, rates)
    await rates.reserve("telegram:1", wanted=1, answered=0, spacing=40 * SECOND, now=NOON)

    for _ in range(20):
        with pytest.raises(RetryLater) as later:
            await time.run(pacing.turn())
        assert later.value.seconds == 30
    assert pacing.paused_until == NOON + 30 * SECOND

    await time.run(time.pause(30))
    await time.run(pacing.turn())

    assert time.now() == NOON + 40 * SECOND


async def test_answers_that_go_first_do_not_have_anybody_wait_for_ever() -> None:
    time, rates = SimulatedTime(), FakeRates()
    pacing = paced(time, rates, 1)

    async def answers() -> None:
        for _ in range(60):
            pacing.answered()
            await time.pause(0.9)

    turn, _ = await time.run(asyncio.gather(pacing.turn(), answers(), return_exceptions=True))

    assert isinstance(turn, RetryLater)
    assert turn.seconds <= 2


# Clocks that are put right


async def test_a_pause_met_while_the_clock_was_ahead_ends_when_the_platform_wants() -> None:
    time, rates = SimulatedTime(), FakeRates()
    clock = OneClock(time, ahead=HOUR)
    wrong, right = paced(time, rates, clock=clock), paced(time, rates)

    await wrong.hold(30)
    await right.hear()
    clock.ahead = timedelta()
    await wrong.hear()

    assert [each.paused_until for each in (wrong, right)] == [NOON + 30 * SECOND] * 2


async def test_a_pause_by_a_clock_that_was_ahead_is_forgotten_where_it_could_not_be_shared() -> None:
    time = SimulatedTime()
    clock = OneClock(time, ahead=HOUR)
    pacing = paced(time, Unpaused(), clock=clock)

    await pacing.hold(30)
    clock.ahead = timedelta()
    await time.run(pacing.turn())

    assert time.now() == NOON


class Unpaused(FakeRates):
    """Cannot be written where a pause is to be."""

    async def pause(self, *args: Any, **kwargs: Any) -> None:
        raise ConnectionError


async def test_slots_of_a_clock_that_was_ahead_are_not_waited_for() -> None:
    time, rates = SimulatedTime(), FakeRates()
    clock = OneClock(time, ahead=HOUR)
    pacing = paced(time, rates, clock=clock)
    await time.run(asyncio.gather(*(pacing.turn() for _ in range(3))))
    assert pacing._hand

    clock.ahead = timedelta()
    before = time.now()
    await time.run(asyncio.gather(*(pacing.turn() for _ in range(3))))

    assert time.now() - before <= SECOND


async def test_answers_count_at_once_after_the_clock_was_put_back() -> None:
    time, rates = SimulatedTime(), FakeRates()
    clock = OneClock(time, ahead=HOUR)
    answering, sending = paced(time, rates, clock=clock), paced(time, rates)
    answering.answered()
    await answering.hear()
    clock.ahead = timedelta()

    for _ in range(15):
        answering.answered()
    await answering.hear()
    await time.run(sending.turn())

    assert time.now() >= NOON + 0.5 * SECOND


# At once


async def test_answers_that_are_told_while_slots_are_reserved_count_once() -> None:
    time, rates = SimulatedTime(), Slow()
    pacing = paced(time, rates)
    for _ in range(15):
        pacing.answered()

    await time.run(asyncio.gather(pacing.turn(), pacing.hear()))

    assert time.now() - NOON <= 0.6 * SECOND


class Slow(FakeRates):
    """Lets others go on meanwhile."""

    async def reserve(self, *args: Any, **kwargs: Any) -> Slots:
        await asyncio.sleep(0)
        return await super().reserve(*args, **kwargs)


async def test_answers_that_could_not_be_told_are_told_the_next_time() -> None:
    time, rates = SimulatedTime(), Failing()
    answering, sending = paced(time, rates), paced(time, rates)
    for _ in range(15):
        answering.answered()

    with pytest.raises(ConnectionError):
        await answering.hear()
    await answering.hear()
    await time.run(sending.turn())

    assert time.now() >= NOON + 0.5 * SECOND


class Trouble(Slow):
    """Fails now and then, and writes down nothing then."""

    def __init__(self, chance: random.Random) -> None:
        super().__init__()
        self.chance = chance
        self.is_over = False

    async def reserve(self, *args: Any, **kwargs: Any) -> Slots:
        if not self.is_over and self.chance.random() < 0.1:
            raise ConnectionError
        return await super().reserve(*args, **kwargs)


class Day:
    """Three processes on a day on which everything goes wrong, and how long anybody waited."""

    def __init__(self, seed: int) -> None:
        self.time = SimulatedTime()
        self.chance = random.Random(seed)
        self.rates = Trouble(self.chance)
        self.clocks = [OneClock(self.time) for _ in range(3)]
        self.processes = [paced(self.time, self.rates, 5, clock=clock) for clock in self.clocks]
        self.waits: list[float] = []
        self.sent_back_for: list[float] = []

    async def pass_by(self) -> None:
        senders = [self._sends(pacing) for pacing in self.processes for _ in range(2)]
        await self.time.run(asyncio.gather(*senders, *map(self._disturbs, self.processes, self.clocks)))

    async def be_over(self) -> None:
        self.rates.is_over = True
        for clock in self.clocks:
            clock.ahead = timedelta()
        for _ in range(70):
            await self.time.run(self.time.pause(1))
            await asyncio.gather(*(pacing.hear() for pacing in self.processes))

    async def _sends(self, pacing: Pacing) -> None:
        while self.time.now() < NOON + 180 * SECOND:
            began, turn = self.time.now(), asyncio.ensure_future(pacing.turn())
            if self.chance.random() < 0.05:
                asyncio.get_running_loop().call_soon(turn.cancel)
            [came] = await asyncio.gather(turn, return_exceptions=True)
            self.waits.append((self.time.now() - began).total_seconds())
            if isinstance(came, RetryLater):
                self.sent_back_for.append(came.seconds)
            await self.time.pause(self.chance.uniform(0, 1))

    async def _disturbs(self, pacing: Pacing, clock: OneClock) -> None:
        while self.time.now() < NOON + 180 * SECOND:
            await self.time.pause(self.chance.uniform(0, 10))
            match self.chance.randrange(4):
                case 0:
                    clock.ahead = self.chance.choice([-HOUR, -SECOND, SECOND / 100, 30 * SECOND, HOUR])
                case 1:
                    clock.ahead = timedelta()
                case 2:
                    await pacing.hold(self.chance.uniform(0, 5))
                case _:
                    for _ in range(self.chance.randrange(20)):
                        pacing.answered()


@pytest.mark.parametrize("seed", range(8))
async def test_whatever_happens_nobody_waits_for_long_and_all_is_well_in_the_end(seed: int) -> None:
    day = Day(seed)

    await day.pass_by()
    await day.be_over()
    began = day.time.now()
    await day.time.run(asyncio.gather(*(pacing.turn() for pacing in day.processes)))

    assert max(day.waits) <= 2 * PATIENCE.total_seconds()
    assert max(day.sent_back_for) <= 65  # the longest pause, and a minute by which clocks may differ
    assert day.time.now() - began <= SECOND
