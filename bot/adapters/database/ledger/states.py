"""Which rows are in which state, and who waits for whom."""

from sqlalchemy import ColumnElement, Connection, FromClause, func, literal_column, select

from bot.adapters.database.tables import deliveries
from bot.notifications.ledger import State

_PLANNING = 0x446F63656E746C  # "Docentl": any number will do, as long as it is ours


# States are spelt out as the partial indexes do: they do not serve values that are bound. They do not serve `state + 0`
# either, which is written where another index is the better way.
def is_one_of(state: ColumnElement[int], *states: State) -> ColumnElement[bool]:
    return state.in_([literal_column(str(each.value)) for each in states])


IS_QUEUED = deliveries.c.state == literal_column(str(State.QUEUED.value))
IS_AT_WORK = is_one_of(deliveries.c.state, State.CLAIMED, State.SENDING)
# Where the audience has them again; what expired, by a clock that was ahead.
COMES_BACK = is_one_of(deliveries.c.state, State.WITHDRAWN, State.BLOCKED, State.EXPIRED)


# Why a row in SENDING ends unless it arrives: what is being sent cannot be withdrawn, and it must not be sent again.
UNWANTED = "not wanted any more since it is being sent"


def is_open(rows: FromClause = deliveries) -> ColumnElement[bool]:
    """Rows that are kept by recipient: queued or at work."""
    return rows.c.state <= literal_column(str(State.SENDING.value))


def is_busy() -> ColumnElement[bool]:
    """Rows for whose recipient a row is held, or being sent."""
    other = deliveries.alias("other")
    at_work = is_one_of(other.c.state + 0, State.CLAIMED, State.SENDING)
    those = select(other.c.state).where(other.c.recipient == deliveries.c.recipient, is_open(other), at_work)
    return those.correlate(deliveries).offset(0).exists()  # the offset has PostgreSQL ask by recipient, and not join


def alone_in_planning(connection: Connection) -> None:
    """One process at a time adds rows, while nobody ends any: on SQLite it is so anyway."""
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(_PLANNING)))


def after_planning(connection: Connection) -> None:
    """Whatever is being added is there first: else it would bring people what they have just left."""
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock_shared(_PLANNING)))
