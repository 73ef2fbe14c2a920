"""Made-up guests of a made-up conference in a database: whom to remind, and of what."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, String, cast, delete, insert, literal, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.adapters.database.engine import open_database, writing
from bot.adapters.database.ledger.sql_ledger import SqlDeliveryLedger
from bot.adapters.database.migrating import upgrade
from bot.adapters.database.programmes import SqlProgrammes
from bot.adapters.database.tables import EPOCH, campaigns, deliveries, lead_times, rates, recipients, stars
from bot.notifications.campaigns import Campaign, Everybody, Kind, Starred
from bot.notifications.horizon import Horizon
from bot.notifications.ledger import State
from bot.notifications.reminders import reminders
from bot.schedule.releases import Release, Standing
from bot.schedule.sessions import Programme, Session
from bot.schedule.timetable import Timetable

EVENT: Final = "benchmark"
LEAD_MINUTES: Final = 10
FIRST_CHAT: Final = 100_000  # guests have the chats above it
LEAD: Final = timedelta(minutes=LEAD_MINUTES)
HOUR: Final = timedelta(hours=1)


@dataclass
class Guests:
    """People 0 to `count`, each with one session in their schedule: that of their number, modulo the sessions."""

    engine: AsyncEngine
    ledger: SqlDeliveryLedger
    count: int
    due: Mapping[int, datetime] = field(default_factory=dict)  # by the number of the session

    async def remind(self, sessions: int, first: datetime, apart: timedelta) -> int:
        """Plan a reminder for everybody: of session 0 at `first`, of the next so much later. How many rows."""
        await self._forget()
        starts = [first + LEAD + number * apart for number in range(sessions)]
        self.due = {number: start - LEAD for number, start in enumerate(starts)}
        programme = programme_of(starts)
        await self._release(programme)
        await self._star(sessions)
        horizon = Horizon(first - HOUR, first + HOUR)
        all_ = reminders(Timetable.of(programme), [LEAD_MINUTES], {s.id for s in programme.sessions}, horizon)
        return sum([await self.ledger.plan(campaign, now=datetime.now(UTC)) for campaign in all_])

    async def tell_everybody(self, number: int, due: datetime) -> int:
        """Plan a broadcast."""
        self.due = {number: due}
        campaign = Campaign(f"broadcast/{number}", Kind.BROADCAST, due, due + HOUR, Everybody(), payload={"n": number})
        return await self.ledger.plan(campaign, now=datetime.now(UTC))

    async def counts(self) -> dict[str, int]:
        """How many rows are in each state, by its name."""
        total: dict[str, int] = {}
        for report in await self.ledger.reports():
            for state, number in report.counts.items():
                total[state.name] = total.get(state.name, 0) + number
        return total

    async def unknown(self) -> frozenset[int]:
        """The chats of rows that nobody knows of."""
        return await self._in(State.UNKNOWN)

    async def held(self) -> tuple[frozenset[int], frozenset[int]]:
        """The chats of rows that are claimed, and of those that are being sent."""
        return await self._in(State.CLAIMED), await self._in(State.SENDING)

    async def starred_by_all(self) -> None:
        """Have everybody star the one session there is."""
        await self._star(1)

    async def plan_starred(self, due: datetime) -> int:
        """Plan one reminder for all who starred the session."""
        campaign = Campaign("starred", Kind.REMINDER, due, due + LEAD, Starred(EVENT, "s0", LEAD_MINUTES), EVENT, "s0")
        return await self.ledger.plan(campaign, now=datetime.now(UTC))

    async def plan_everybody(self, due: datetime) -> int:
        return await self.tell_everybody(1, due)

    async def _in(self, state: State) -> frozenset[int]:
        theirs = select(recipients.c.chat).join(deliveries, deliveries.c.recipient == recipients.c.id)
        async with self.engine.connect() as connection:
            return frozenset(map(int, await connection.scalars(theirs.where(deliveries.c.state == state))))

    async def _release(self, programme: Programme) -> None:
        kept = SqlProgrammes(self.engine)
        number = (await kept.newest()).get(EVENT, 0) + 1
        await kept.keep(Release(number, programme, datetime.now(UTC), "benchmark"), Standing(), {})

    async def _forget(self) -> None:
        async with writing(self.engine) as connection:
            for table in (deliveries, stars, rates):
                await connection.execute(delete(table))
            await connection.execute(recipients.update().values(free_at=EPOCH, told_on=0, told=0))

    async def _star(self, sessions: int) -> None:
        chosen = literal("s") + cast(recipients.c.id % sessions, String)
        async with writing(self.engine) as connection:
            rows = {
                stars.c.platform: literal("telegram"),
                stars.c.account: literal(""),
                stars.c.person: recipients.c.chat,
                stars.c.event: literal(EVENT),
                stars.c.session: chosen,
                stars.c.starred_at: literal(datetime.now(UTC) - HOUR, stars.c.starred_at.type),
            }
            await filled(connection, stars, rows)


def programme_of(starts: Sequence[datetime]) -> Programme:
    sessions = [
        Session(id=f"s{number}", title=f"Session {number:05}", start=start, end=start + HOUR, rooms=("Hall",))
        for number, start in enumerate(starts)
    ]
    return Programme(event=EVENT, title="Benchmark", zone="UTC", sessions=tuple(sessions))


@asynccontextmanager
async def guests(url: str, count: int) -> AsyncIterator[Guests]:
    """A database with so many people, who have the default lead time and no quiet hours."""
    upgrade(url)
    engine = open_database(url)
    ledger = SqlDeliveryLedger(engine)
    try:
        async with writing(engine) as connection:
            for table in (deliveries, campaigns, stars, rates, lead_times, recipients):
                await connection.execute(delete(table))
            await _meet(connection, count)
        yield Guests(engine, ledger, count)
    finally:
        await ledger.close()
        await engine.dispose()


async def _meet(connection: AsyncConnection, count: int) -> None:
    numbers = select(literal(1).label("id")).cte("numbers", recursive=True)
    numbers = numbers.union_all(select(numbers.c.id + 1).where(numbers.c.id < count))
    chat = cast(numbers.c.id + FIRST_CHAT, String)
    told = {"platform": "telegram", "account": "1000", "thread": "", "person_account": "", "language": "en"}
    plain = told | {"inactive_because": "", "silenced": 0, "quiet_from": 0, "quiet_until": 0, "most_a_day": 0}
    rows: dict[Any, ColumnElement[Any]] = {recipients.c[name]: literal(value) for name, value in plain.items()}
    rows |= {recipients.c.id: numbers.c.id, recipients.c.chat: chat, recipients.c.person: chat}
    rows |= {recipients.c.told_on: literal(0), recipients.c.told: literal(0)}
    rows[recipients.c.met_at] = literal(datetime.now(UTC), recipients.c.met_at.type)
    rows[recipients.c.free_at] = literal(EPOCH, recipients.c.free_at.type)
    await filled(connection, recipients, rows)
    leads = {
        lead_times.c.recipient: recipients.c.id,
        lead_times.c.event: literal(""),
        lead_times.c.session: literal(""),
        lead_times.c.minutes: literal(LEAD_MINUTES),
    }
    await filled(connection, lead_times, leads)


async def filled(connection: AsyncConnection, table: Any, rows: Mapping[Any, ColumnElement[Any]]) -> None:
    """Insert one row for each that the columns are selected from."""
    await connection.execute(insert(table).from_select([*rows], select(*rows.values())))
