"""Writes down what became of rows, and which are sent next, together."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, case, func, null, update

from bot.adapters.database.given_rows import Given, giving, number, words
from bot.adapters.database.ledger.states import is_one_of
from bot.adapters.database.tables import EPOCH, deliveries, microseconds, recipients, storable
from bot.notifications.ledger import DeliveryId, Result, State

# Recovered rows too: whoever had them may have been slow and not dead, and knows better.
_LAST_HELD = is_one_of(deliveries.c.state, State.QUEUED, State.CLAIMED, State.SENDING, State.UNKNOWN)
_THE_ROW = deliveries.c.campaign == number(0), deliveries.c.recipient == number(1)
_OUTCOME = update(deliveries).where(*_THE_ROW, deliveries.c.holder == bindparam("by"), _LAST_HELD)
_SENT = _OUTCOME.values(state=State.SENT, sent_at=number(2), receipt=words(3), why=null(), lease_until=null())
_PUT_OFF = _OUTCOME.values(
    state=State.QUEUED,
    try_at=func.coalesce(number(2), deliveries.c.try_at),
    attempts=deliveries.c.attempts + case((words(3).is_(None), 0), else_=1),
    why=words(3),
    holder=null(),
    lease_until=null(),
)
_OVER = _OUTCOME.values(state=number(2), why=words(3), lease_until=null())
_TOLD = (
    update(recipients)
    .where(recipients.c.id == number(0))
    .values(
        free_at=case((recipients.c.free_at < number(1), number(1)), else_=recipients.c.free_at),
        told=case(
            (number(2) == 0, recipients.c.told), (recipients.c.told_on == number(2), recipients.c.told + 1), else_=1
        ),
        told_on=case((number(2) == 0, recipients.c.told_on), else_=number(2)),
    )
)
_BEGIN = (
    update(deliveries)
    .where(*_THE_ROW, deliveries.c.holder == bindparam("by"))
    .where(is_one_of(deliveries.c.state + 0, State.CLAIMED, State.SENDING))  # the latter where an answer was lost
    .values(state=State.SENDING, lease_until=bindparam("until"))
    .returning(deliveries.c.campaign, deliveries.c.recipient)
)


@dataclass(frozen=True, slots=True)
class Step:
    """What a process says of its rows."""

    results: Sequence[Result]
    begin: Collection[DeliveryId]
    holder: str
    now: datetime
    lease: timedelta


def step(connection: Connection, said: Step) -> frozenset[DeliveryId]:
    """The rows that may be sent now."""
    # In one order: two processes never wait for each other.
    results = sorted(said.results, key=lambda result: result.id)
    _write_down(connection, results, said.holder)
    if not said.begin:
        return frozenset()
    begin = {**giving(sorted(said.begin)), "by": said.holder, "until": said.now + said.lease}
    return frozenset(DeliveryId(*row) for row in connection.execute(_BEGIN, begin))


def _write_down(connection: Connection, results: Sequence[Result], holder: str) -> None:
    """Recipients go before deliveries, as everywhere here: see `step`."""
    sent = [result for result in results if result.state is State.SENT]
    put_off = [result for result in results if result.state is State.QUEUED]
    over = [result for result in results if result.state not in {State.SENT, State.QUEUED}]
    if told := _told(sent):
        connection.execute(_TOLD, giving(told))
    for statement, rows in (
        (_SENT, [*map(_sent, sent)]),
        (_PUT_OFF, [*map(_put_off, put_off)]),
        (_OVER, [*map(_over, over)]),
    ):
        if rows:
            connection.execute(statement, {**giving(rows), "by": holder})


def _told(sent: Iterable[Result]) -> list[Given]:
    """A row for each recipient: of several for one, such as those that share a message, a database takes any."""
    found: dict[int, tuple[int, int]] = {}
    for each in sent:
        free_at, told_on = found.get(each.id.recipient, (0, 0))
        news = max(free_at, microseconds(each.free_at or EPOCH)), max(told_on, each.told_on)
        found[each.id.recipient] = news
    return [(recipient, *news) for recipient, news in sorted(found.items()) if any(news)]


def _sent(result: Result) -> Given:
    return *result.id, microseconds(result.at), storable(result.receipt)


def _put_off(result: Result) -> Given:
    return *result.id, microseconds(result.try_at) if result.try_at else None, storable(result.why) or None


def _over(result: Result) -> Given:
    return *result.id, result.state.value, storable(result.why) or None
