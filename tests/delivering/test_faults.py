"""Whatever fails in between, everybody is told once: the platforms, the database, the clock, Docent itself."""

import asyncio
import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest

from bot.notifications.campaigns import Kind
from bot.notifications.ledger import State
from tests.delivering.chats import Chat
from tests.delivering.stage import Stage, on_day
from tests.platforms.orders import CutsConnection, Fails, Garbage, Hangs, Misbehaviour, RateLimited
from tests.postgresql import Server

WALLS = "Does a Science Park Need Walls"
SEND = {"Telegram": "sendMessage", "Slack": "chat.postMessage"}
on_sqlite = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
on_postgresql = pytest.mark.parametrize("database", ["postgresql"], indirect=True)


async def starred(stage: Stage) -> Sequence[Chat]:
    """Ana on Telegram and Ben on Slack are reminded of the panel at 13:20."""
    people = [stage.on_telegram("ana"), stage.on_slack("ben")]
    for each in people:
        await each.says(f'add "{WALLS}" to my schedule')
    await stage.comes(on_day(11, "13:19"))
    return people


def misbehave(stage: Stage, how: Misbehaviour, times: int = 1) -> None:
    stage.telegram.misbehave(SEND["Telegram"], how, times)
    stage.slack.misbehave(SEND["Slack"], how, times)


# The platforms


@on_sqlite
@pytest.mark.parametrize("how", [RateLimited(7), Fails(500), Fails(503), Garbage(), Garbage(b""), CutsConnection()])
async def test_a_platform_that_fails_is_asked_again(stage: Stage, how: Misbehaviour) -> None:
    people = await starred(stage)
    misbehave(stage, how, 2)

    await stage.comes(on_day(11, "13:20"))
    at_first = [each.told() for each in people]
    for _ in range(4):
        await stage.passes(timedelta(seconds=10))

    assert at_first == [[], []]
    assert [len(each.told()) for each in people] == [1, 1]
    assert await stage.states(Kind.REMINDER) == {State.SENT: 2}


@on_sqlite
async def test_a_platform_that_asks_for_a_pause_is_left_alone_for_so_long(stage: Stage) -> None:
    people = await starred(stage)
    misbehave(stage, RateLimited(30))
    await stage.comes(on_day(11, "13:20"))

    await stage.passes(timedelta(seconds=29))
    before = [each.told() for each in people]
    await stage.passes(timedelta(seconds=1))

    assert before == [[], []]
    assert [len(each.told()) for each in people] == [1, 1]


@on_sqlite
async def test_an_answer_that_is_lost_doubles_one_message_at_most(stage: Stage) -> None:
    people = await starred(stage)
    misbehave(stage, CutsConnection(after_effect=True))

    await stage.comes(on_day(11, "13:20"))
    for _ in range(4):
        await stage.passes(timedelta(seconds=10))

    assert [len(each.told()) for each in people] == [2, 2]
    assert await stage.states(Kind.REMINDER) == {State.SENT: 2}


@on_sqlite
async def test_a_platform_that_stays_away_past_the_start_is_not_told_late(stage: Stage) -> None:
    people = await starred(stage)
    misbehave(stage, Fails(502), 9)

    await stage.comes(on_day(11, "13:20"))
    await stage.comes(on_day(11, "13:31"))
    stage.telegram.orders.cancel()
    stage.slack.orders.cancel()
    await stage.passes()

    assert [each.told() for each in people] == [[], []]
    assert await stage.states(Kind.REMINDER) == {State.EXPIRED: 2}


@on_sqlite
async def test_a_token_that_is_refused_fails_nothing_and_the_operator_is_told_once(stage: Stage) -> None:
    _, ben = await starred(stage)
    stage.slack.token_error = "invalid_auth"

    await stage.comes(on_day(11, "13:20"))
    await stage.passes(timedelta(seconds=10))
    alarm = [line for line in stage.operator if "Nothing is sent unasked" in line]
    before, states = ben.told(), await stage.states(Kind.REMINDER)
    stage.slack.token_error = None
    await stage.passes(timedelta(minutes=1))

    assert (len(alarm), before, states) == (1, [], {State.SENT: 1, State.QUEUED: 1})
    assert len(ben.told()) == 1


# Docent itself


@pytest.mark.parametrize("has_arrived", [False, True])
async def test_what_was_being_sent_at_a_crash_is_sent_again_once_its_lease_has_ended(
    empty_stage: Stage, *, has_arrived: bool
) -> None:
    stage = empty_stage
    async with stage.docent():
        await stage.release()
        ana, _ = await starred(stage)
        stage.moves(timedelta(minutes=1))
        await ends_while_it_sends(stage, Hangs(after_effect=has_arrived))
    first = ana.told()
    async with stage.docent():
        await stage.passes()
        within_the_lease = ana.told()
        await stage.passes(timedelta(seconds=stage.settings.lease_seconds))
        again = ana.told()
        await stage.passes()
        states = await stage.states(Kind.REMINDER)

    assert (len(first), within_the_lease, len(again), ana.told()) == (has_arrived, [], 1, [])
    assert states == {State.SENT: 2}


