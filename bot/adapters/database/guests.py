"""Everybody who is told something of an event, read at once, and written into the database of a rehearsal."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, Table, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.adapters.database.engine import reading, writing
from bot.adapters.database.recipient_rows import COLUMNS, recipient_of
from bot.adapters.database.tables import EPOCH, NO_LEAD, follows, lead_times, recipients, stars
from bot.notifications.campaigns import Kind, Scope
from bot.notifications.subscriptions import Follow, LeadTimes, Subscription
from bot.rehearsing.guests import Guest


async def read_guests(engine: AsyncEngine, event: str) -> Sequence[Guest]:
    """Whoever has a session of the event in their schedule or follows something of it, and can be reached."""
    columns = *COLUMNS, recipients.c.silenced, recipients.c.overview_at
    reached: Select[Any] = select(*columns).where(recipients.c.inactive_because == "").order_by(recipients.c.id)
    async with reading(engine) as connection:
        starred = await _by(connection, stars, stars.c.event == event, "platform", "account", "person")
        followed = await _by(connection, follows, follows.c.event.in_(["", event]), "recipient")
        leads = await _by(connection, lead_times, lead_times.c.event.in_(["", event]), "recipient")
        rows = (await connection.execute(reached)).all()
    guests = (_guest(row, starred, followed[row.id,], leads[row.id,]) for row in rows)
    return [guest for guest in guests if guest.stars or any(each.event for each in guest.subscription.follows)]


async def write_guests(engine: AsyncEngine, guests: Iterable[Guest], event: str, *, at: datetime) -> None:
    """Write them down as they are, under their own ids, with their schedules, where nobody is known yet."""
    those = [*guests]
    async with writing(engine) as connection:
        await _write(connection, recipients, [_recipient(guest, at) for guest in those])
        await _write(connection, lead_times, [row for guest in those for row in _leads(guest.subscription)])
        await _write(connection, follows, [row for guest in those for row in _follows(guest.subscription)])
        await _write(connection, stars, [row for guest in those for row in _stars(guest, event)])


_Rows = Mapping[tuple[Any, ...], Sequence[Row[Any]]]


async def _by(connection: AsyncConnection, table: Table, which: ColumnElement[bool], *key: str) -> _Rows:
    rows: dict[tuple[Any, ...], list[Row[Any]]] = defaultdict(list)
    for row in await connection.execute(select(table).where(which)):
        rows[tuple(getattr(row, name) for name in key)].append(row)
    return rows


def _guest(row: Row[Any], starred: _Rows, followed: Sequence[Row[Any]], leads: Sequence[Row[Any]]) -> Guest:
    recipient = recipient_of(row)
    person = recipient.person
    subscription = Subscription(
        recipient,
        tuple(_lead_times(leads)),
        tuple(sorted(Follow(each.event, Scope(each.scope), each.name) for each in followed)),
        frozenset(kind for kind in Kind if row.silenced & kind.bit),
        row.overview_at,
    )
    own = starred[person.platform, person.account, person.id] if person else ()
    return Guest(subscription, {each.session: each.starred_at for each in own})


def _lead_times(rows: Iterable[Row[Any]]) -> Iterable[LeadTimes]:
    minutes: dict[tuple[str, str], list[int]] = defaultdict(list)
    for row in rows:
        minutes[row.event, row.session] += [row.minutes] if row.minutes != NO_LEAD else []
    return (LeadTimes(tuple(sorted(those, reverse=True)), *place) for place, those in sorted(minutes.items()))


async def _write(connection: AsyncConnection, table: Table, rows: Sequence[Mapping[str, object]]) -> None:
    if rows:
        await connection.execute(table.insert(), rows)


def _recipient(guest: Guest, at: datetime) -> dict[str, object]:
    subscription, recipient = guest.subscription, guest.subscription.recipient
    chat, person = recipient.conversation, recipient.person
    return {
        "id": recipient.id,
        "platform": chat.platform,
        "account": chat.account,
        "chat": chat.chat,
        "thread": chat.thread or "",
        "person_account": person.account if person else "",
        "person": person.id if person else "",
        "language": recipient.language,
        "zone": recipient.zone,
        "inactive_because": "",
        "silenced": sum(kind.bit for kind in subscription.silenced),
        "quiet_from": recipient.quiet_from,
        "quiet_until": recipient.quiet_until,
        "most_a_day": recipient.most_a_day,
        "overview_at": subscription.overview_at,
        "met_at": at,
        "free_at": EPOCH,
        "told_on": 0,
        "told": 0,
    }


def _leads(subscription: Subscription) -> Iterable[dict[str, object]]:
    for leads in subscription.lead_times:
        place = {"recipient": subscription.recipient.id, "event": leads.event, "session": leads.session}
        yield from ({**place, "minutes": minutes} for minutes in leads.minutes or (NO_LEAD,))


def _follows(subscription: Subscription) -> Iterable[dict[str, object]]:
    of = subscription.recipient.id
    return (
        {"recipient": of, "event": each.event, "scope": each.scope, "name": each.name} for each in subscription.follows
    )


def _stars(guest: Guest, event: str) -> Iterable[dict[str, object]]:
    person = guest.subscription.recipient.person
    if person is not None:
        who = {"platform": person.platform, "account": person.account, "person": person.id, "event": event}
        yield from ({**who, "session": session, "starred_at": at} for session, at in guest.stars.items())
