"""How many messages a second each bot may send, on one row that all processes share."""

from datetime import datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import Connection, Row, select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.adapters.database.tables import EPOCH, insert, rates
from bot.adapters.database.worker import Worker
from bot.notifications.ledger import Slots

FARTHEST = timedelta(minutes=1)  # that slots are given out ahead: one that is farther away is from a clock put back


class SqlRates:
    def __init__(self, engine: AsyncEngine) -> None:
        self._worker = Worker(engine)

    async def close(self) -> None:
        await self._worker.close()

    async def reserve(self, bot: str, *, wanted: int, answered: int, spacing: timedelta, now: datetime) -> Slots:
        return await self._worker.write(
            partial(_reserve, bot=bot, wanted=wanted, answered=answered, spacing=spacing, now=now)
        )

    async def pause(self, bot: str, *, until: datetime, alarm: str = "") -> None:
        await self._worker.write(partial(_pause, bot=bot, until=until, alarm=alarm))

    async def alarm(self, bot: str) -> str:
        says: str | None = await self._worker.read(
            lambda connection: connection.scalar(select(rates.c.alarm).where(rates.c.bot == bot))
        )
        return says or ""


def _reserve(
    connection: Connection, *, bot: str, wanted: int, answered: int, spacing: timedelta, now: datetime
) -> Slots:
    known = _locked(connection, bot)
    next_slot = known.next_slot_at if known.next_slot_at <= now + FARTHEST else now
    first = max(next_slot, now) + answered * spacing
    is_paused = known.paused_until > now
    at = () if is_paused else tuple(first + number * spacing for number in range(wanted))
    news = {"next_slot_at": first + len(at) * spacing, "alarm": "" if at else known.alarm}
    connection.execute(update(rates).where(rates.c.bot == bot).values(news))
    return Slots(at, known.paused_until if is_paused else None)


def _pause(connection: Connection, bot: str, until: datetime, alarm: str) -> None:
    known = _locked(connection, bot)
    news = {"paused_until": max(known.paused_until, until), "alarm": alarm or known.alarm}
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
