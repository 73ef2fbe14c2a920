"""Writes down what became of rows, and which are sent next, together."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import CTE, ColumnElement, Connection, Update, and_, bindparam, case, func, null, select, update

from bot.adapters.database.given_rows import Given, GivenRows
from bot.adapters.database.ledger.states import UNWANTED, is_one_of
from bot.adapters.database.precompiled import Precompiled, Value
from bot.adapters.database.tables import EPOCH, deliveries, microseconds, recipients, storable
from bot.notifications.ledger import DeliveryId, Result, State

# Recovered rows too: whoever had them may have been slow and not dead, and knows better.
_LAST_HELD = is_one_of(deliveries.c.state, State.QUEUED, State.CLAIMED, State.SENDING, State.UNKNOWN)
_told, _sent, _put_off, _over, _next = map(GivenRows, ("told", "sent", "put_off", "over", "next"))


def _outcome(given: GivenRows) -> Update:
    return update(deliveries).where(_is(given), deliveries.c.holder == bindparam("by"), _LAST_HELD)


def _is(given: GivenRows) -> ColumnElement[bool]:
    return and_(deliveries.c.campaign == given.number(0), deliveries.c.recipient == given.number(1))


_TOLD = (
    update(recipients)
    .where(recipients.c.id == _told.number(0))
    .values(
        free_at=case((recipients.c.free_at < _told.number(1), _told.number(1)), else_=recipients.c.free_at),
        told=case(
            (_told.number(2) == 0, recipients.c.told),
            (recipients.c.told_on == _told.number(2), recipients.c.told + 1),
            else_=1,
        ),
        told_on=case((_told.number(2) == 0, recipients.c.told_on), else_=_told.number(2)),
    )
)
_SENT = _outcome(_sent).values(
    state=State.SENT, sent_at=_sent.number(2), receipt=_sent.words(3), why=null(), lease_until=null()
)
_PUT_OFF = _outcome(_put_off).values(
    state=case((deliveries.c.why == UNWANTED, State.WITHDRAWN.value), else_=State.QUEUED.value),
    try_at=func.coalesce(_put_off.number(2), deliveries.c.try_at),
    attempts=deliveries.c.attempts + case((_put_off.words(3).is_(None), 0), else_=1),
    why=_put_off.words(3),
    holder=null(),
    lease_until=null(),
)
_OVER = _outcome(_over).values(state=_over.number(2), why=_over.words(3), lease_until=null())
_BEGIN = (
    update(deliveries)
    .where(_is(_next), deliveries.c.holder == bindparam("by"))
    .where(is_one_of(deliveries.c.state + 0, State.CLAIMED, State.SENDING))  # the latter where an answer was lost
    .values(state=State.SENDING, lease_until=bindparam("until"))
)
_BEGUN = select(deliveries.c.campaign, deliveries.c.recipient).where(
    _is(_next), deliveries.c.holder == bindparam("by"), is_one_of(deliveries.c.state + 0, State.SENDING)
)


def _after(rows: CTE) -> ColumnElement[bool]:
    """True, once those rows are written: PostgreSQL takes the parts of a statement in no order of its own."""
    return select(func.count()).select_from(rows).scalar_subquery() >= 0


def _at_once() -> Update:
    told = _TOLD.returning(recipients.c.id).cte("told_recipients")
    sent = _SENT.where(_after(told)).returning(deliveries.c.recipient).cte("sent_deliveries")
    return _BEGIN.where(_after(sent))


_AT_ONCE = Precompiled(_at_once())
_WRITE_TOLD, _WRITE_SENT, _WRITE_PUT_OFF, _WRITE_OVER, _WRITE_BEGIN, _READ_BEGUN = map(
    Precompiled, (_TOLD, _SENT, _PUT_OFF, _OVER, _BEGIN, _BEGUN)
)


@dataclass(frozen=True, slots=True)
class Step:
    """What a process says of its rows."""

    results: Sequence[Result]
    begin: Collection[DeliveryId]
    holder: str
    now: datetime
    lease: timedelta

    @property
    def is_usual(self) -> bool:
        """Whether all that ended was sent, and others begin: it is one statement on PostgreSQL."""
        return bool(self.begin) and all(
            result.state is State.SENT and result.id not in self.begin for result in self.results
        )


def step(connection: Connection, said: Step) -> frozenset[DeliveryId]:
    """The rows that may be sent now."""
    # In one order, and recipients before deliveries, as everywhere here: two processes never wait for each other.
    results = sorted(said.results, key=lambda result: result.id)
    until = microseconds(said.now + said.lease)
    begin: dict[str, Value] = {**_next.giving(sorted(said.begin)), "by": said.holder, "until": until}
    if said.is_usual and connection.dialect.name == "postgresql":
        rows = {**_told.giving(_news(results)), **_sent.giving(map(_sent_row, results))}
        begun = _AT_ONCE.run(connection, begin | rows).rowcount
    else:
        _write_down(connection, results, said.holder)
        begun = _WRITE_BEGIN.run(connection, begin).rowcount if said.begin else 0
    if begun == len(said.begin):  # as nearly always: to count them takes less than to name them
        return frozenset(said.begin)
    return frozenset(DeliveryId(row.campaign, row.recipient) for row in _READ_BEGUN.run(connection, begin))


def _write_down(connection: Connection, results: Sequence[Result], holder: str) -> None:
    sent = [result for result in results if result.state is State.SENT]
    put_off = [result for result in results if result.state is State.QUEUED]
    over = [result for result in results if result.state not in {State.SENT, State.QUEUED}]
    if news := _news(sent):
        _WRITE_TOLD.run(connection, _told.giving(news))
    for write, given, rows in (
        (_WRITE_SENT, _sent, [*map(_sent_row, sent)]),
        (_WRITE_PUT_OFF, _put_off, [*map(_put_off_row, put_off)]),
        (_WRITE_OVER, _over, [*map(_over_row, over)]),
    ):
        if rows:
            write.run(connection, {**given.giving(rows), "by": holder})


def _news(sent: Iterable[Result]) -> list[Given]:
    """A row for each recipient: of several for one, such as those that share a message, a database takes any."""
    found: dict[int, tuple[int, int]] = {}
    for each in sent:
        free_at, told_on = found.get(each.id.recipient, (0, 0))
        latest = max(free_at, microseconds(each.free_at or EPOCH)), max(told_on, each.told_on)
        found[each.id.recipient] = latest
    return [(recipient, *latest) for recipient, latest in sorted(found.items()) if any(latest)]


def _sent_row(result: Result) -> Given:
    return *result.id, microseconds(result.at), storable(result.receipt)


def _put_off_row(result: Result) -> Given:
    return *result.id, microseconds(result.try_at) if result.try_at else None, storable(result.why) or None


def _over_row(result: Result) -> Given:
    return *result.id, result.state.value, storable(result.why) or None
