"""How many messages a second each bot may send, on one row that all processes share."""

from datetime import datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import Connection, Row, select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.adapters.database.tables import EPOCH, insert, rates
from bot.adapters.database.worker import Worker
from bot.notifications.ledger import Slots

# That slots are given out ahead: in time, and where messages are rarer, in slots. What is farther away is from a clock
# that was put back.
FARTHEST, MOST_AHEAD = timedelta(minutes=1), 10


class SqlRates:
    def __init__(self, engine: AsyncEngine) -> None:
        self._worker = Worker(engine)

    async def close(self) -> None:
        await self._worker.close()

    async def reserve(self, bot: str, *, wanted: int, answered: int, spacing: timedelta, now: datetime) -> Slots:
        return await self._worker.write(
            partial(_reserve, bot=bot, wanted=wanted, answered=answered, spacing=spacing, now=now)
        )

    async def pause(self, bot: str, *, until: datetime, now: datetime, alarm: str = "") -> None:
        await self._worker.write(partial(_pause, bot=bot, until=until, now=now, alarm=alarm))

    async def alarm(self, bot: str) -> str:
        says: str | None = await self._worker.read(
            lambda connection: connection.scalar(select(rates.c.alarm).where(rates.c.bot == bot))
        )
        return says or ""


def _reserve(
    connection: Connection, *, bot: str, wanted: int, answered: int, spacing: timedelta, now: datetime
) -> Slots:
    known = _locked(connection, bot)
    next_slot, paused_until = _put_back(known, now, spacing)
    first = max(next_slot, now) + answered * spacing
    is_paused = paused_until > now
    at = () if is_paused else tuple(first + number * spacing for number in range(wanted))
    after = {"next_slot_at": first + len(at) * spacing, "paused_until": paused_until}
    news = {**after, "alarm": "" if at else known.alarm}
    connection.execute(update(rates).where(rates.c.bot == bot).values(news))
    return Slots(at, paused_until if is_paused else None)


def _put_back(known: Row[Any], now: datetime, spacing: timedelta) -> tuple[datetime, datetime]:
    """The next slot and the end of the pause, both put back where the clock was.

    The slot tells, since it is never before the moment at which a pause was written. The pause may well be for hours.
    """
    ahead = known.next_slot_at - now
    if ahead <= max(FARTHEST, MOST_AHEAD * spacing):
        return known.next_slot_at, known.paused_until
    return now, max(EPOCH, known.paused_until - ahead)


def _pause(connection: Connection, bot: str, until: datetime, now: datetime, alarm: str) -> None:
    known = _locked(connection, bot)
    moments = {"next_slot_at": max(known.next_slot_at, now), "paused_until": max(known.paused_until, until)}
    news = {**moments, "alarm": alarm or known.alarm}
    connection.execute(update(rates).where(rates.c.bot == bot).values(news))


def _locked(connection: Connection, bot: str) -> Row[Any]:
    """The bot's row, for this transaction alone."""
    query = select(rates).where(rates.c.bot == bot).with_for_update()
    known = connection.execute(query).one_or_none()
    if known is not None:
        return known
    new = insert(connection, rates).values(bot=bot, next_slot_at=EPOCH, paused_until=EPOCH, alarm="")
    connection.execute(new.on_conflict_do_nothing(index_elements=["bot"]))
    return connection.execute(query).one()
