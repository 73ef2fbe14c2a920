import asyncio
from collections.abc import AsyncIterator

import psycopg.sql
import pytest
from sqlalchemy import Connection, func, select, text
from sqlalchemy.exc import DBAPIError

from bot.adapters.database.engine import open_database
from bot.adapters.database.kept_open import KeptOpen
from bot.adapters.database.tables import insert, rates
from bot.errors import SetUpWrong
from tests.fakes import NOON
from tests.postgresql import Server


def add(connection: Connection, bot: str = "one") -> None:
    connection.execute(insert(connection, rates).values(bot=bot, next_slot_at=NOON, paused_until=NOON, alarm=""))


def session(connection: Connection) -> int:
    return connection.scalar(select(func.pg_backend_pid())) or 0


def bots(connection: Connection) -> list[str]:
    return [*connection.scalars(select(rates.c.bot).order_by(rates.c.bot))]


async def begun(kept: KeptOpen, *, seconds: float) -> asyncio.Task[None]:
    """A statement that takes so long, at work."""
    at_work = asyncio.Event()

    def slowly(connection: Connection) -> None:
        at_work.set()
        connection.execute(select(func.pg_sleep(seconds)))

    task = asyncio.create_task(kept.write(slowly))
    await at_work.wait()
    return task


@pytest.fixture
async def kept(postgresql_url: str) -> AsyncIterator[KeptOpen]:
    engine = open_database(postgresql_url)
    opened = KeptOpen(engine)
    yield opened
    await opened.close()
    await engine.dispose()


async def test_each_statement_is_there_for_all_at_once(kept: KeptOpen, postgresql_url: str) -> None:
    await kept.write(add)

    async with await psycopg.AsyncConnection.connect(postgresql_url) as other:
        assert await (await other.execute("SELECT bot FROM rates")).fetchall() == [("one",)]


async def test_who_comes_together_takes_turns_on_one_connection(kept: KeptOpen) -> None:
    assert len(set(await asyncio.gather(*(kept.write(session) for _ in range(20))))) == 1


async def test_a_connection_that_was_cut_is_made_anew(kept: KeptOpen, postgresql_server: Server) -> None:
    cut = await kept.write(session)
    postgresql_server.db.execute("SELECT pg_terminate_backend(%s)", (cut,))

    await kept.write(add)

    assert await kept.write(bots) == ["one"]


async def test_what_failed_leaves_the_connection_in_order(kept: KeptOpen) -> None:
    with pytest.raises(DBAPIError, match="division by zero"):
        await kept.write(lambda connection: connection.execute(text("SELECT 1 / 0")))

    await kept.write(add)

    assert await kept.write(bots) == ["one"]


async def test_a_mistake_of_ours_is_not_tried_again(kept: KeptOpen) -> None:
    tries: list[int] = []

    def divide(connection: Connection) -> None:
        tries.append(1)
        connection.execute(text("SELECT 1 / 0"))

    with pytest.raises(DBAPIError):
        await kept.write(divide)

    assert len(tries) == 1


async def test_who_gives_up_in_the_middle_leaves_the_connection_to_others(kept: KeptOpen) -> None:
    slow = await begun(kept, seconds=60)
    slow.cancel()
    await asyncio.wait([slow])

    await kept.write(add)

    assert (slow.cancelled(), await kept.write(bots)) == (True, ["one"])


async def test_a_table_that_changed_meanwhile_is_met_by_a_statement_that_was_prepared(
    kept: KeptOpen, postgresql_url: str
) -> None:
    def paused(connection: Connection) -> object:
        return connection.scalar(text("UPDATE rates SET alarm = '' RETURNING alarm"))

    await kept.write(add)
    for _ in range(8):  # psycopg prepares what comes again and again
        await kept.write(paused)
    async with await psycopg.AsyncConnection.connect(postgresql_url) as other:
        await other.execute("ALTER TABLE rates ALTER alarm TYPE varchar(90)")

    assert await kept.write(paused) == ""


async def test_a_server_that_hangs_is_left_and_met_again(postgresql_url: str) -> None:
    engine = open_database(postgresql_url)
    kept = KeptOpen(engine, patience=0.2)

    with pytest.raises(TimeoutError):
        await kept.write(lambda connection: connection.execute(text("SELECT pg_sleep(60)")))

    assert await kept.write(bots) == []
    await kept.close()
    await engine.dispose()


async def test_closing_waits_for_who_is_at_work(kept: KeptOpen) -> None:
    slow = await begun(kept, seconds=0.2)
    await kept.close()

    assert (slow.done(), slow.exception()) == (True, None)


async def test_closing_after_somebody_gave_up_is_quiet(kept: KeptOpen) -> None:
    slow = await begun(kept, seconds=60)
    slow.cancel()
    await kept.close()

    assert (await asyncio.wait([slow]), slow.cancelled()) == (({slow}, set()), True)


async def test_nobody_waits_for_ever_for_who_went_to_sleep_in_a_transaction(kept: KeptOpen) -> None:
    def limits(connection: Connection) -> list[str]:
        names = "idle_in_transaction_session_timeout", "lock_timeout"
        return [connection.scalar(text(f"SHOW {name}")) or "" for name in names]

    assert await kept.write(limits) == ["1min", "10s"]


async def test_a_database_that_is_away_fails_the_call_and_is_met_again(
    kept: KeptOpen, postgresql_url: str, postgresql_server: Server
) -> None:
    def let_in(*, anybody: bool) -> None:
        database = psycopg.sql.Identifier(postgresql_server.name_of(postgresql_url))
        allowed = psycopg.sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS {}").format(database, anybody)
        postgresql_server.db.execute(allowed)

    cut = await kept.write(session)
    let_in(anybody=False)
    postgresql_server.db.execute("SELECT pg_terminate_backend(%s)", (cut,))
    for _ in range(2):
        with pytest.raises(SetUpWrong, match="does not let Docent in"):
            await kept.write(add)

    let_in(anybody=True)
    await kept.write(add)

    assert await kept.write(bots) == ["one"]
