"""What recipients asked to be told, in the database."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, case, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.adapters.database.engine import reading, writing
from bot.adapters.database.ledger.moving import drop
from bot.adapters.database.ledger.withdrawing import leave
from bot.adapters.database.recipient_rows import COLUMNS, is_in, is_of, recipient_of
from bot.adapters.database.tables import EPOCH, NO_LEAD, feedback, follows, insert, lead_times, recipients, stars
from bot.messages import Conversation, Person
from bot.notifications.campaigns import Kind, Scope
from bot.notifications.subscriptions import (
    DEFAULT_LEAD_MINUTES,
    MOST_A_DAY,
    QUIET_FROM,
    QUIET_UNTIL,
    Follow,
    LeadTimes,
    Opinion,
    Subscription,
)

_UNSET = {
    "person_account": "",
    "person": "",
    "inactive_because": "",
    "silenced": 0,
    "free_at": EPOCH,
    "told_on": 0,
    "told": 0,
}


class SqlSubscriptions:
    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def meet(
        self, conversation: Conversation, person: Person | None, *, language: str | None, zone: str | None, at: datetime
    ) -> int:
        async with writing(self._engine) as connection:
            known = await _find(connection, is_in(conversation))
            if known is None and (new := await _add(connection, conversation, at)) is not None:
                await _remind(connection, new, LeadTimes((DEFAULT_LEAD_MINUTES,)))
            told = {"language": language, "zone": zone}
            news = {"inactive_because": "", **{name: value for name, value in told.items() if value is not None}}
            if person is not None:
                news |= {"person_account": person.account, "person": person.id}
            met = update(recipients).where(is_in(conversation)).values(news).returning(recipients.c.id)
            id_: int = (await connection.scalars(met)).one()
        return id_

    async def of(self, conversation: Conversation) -> Subscription | None:
        return await self._subscription(is_in(conversation))

    async def of_person(self, person: Person) -> Subscription | None:
        return await self._subscription(is_of(person))

    async def set_lead_times(self, recipient: int, lead_times: LeadTimes) -> None:
        async with writing(self._engine) as connection:
            await _remind(connection, recipient, lead_times)

    async def drop_lead_times(self, recipient: int, *, event: str, session: str) -> None:
        async with writing(self._engine) as connection:
            await connection.execute(delete(lead_times).where(_for(recipient, event, session)))

    async def follow(self, recipient: int, follow: Follow) -> bool:
        async with writing(self._engine) as connection:
            row = insert(connection, follows).values(recipient=recipient, **_values(follow))
            added = await connection.execute(row.on_conflict_do_nothing().returning(follows.c.recipient))
            return added.one_or_none() is not None

    async def unfollow(self, recipient: int, follow: Follow) -> bool:
        it = and_(follows.c.recipient == recipient, *(follows.c[name] == it for name, it in _values(follow).items()))
        async with writing(self._engine) as connection:
            return (await connection.execute(delete(follows).where(it))).rowcount > 0

    async def silence(self, recipient: int, kinds: Collection[Kind], *, silent: bool) -> None:
        bits = sum(kind.bit for kind in set(kinds))
        now = recipients.c.silenced
        await self._set(recipient, silenced=now.bitwise_or(bits) if silent else now.bitwise_and(~bits))

    async def set_overview(self, recipient: int, at_minutes: int | None) -> None:
        await self._set(recipient, overview_at=at_minutes)

    async def set_quiet_hours(self, recipient: int, start: int, end: int) -> None:
        await self._set(recipient, quiet_from=start, quiet_until=end)

    async def set_zone(self, person: Person, zone: str | None) -> None:
        async with writing(self._engine) as connection:
            await connection.execute(update(recipients).where(is_of(person)).values(zone=zone))

    async def set_most_a_day(self, recipient: int, most: int) -> None:
        await self._set(recipient, most_a_day=most)

    async def stop(self, recipient: int, why: str) -> None:
        async with writing(self._engine) as connection:
            await connection.run_sync(leave, recipient, why)

    async def forget(self, person: Person) -> None:
        async with writing(self._engine) as connection:
            theirs = list(await connection.scalars(select(recipients.c.id).where(is_of(person))))
            await connection.run_sync(drop, theirs)

    async def lead_minutes(self, event: str) -> Sequence[int]:
        in_use = lead_times.c.event.in_(["", event]), lead_times.c.minutes != NO_LEAD
        return await self._values(select(lead_times.c.minutes).where(*in_use).distinct())

    async def overview_times(self) -> Sequence[int]:
        in_use = recipients.c.overview_at.is_not(None)
        return await self._values(select(recipients.c.overview_at).where(in_use).distinct())

    async def starred(self, event: str) -> frozenset[str]:
        return frozenset(await self._values(select(stars.c.session).where(stars.c.event == event).distinct()))

    async def followed(self, event: str) -> frozenset[Follow]:
        columns = follows.c.event, follows.c.scope, follows.c.name
        query: Select[Any] = select(*columns).where(follows.c.event == event).distinct()
        async with reading(self._engine) as connection:
            return frozenset(map(_follow, await connection.execute(query)))

    async def own_sessions(self, recipients: Collection[int], event: str) -> dict[int, tuple[str, ...]]:
        own: dict[int, list[str]] = {recipient: [] for recipient in recipients}
        async with reading(self._engine) as connection:
            for row in await connection.execute(_own_sessions(recipients, event)):
                own[row.id].append(row.session)
        return {id_: tuple(sorted(sessions)) for id_, sessions in own.items()}

    async def rate(self, recipient: int, opinion: Opinion) -> None:
        async with writing(self._engine) as connection:
            row = insert(connection, feedback).values(
                event=opinion.event,
                session=opinion.session,
                recipient=recipient,
                rating=opinion.rating,
                words=opinion.words,
                at=opinion.at,
            )
            new = row.excluded
            given = case((new.words != "", new.words), else_=feedback.c.words)
            news = {"rating": func.coalesce(new.rating, feedback.c.rating), "words": given, "at": new.at}
            await connection.execute(row.on_conflict_do_update(index_elements=feedback.primary_key.columns, set_=news))

    async def opinions(self, event: str) -> Sequence[Opinion]:
        query = select(feedback).where(feedback.c.event == event).order_by(feedback.c.session, feedback.c.at)
        async with reading(self._engine) as connection:
            rows = await connection.execute(query)
            return [Opinion(row.event, row.session, row.rating, row.words, row.at) for row in rows]

    async def _subscription(self, whose: ColumnElement[bool]) -> Subscription | None:
        async with reading(self._engine) as connection:
            row = await _find(connection, whose)
            return await _read(connection, row) if row else None

    async def _set(self, recipient: int, **news: object) -> None:
        async with writing(self._engine) as connection:
            await connection.execute(update(recipients).where(recipients.c.id == recipient).values(news))

    async def _values(self, query: Select[Any]) -> Sequence[Any]:
        async with reading(self._engine) as connection:
            return sorted(await connection.scalars(query))


async def _find(connection: AsyncConnection, whose: ColumnElement[bool]) -> Row[Any] | None:
    """Of several those come first who can be reached, then those known longest."""
    is_lost = recipients.c.inactive_because != ""
    columns = *COLUMNS, recipients.c.silenced, recipients.c.overview_at, recipients.c.inactive_because
    query: Select[Any] = select(*columns).where(whose).order_by(is_lost, recipients.c.id).limit(1)
    found = await connection.execute(query)
    row: Row[Any] | None = found.one_or_none()
    return row


async def _add(connection: AsyncConnection, conversation: Conversation, at: datetime) -> int | None:
    """The new recipient; None where another process met them in this moment."""
    values = {
        "platform": conversation.platform,
        "account": conversation.account,
        "chat": conversation.chat,
        "thread": conversation.thread or "",
    }
    defaults = {"quiet_from": QUIET_FROM, "quiet_until": QUIET_UNTIL, "most_a_day": MOST_A_DAY}
    row = insert(connection, recipients).values(**values, **defaults, **_UNSET, met_at=at)
    added = await connection.scalars(row.on_conflict_do_nothing(index_elements=[*values]).returning(recipients.c.id))
    return added.one_or_none()


async def _remind(connection: AsyncConnection, recipient: int, wanted: LeadTimes) -> None:
    """In place of what there is for the same session, or for all."""
    await connection.execute(delete(lead_times).where(_for(recipient, wanted.event, wanted.session)))
    place = {"recipient": recipient, "event": wanted.event, "session": wanted.session}
    rows = [{**place, "minutes": minutes} for minutes in {*wanted.minutes} or {NO_LEAD}]
    await connection.execute(lead_times.insert(), rows)


async def _read(connection: AsyncConnection, row: Row[Any]) -> Subscription:
    leads: dict[tuple[str, str], list[int]] = defaultdict(list)
    in_order = select(lead_times).where(lead_times.c.recipient == row.id)
    in_order = in_order.order_by(lead_times.c.event, lead_times.c.session, lead_times.c.minutes.desc())
    for each in await connection.execute(in_order):
        leads[each.event, each.session] += [each.minutes] if each.minutes != NO_LEAD else []
    followed = await connection.execute(select(follows).where(follows.c.recipient == row.id))
    return Subscription(
        recipient_of(row),
        tuple(LeadTimes(tuple(minutes), *place) for place, minutes in sorted(leads.items())),
        tuple(sorted(map(_follow, followed))),
        frozenset(kind for kind in Kind if row.silenced & kind.bit),
        row.overview_at,
        row.inactive_because,
    )


def _own_sessions(of: Collection[int], event: str) -> Select[Any]:
    is_theirs = and_(
        stars.c.platform == recipients.c.platform,
        stars.c.account == recipients.c.person_account,
        stars.c.person == recipients.c.person,
    )
    joined = select(recipients.c.id, stars.c.session).join_from(recipients, stars, is_theirs)
    return joined.where(recipients.c.id.in_(of), stars.c.event == event)


def _for(recipient: int, event: str, session: str) -> ColumnElement[bool]:
    return and_(lead_times.c.recipient == recipient, lead_times.c.event == event, lead_times.c.session == session)


def _values(follow: Follow) -> dict[str, str]:
    return {"event": follow.event, "scope": follow.scope, "name": follow.name}


def _follow(row: Row[Any]) -> Follow:
    return Follow(row.event, Scope(row.scope), row.name)
