import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.errors import AssistantError, Unreadable, ZoneNeeded
from bot.organising.feeding import Fetched, is_address, is_due, refresh, refresh_all
from bot.ports import Feed, Trouble
from bot.schedule.sessions import Programme, Session
from tests.fakes import NOON, FakeClock
from tests.programmes import HOUR, NINE, make_programme, make_session
from tests.schedule_fakes import FakeFeeds, FakeProgrammes

FEED = Feed("spring-meeting", "https://guild.example/schedule.json")
SOON = NINE - HOUR
MINUTE = timedelta(minutes=1)
MANY = [make_session(f"talk-{number}", NINE + number * HOUR) for number in range(10)]


class Server:
    """A feed's server, and a reader of what it sends."""

    def __init__(self, *sessions: Session) -> None:
        self.programme = make_programme(*sessions)
        self.etag = "1"
        self.down: Exception | None = None
        self.broken: AssistantError | None = None
        self.asked = 0

    async def fetch(self, feed: Feed) -> Fetched | None:
        self.asked += 1
        if self.down:
            raise self.down
        return None if feed.etag == self.etag else Fetched(b"data", self.etag, "today")

    def read(self, data: bytes, feed: Feed) -> Programme:
        if self.broken:
            raise self.broken
        return self.programme

    def change(self, *sessions: Session) -> None:
        self.__init__(*sessions)  # type: ignore[misc] # everything is as at first
        self.etag = "2"


class Desk:
    """Everything that a refresh needs."""

    def __init__(self, server: Server) -> None:
        self.server, self.feeds, self.programmes = server, FakeFeeds(), FakeProgrammes()

    async def refresh(self, feed: Feed | None = None, at: datetime = SOON) -> list[int]:
        """The numbers of all releases after a refresh."""
        known = feed or await self.feeds.of(FEED.event) or FEED
        await refresh(known, self.feeds, self.programmes, self.server.fetch, self.server.read, at=at)
        return [note.number for note in await self.programmes.history(FEED.event)]

    async def feed(self) -> Feed:
        feed = await self.feeds.of(FEED.event)
        assert feed is not None
        return feed


@pytest.fixture
def desk() -> Desk:
    return Desk(Server(*MANY))


async def test_new_copy_is_a_release_and_the_server_is_told_of_it_the_next_time(desk: Desk) -> None:
    numbers = await desk.refresh()

    (note,) = await desk.programmes.history(FEED.event)
    assert (numbers, note.source) == ([1], FEED.url)
    assert await desk.feed() == replace(FEED, etag="1", modified="today", checked_at=SOON)


async def test_title_and_days_that_the_feed_does_not_say_stay_as_they_were(desk: Desk) -> None:
    days = {"first_day": NINE.date(), "last_day": NINE.date() + timedelta(days=1)}
    desk.server.programme = make_programme(*MANY, **days)
    await desk.refresh()
    desk.server.change(*MANY[:-1])
    desk.server.programme = replace(desk.server.programme, title=FEED.event)

    await desk.refresh(at=SOON + HOUR)

    latest = await desk.programmes.latest(FEED.event)
    assert latest is not None
    assert (latest.number, latest.programme.title) == (2, "Spring Meeting")
    assert {"first_day": latest.programme.first_day, "last_day": latest.programme.last_day} == days


async def test_copy_that_we_have_is_not_read_again(desk: Desk) -> None:
    await desk.refresh()
    desk.server.broken = Unreadable("nobody should read it")

    numbers = await desk.refresh(at=SOON + HOUR)

    assert (numbers, (await desk.feed()).checked_at, (await desk.feed()).trouble) == ([1], SOON + HOUR, None)


@pytest.mark.parametrize("error", [Unreadable("line 3: no title"), ZoneNeeded("Which zone?")])
async def test_broken_feed_leaves_the_last_good_release_and_says_so(desk: Desk, error: AssistantError) -> None:
    await desk.refresh()
    desk.server.change()
    desk.server.broken = error

    numbers = [await desk.refresh(at=SOON + minutes * MINUTE) for minutes in (1, 2)]

    expected = replace(FEED, etag="1", modified="today", checked_at=SOON + 2 * MINUTE)
    assert numbers == [[1], [1]]
    assert await desk.feed() == replace(expected, trouble=Trouble(SOON + MINUTE, str(error)))


