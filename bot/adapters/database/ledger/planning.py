"""Queues a campaign for its audience, in parts that take their turn with whatever else is written."""

import json
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from time import perf_counter
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, exists, literal, select, text, update

from bot.adapters.database.ledger import campaign_rows
from bot.adapters.database.ledger.audiences import Stream, streams
from bot.adapters.database.ledger.states import COMES_BACK, alone_in_planning
from bot.adapters.database.tables import campaigns, deliveries, insert, recipients
from bot.adapters.database.worker import Worker
from bot.notifications.campaigns import Campaign, Everybody, Kind
from bot.notifications.ledger import State

WANTED_SECONDS = 0.05  # for one part: others wait so long
FIRST_ROWS, FEWEST_ROWS, MOST_ROWS = 1_000, 100, 20_000
MANY_ROWS = 1_000


@dataclass(frozen=True, slots=True)
class Place:
    """How far an audience is planned: in which of its streams, after which key. Kept as JSON: [0, "telegram", ...]."""

    stream: int = 0
    key: tuple[object, ...] = ()

    @classmethod
    def read(cls, planned_to: str) -> "Place":
        stream, *key = json.loads(planned_to) if planned_to else [0]
        return cls(stream, tuple(key))

    def __str__(self) -> str:
        return json.dumps([self.stream, *self.key])


@dataclass(frozen=True, slots=True)
class Part:
    """Some rows of an audience: those of the stream after `place`, up to `last`; None where there are no more."""

    stream: Stream
    place: Place
    last: tuple[object, ...] | None
    follows: Place | None  # None where the audience ends


async def plan(worker: Worker, campaign: Campaign, *, now: datetime) -> int:
    """Queue it for all of its audience who lack it; how many were added."""
    if not await _lacks_somebody(worker, campaign):
        return 0
    await worker.write(partial(_begin, campaign=campaign, now=now))
    added, rows, goes_on = 0, FIRST_ROWS, True
    while goes_on:
        began = perf_counter()
        new, goes_on = await worker.write(partial(_plan_part, campaign=campaign, rows=rows))
        added += new
        rows = _rows_next(rows, perf_counter() - began)
    if added >= MANY_ROWS:
        await worker.write(_count_anew)
    return added


