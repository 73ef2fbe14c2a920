"""Ends what is pending: it is not wanted any more, or nobody can be reached; and takes it up where it is again."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, exists, null, or_, select, true, update

from bot.adapters.database.ledger.audiences import concerned
from bot.adapters.database.ledger.campaign_rows import campaign_of, meant
from bot.adapters.database.ledger.parts import AGAIN
from bot.adapters.database.ledger.states import UNWANTED, after_planning, alone_in_planning, is_one_of, is_open
from bot.adapters.database.tables import campaigns, deliveries, recipients
from bot.notifications.campaigns import Kind
from bot.notifications.ledger import State


def withdraw_others(
    connection: Connection, event: str, kinds: Collection[Kind], keys: Collection[str], *, now: datetime
) -> int:
    """Of the event's campaigns those with other keys. They are not looked at again until they are planned again."""
    after_planning(connection)
    open_ = select(campaigns.c.id, campaigns.c.key).where(
        campaigns.c.event == event,
        campaigns.c.kind.in_(kinds),
        campaigns.c.withdrawn == 0,
        campaigns.c.expires_at > now,
    )
    others = [row.id for row in connection.execute(open_) if row.key not in keys]
    if not others:
        return 0
    over = update(campaigns).where(campaigns.c.id.in_(others)).values(withdrawn=1, planned_to=str(AGAIN))
    connection.execute(over)
    return _end(connection, deliveries.c.campaign.in_(others))


def withdraw(connection: Connection, recipient: int, *, event: str, session: str, kinds: Collection[Kind]) -> int:
    """What is pending for one recipient, of these campaigns, where the audience does not have them any more."""
    after_planning(connection)
    of = and_(
        meant(event),
        campaigns.c.session == session if session else true(),
        campaigns.c.kind.in_(kinds) if kinds else true(),
    )
    theirs = deliveries.c.recipient == recipient
    over = _about(connection, and_(theirs, is_open(), of), recipient, wanted=False)
    return _end(connection, and_(theirs, deliveries.c.campaign.in_(over)))


def bring_back(connection: Connection, recipient: int, *, now: datetime) -> int:
    """What ended for one recipient before it expired, where the audience has them again."""
    alone_in_planning(connection)
    ended = is_one_of(deliveries.c.state, State.WITHDRAWN, State.BLOCKED)
    theirs = and_(deliveries.c.recipient == recipient, ended, deliveries.c.attempts == 0)
    goes_on = and_(campaigns.c.expires_at > now, campaigns.c.withdrawn == 0)
    back = _about(connection, and_(theirs, goes_on), recipient, wanted=True)
    again = {"state": State.QUEUED, "why": null(), "holder": null()}
    return connection.execute(update(deliveries).where(theirs, deliveries.c.campaign.in_(back)).values(again)).rowcount


def _about(connection: Connection, which: ColumnElement[bool], recipient: int, *, wanted: bool) -> Sequence[int]:
    """The campaigns of these rows that have the recipient in their audience, or have not."""
    rows = connection.execute(select(campaigns).join(deliveries, deliveries.c.campaign == campaigns.c.id).where(which))
    return [row.id for row in rows.all() if _concerns(connection, row, recipient) is wanted]


def _concerns(connection: Connection, row: Row[Any], recipient: int) -> bool:
    of = (exists(each.where(recipients.c.id == recipient)) for each in concerned(campaign_of(row)))
    return bool(connection.scalar(select(or_(*of))))


def leave(connection: Connection, recipient: int, why: str, state: State = State.WITHDRAWN) -> int:
    """Nothing is planned for them until they are met again, and what is pending ends."""
    after_planning(connection)
    connection.execute(update(recipients).where(recipients.c.id == recipient).values(inactive_because=why))
    theirs = deliveries.c.recipient == recipient
    # In the order in which those who send take several rows of one recipient: neither waits for the other for ever.
    in_order = select(deliveries.c.campaign).where(theirs, is_open()).order_by(deliveries.c.campaign)
    connection.execute(in_order.with_for_update())
    return _end(connection, theirs, state, why)


def _end(
    connection: Connection, which: ColumnElement[bool], state: State = State.WITHDRAWN, why: str | None = None
) -> int:
    """How many were pending. What is being sent stays so, and does not come back where it does not arrive."""
    theirs = update(deliveries).where(is_open(), which)
    connection.execute(theirs.where(is_one_of(deliveries.c.state + 0, State.SENDING)).values(why=UNWANTED))
    is_pending = is_one_of(deliveries.c.state + 0, State.QUEUED, State.CLAIMED)
    return connection.execute(theirs.where(is_pending).values(state=state, why=why)).rowcount
