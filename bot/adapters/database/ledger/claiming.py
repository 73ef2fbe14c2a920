"""Takes hold of rows that are due, so that one recipient is in one process's hands only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, Connection, bindparam, literal_column, or_, select, update

from bot.adapters.database.given_rows import giving_numbers, is_given
from bot.adapters.database.ledger import campaign_rows
from bot.adapters.database.ledger.campaign_rows import Told
from bot.adapters.database.ledger.states import IS_QUEUED, is_busy, is_one_of, is_open
from bot.adapters.database.recipient_rows import COLUMNS, recipient_of
from bot.adapters.database.tables import deliveries, recipients
from bot.notifications.ledger import Delivery, DeliveryId, Recipient, State

FARTHEST = timedelta(minutes=1)  # that a chat is left alone: what is farther away is from a clock that was put back


@dataclass(frozen=True, slots=True)
class Claim:
    """What a process asks for."""

    platform: str
    holder: str
    limit: int
    now: datetime
    lease: timedelta
    merge_until: datetime


# Who is due. Their rows of `recipients` are locked: PostgreSQL would let two processes, each of which sees the other's
# claim too late, hold different rows of one recipient. Where somebody has such a lock, they are passed over.
_DUE = (
    select(*COLUMNS)
    .join_from(deliveries, recipients, deliveries.c.recipient == recipients.c.id)
    .where(
        IS_QUEUED,
        deliveries.c.platform == bindparam("platform"),
        deliveries.c.try_at <= bindparam("now"),
        or_(recipients.c.free_at <= bindparam("now"), recipients.c.free_at > bindparam("farthest")),
        ~is_busy(),
    )
    .order_by(deliveries.c.rank, deliveries.c.try_at, deliveries.c.campaign, deliveries.c.recipient)
    .limit(bindparam("limit", type_=BigInteger))
    .with_for_update(of=recipients, key_share=True, skip_locked=True)
)
# A statement of its own, which sees what was written before those locks were given.
_HOLD = (
    update(deliveries)
    .where(
        is_open(),  # as the index by recipient has it: the others are of no use here
        is_given(deliveries.c.recipient),
        is_one_of(deliveries.c.state + 0, State.QUEUED),
        deliveries.c.try_at <= bindparam("merge_until"),
        ~is_busy(),
    )
    .values(state=literal_column(str(State.CLAIMED.value)), holder=bindparam("by"), lease_until=bindparam("until"))
    .returning(deliveries.c.campaign, deliveries.c.recipient, deliveries.c.try_at, deliveries.c.attempts)
)


def claim(connection: Connection, asked: Claim, told: dict[int, Told]) -> Sequence[Delivery]:
    """The rows that are held from now on. `told` remembers campaigns, which never change."""
    due = {"platform": asked.platform, "now": asked.now, "farthest": asked.now + FARTHEST, "limit": asked.limit}
    found = {row[0]: row for row in connection.execute(_DUE, due)}
    if not found:
        return []
    hold = {**giving_numbers(found), "merge_until": asked.merge_until}
    rows = connection.execute(_HOLD, {**hold, "by": asked.holder, "until": asked.now + asked.lease}).all()
    new = {campaign for campaign, *_ in rows} - told.keys()
    if new:
        told |= campaign_rows.known(connection, sorted(new))
    people = {id_: recipient_of(row) for id_, row in found.items()}
    held = [_delivery(row, told, people) for row in rows]
    return sorted(held, key=lambda delivery: (delivery.kind.rank, delivery.try_at, delivery.id))


def _delivery(row: Sequence[Any], told: Mapping[int, Told], people: Mapping[int, Recipient]) -> Delivery:
    campaign, recipient, try_at, attempts = row
    key, kind, event, session, due, expires, payload = told[campaign]
    id_, whom = DeliveryId(campaign, recipient), people[recipient]
    return Delivery(id_, key, kind, event, session, due, try_at, expires, payload, whom, attempts)
