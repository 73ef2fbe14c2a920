"""A chat that has another id from now on; where that was known already, both become one recipient."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import ColumnElement, Connection, Exists, Table, and_, delete, exists, or_, select, update

from bot.adapters.database.ledger.states import COMES_BACK, after_planning, is_one_of
from bot.adapters.database.recipient_rows import COLUMNS, is_in, recipient_of
from bot.adapters.database.tables import campaigns, deliveries, feedback, follows, lead_times, recipients
from bot.notifications.ledger import State

# What of each table there is once for a recipient: where both have it, that of the one who moves is kept.
_ONCE: Sequence[tuple[Table, Sequence[str]]] = [
    (lead_times, ["event", "session"]),
    (follows, ["event", "scope", "name"]),
    (feedback, ["event", "session"]),
    (deliveries, ["campaign"]),
]


def move(connection: Connection, recipient: int, chat: str) -> None:
    """The recipient keeps its number: rows that are at work go on."""
    after_planning(connection)
    columns = select(*COLUMNS, recipients.c.inactive_because)
    ours = connection.execute(columns.where(recipients.c.id == recipient).with_for_update()).one_or_none()
    if ours is None:  # forgotten meanwhile
        return
    place = replace(recipient_of(ours).conversation, chat=chat)
    other = connection.execute(columns.where(is_in(place), recipients.c.id != recipient)).one_or_none()
    if other is not None:
        _fold(connection, other.id, into=recipient)
        is_reached = "" in {ours.inactive_because, other.inactive_because}
        why = "" if is_reached else ours.inactive_because
        connection.execute(update(recipients).where(recipients.c.id == recipient).values(inactive_because=why))
    connection.execute(update(recipients).where(recipients.c.id == recipient).values(chat=chat))


def drop(connection: Connection, ids: Sequence[int]) -> None:
    """Forget these recipients, what they set and what was sent to them."""
    after_planning(connection)
    connection.execute(delete(deliveries).where(_of_all_campaigns(), deliveries.c.recipient.in_(ids)))
    connection.execute(delete(recipients).where(recipients.c.id.in_(ids)))  # and with them what refers to them


def _fold(connection: Connection, other: int, *, into: int) -> None:
    _believe_what_went_out(connection, other, into)
    for table, once in _ONCE:
        theirs = table.c.recipient == other
        if table is deliveries:
            theirs = and_(theirs, _of_all_campaigns())
        connection.execute(delete(table).where(theirs, _has_the_same(table, once, into)))
        connection.execute(update(table).where(theirs).values(recipient=into))
    connection.execute(delete(recipients).where(recipients.c.id == other))


def _believe_what_went_out(connection: Connection, other: int, into: int) -> None:
    """What the other was told is not told again."""
    twin = deliveries.alias("twin")
    went_out = exists().where(
        twin.c.campaign == deliveries.c.campaign,
        twin.c.recipient == other,
        twin.c.state.in_([State.SENDING, State.SENT]),
    )
    is_open = or_(is_one_of(deliveries.c.state, State.QUEUED, State.CLAIMED), COMES_BACK)
    ours = and_(_of_all_campaigns(), deliveries.c.recipient == into, is_open)
    connection.execute(delete(deliveries).where(ours, went_out))


def _has_the_same(table: Table, once: Sequence[str], recipient: int) -> Exists:
    same = table.alias("same")
    return exists().where(same.c.recipient == recipient, *(same.c[name] == table.c[name] for name in once))


def _of_all_campaigns() -> ColumnElement[bool]:
    """No condition, but a way to go: rows are kept by campaign, and by recipient only while they are queued."""
    return deliveries.c.campaign.in_(select(campaigns.c.id))
