import asyncio
from datetime import timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.adapters.database.leases import SqlLeases
from bot.ports import Leases
from tests.fakes import NOON, FakeLeases

MINUTE = timedelta(minutes=1)
POLL = "telegram/123456"


@pytest.fixture
def leases(database: AsyncEngine | None) -> Leases:
    return SqlLeases(database) if database else FakeLeases()


async def take(leases: Leases, holder: str, *, name: str = POLL, minutes_later: int = 0) -> bool:
    """Whether the holder gets the lease for a minute."""
    now = NOON + minutes_later * MINUTE
    return await leases.take(name, holder, until=now + MINUTE, now=now)


async def test_first_to_ask_gets_the_lease_and_the_second_does_not(leases: Leases) -> None:
    assert [await take(leases, "a"), await take(leases, "b")] == [True, False]


async def test_being_refused_takes_nothing_from_the_holder(leases: Leases) -> None:
    await take(leases, "a")
    await take(leases, "b")

    assert await take(leases, "a")


async def test_leases_of_other_names_are_free(leases: Leases) -> None:
    await take(leases, "a")

    assert await take(leases, "b", name="telegram/654321")


async def test_lease_is_free_from_its_end_on(leases: Leases) -> None:
    await leases.take(POLL, "a", until=NOON, now=NOON - MINUTE)

    early = await leases.take(POLL, "b", until=NOON + MINUTE, now=NOON - timedelta(microseconds=1))
    late = await leases.take(POLL, "b", until=NOON + MINUTE, now=NOON)

    assert (early, late) == (False, True)


async def test_lease_of_a_clock_that_was_put_back_since_is_free(leases: Leases) -> None:
    ahead = await take(leases, "a", minutes_later=60)

    assert (ahead, await take(leases, "b"), await take(leases, "a")) == (True, True, False)


async def test_clocks_that_differ_by_minutes_leave_the_lease_to_its_holder(leases: Leases) -> None:
    await take(leases, "a", minutes_later=5)

    assert not await take(leases, "b")


async def test_holder_who_comes_back_too_late_finds_it_taken(leases: Leases) -> None:
    await take(leases, "a")
    await take(leases, "b", minutes_later=1)

    assert not await take(leases, "a", minutes_later=1)


async def test_taking_it_again_holds_it_for_longer(leases: Leases) -> None:
    await leases.take(POLL, "a", until=NOON + MINUTE, now=NOON)
    await leases.take(POLL, "a", until=NOON + 3 * MINUTE, now=NOON)

    assert not await take(leases, "b", minutes_later=2)


async def test_lease_given_back_is_free_at_once(leases: Leases) -> None:
    await take(leases, "a")

    await leases.release(POLL, "a")

    assert await take(leases, "b")


async def test_nobody_gives_back_what_another_holds(leases: Leases) -> None:
    await take(leases, "a")

    await leases.release(POLL, "b")

    assert not await take(leases, "b")


async def test_lease_that_nobody_has_can_be_given_back(leases: Leases) -> None:
    await leases.release(POLL, "a")

    assert await take(leases, "a")


async def test_one_of_many_who_ask_at_once_gets_it(leases: Leases) -> None:
    got = await asyncio.gather(*(take(leases, str(number)) for number in range(50)))

    assert got.count(True) == 1


async def test_one_of_many_gets_a_lease_that_has_run_out(leases: Leases) -> None:
    await take(leases, "gone")

    got = await asyncio.gather(*(take(leases, str(number), minutes_later=1) for number in range(50)))

    assert got.count(True) == 1
