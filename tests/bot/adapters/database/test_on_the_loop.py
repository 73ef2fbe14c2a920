import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path
from threading import current_thread

import pytest
from sqlalchemy import Connection, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.adapters.database.engine import writers_turn, writing
from bot.adapters.database.on_the_loop import OnTheLoop
from bot.adapters.database.tables import insert, rates
from bot.adapters.database.worker import Worker
from tests.fakes import NOON


def add(connection: Connection, bot: str = "one") -> str:
    """The name of the thread that did it."""
    connection.execute(insert(connection, rates).values(bot=bot, next_slot_at=NOON, paused_until=NOON, alarm=""))
    return current_thread().name


def fail(connection: Connection) -> None:
    add(connection, "two")
    connection.execute(text("SELECT absent"))


@pytest.fixture
async def on_the_loop(engine: AsyncEngine) -> AsyncIterator[OnTheLoop]:
    worker = Worker(engine)
    opened = OnTheLoop(engine, worker)
    yield opened
    await opened.close()
    await worker.close()


def bots(file: Path) -> list[str]:
    with closing(sqlite3.connect(file)) as other:
        return [bot for (bot,) in other.execute("SELECT bot FROM rates ORDER BY bot")]


async def test_what_is_written_is_there_for_all_at_once_without_another_thread(
    on_the_loop: OnTheLoop, file: Path
) -> None:
    assert await on_the_loop.write(add) == current_thread().name
    assert bots(file) == ["one"]


async def test_what_fails_leaves_nothing_behind_and_is_not_tried_again(on_the_loop: OnTheLoop, file: Path) -> None:
    with pytest.raises(DBAPIError, match="no such column"):
        await on_the_loop.write(fail)

    await on_the_loop.write(add)

    assert bots(file) == ["one"]


async def test_where_another_process_writes_a_thread_waits_and_the_loop_goes_on(
    on_the_loop: OnTheLoop, file: Path
) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        waiting = asyncio.create_task(on_the_loop.write(add))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        held = waiting.done()
        other.execute("COMMIT")

    assert (held, (await waiting).startswith("docent-database"), bots(file)) == (False, True, ["one"])


async def test_other_writers_of_this_process_have_their_turn(
    on_the_loop: OnTheLoop, engine: AsyncEngine, file: Path
) -> None:
    async def by_engine(number: int) -> None:
        async with writing(engine) as connection:
            await connection.run_sync(add, f"engine-{number}")

    def by_us(number: int) -> asyncio.Task[str]:
        return asyncio.create_task(on_the_loop.write(lambda connection: add(connection, f"loop-{number}")))

    await asyncio.gather(*(each for number in range(20) for each in (by_engine(number), by_us(number))))

    assert len(bots(file)) == 40


async def test_the_disk_is_left_to_others(on_the_loop: OnTheLoop) -> None:
    def waits(connection: Connection) -> list[int | None]:
        return [connection.scalar(text(f"PRAGMA {name}")) for name in ("busy_timeout", "wal_autocheckpoint")]

    assert await on_the_loop.write(waits) == [0, 0]


async def test_closing_waits_for_who_is_at_work(on_the_loop: OnTheLoop, engine: AsyncEngine) -> None:
    async with writers_turn(engine):
        closing_ = asyncio.create_task(on_the_loop.close())
        await asyncio.sleep(0)
        assert not closing_.done()
    await closing_

    assert await on_the_loop.write(lambda connection: connection.scalar(select(rates.c.bot))) is None
