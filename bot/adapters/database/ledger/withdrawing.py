"""Ends what is pending: it is not wanted any more, or nobody can be reached."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, select, true, update

from bot.adapters.database.ledger.campaign_rows import meant
from bot.adapters.database.ledger.parts import AGAIN
from bot.adapters.database.ledger.states import UNWANTED, after_planning, is_one_of, is_open
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
    """What is pending for one recipient, of these campaigns."""
    after_planning(connection)
    of = and_(
        meant(event),
        campaigns.c.session == session if session else true(),
        campaigns.c.kind.in_(kinds) if kinds else true(),
    )
    return _end(
        connection,
        and_(deliveries.c.recipient == recipient, deliveries.c.campaign.in_(select(campaigns.c.id).where(of))),
    )


def leave(connection: Connection, recipient: int, why: str, state: State = State.WITHDRAWN) -> int:
    """Nothing is planned for them until they are met again, and what is pending ends."""
    after_planning(connection)
    connection.execute(update(recipients).where(recipients.c.id == recipient).values(inactive_because=why))
    return _end(connection, deliveries.c.recipient == recipient, state, why)


def _end(
    connection: Connection, which: ColumnElement[bool], state: State = State.WITHDRAWN, why: str | None = None
) -> int:
    """How many were pending. What is being sent stays so, and does not come back where it does not arrive."""
    theirs = update(deliveries).where(is_open(), which)
    connection.execute(theirs.where(is_one_of(deliveries.c.state + 0, State.SENDING)).values(why=UNWANTED))
    is_pending = is_one_of(deliveries.c.state + 0, State.QUEUED, State.CLAIMED)
    return connection.execute(theirs.where(is_pending).values(state=state, why=why)).rowcount
