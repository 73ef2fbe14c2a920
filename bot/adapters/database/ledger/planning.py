"""Queues a campaign for its audience, in parts that take their turn with whatever else is written."""

from datetime import datetime
from functools import partial
from time import perf_counter
from typing import Any

from sqlalchemy import Connection, Row, literal, select, text, update

from bot.adapters.database.ledger import campaign_rows
from bot.adapters.database.ledger.audiences import streams
from bot.adapters.database.ledger.looking import lacks_somebody
from bot.adapters.database.ledger.parts import AGAIN, FIRST_ROWS, Part, Place, part_after, rows_next
from bot.adapters.database.ledger.states import COMES_BACK, alone_in_planning
from bot.adapters.database.tables import campaigns, deliveries, insert, recipients
from bot.adapters.database.worker import Worker
from bot.notifications.campaigns import Campaign, Kind
from bot.notifications.ledger import State

MANY_ROWS = 1_000


async def plan(worker: Worker, campaign: Campaign, *, now: datetime) -> int:
    """Queue it for all of its audience who lack it; how many were added."""
    if not await lacks_somebody(worker, campaign):
        return 0
    await worker.write(partial(_begin, campaign=campaign, now=now))
    added, rows, goes_on = 0, FIRST_ROWS, True
    while goes_on:
        began = perf_counter()
        new, goes_on = await worker.write(partial(_plan_part, campaign=campaign, rows=rows))
        added += new
        rows = rows_next(rows, perf_counter() - began)
    if added >= MANY_ROWS:
        await worker.write(_count_anew)
    return added


def _begin(connection: Connection, campaign: Campaign, now: datetime) -> None:
    """Have it go on where it broke off; from the beginning where it came to its end."""
    alone_in_planning(connection)
    campaign_rows.keep(connection, campaign, now=now)
    known = campaign_rows.one(connection, campaign.key)
    is_at_end = Place.read(known.planned_to).stream >= len(streams(campaign))
    _keep_place(connection, known.id, str(AGAIN) if is_at_end else known.planned_to)


def _plan_part(connection: Connection, campaign: Campaign, rows: int) -> tuple[int, bool]:
    """How many were added, and whether there are more."""
    alone_in_planning(connection)
    known = campaign_rows.one(connection, campaign.key)
    place = Place.read(known.planned_to)
    if place.stream >= len(streams(campaign)):
        return 0, False  # another process came first
    part = part_after(connection, campaign, place, rows)
    added = _queue(connection, part, known) if part.last else 0
    _keep_place(connection, known.id, str(part.reached))
    return added, not part.is_end


def _keep_place(connection: Connection, campaign: int, place: str) -> None:
    news = {"withdrawn": 0, "planned_to": place}
    connection.execute(update(campaigns).where(campaigns.c.id == campaign).values(news))


def _queue(connection: Connection, part: Part, known: Row[Any]) -> int:
    new = {
        deliveries.c.campaign: literal(known.id),
        deliveries.c.recipient: recipients.c.id,
        deliveries.c.platform: recipients.c.platform,
        deliveries.c.rank: literal(Kind(known.kind).rank),
        deliveries.c.state: literal(State.QUEUED.value),
        deliveries.c.try_at: literal(known.due_at, deliveries.c.try_at.type),
        deliveries.c.attempts: literal(0),
    }
    lacking = part.lacking(known.id, again=part.place.again)
    queued = insert(connection, deliveries).from_select(
        [*new], select(*new.values()).select_from(part.stream.joined).where(lacking)
    )
    if part.place.again:
        news = {column.name: queued.excluded[column.name] for column in deliveries.c if not column.primary_key}
        queued = queued.on_conflict_do_update(index_elements=["campaign", "recipient"], set_=news, where=COMES_BACK)
    return connection.execute(queued, execution_options={"preserve_rowcount": True}).rowcount


def _count_anew(connection: Connection) -> None:
    """Let PostgreSQL know at once that the table has grown: it keeps to plans that suited what it was before."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET LOCAL default_statistics_target = 10"))  # from so few rows, a moment's work
        connection.execute(text("ANALYZE (SKIP_LOCKED) deliveries"))  # who holds it counts too
