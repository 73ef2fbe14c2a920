from dataclasses import replace

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.adapters.database.feeds import SqlFeeds
from bot.ports import Feed, Feeds, Trouble
from tests.fakes import NOON
from tests.schedule_fakes import FakeFeeds

PLAIN = Feed("spring-meeting", "https://guild.example/schedule.json")
FULL = Feed(
    "autumn-meeting", "https://guild.example/a", "Asia/Bangkok", '"e"', "Fri", True, NOON, Trouble(NOON, "down")
)


@pytest.fixture
def feeds(database: AsyncEngine | None) -> Feeds:
    return SqlFeeds(database) if database else FakeFeeds()


async def test_event_follows_nothing_at_first(feeds: Feeds) -> None:
    assert (await feeds.of("spring-meeting"), list(await feeds.all())) == (None, [])


async def test_feeds_come_back_whole(feeds: Feeds) -> None:
    await feeds.save(PLAIN)
    await feeds.save(FULL)

    assert (await feeds.of("autumn-meeting"), list(await feeds.all())) == (FULL, [FULL, PLAIN])


async def test_event_follows_one_feed(feeds: Feeds) -> None:
    await feeds.save(replace(FULL, event="spring-meeting"))

    await feeds.save(PLAIN)

    assert list(await feeds.all()) == [PLAIN]


async def test_forgotten_feed_is_followed_no_more(feeds: Feeds) -> None:
    await feeds.save(PLAIN)

    await feeds.forget("spring-meeting")
    await feeds.forget("spring-meeting")

    assert await feeds.of("spring-meeting") is None
