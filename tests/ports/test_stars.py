import asyncio

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.adapters.database.stars import SqlCalendarAddresses, SqlStars
from bot.messages import Person, Platform
from bot.ports import CalendarAddresses, Star, Stars
from tests.fakes import NOON
from tests.schedule_fakes import FakeCalendarAddresses, FakeStars

ANA = Person(Platform.TELEGRAM, "", "123456")
BEN = Person(Platform.SLACK, "T024", "U061")
BELLS, ROPES = Star("spring-meeting", "bells"), Star("spring-meeting", "ropes")


@pytest.fixture
def stars(database: AsyncEngine | None) -> Stars:
    return SqlStars(database) if database else FakeStars()


@pytest.fixture
def addresses(database: AsyncEngine | None) -> CalendarAddresses:
    return SqlCalendarAddresses(database) if database else FakeCalendarAddresses()


async def test_nobody_has_starred_anything_at_first(stars: Stars) -> None:
    assert list(await stars.of(ANA)) == []


async def test_each_person_has_a_schedule_of_their_own(stars: Stars) -> None:
    added = [await stars.star(ANA, star, at=NOON) for star in (ROPES, BELLS)]

    await stars.star(BEN, ROPES, at=NOON)

    assert (added, list(await stars.of(ANA)), list(await stars.of(BEN))) == ([True, True], [BELLS, ROPES], [ROPES])


async def test_second_star_on_a_session_changes_nothing(stars: Stars) -> None:
    added = await asyncio.gather(*(stars.star(ANA, BELLS, at=NOON) for _ in range(5)))

    assert (sum(added), list(await stars.of(ANA))) == (1, [BELLS])


async def test_star_that_is_taken_off_is_gone(stars: Stars) -> None:
    await stars.star(ANA, BELLS, at=NOON)

    taken = [await stars.unstar(ANA, BELLS) for _ in range(2)]

    assert (taken, list(await stars.of(ANA))) == ([True, False], [])


async def test_person_who_is_forgotten_has_no_schedule(stars: Stars) -> None:
    await stars.star(ANA, BELLS, at=NOON)
    await stars.star(BEN, BELLS, at=NOON)

    await stars.forget(ANA)

    assert (list(await stars.of(ANA)), list(await stars.of(BEN))) == ([], [BELLS])


async def test_address_stays_the_same_and_leads_to_its_owner(addresses: CalendarAddresses) -> None:
    given = [await addresses.address(ANA, new, at=NOON) for new in ("first", "second")]

    assert (given, await addresses.owner("first"), await addresses.owner("second")) == (["first"] * 2, ANA, None)


async def test_revoked_address_leads_nowhere(addresses: CalendarAddresses) -> None:
    await addresses.address(ANA, "first", at=NOON)

    await addresses.revoke(ANA)
    again = await addresses.address(ANA, "second", at=NOON)

    assert (again, await addresses.owner("first"), await addresses.owner("second")) == ("second", None, ANA)
