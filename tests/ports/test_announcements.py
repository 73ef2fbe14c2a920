import asyncio
from datetime import timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.adapters.database.announcements import SqlAnnouncements
from bot.organising.announcing.announcements import Announcement, Announcements, State
from tests.fakes import NOON
from tests.organising_fakes import FakeAnnouncements

EVENT, MINUTE = "spring-meeting", timedelta(minutes=1)
LATER = NOON + MINUTE


@pytest.fixture
def announcements(database: AsyncEngine | None) -> Announcements:
    return SqlAnnouncements(database) if database else FakeAnnouncements()


async def opened(announcements: Announcements, first: int = 1, last: int = 2, event: str = EVENT) -> Announcement:
    assert await announcements.open(event, first, last, at=NOON)
    return (await announcements.newest())[event]


async def test_nothing_waits_at_first(announcements: Announcements) -> None:
    assert (await announcements.newest(), await announcements.find(1), await announcements.released()) == ({}, None, [])
    assert await announcements.last_told(EVENT) is None


async def test_what_is_opened_waits(announcements: Announcements) -> None:
    waiting = await opened(announcements)

    assert waiting == Announcement(waiting.id, EVENT, 1, 2, State.WAITING, NOON, NOON)
    assert await announcements.find(waiting.id) == waiting


async def test_one_waits_for_each_event(announcements: Announcements) -> None:
    await opened(announcements)
    elsewhere = await opened(announcements, event="autumn-meeting")

    again = await announcements.open(EVENT, 2, 3, at=LATER)

    assert (again, set(await announcements.newest()), elsewhere.waits) == (False, {EVENT, "autumn-meeting"}, True)


async def test_of_two_processes_that_open_at_once_one_does(announcements: Announcements) -> None:
    tries = (announcements.open(EVENT, 1, 2, at=NOON) for _ in range(2))

    assert sorted(await asyncio.gather(*tries)) == [False, True]


async def test_what_waits_grows_and_is_as_old_as_before(announcements: Announcements) -> None:
    waiting = await opened(announcements)

    grown = await announcements.grow(waiting.id, 4, at=LATER)

    known = await announcements.find(waiting.id)
    assert known is not None
    assert (grown, known.from_release, known.to_release) == (True, 1, 4)
    assert (known.opened_at, known.changed_at) == (NOON, LATER)


async def test_it_never_shrinks(announcements: Announcements) -> None:
    waiting = await opened(announcements, 1, 4)

    assert [await announcements.grow(waiting.id, number, at=LATER) for number in (3, 4)] == [False, False]


async def test_of_two_who_decide_the_first_does(announcements: Announcements) -> None:
    waiting = await opened(announcements)

    first = await announcements.decide(waiting.id, 2, State.DISMISSED, by="telegram:1", at=NOON)
    second = await announcements.decide(waiting.id, 2, State.RELEASED, by="telegram:2", at=LATER)

    known = await announcements.find(waiting.id)
    assert known is not None
    assert (first, second, known.state, known.decided_by, known.decided_at) == (
        True,
        False,
        State.DISMISSED,
        "telegram:1",
        NOON,
    )


async def test_who_has_not_seen_all_of_it_decides_nothing(announcements: Announcements) -> None:
    waiting = await opened(announcements)
    await announcements.grow(waiting.id, 3, at=LATER)

    assert not await announcements.decide(waiting.id, 2, State.RELEASED, by="telegram:1", at=LATER)


async def test_what_was_decided_neither_grows_nor_is_opened_again(announcements: Announcements) -> None:
    waiting = await opened(announcements, 1, 3)
    await announcements.decide(waiting.id, 3, State.RELEASED, by="telegram:1", at=LATER)

    grown = await announcements.grow(waiting.id, 4, at=LATER)
    by_who_did_not_know = await announcements.open(EVENT, 1, 3, at=LATER)
    following = await announcements.open(EVENT, 3, 4, at=LATER)

    assert (grown, by_who_did_not_know, following) == (False, False, True)
    assert (await announcements.newest())[EVENT].from_release == 3


async def test_what_was_let_go_is_known_until_it_is_queued_for_all_and_the_last_of_it_always(
    announcements: Announcements,
) -> None:
    first = await opened(announcements)
    await announcements.decide(first.id, 2, State.RELEASED, by="telegram:1", at=NOON)
    second = await opened(announcements, 2, 3)
    await announcements.decide(second.id, 3, State.DISMISSED, by="telegram:1", at=NOON)
    released = [each.id for each in await announcements.released()]

    await announcements.queued(first.id)
    await announcements.queued(second.id)

    told = await announcements.last_told(EVENT)
    assert (released, await announcements.released(), told and told.id) == ([first.id], [], first.id)
    assert (await announcements.newest())[EVENT].state is State.DISMISSED
