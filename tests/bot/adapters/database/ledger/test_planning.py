"""What is special where an audience is large: it is planned in parts."""

import asyncio
from functools import partial

import pytest
from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.adapters.database.engine import reading, writing
from bot.adapters.database.ledger import parts, planning
from bot.adapters.database.ledger.sql_ledger import SqlDeliveryLedger
from bot.adapters.database.tables import deliveries
from bot.adapters.database.worker import Worker
from bot.notifications.campaigns import Campaign, Concerned, EarlyRisers, Followers, Kind, Scope
from bot.notifications.ledger import State
from tests.bot.adapters.database.ledger.crowds import OVERVIEW, crowd
from tests.fakes import NOON
from tests.people import EVENT, campaign, everybody

SIZE = 3 * parts.FIRST_ROWS + 7
FOLLOWED = ((Scope.EVENT, ""), (Scope.ROOM, "Hall A"))
AUDIENCES = {
    "starred": campaign(),
    "followers": campaign(Followers(EVENT, FOLLOWED), kind=Kind.FOLLOWED),
    "concerned": campaign(Concerned(EVENT, "a", FOLLOWED), kind=Kind.CHANGE),
    "early risers": campaign(EarlyRisers(EVENT, ("a", "b"), OVERVIEW), kind=Kind.OVERVIEW),
    "everybody": everybody(),
}


async def count_rows(engine: AsyncEngine) -> int:
    async with reading(engine) as connection:
        return await connection.scalar(select(func.count()).select_from(deliveries)) or 0


async def plan_one_part(engine: AsyncEngine, campaign: Campaign) -> None:
    """As far as a planner comes that crashes then."""
    worker = Worker(engine)
    await worker.write(partial(planning._begin, campaign=campaign, now=NOON))
    await worker.write(partial(planning._plan_part, campaign=campaign, rows=parts.FIRST_ROWS))
    await worker.close()


@pytest.mark.parametrize("of", AUDIENCES.values(), ids=AUDIENCES)
async def test_an_audience_of_many_parts_is_planned_once(
    each_engine: AsyncEngine, ledger: SqlDeliveryLedger, of: Campaign
) -> None:
    await crowd(each_engine, SIZE)

    added = [await ledger.plan(of, now=NOON) for _ in range(2)]

    assert (added, await count_rows(each_engine)) == ([SIZE, 0], SIZE)


@pytest.mark.parametrize("of", AUDIENCES.values(), ids=AUDIENCES)
async def test_what_a_crash_cuts_off_is_gone_on_with(
    each_engine: AsyncEngine, ledger: SqlDeliveryLedger, of: Campaign
) -> None:
    await crowd(each_engine, SIZE)
    await plan_one_part(each_engine, of)
    before = await count_rows(each_engine)

    added = await ledger.plan(of, now=NOON)

    assert (before, added, await count_rows(each_engine)) == (parts.FIRST_ROWS, SIZE - parts.FIRST_ROWS, SIZE)


@pytest.mark.parametrize("of", AUDIENCES.values(), ids=AUDIENCES)
async def test_newcomers_are_found_wherever_they_stand(
    each_engine: AsyncEngine, ledger: SqlDeliveryLedger, of: Campaign
) -> None:
    await crowd(each_engine, SIZE)
    missing = deliveries.c.recipient.in_([1, 1500, SIZE])
    await ledger.plan(of, now=NOON)
    async with writing(each_engine) as connection:
        await connection.execute(delete(deliveries).where(missing))

    added = await ledger.plan(of, now=NOON)

    assert added == (0 if of is AUDIENCES["everybody"] else 3)  # who is known already is no newcomer to all


async def test_planners_at_once_add_everybody_once(each_engine: AsyncEngine, ledger: SqlDeliveryLedger) -> None:
    await crowd(each_engine, SIZE)
    others = [SqlDeliveryLedger(each_engine) for _ in range(2)]

    added = await asyncio.gather(*(each.plan(campaign(), now=NOON) for each in (ledger, *others)))

    assert (sum(added), await count_rows(each_engine)) == (SIZE, SIZE)
    for each in others:
        await each.close()


async def test_who_stops_while_it_is_planned_is_not_told(each_engine: AsyncEngine, ledger: SqlDeliveryLedger) -> None:
    await crowd(each_engine, SIZE)

    await asyncio.gather(ledger.plan(campaign(), now=NOON), *(ledger.lose(number, "blocked") for number in (1, SIZE)))

    async with reading(each_engine) as connection:
        pending = deliveries.c.state == State.QUEUED, deliveries.c.recipient.in_([1, SIZE])
        assert list(await connection.scalars(select(deliveries.c.recipient).where(*pending))) == []


async def test_a_campaign_that_is_complete_is_only_read(each_engine: AsyncEngine, ledger: SqlDeliveryLedger) -> None:
    await crowd(each_engine, 10)
    await ledger.plan(campaign(), now=NOON)
    async with writing(each_engine):
        # On SQLite nobody else may write meanwhile.
        added = await ledger.plan(campaign(), now=NOON)

    assert added == 0


def test_parts_grow_and_shrink_with_the_time_they_take() -> None:
    slow, quick, steady = parts.WANTED_SECONDS * 4, parts.WANTED_SECONDS / 10, parts.WANTED_SECONDS

    sizes = [parts.rows_next(1000, seconds) for seconds in (slow, quick, steady, 60)]

    assert sizes == [250, 2000, 1000, parts.FEWEST_ROWS]
