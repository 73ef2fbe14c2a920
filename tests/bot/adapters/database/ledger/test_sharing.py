"""Several processes share one ledger: each connection here is as far from the others as another process is."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.adapters.database.engine import open_database
from bot.adapters.database.ledger.sql_ledger import SqlDeliveryLedger
from bot.adapters.database.migrating import upgrade
from bot.notifications.ledger import DeliveryId, Result, State
from tests.bot.adapters.database.ledger.crowds import crowd
from tests.fakes import NOON
from tests.people import LEASE, MINUTE, campaign, everybody

PEOPLE, CAMPAIGNS = 60, 5


@pytest.fixture
async def processes(each_url: str) -> AsyncIterator[dict[str, SqlDeliveryLedger]]:
    """Three of them, each with an engine of its own."""
    upgrade(each_url)
    engines = [open_database(each_url) for _ in range(3)]
    await crowd(engines[0], PEOPLE)
    ledgers = {f"process-{number}": SqlDeliveryLedger(engine) for number, engine in enumerate(engines)}
    yield ledgers
    for ledger, engine in zip(ledgers.values(), engines, strict=True):
        await ledger.close()
        await engine.dispose()


class Hands:
    """Who holds which recipient at this moment, as far as the processes know."""

    def __init__(self) -> None:
        self.held: dict[int, str] = {}
        self.sent = Counter[DeliveryId]()

    async def send_all(self, ledger: SqlDeliveryLedger, holder: str) -> None:
        idle = 0
        while idle < 3:
            idle = 0 if await self._send_some(ledger, holder) else idle + 1

    async def _send_some(self, ledger: SqlDeliveryLedger, holder: str) -> bool:
        until = NOON + MINUTE / 2
        rows = await ledger.claim("telegram", holder=holder, limit=4, now=NOON, lease=LEASE, merge_until=until)
        for recipient in {row.id.recipient for row in rows}:
            assert self.held.setdefault(recipient, holder) == holder
        begun = await ledger.step([], [row.id for row in rows], holder=holder, now=NOON, lease=LEASE)
        self.sent.update(begun)
        for recipient in {row.id.recipient for row in rows}:
            del self.held[recipient]
        await ledger.step([Result(id_, State.SENT, NOON) for id_ in begun], [], holder=holder, now=NOON, lease=LEASE)
        return bool(rows)


async def test_each_row_is_sent_by_one_and_each_recipient_is_in_one_hand(
    processes: dict[str, SqlDeliveryLedger],
) -> None:
    ledgers, hands = list(processes.values()), Hands()
    for number in range(CAMPAIGNS):
        # Some are merged with the one before, others are claimed beside it, maybe by another process.
        due = NOON + MINUTE / 4 if number % 2 else NOON - number * MINUTE
        await ledgers[0].plan(everybody(f"news-{number}", due=due), now=NOON)
    await ledgers[0].plan(campaign(), now=NOON)

    await asyncio.gather(*(hands.send_all(ledger, holder) for holder, ledger in processes.items()))

    rows = [(id_, times) for id_, times in hands.sent.items() if times > 1]
    reports = await ledgers[0].reports()
    left = [report for report in reports if report.counts != {State.SENT: PEOPLE} and report.due <= NOON]
    assert (rows, left) == ([], [])


async def test_rows_of_one_recipient_that_are_claimed_in_one_instant_go_to_one_process(
    processes: dict[str, SqlDeliveryLedger],
) -> None:
    ledgers = processes.items()
    for number in range(20):
        await processes["process-0"].plan(campaign(session="a", key=str(number), due=NOON - number * MINUTE), now=NOON)

    claims = await asyncio.gather(
        *(
            each.claim("telegram", holder=holder, limit=PEOPLE, now=NOON, lease=LEASE, merge_until=NOON)
            for holder, each in ledgers
        )
    )

    whose = [{row.id.recipient for row in rows} for rows in claims]
    assert sum(map(len, whose)) == len(set().union(*whose))


async def test_an_engine_is_shared_with_all_else_that_is_written(each_engine: AsyncEngine) -> None:
    await crowd(each_engine, 20)
    ledgers = [SqlDeliveryLedger(each_engine) for _ in range(2)]

    added = await asyncio.gather(*(ledgers[n % 2].plan(everybody(f"news-{n}"), now=NOON) for n in range(20)))

    assert added == [20] * 20
    for ledger in ledgers:
        await ledger.close()
