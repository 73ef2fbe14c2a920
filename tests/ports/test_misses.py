import asyncio
from datetime import timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.adapters.database.misses import SqlMisses
from bot.ports import Miss, Misses
from tests.fakes import NOON, FakeMisses

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@pytest.fixture
def misses(database: AsyncEngine | None) -> Misses:
    return SqlMisses(database) if database else FakeMisses()


async def test_nothing_is_missed_at_first(misses: Misses) -> None:
    assert list(await misses.grouped()) == []


async def test_miss_says_what_was_asked_and_what_came_near(misses: Misses) -> None:
    await misses.record("Can I bring my dog?", nearest=["membership/fees", "association/contact"], at=NOON)

    expected = Miss("Can I bring my dog?", 1, NOON, NOON, ("membership/fees", "association/contact"))
    assert list(await misses.grouped()) == [expected]


async def test_same_text_in_other_letters_is_one_miss_and_keeps_its_first_wording(misses: Misses) -> None:
    await misses.record("Où est le café ?", nearest=["a"], at=NOON)
    await misses.record("OU  EST LE CAFE ?", nearest=["b", "c"], at=NOON + HOUR)

    assert list(await misses.grouped()) == [Miss("Où est le café ?", 2, NOON, NOON + HOUR, ("b", "c"))]


async def test_long_text_is_cut_at_300_characters_and_grouped_by_what_is_left(misses: Misses) -> None:
    await misses.record("x" * 300 + "first tail", nearest=[], at=NOON)
    await misses.record("x" * 300 + "second tail", nearest=[], at=NOON)

    assert list(await misses.grouped()) == [Miss("x" * 300, 2, NOON, NOON)]


async def test_most_frequent_come_first_then_the_latest(misses: Misses) -> None:
    for text, at in [("rare", NOON), ("often", NOON), ("late", NOON + HOUR), ("often", NOON)]:
        await misses.record(text, nearest=[], at=at)

    assert [miss.text for miss in await misses.grouped()] == ["often", "late", "rare"]


async def test_misses_alike_in_count_and_time_keep_their_order(misses: Misses) -> None:
    for text in ["b", "c", "a"]:
        await misses.record(text, nearest=[], at=NOON)

    assert {miss.text for miss in await misses.grouped()} == {"a", "b", "c"}
    assert await misses.grouped() == await misses.grouped()


async def test_miss_goes_when_it_was_last_seen_longer_ago_than_the_age(misses: Misses) -> None:
    await misses.record("gone", nearest=[], at=NOON - 2 * DAY)
    await misses.record("seen again", nearest=[], at=NOON - 2 * DAY)
    await misses.record("seen again", nearest=[], at=NOON - DAY)

    gone = await misses.forget_older_than(DAY, now=NOON)

    assert (gone, [miss.text for miss in await misses.grouped()]) == (1, ["seen again"])


async def test_200_people_missing_the_same_at_once_are_counted_exactly(misses: Misses) -> None:
    await asyncio.gather(*(misses.record("dog?", nearest=[], at=NOON) for _ in range(200)))

    assert list(await misses.grouped()) == [Miss("dog?", 200, NOON, NOON)]
