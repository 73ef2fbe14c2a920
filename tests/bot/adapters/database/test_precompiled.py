import pytest
from sqlalchemy import Connection, bindparam, select, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.adapters.database.engine import writing
from bot.adapters.database.precompiled import Precompiled
from bot.adapters.database.tables import insert, rates
from tests.fakes import NOON

ALARM = Precompiled(
    update(rates).where(rates.c.bot == bindparam("who"), rates.c.alarm == "").values(alarm=bindparam("says"))
)
ALARMS = Precompiled(select(rates.c.bot, rates.c.alarm).where(rates.c.alarm != bindparam("but")).order_by(rates.c.bot))


def raised(connection: Connection) -> list[tuple[str, str]]:
    for bot in ("one", "two", "three"):
        row = {"bot": bot, "next_slot_at": NOON, "paused_until": NOON, "alarm": ""}
        connection.execute(insert(connection, rates).values(row))
    counts = [ALARM.run(connection, {"who": who, "says": f"100 % {who}"}).rowcount for who in ("one", "two", "one")]
    assert counts == [1, 1, 0]
    return [(row.bot, row.alarm) for row in ALARMS.run(connection, {"but": ""})]


async def test_a_statement_runs_with_its_constants_and_each_time_with_other_values(each_engine: AsyncEngine) -> None:
    async with writing(each_engine) as connection:
        assert await connection.run_sync(raised) == [("one", "100 % one"), ("two", "100 % two")]


async def test_a_value_that_is_missing_is_no_null(each_engine: AsyncEngine) -> None:
    async with writing(each_engine) as connection:
        with pytest.raises((LookupError, DBAPIError)):
            await connection.run_sync(ALARM.run, {"who": "one"})
