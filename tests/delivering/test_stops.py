"""Docent is stopped, or what it works on fails, while messages are on their way: nothing is lost or comes twice."""

import asyncio
from collections.abc import Awaitable
from datetime import timedelta

from bot.adapters.database.ledger.sql_ledger import SqlDeliveryLedger
from bot.notifications.campaigns import Kind
from bot.notifications.ledger import State
from tests.delivering.stage import Stage, on_day
from tests.delivering.test_faults import ends_while_it_sends, misbehave, on_sqlite, starred
from tests.platforms.orders import Hangs

PATIENCE_SECONDS = 0.2
FULL_SECONDS = 0.1


async def test_a_stop_in_the_middle_leaves_nothing_half_done(empty_stage: Stage) -> None:
    stage = empty_stage
    async with stage.docent():
        await stage.release()
        people = await starred(stage)
        stage.moves(timedelta(minutes=1))
        await asyncio.gather(*(works_until_it_has_claimed(stage, platform) for platform in stage.platforms))
        left = await stage.states(Kind.REMINDER)
    async with stage.docent():
        await stage.passes(timedelta(seconds=1))

    assert left.keys() <= {State.QUEUED, State.SENT}
    assert [len(each.told()) for each in people] == [1, 1]


async def works_until_it_has_claimed(stage: Stage, platform: str) -> None:
    """Docent is told to stop in the moment in which it has claimed what is due."""
    stop, dispatcher = asyncio.Event(), stage.platforms[platform].dispatcher

    async def stops() -> None:
        stop.set()

    stage.after_claims(platform, stops)
    dispatcher.wake()
    await dispatcher.work(stop)
    assert await dispatcher.drain(5)


async def test_who_unstars_after_a_crash_is_not_told_what_it_left(empty_stage: Stage) -> None:
    stage = empty_stage
    async with stage.docent():
        await stage.release()
        ana, _ = await starred(stage)
        stage.moves(timedelta(minutes=1))
        await ends_while_it_sends(stage, Hangs())
    async with stage.docent():
        await ana.presses("★ Take off my schedule")
        await stage.passes(timedelta(seconds=stage.settings.lease_seconds))
        states = await stage.states(Kind.REMINDER)

    assert ana.told() == []
    assert states == {State.WITHDRAWN: 1, State.SENT: 1}


@on_sqlite
async def test_a_platform_that_hangs_is_asked_again(stage: Stage) -> None:
    people = await starred(stage)
    for joined in stage.platforms.values():
        joined.dispatcher._in_flight._courier._patience = PATIENCE_SECONDS
    misbehave(stage, Hangs())

    await stage.comes(on_day(11, "13:20"))
    at_first = [each.told() for each in people]
    await stage.passes(timedelta(seconds=10))

    assert at_first == [[], []]
    assert [len(each.told()) for each in people] == [1, 1]


@on_sqlite
async def test_a_disk_that_is_full_for_a_while_loses_and_doubles_nothing(stage: Stage) -> None:
    people = await starred(stage)
    ledger = stage.wired.ledger
    assert isinstance(ledger, SqlDeliveryLedger)

    async def allows(pages: int) -> None:
        await ledger._sending.read(lambda connection: connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}"))

    async def is_full_for_a_while() -> None:
        await allows(1)  # which SQLite takes for: not one more than there are
        room.append(asyncio.create_task(_later(allows(1_000_000))))

    room: list[asyncio.Task[None]] = []
    stage.after_claims("Telegram", is_full_for_a_while)
    await stage.comes(on_day(11, "13:20"))
    await asyncio.gather(*room)
    await stage.passes()

    assert [len(each.told()) for each in people] == [1, 1]
    assert await stage.states(Kind.REMINDER) == {State.SENT: 2}


async def _later(work: Awaitable[None]) -> None:
    await asyncio.sleep(FULL_SECONDS)
    await work
