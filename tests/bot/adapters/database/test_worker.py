import asyncio
from functools import partial
from threading import Event

from sqlalchemy import Connection, func, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.adapters.database.engine import writing
from bot.adapters.database.tables import insert, rates
from bot.adapters.database.worker import Worker
from tests.fakes import NOON


def add(connection: Connection, bot: str) -> None:
    connection.execute(insert(connection, rates).values(bot=bot, next_slot_at=NOON, paused_until=NOON, alarm=""))


async def test_what_is_written_is_there_for_all_and_what_fails_is_not(each_engine: AsyncEngine) -> None:
    worker = Worker(each_engine)

    def fail(connection: Connection) -> None:
        add(connection, "two")
        raise ZeroDivisionError

    await worker.write(lambda connection: add(connection, "one"))
    outcome = await asyncio.gather(worker.write(fail), return_exceptions=True)

    assert [type(each) for each in outcome] == [ZeroDivisionError]
    assert await worker.read(lambda connection: list(connection.scalars(select(rates.c.bot)))) == ["one"]
    await worker.close()


async def test_two_workers_and_the_engine_write_side_by_side(each_engine: AsyncEngine) -> None:
    workers = [Worker(each_engine) for _ in range(2)]

    async def by_engine(number: int) -> None:
        async with writing(each_engine) as connection:
            await connection.run_sync(add, f"engine-{number}")

    work = [workers[n % 2].write(partial(add, bot=f"worker-{n}")) for n in range(40)]
    await asyncio.gather(*work, *(by_engine(number) for number in range(40)))

    count = select(func.count()).select_from(rates)
    assert await workers[0].read(lambda connection: connection.scalar(count)) == 80
    for worker in workers:
        await worker.close()


async def test_work_whose_caller_has_gone_keeps_its_turn_until_it_is_done(engine: AsyncEngine) -> None:
    worker, another, began, may_end = Worker(engine), Worker(engine), Event(), Event()

    def slowly(connection: Connection) -> None:
        add(connection, "slow")
        began.set()
        may_end.wait(5)

    slow = asyncio.create_task(worker.write(slowly))
    await asyncio.to_thread(began.wait, 5)
    slow.cancel()
    other = asyncio.create_task(another.write(lambda connection: connection.scalar(select(rates.c.bot))))
    waiting, _ = await asyncio.wait([slow, other], timeout=0.05)
    may_end.set()

    assert (waiting, await other, slow.cancelled()) == (set(), "slow", True)
    for each in (worker, another):
        await each.close()
