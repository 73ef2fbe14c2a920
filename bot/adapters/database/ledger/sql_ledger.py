"""The delivery ledger in the database that all processes share."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.adapters.database.engine import reading
from bot.adapters.database.kept_open import KeptOpen
from bot.adapters.database.ledger import forgetting, planning, reaching, recovering, reporting, withdrawing
from bot.adapters.database.ledger.campaign_rows import Told
from bot.adapters.database.ledger.claiming import Claim, claim
from bot.adapters.database.ledger.moving import move
from bot.adapters.database.ledger.stepping import Step, step
from bot.adapters.database.on_the_loop import OnTheLoop
from bot.adapters.database.worker import Worker
from bot.notifications.campaigns import Campaign, Kind
from bot.notifications.ledger import CampaignReport, Delivery, DeliveryId, Reached, Recovered, Result, State


class SqlDeliveryLedger:
    """A connection of its own for each: neither a long plan nor the next claim stands in the way of what is being sent.

    SQLite has one writer at a time: there, who claims and who sends share a thread. A usual step is taken on the event
    loop.
    """

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._sending, self._planning = Worker(engine), Worker(engine)
        is_sqlite = engine.dialect.name == "sqlite"
        self._claiming = self._sending if is_sqlite else Worker(engine)
        self._stepping = OnTheLoop(engine, self._sending) if is_sqlite else KeptOpen(engine)
        self._told: dict[int, Told] = {}

    async def close(self) -> None:
        for worker in {self._sending, self._claiming, self._stepping, self._planning}:
            await worker.close()

    async def plan(self, campaign: Campaign, *, now: datetime) -> int:
        return await planning.plan(self._planning, campaign, now=now)

    async def reached(self, event: str) -> Reached | None:
        return await self._planning.read(partial(reaching.reached, event=event))

    async def reach(self, event: str, reached: Reached) -> None:
        await self._planning.write(partial(reaching.reach, event=event, reached=reached))

    async def withdraw_others(
        self, event: str, kinds: Collection[Kind], keys: Collection[str], *, now: datetime
    ) -> int:
        others = partial(withdrawing.withdraw_others, event=event, kinds=kinds, keys=keys, now=now)
        return await self._planning.write(others)

    async def withdraw(
        self, recipient: int, *, event: str = "", session: str = "", kinds: Collection[Kind] = ()
    ) -> int:
        of = partial(withdrawing.withdraw, recipient=recipient, event=event, session=session, kinds=kinds)
        return await self._planning.write(of)

    async def bring_back(self, recipient: int, *, now: datetime) -> int:
        return await self._planning.write(partial(withdrawing.bring_back, recipient=recipient, now=now))

    async def claim(
        self, platform: str, *, holder: str, limit: int, now: datetime, lease: timedelta, merge_until: datetime
    ) -> Sequence[Delivery]:
        asked = Claim(platform, holder, limit, now, lease, merge_until)
        return await self._claiming.write(lambda connection: claim(connection, asked, self._told))

    async def step(
        self, results: Sequence[Result], begin: Collection[DeliveryId], *, holder: str, now: datetime, lease: timedelta
    ) -> frozenset[DeliveryId]:
        said = Step(results, begin, holder, now, lease)
        takes = self._stepping if said.is_usual else self._sending
        return await takes.write(lambda connection: step(connection, said))

    async def recover(self, *, now: datetime) -> Recovered:
        return await self._claiming.write(partial(recovering.recover, now=now))

    async def next_due(self, platform: str) -> datetime | None:
        return await self._claiming.read(partial(recovering.next_due, platform=platform))

    async def lose(self, recipient: int, why: str) -> int:
        gone = partial(withdrawing.leave, recipient=recipient, why=why, state=State.BLOCKED)
        return await self._sending.write(gone)

    async def move(self, recipient: int, chat: str) -> None:
        await self._sending.write(partial(move, recipient=recipient, chat=chat))

    async def reports(self, *, event: str = "", campaign: int | None = None) -> Sequence[CampaignReport]:
        async with reading(self._engine) as connection:
            return await reporting.reports(connection, event=event, campaign=campaign)

    async def resend_failed(self, *, event: str = "", campaign: int | None = None, now: datetime) -> int:
        failed = partial(recovering.resend_failed, event=event, campaign=campaign, now=now)
        return await self._planning.write(failed)

    async def forget_older_than(self, age: timedelta, *, now: datetime) -> int:
        some, gone = partial(forgetting.forget, before=now - age), 0
        while deleted := await self._planning.write(some):
            gone += deleted
        return gone