def _count_anew(connection: Connection) -> None:
    """Let PostgreSQL know at once that the table has grown: it keeps to plans that suited what it was before."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET LOCAL default_statistics_target = 10"))  # from so few rows, a moment's work
        connection.execute(text("ANALYZE (SKIP_LOCKED) deliveries"))  # who holds it counts too


def _rows_next(rows: int, seconds: float) -> int:
    fitting = int(rows * WANTED_SECONDS / seconds)
    return max(FEWEST_ROWS, min(fitting, rows * 2, MOST_ROWS))


async def _lacks_somebody(worker: Worker, campaign: Campaign) -> bool:
    """Whether there is anything to write; most campaigns are looked at again and again, and lack nobody."""
    start, is_whole = await worker.read(partial(_where_to_look, campaign=campaign))
    place, rows = start if is_whole else None, FIRST_ROWS
    while place is not None:
        began = perf_counter()
        is_lacking, place = await worker.read(partial(_look, campaign=campaign, place=place, rows=rows))
        if is_lacking:
            return True
        rows = _rows_next(rows, perf_counter() - began)
    return not is_whole


def _where_to_look(connection: Connection, campaign: Campaign) -> tuple[Place, bool]:
    """From where on newcomers are looked for, and whether all others have their rows."""
    known = campaign_rows.one(connection, campaign.key)
    if known is None or known.withdrawn or not known.planned_to:
        return Place(), False
    place = Place.read(known.planned_to)
    if isinstance(campaign.audience, Everybody):  # who comes later has a greater id
        return place, True
    return Place(), place.stream >= len(streams(campaign))


def _look(connection: Connection, campaign: Campaign, place: Place, rows: int) -> tuple[bool, Place | None]:
    part = _part(connection, campaign, place, rows)
    if part.last is None:
        return False, part.follows
    known = campaign_rows.one(connection, campaign.key)
    in_part = and_(part.stream.after(place.key), part.stream.until(part.last), _lacks(part.stream, known.id))
    found = connection.scalar(select(exists().select_from(part.stream.joined).where(in_part)))
    return bool(found), part.follows


def _begin(connection: Connection, campaign: Campaign, now: datetime) -> None:
    """Have it go on where it broke off; from the beginning where it came to its end."""
    alone_in_planning(connection)
    campaign_rows.keep(connection, campaign, now=now)
    known = campaign_rows.one(connection, campaign.key)
    is_at_end = Place.read(known.planned_to).stream >= len(streams(campaign))
    place = campaign_rows.NOTHING_YET if is_at_end else known.planned_to
    connection.execute(update(campaigns).where(campaigns.c.id == known.id).values(withdrawn=0, planned_to=place))


def _plan_part(connection: Connection, campaign: Campaign, rows: int) -> tuple[int, bool]:
    """How many were added, and whether there are more."""
    alone_in_planning(connection)
    known = campaign_rows.one(connection, campaign.key)
    place = Place.read(known.planned_to)
    if place.stream >= len(streams(campaign)):
        return 0, False  # another process came first
    part = _part(connection, campaign, place, rows)
    added = _queue(connection, part, part.last, known) if part.last else 0
    reached = part.follows or _end(campaign, part)
    connection.execute(update(campaigns).where(campaigns.c.id == known.id).values(planned_to=str(reached)))
    return added, part.follows is not None


def _part(connection: Connection, campaign: Campaign, place: Place, rows: int) -> Part:
    parts = streams(campaign)
    stream = parts[place.stream]
    keys = select(*stream.key).where(stream.after(place.key))
    full = connection.execute(keys.order_by(*stream.key).offset(rows - 1).limit(1)).one_or_none()
    if full is not None:
        return Part(stream, place, tuple(full), Place(place.stream, tuple(full)))
    rest = connection.execute(keys.order_by(*(column.desc() for column in stream.key)).limit(1)).one_or_none()
    is_end = place.stream == len(parts) - 1
    return Part(stream, place, tuple(rest) if rest else None, None if is_end else Place(place.stream + 1))


def _end(campaign: Campaign, part: Part) -> Place:
    if isinstance(campaign.audience, Everybody):
        return Place(part.place.stream, part.last or part.place.key)
    return Place(part.place.stream + 1)


def _queue(connection: Connection, part: Part, last: tuple[object, ...], known: Row[Any]) -> int:
    new = {
        deliveries.c.campaign: literal(known.id),
        deliveries.c.recipient: recipients.c.id,
        deliveries.c.platform: recipients.c.platform,
        deliveries.c.rank: literal(Kind(known.kind).rank),
        deliveries.c.state: literal(State.QUEUED.value),
        deliveries.c.try_at: literal(known.due_at, deliveries.c.try_at.type),
        deliveries.c.attempts: literal(0),
    }
    in_part = part.stream.after(part.place.key), part.stream.until(last), _lacks(part.stream, known.id)
    chosen = select(*new.values()).select_from(part.stream.joined).where(*in_part)
    queued = insert(connection, deliveries).from_select([*new], chosen)
    again = {column.name: queued.excluded[column.name] for column in deliveries.c if not column.primary_key}
    queued = queued.on_conflict_do_update(index_elements=["campaign", "recipient"], set_=again, where=COMES_BACK)
    return connection.execute(queued, execution_options={"preserve_rowcount": True}).rowcount


def _lacks(stream: Stream, campaign: int) -> ColumnElement[bool]:
    has_it = exists().where(
        deliveries.c.campaign == campaign,
        deliveries.c.recipient == recipients.c.id,
        ~COMES_BACK,
    )
    return and_(stream.wanted, ~has_it)
