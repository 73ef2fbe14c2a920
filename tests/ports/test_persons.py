import asyncio
from datetime import timedelta
from typing import Protocol

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.adapters.database.buffered import RememberedPersons
from bot.adapters.database.persons import SqlPersons
from bot.messages import Person, Platform
from bot.ports import Forgetful, Persons
from tests.fakes import NOON, FakePersons

DAY = timedelta(days=1)
ANA = Person(Platform.TELEGRAM, "", "123456")
BEN = Person(Platform.SLACK, "T024", "U061")
BEN_ELSEWHERE = Person(Platform.SLACK, "T025", "U061")


class ForgetfulPersons(Persons, Forgetful, Protocol):
    pass


@pytest.fixture(params=["looked up", "at hand"])
def persons(database: AsyncEngine | None, request: pytest.FixtureRequest) -> ForgetfulPersons:
    if database is None:
        return FakePersons()
    looked_up = SqlPersons(database)
    return RememberedPersons(looked_up) if request.param == "at hand" else looked_up


async def test_person_never_seen_has_no_language(persons: ForgetfulPersons) -> None:
    assert await persons.language_of(ANA) is None


async def test_language_is_the_one_seen_last(persons: ForgetfulPersons) -> None:
    await persons.seen(ANA, "fr", at=NOON)
    await persons.seen(ANA, "pt-BR", at=NOON + DAY)

    assert await persons.language_of(ANA) == "pt-BR"


async def test_person_whose_language_nobody_says_has_none(persons: ForgetfulPersons) -> None:
    await persons.seen(ANA, None, at=NOON)

    assert await persons.language_of(ANA) is None


async def test_language_that_is_known_stays_when_nobody_says_one(persons: ForgetfulPersons) -> None:
    await persons.seen(ANA, "fr", at=NOON)
    await persons.seen(ANA, None, at=NOON + DAY)

    assert await persons.language_of(ANA) == "fr"


async def test_same_id_in_another_workspace_is_somebody_else(persons: ForgetfulPersons) -> None:
    await persons.seen(BEN, "de", at=NOON)
    await persons.seen(BEN_ELSEWHERE, "es", at=NOON)

    assert (await persons.language_of(BEN), await persons.language_of(BEN_ELSEWHERE)) == ("de", "es")


async def test_forgetting_one_person_leaves_the_others(persons: ForgetfulPersons) -> None:
    await persons.seen(ANA, "fr", at=NOON)
    await persons.seen(BEN, "de", at=NOON)

    await persons.forget(ANA)

    assert (await persons.language_of(ANA), await persons.language_of(BEN)) == (None, "de")


async def test_person_never_seen_can_be_forgotten(persons: ForgetfulPersons) -> None:
    await persons.forget(ANA)

    assert await persons.language_of(ANA) is None


async def test_person_goes_when_not_seen_for_longer_than_the_age(persons: ForgetfulPersons) -> None:
    await persons.seen(ANA, "fr", at=NOON - DAY - timedelta(microseconds=1))
    await persons.seen(BEN, "de", at=NOON - DAY)

    gone = await persons.forget_older_than(DAY, now=NOON)

    assert (gone, await persons.language_of(ANA), await persons.language_of(BEN)) == (1, None, "de")


async def test_being_seen_again_makes_young_even_without_a_language(persons: ForgetfulPersons) -> None:
    await persons.seen(ANA, "fr", at=NOON - 2 * DAY)
    await persons.seen(ANA, None, at=NOON)

    gone = await persons.forget_older_than(DAY, now=NOON)

    assert (gone, await persons.language_of(ANA)) == (0, "fr")


async def test_one_person_seen_many_times_at_once_is_one_person(persons: ForgetfulPersons) -> None:
    await asyncio.gather(*(persons.seen(ANA, "fr", at=NOON - 2 * DAY) for _ in range(50)))

    assert await persons.forget_older_than(DAY, now=NOON) == 1


# Time zones


async def test_zone_of_a_person_is_the_one_told_last(persons: ForgetfulPersons) -> None:
    await persons.keep_zone(BEN, "Europe/Madrid", at=NOON)
    await persons.keep_zone(BEN, "Asia/Bangkok", at=NOON + DAY)

    assert (await persons.zone_of(BEN), await persons.zone_of(ANA)) == ("Asia/Bangkok", None)


async def test_zone_that_a_person_said_stays_whatever_the_platform_tells(persons: ForgetfulPersons) -> None:
    await persons.keep_zone(BEN, "Europe/Madrid", at=NOON)
    await persons.keep_zone(BEN, "Europe/London", at=NOON, said=True)
    await persons.keep_zone(BEN, "Europe/Madrid", at=NOON + DAY)

    assert await persons.zone_of(BEN) == "Europe/London"


async def test_person_who_wants_no_zone_has_none(persons: ForgetfulPersons) -> None:
    await persons.keep_zone(BEN, None, at=NOON, said=True)
    await persons.keep_zone(BEN, "Europe/Madrid", at=NOON + DAY)

    assert await persons.zone_of(BEN) is None


async def test_language_and_zone_are_remembered_beside_each_other(persons: ForgetfulPersons) -> None:
    await persons.seen(ANA, "fr", at=NOON)
    await persons.keep_zone(ANA, "Europe/Paris", at=NOON)
    await persons.seen(ANA, "es", at=NOON)

    assert (await persons.language_of(ANA), await persons.zone_of(ANA)) == ("es", "Europe/Paris")


async def test_zone_goes_with_the_person(persons: ForgetfulPersons) -> None:
    await persons.keep_zone(ANA, "Europe/Paris", at=NOON)
    await persons.keep_zone(BEN, "Europe/Madrid", at=NOON - 2 * DAY)

    await persons.forget(ANA)
    gone = await persons.forget_older_than(DAY, now=NOON)

    assert (gone, await persons.zone_of(ANA), await persons.zone_of(BEN)) == (1, None, None)
