"""Announcements of changes, in the database that all processes share, and whom they reach."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, exists, func, literal, select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.adapters.database.engine import reading, writing
from bot.adapters.database.ledger.audiences import streams
from bot.adapters.database.tables import announcements, insert, recipients
from bot.notifications.campaigns import Campaign
from bot.organising.announcing.announcements import Announcement, Reach, State

_of = announcements.c
_WAITS = _of.state == State.WAITING


class SqlAnnouncements:
    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def newest(self) -> Mapping[str, Announcement]:
        last = select(func.max(_of.id)).group_by(_of.event)
        return {each.event: each for each in await self._all(select(announcements).where(_of.id.in_(last)))}

    async def find(self, id_: int) -> Announcement | None:
        return next(iter(await self._all(select(announcements).where(_of.id == id_))), None)

    async def released(self) -> Sequence[Announcement]:
        return await self._all(select(announcements).where(_of.state == State.RELEASED).order_by(_of.id))

    async def last_told(self, event: str) -> Announcement | None:
        told = and_(_of.event == event, _of.state.in_([State.RELEASED, State.QUEUED]))
        return next(iter(await self._all(select(announcements).where(told).order_by(_of.id.desc()).limit(1))), None)

    async def open(self, event: str, from_release: int, to_release: int, *, at: datetime) -> bool:
        values = {
            _of.event: event,
            _of.from_release: from_release,
            _of.to_release: to_release,
            _of.state: State.WAITING,
            _of.opened_at: at,
            _of.changed_at: at,
            _of.decided_by: "",
        }
        decided_on = exists().where(_of.event == event, _of.to_release > from_release)
        new = select(*(literal(value, column.type) for column, value in values.items())).where(~decided_on)
        async with writing(self._engine) as connection:
            row = insert(connection, announcements).from_select([*values], new)
            # The one that waits has an index of its own, on which another process may have been first.
            opened = await connection.execute(row.on_conflict_do_nothing().returning(_of.id))
            return opened.one_or_none() is not None

    async def grow(self, id_: int, to_release: int, *, at: datetime) -> bool:
        news = {"to_release": to_release, "changed_at": at}
        return await self._update(and_(_of.id == id_, _WAITS, _of.to_release < to_release), news)

    async def decide(self, id_: int, to_release: int, state: State, *, by: str, at: datetime) -> bool:
        news = {"state": state, "decided_at": at, "decided_by": by}
        return await self._update(and_(_of.id == id_, _WAITS, _of.to_release == to_release), news)

    async def queued(self, id_: int) -> None:
        await self._update(and_(_of.id == id_, _of.state == State.RELEASED), {"state": State.QUEUED})

    async def _update(self, which: ColumnElement[bool], news: Mapping[str, object]) -> bool:
        async with writing(self._engine) as connection:
            return (await connection.execute(update(announcements).where(which).values(news))).rowcount > 0

    async def _all(self, query: Select[Any]) -> Sequence[Announcement]:
        async with reading(self._engine) as connection:
            return [_read(row) for row in await connection.execute(query)]


class SqlAudiences:
    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def reach(self, campaigns: Sequence[Campaign]) -> Reach:
        async with reading(self._engine) as connection:
            return await connection.run_sync(_reach, campaigns)


def _reach(connection: Connection, campaigns: Sequence[Campaign]) -> Reach:
    everybody: dict[int, bool] = {}  # by recipient, whether it is a person
    of: dict[str, int] = {}
    for campaign in campaigns:
        told: dict[int, bool] = {}
        for stream in streams(campaign):
            query = select(recipients.c.id, recipients.c.person).select_from(stream.joined)
            rows = connection.execute(query.where(stream.meant, stream.wanted))
            told |= {id_: bool(person) for id_, person in rows}
        of[campaign.key] = len(told)
        everybody |= told
    people = sum(everybody.values())
    return Reach(people, len(everybody) - people, of)


def _read(row: Row[Any]) -> Announcement:
    return Announcement(
        row.id,
        row.event,
        row.from_release,
        row.to_release,
        State(row.state),
        row.opened_at,
        row.changed_at,
        row.decided_at,
        row.decided_by,
    )
