"""The programmes of events, release by release, in the database."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pydantic import TypeAdapter
from sqlalchemy import Select, delete, func, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.adapters.database.engine import reading, writing
from bot.adapters.database.tables import insert, releases, sessions, standings
from bot.ports import ReleaseNote
from bot.schedule.differences import difference
from bot.schedule.releases import Release, Standing
from bot.schedule.sessions import Programme, Session

_programme = TypeAdapter(Programme)


class SqlProgrammes:
    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def events(self) -> Sequence[str]:
        return sorted(await self.newest())

    async def newest(self) -> Mapping[str, int]:
        numbers = select(releases.c.event, func.max(releases.c.number).label("number")).group_by(releases.c.event)
        async with reading(self._engine) as connection:
            rows = await connection.execute(numbers)
        return {row.event: row.number for row in rows}

    async def latest(self, event: str) -> Release | None:
        async with reading(self._engine) as connection:
            return await _latest(connection, event)

    async def release(self, event: str, number: int) -> Release | None:
        async with reading(self._engine) as connection:
            return await _one(connection, _of(event).where(releases.c.number == number))

    async def history(self, event: str) -> Sequence[ReleaseNote]:
        columns = (releases.c.number, releases.c.made_at, releases.c.source, releases.c.counts)
        notes = select(*columns).where(releases.c.event == event).order_by(releases.c.number.desc())
        async with reading(self._engine) as connection:
            rows = await connection.execute(notes)
        return [ReleaseNote(row.number, row.made_at, row.source, json.loads(row.counts)) for row in rows]

    async def standing(self, event: str) -> Standing:
        async with reading(self._engine) as connection:
            row = (await connection.execute(select(standings).where(standings.c.event == event))).one_or_none()
        return Standing(frozenset(json.loads(row.held)), json.loads(row.aliases)) if row else Standing()

    async def keep(self, release: Release, standing: Standing, counts: Mapping[str, int]) -> bool:
        event = release.programme.event
        async with writing(self._engine) as connection:
            latest = await _latest(connection, event)
            if release.number != (latest.number + 1 if latest else 1):
                return False
            if not await _written(connection, release, counts):  # by another process, a moment ago
                return False
            await _list(connection, release, latest)
            await _stand(connection, event, standing)
        return True

    async def stand(self, event: str, standing: Standing) -> None:
        async with writing(self._engine) as connection:
            await _stand(connection, event, standing)

    async def last_changed(self, event: str) -> Mapping[str, int]:
        async with reading(self._engine) as connection:
            return await _last_changed(connection, event)


def _of(event: str) -> Select[tuple[int, object, str, str]]:
    columns = (releases.c.number, releases.c.made_at, releases.c.source, releases.c.programme)
    return select(*columns).where(releases.c.event == event)


async def _latest(connection: AsyncConnection, event: str) -> Release | None:
    newest = select(func.max(releases.c.number)).where(releases.c.event == event).scalar_subquery()
    return await _one(connection, _of(event).where(releases.c.number == newest))


async def _one(connection: AsyncConnection, query: Select[tuple[int, object, str, str]]) -> Release | None:
    row = (await connection.execute(query)).one_or_none()
    return Release(row.number, _read(row.programme), row.made_at, row.source) if row else None


async def _written(connection: AsyncConnection, release: Release, counts: Mapping[str, int]) -> bool:
    row = insert(connection, releases).values(
        event=release.programme.event,
        number=release.number,
        made_at=release.made_at,
        source=release.source,
        counts=json.dumps(dict(counts)),
        programme=_write(release.programme),
    )
    written = await connection.execute(row.on_conflict_do_nothing().returning(releases.c.number))
    return written.one_or_none() is not None


async def _list(connection: AsyncConnection, release: Release, latest: Release | None) -> None:
    event = release.programme.event
    changes = difference(latest.programme if latest else None, release.programme)
    changed = {each.id for each in changes.new} | {change.after.id for change in changes.changed}
    before = await _last_changed(connection, event)
    await connection.execute(delete(sessions).where(sessions.c.event == event))
    rows = [
        {
            "event": event,
            "id": each.id,
            "starts_at": each.start,
            "ends_at": each.end,
            "status": each.status.value,
            "changed_in": release.number if each.id in changed else before[each.id],
        }
        for each in release.programme.sessions
    ]
    if rows:
        await connection.execute(sessions.insert(), rows)


async def _last_changed(connection: AsyncConnection, event: str) -> dict[str, int]:
    rows = await connection.execute(select(sessions.c.id, sessions.c.changed_in).where(sessions.c.event == event))
    return {row.id: row.changed_in for row in rows}


async def _stand(connection: AsyncConnection, event: str, standing: Standing) -> None:
    values = {"held": json.dumps(sorted(standing.held)), "aliases": json.dumps(dict(standing.aliases))}
    row = insert(connection, standings).values(event=event, **values)
    await connection.execute(row.on_conflict_do_update(index_elements=["event"], set_=values))


def _write(programme: Programme) -> str:
    return json.dumps(_programme.dump_python(programme, mode="json"))


def _read(text: str) -> Programme:
    programme = _programme.validate_python(json.loads(text))
    return replace(programme, sessions=tuple(_in_zone(each, programme) for each in programme.sessions))


def _in_zone(session: Session, programme: Programme) -> Session:
    # JSON holds offsets; a zone knows more.
    end = session.end.astimezone(programme.tz) if session.end else None
    return replace(session, start=session.start.astimezone(programme.tz), end=end)