async def ends_while_it_sends(stage: Stage, how: Misbehaviour) -> None:
    """What is due is being sent, Telegram has not answered yet, and nothing more is done."""
    stage.telegram.misbehave(SEND["Telegram"], how)
    before = len(stage.telegram.calls_of(SEND["Telegram"]))
    dispatcher = stage.platforms["Telegram"].dispatcher
    await stage.wired.planner.plan()
    sending = asyncio.create_task(dispatcher.work_once())
    await stage.telegram.wait_until(lambda: len(stage.telegram.calls_of(SEND["Telegram"])) > before)
    await dispatcher.drain(0)
    await sending


async def test_what_was_claimed_at_a_crash_is_sent_by_the_next_process(empty_stage: Stage) -> None:
    stage = empty_stage
    async with stage.docent():
        await stage.release()
        people = await starred(stage)
        stage.moves(timedelta(minutes=1))
        await stage.wired.planner.plan()
        for platform in ("telegram", "slack"):
            now, lease = stage.clock.now(), timedelta(seconds=stage.settings.lease_seconds)
            await stage.wired.ledger.claim(
                platform, holder="gone", limit=9, now=now, lease=lease, merge_until=now + lease
            )
    async with stage.docent():
        await stage.passes(timedelta(seconds=stage.settings.lease_seconds))

    assert [len(each.told()) for each in people] == [1, 1]


# The database


@on_postgresql
async def test_a_database_that_is_restarted_in_the_middle_loses_and_doubles_nothing(
    stage: Stage, postgresql_url: str, postgresql_server: Server
) -> None:
    people = await starred(stage)
    cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = {} AND pid <> pg_backend_pid()"
    cut_all = psycopg.sql.SQL(cut).format(psycopg.sql.Literal(postgresql_server.name_of(postgresql_url)))

    async def restarts() -> None:
        postgresql_server.db.execute(cut_all)

    await restarts()
    await stage.comes(on_day(11, "13:19:30"))  # planned, if not by now
    stage.after_claims("Telegram", restarts)
    await stage.comes(on_day(11, "13:20"))
    await stage.passes()

    assert [len(each.told()) for each in people] == [1, 1]
    assert await stage.states(Kind.REMINDER) == {State.SENT: 2}


@on_sqlite
async def test_a_database_that_another_program_holds_for_a_while_is_waited_for(stage: Stage, tmp_path: Path) -> None:
    people = await starred(stage)
    other = sqlite3.connect(tmp_path / "docent.db", isolation_level=None)

    async def held() -> None:
        other.execute("BEGIN IMMEDIATE")
        asyncio.get_running_loop().call_later(0.05, other.execute, "COMMIT")

    stage.after_claims("Slack", held)
    await stage.comes(on_day(11, "13:20"))
    other.close()

    assert [len(each.told()) for each in people] == [1, 1]
    assert await stage.states(Kind.REMINDER) == {State.SENT: 2}


# Clocks and zones


async def test_a_clock_that_is_put_back_tells_nobody_twice_and_holds_nobody_up(stage: Stage) -> None:
    people = await starred(stage)
    await stage.comes(on_day(11, "13:20"))
    first = [len(each.told()) for each in people]
    await stage.comes(on_day(10, "20:00"))
    for each in people:
        await each.says("add the opening of the sample summit to my schedule")
    await stage.comes(on_day(11, "08:50"))
    meanwhile = [each.told()[0].partition(" ·")[0] for each in people]
    await stage.comes(on_day(11, "13:20"))

    assert (first, [each.told() for each in people]) == ([1, 1], [[], []])
    assert meanwhile == ["In 10 minutes: Opening of the Sample Summit"] * 2


async def test_a_clock_that_was_ahead_for_a_while_loses_nothing(stage: Stage) -> None:
    people = await starred(stage)
    await stage.comes(on_day(10, "20:00"))

    await stage.comes(on_day(13, "12:00"))
    ahead = [each.told() for each in people]
    await stage.comes(on_day(11, "13:22"))

    assert ahead == [[], []]
    assert [len(each.told()) for each in people] == [1, 1]


@on_sqlite
async def test_a_time_zone_that_nobody_knows_keeps_nobody_from_being_told(stage: Stage) -> None:
    ben = stage.on_slack("ben")
    stage.slack.world.users[ben.person.id] = replace(ben.person, tz="Mars/Olympus_Mons")
    await ben.says(f'add "{WALLS}" to my schedule')
    await ben.says("quiet hours 22 to 7")
    await ben.says("/reminders")

    await stage.comes(on_day(11, "13:20"))

    assert [told.partition(":")[0] for told in ben.told()] == ["In 10 minutes"]