async def test_trouble_is_logged_once_and_without_what_the_file_says(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    desk.server.broken = Unreadable("line 3: secret")

    with caplog.at_level(logging.INFO):
        for _ in range(3):
            await desk.refresh()

    assert caplog.messages == [
        "The feed of spring-meeting was not taken; see: docent schedule feed --event spring-meeting"
    ]


async def test_trouble_ends_with_the_next_good_copy(desk: Desk) -> None:
    desk.server.down = Unreadable("The server answers 500.")
    await desk.refresh()
    desk.server.down = None

    numbers = await desk.refresh()

    assert (numbers, (await desk.feed()).trouble) == ([1], None)


@pytest.mark.parametrize("left", [MANY[:5], []], ids=["half", "nothing"])
async def test_feed_that_loses_most_of_its_sessions_is_not_believed(desk: Desk, left: Sequence[Session]) -> None:
    await desk.refresh()
    desk.server.change(*left)

    numbers = await desk.refresh()

    trouble = (await desk.feed()).trouble
    assert (numbers, trouble is not None and trouble.says.startswith("The feed would cancel")) == ([1], True)


async def test_feed_that_loses_some_of_its_sessions_is_believed(desk: Desk) -> None:
    await desk.refresh()
    desk.server.change(*MANY[:6])

    assert await desk.refresh() == [2, 1]


async def test_sessions_that_come_back_stay_cancelled_which_is_said(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    await desk.refresh()
    desk.server.change(*MANY[:8])
    await desk.refresh()
    desk.server.change(replace(MANY[0], title="Another title"), *MANY[1:])
    desk.server.etag = "3"
    await desk.refresh()

    [said] = caplog.messages
    assert "has sessions that stay cancelled until somebody restores them" in said


async def test_what_is_over_may_leave_the_feed(desk: Desk) -> None:
    await desk.refresh()
    desk.server.change(*MANY[8:])

    assert await desk.refresh(at=MANY[8].start - MINUTE) == [2, 1]


DAYS = timedelta(days=1)
PROGRAMME = make_programme(*MANY)
OVER = MANY[-1].start + HOUR


@pytest.mark.parametrize(
    "checked,now,due",
    [
        (None, NINE - 100 * DAYS, True),
        (NINE - 100 * DAYS, NINE - 99 * DAYS - HOUR, False),
        (NINE - 100 * DAYS, NINE - 99 * DAYS, True),
        (NINE - 13 * HOUR, NINE - 12 * HOUR, True),
        (NINE, NINE + 4 * MINUTE, False),
        (NINE, NINE + 5 * MINUTE, True),
        (NINE, NINE + 5 * MINUTE - timedelta(seconds=1), True),
        (OVER, OVER + HOUR, True),
        (OVER, OVER + 7 * HOUR, False),
        (None, OVER + 7 * HOUR, False),
    ],
)
def test_feed_is_looked_at_daily_before_the_event_and_every_five_minutes_during_it(
    checked: datetime | None, now: datetime, due: bool
) -> None:
    assert is_due(replace(FEED, checked_at=checked), PROGRAMME, now=now) is due


def test_feed_of_which_nothing_was_ever_read_is_looked_at_daily() -> None:
    assert [is_due(replace(FEED, checked_at=at), None, now=NOON) for at in (None, NOON - HOUR, NOON - DAYS)] == [
        True,
        False,
        True,
    ]


async def test_only_what_is_due_is_fetched(desk: Desk) -> None:
    await desk.feeds.save(FEED)
    clock = FakeClock(SOON)

    for _ in range(3):
        await refresh_all(desk.feeds, desk.programmes, desk.server.fetch, desk.server.read, clock)
        clock.move(timedelta(minutes=3))

    assert desk.server.asked == 2


async def test_feed_that_fails_does_not_hinder_the_others(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    await desk.feeds.save(replace(FEED, event="autumn-meeting"))
    await desk.feeds.save(FEED)

    async def fetch(feed: Feed) -> Fetched | None:
        if feed.event == "autumn-meeting":
            raise RuntimeError("secret")
        return await desk.server.fetch(feed)

    with caplog.at_level(logging.INFO):
        await refresh_all(desk.feeds, desk.programmes, fetch, desk.server.read, FakeClock(SOON))

    assert caplog.messages == [
        "The feed of autumn-meeting could not be refreshed: RuntimeError",
        "The feed of spring-meeting made release 1",
    ]


@pytest.mark.parametrize(
    "text,is_one",
    [
        ("https://guild.example/a.json", True),
        ("HTTP://guild.example", True),
        ("webcal://guild.example/a.ics", True),
        ("schedule.json", False),
        ("folder/https:/x", False),
        ("file:///schedule.json", False),
    ],
)
def test_address_is_told_from_a_file(text: str, is_one: bool) -> None:
    assert is_address(text) is is_one
