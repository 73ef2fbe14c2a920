"""The database is locked, full or cut off in the middle: the call fails or tries again, and nothing is lost."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import Connection, func, select, text, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.adapters.database.engine import open_database
from bot.adapters.database.ledger.sql_ledger import SqlDeliveryLedger
from bot.adapters.database.tables import recipients
from bot.adapters.database.worker import Worker
from bot.notifications.ledger import Delivery, Result, State
from tests.bot.adapters.database.ledger.crowds import crowd
from tests.fakes import NOON
from tests.people import LEASE, ME, everybody
from tests.postgresql import Server


@pytest.fixture
async def on_sqlite(engine: AsyncEngine) -> AsyncIterator[SqlDeliveryLedger]:
    await crowd(engine, 2)
    ledger = SqlDeliveryLedger(engine)
    await ledger.plan(everybody(), now=NOON)
    yield ledger
    await ledger.close()


async def claim(ledger: SqlDeliveryLedger) -> list[Delivery]:
    return [*await ledger.claim("telegram", holder=ME, limit=9, now=NOON, lease=LEASE, merge_until=NOON)]


async def write_down(ledger: SqlDeliveryLedger, held: list[Delivery]) -> None:
    sent = [Result(row.id, State.SENT, NOON, receipt="{}" * 5000) for row in held]
    await ledger.step(sent, [], holder=ME, now=NOON, lease=LEASE)


async def counts(ledger: SqlDeliveryLedger) -> dict[State, int]:
    return dict((await ledger.reports())[0].counts)


async def limit(worker: Worker, pragma: str) -> None:
    await worker.read(lambda connection: connection.exec_driver_sql(f"PRAGMA {pragma}"))


async def test_a_database_that_is_locked_for_a_while_is_waited_for(on_sqlite: SqlDeliveryLedger, file: Path) -> None:
    with sqlite3.connect(file, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        claiming = asyncio.create_task(claim(on_sqlite))
        waiting, _ = await asyncio.wait([claiming], timeout=0.05)
        other.execute("COMMIT")

    assert (waiting, len(await claiming)) == (set(), 2)
    other.close()


async def test_a_database_that_stays_locked_fails_the_call_and_loses_nothing(
    on_sqlite: SqlDeliveryLedger, file: Path
) -> None:
    held = await claim(on_sqlite)
    await limit(on_sqlite._sending, "busy_timeout = 1")
    with sqlite3.connect(file, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(OperationalError, match="locked"):
            await write_down(on_sqlite, held)
        other.execute("COMMIT")
    other.close()

    await write_down(on_sqlite, held)

    assert await counts(on_sqlite) == {State.SENT: 2}


async def test_a_full_disk_fails_the_call_and_loses_nothing(on_sqlite: SqlDeliveryLedger) -> None:
    held = await claim(on_sqlite)
    await limit(on_sqlite._sending, "max_page_count = 1")  # which SQLite takes for: not one more than there are
    with pytest.raises(OperationalError, match="full"):
        await write_down(on_sqlite, held)
    between = await counts(on_sqlite)
    await limit(on_sqlite._sending, "max_page_count = 1000000")

    await write_down(on_sqlite, held)

    assert (between, await counts(on_sqlite)) == ({State.CLAIMED: 2}, {State.SENT: 2})


async def test_a_plan_that_finds_the_disk_full_goes_on_once_there_is_room(
    engine: AsyncEngine, on_sqlite: SqlDeliveryLedger
) -> None:
    large = replace(everybody("large"), payload={"text": "long " * 10_000})
    await limit(on_sqlite._planning, "max_page_count = 1")
    with pytest.raises(OperationalError, match="full"):
        await on_sqlite.plan(large, now=NOON)
    await limit(on_sqlite._planning, "max_page_count = 1000000")

    assert await on_sqlite.plan(large, now=NOON) == 2


@pytest.fixture
async def on_postgresql(postgresql_url: str) -> AsyncIterator[AsyncEngine]:
    engine = open_database(postgresql_url)
    await crowd(engine, 2)
    yield engine
    await engine.dispose()


CUT_ALL = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = {} AND pid <> pg_backend_pid()"


async def test_connections_that_were_cut_are_made_anew(
    on_postgresql: AsyncEngine, postgresql_url: str, postgresql_server: Server
) -> None:
    ledger = SqlDeliveryLedger(on_postgresql)
    await ledger.plan(everybody(), now=NOON)
    first, second = await claim(ledger)
    await ledger.step([], [first.id], holder=ME, now=NOON, lease=LEASE)
    name = psycopg.sql.Literal(postgresql_server.name_of(postgresql_url))
    postgresql_server.db.execute(psycopg.sql.SQL(CUT_ALL).format(name))

    await ledger.step([Result(first.id, State.SENT, NOON)], [second.id], holder=ME, now=NOON, lease=LEASE)
    await write_down(ledger, [second])

    assert (await ledger.plan(everybody("more"), now=NOON), await counts(ledger)) == (2, {State.QUEUED: 2})
    assert (await ledger.reports())[1].counts == {State.SENT: 2}
    await ledger.close()


async def test_a_transaction_that_was_cut_in_the_middle_is_done_once(on_postgresql: AsyncEngine) -> None:
    worker, tries = Worker(on_postgresql), []

    def count_one_more(connection: Connection) -> int:
        connection.execute(update(recipients).values(told=recipients.c.told + 1))
        tries.append(1)
        if len(tries) == 1:
            connection.execute(select(func.pg_terminate_backend(func.pg_backend_pid())))
        return connection.scalar(select(func.max(recipients.c.told))) or 0

    assert (await worker.write(count_one_more), len(tries)) == (1, 2)
    await worker.close()


async def test_a_mistake_of_ours_is_not_tried_again(on_postgresql: AsyncEngine) -> None:
    worker, tries = Worker(on_postgresql), []

    def divide(connection: Connection) -> None:
        tries.append(1)
        connection.execute(text("SELECT 1 / 0"))

    with pytest.raises(Exception, match="zero"):
        await worker.write(divide)

    assert len(tries) == 1
    await worker.close()
