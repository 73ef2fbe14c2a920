"""Slots of a shared rate, on the fake and on each database."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.adapters.database.rates import SqlRates
from bot.notifications.ledger import Rates, Slots
from tests.fakes import NOON
from tests.ledger_fakes import FakeRates

BOT = "telegram:3f2a"
MS = timedelta(milliseconds=1)
SECOND = 1000 * MS
HOUR = 3_600_000  # in milliseconds
SPACING = 40 * MS


@pytest.fixture
async def rates(database: AsyncEngine | None) -> AsyncIterator[Rates]:
    if database is None:
        yield FakeRates()
        return
    rates = SqlRates(database)
    yield rates
    await rates.close()


async def reserve(rates: Rates, wanted: int, *, answered: int = 0, after: int = 0, bot: str = BOT) -> Slots:
    return await rates.reserve(bot, wanted=wanted, answered=answered, spacing=SPACING, now=NOON + after * MS)


def offsets(slots: Slots) -> list[float]:
    """Milliseconds after noon."""
    return [(at - NOON) / MS for at in slots.at]


async def test_slots_follow_each_other_at_equal_distance(rates: Rates) -> None:
    first, second = await reserve(rates, 3), await reserve(rates, 2)

    assert (offsets(first), offsets(second)) == ([0, 40, 80], [120, 160])


async def test_slots_that_nobody_took_are_gone(rates: Rates) -> None:
    await reserve(rates, 2)

    assert offsets(await reserve(rates, 2, after=1000)) == [1000, 1040]


async def test_what_follows_waits_for_answers(rates: Rates) -> None:
    await reserve(rates, 1)

    counted = await reserve(rates, 0, answered=2, after=10)

    assert (counted.at, offsets(await reserve(rates, 1, answered=1, after=10))) == ((), [160])


async def test_each_bot_has_a_rate_of_its_own(rates: Rates) -> None:
    await reserve(rates, 2)

    assert offsets(await reserve(rates, 1, bot="slack:77aa")) == [0]


async def test_a_pause_holds_for_all_and_the_longest_counts(rates: Rates) -> None:
    await rates.pause(BOT, until=NOON + 500 * MS, now=NOON)
    await rates.pause(BOT, until=NOON + 300 * MS, now=NOON)

    paused, over = await reserve(rates, 2), await reserve(rates, 1, after=500)

    assert (paused, over) == (Slots((), NOON + 500 * MS), Slots((NOON + 500 * MS,), None))


async def test_answers_count_while_it_is_paused(rates: Rates) -> None:
    await rates.pause(BOT, until=NOON + 50 * MS, now=NOON)
    await reserve(rates, 1, answered=2)

    assert offsets(await reserve(rates, 1, after=50)) == [80]


async def test_an_alarm_lasts_until_slots_are_given_again(rates: Rates) -> None:
    none = await rates.alarm(BOT)
    await rates.pause(BOT, until=NOON + 100 * MS, now=NOON, alarm="The token is refused.")
    await rates.pause(BOT, until=NOON + 200 * MS, now=NOON)
    await reserve(rates, 1)
    await reserve(rates, 0, after=300)
    lasting = await rates.alarm(BOT)
    await reserve(rates, 1, after=300)

    assert (none, lasting, await rates.alarm(BOT)) == ("", "The token is refused.", "")


async def test_a_clock_that_was_put_back_holds_nobody_up(rates: Rates) -> None:
    await reserve(rates, 1, after=HOUR)

    assert offsets(await reserve(rates, 1)) == [0]


async def test_a_pause_by_a_clock_that_was_ahead_lasts_as_long_as_the_platform_wants(rates: Rates) -> None:
    await rates.pause(BOT, until=NOON + (HOUR + 30_000) * MS, now=NOON + HOUR * MS)

    paused, over = await reserve(rates, 1), await reserve(rates, 1, after=30_000)

    assert (paused, over) == (Slots((), NOON + 30_000 * MS), Slots((NOON + 30_000 * MS,)))


async def test_a_pause_of_hours_lasts_for_hours(rates: Rates) -> None:
    await rates.pause(BOT, until=NOON + 3 * HOUR * MS, now=NOON)

    for hours in (0, 1, 2):
        assert await reserve(rates, 1, after=hours * HOUR) == Slots((), NOON + 3 * HOUR * MS)


async def test_a_rate_below_one_a_minute_is_kept(rates: Rates) -> None:
    slots = [await rates.reserve(BOT, wanted=1, answered=0, spacing=100 * SECOND, now=NOON) for _ in range(4)]

    assert [at for each in slots for at in offsets(each)] == [0, 100_000, 200_000, 300_000]


async def test_no_slot_is_given_twice(rates: Rates) -> None:
    taken = await asyncio.gather(*(reserve(rates, 3) for _ in range(20)))

    assert sorted(at for slots in taken for at in offsets(slots)) == [40 * number for number in range(60)]
