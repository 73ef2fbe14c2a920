"""Takes up what a crash left, and what failed."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, exists, func, null, or_, select, update

from bot.adapters.database.ledger import campaign_rows
from bot.adapters.database.ledger.audiences import concerned
from bot.adapters.database.ledger.states import IS_AT_WORK, IS_QUEUED, UNWANTED
from bot.adapters.database.tables import campaigns, deliveries
from bot.notifications.campaigns import Kind
from bot.notifications.ledger import Recovered, State

STOPPED = "Docent stopped while it was sent"
LONGEST = timedelta(minutes=15)  # no lease is longer: one that ends later is from a clock that was put back


def recover(connection: Connection, *, now: datetime) -> Recovered:
    """Rows keep their holder, who may have been slow and not dead: what it says still counts until another has them."""
    left = and_(IS_AT_WORK, or_(deliveries.c.lease_until <= now, deliveries.c.lease_until > now + LONGEST))
    was_sending = and_(left, deliveries.c.state == State.SENDING)
    claimed = _put(connection, and_(left, deliveries.c.state == State.CLAIMED), State.QUEUED)
    _put(connection, and_(was_sending, _is_at_least_once(), deliveries.c.why == UNWANTED), State.WITHDRAWN, tried=1)
    again = _put(connection, and_(was_sending, _is_at_least_once()), State.QUEUED, tried=1, why=STOPPED)
    return Recovered(claimed + again, _put(connection, was_sending, State.UNKNOWN, tried=1, why=STOPPED))


def resend_failed(connection: Connection, *, event: str, campaign: int | None, now: datetime) -> int:
    """Queue again what failed and has its moment still to come, for whomever it still concerns."""
    has_failed = exists().where(deliveries.c.campaign == campaigns.c.id, deliveries.c.state == State.FAILED)
    goes_on = and_(campaigns.c.expires_at > now, campaigns.c.withdrawn == 0)
    those = select(campaigns).where(campaign_rows.meant(event, campaign), goes_on, has_failed)
    return sum(_resend(connection, row, now) for row in connection.execute(those).all())


def next_due(connection: Connection, platform: str) -> datetime | None:
    """When the first queued row is to be tried. Asked by rank, for so the index has them."""
    first = select(func.min(deliveries.c.try_at)).where(IS_QUEUED, deliveries.c.platform == platform)
    ranks = {kind.rank for kind in Kind}
    found = [connection.scalar(first.where(deliveries.c.rank == rank)) for rank in ranks]
    return min((at for at in found if at is not None), default=None)


def _resend(connection: Connection, row: Row[Any], now: datetime) -> int:
    those = concerned(campaign_rows.campaign_of(row))
    failed = and_(deliveries.c.campaign == row.id, deliveries.c.state == State.FAILED)
    query = update(deliveries).where(failed, or_(*(deliveries.c.recipient.in_(each) for each in those)))
    again = query.values(state=State.QUEUED, try_at=now, attempts=0, why=null(), holder=null())
    return connection.execute(again).rowcount


def _is_at_least_once() -> ColumnElement[bool]:
    kinds = [kind for kind in Kind if kind.at_least_once]
    return deliveries.c.campaign.in_(select(campaigns.c.id).where(campaigns.c.kind.in_(kinds)))


def _put(connection: Connection, which: ColumnElement[bool], state: State, *, tried: int = 0, why: str = "") -> int:
    news = {"state": state, "attempts": deliveries.c.attempts + tried, "why": why or None, "lease_until": None}
    return connection.execute(update(deliveries).where(which).values(news)).rowcount
