"""Takes what is due out of the ledger, has it decided and put in words, and sees it sent: for one platform."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from math import ceil
from typing import Final

from bot.messages import Platform
from bot.notifications import budget
from bot.notifications.in_flight import InFlight
from bot.notifications.ledger import Delivery, DeliveryLedger, Result
from bot.notifications.outcomes import Outgoing
from bot.notifications.pacing import Pacing
from bot.ports import Clock, Pause

logger = logging.getLogger(__name__)

MOST_CLAIMED: Final = 250  # rows at once
SOON: Final = timedelta(milliseconds=500)  # what is due by then is waited for; for the rest somebody wakes us
GRAIN: Final = timedelta(milliseconds=20)  # to wait for company: a claim of one row costs as much as one of ten
RECOVERED_EVERY: Final = timedelta(milliseconds=500)

Prepare = Callable[[Sequence[Delivery], datetime], Awaitable[tuple[Sequence[Outgoing], Sequence[Result]]]]


class Dispatcher:
    """Sends what is due on one platform, in this process.

    Args:
        prepare: has rows decided and put in words; the messages, and the results of those that are not to be sent.
        holder: names this process in the ledger, and no other that ever was.
        lease: how long what was claimed is ours.
        pause: waits, in seconds.
    """

    def __init__(
        self,
        platform: Platform,
        ledger: DeliveryLedger,
        prepare: Prepare,
        *,
        in_flight: InFlight,
        pacing: Pacing,
        clock: Clock,
        holder: str,
        lease: timedelta,
        pause: Pause = asyncio.sleep,
    ) -> None:
        self._platform = platform
        self._ledger = ledger
        self._prepare = prepare
        self._in_flight = in_flight
        self._pacing = pacing
        self._clock = clock
        self._holder = holder
        self._lease = lease
        self._pause = pause
        self._woken = asyncio.Event()
        self._stopping = False
        self._recovered_at: datetime | None = None
        self._away = False  # whether the database was, when we last tried

    @property
    def alarm(self) -> str:
        """What an operator has to mend before anything is sent; empty while all is well."""
        return self._pacing.alarm

    def wake(self) -> None:
        """Something may be due. To be called now and then: nothing here looks at the clock by itself."""
        self._woken.set()

    async def work(self, until: asyncio.Event) -> None:
        """Send what is due whenever we are woken. What has begun is finished in `drain`."""
        stopping = asyncio.create_task(self._stop_at(until))
        while not self._stopping:
            await self._woken.wait()
            self._woken.clear()
            await self._tried(self._claim_all())
        await stopping

    async def drain(self, seconds: float) -> bool:
        """Give back what is not begun and finish the rest, within this time; whether that was enough."""
        self._stopping = True
        self._in_flight.give_back()
        try:
            async with asyncio.timeout(seconds):
                await self._in_flight.rest()
        except TimeoutError:
            self._in_flight.give_up()
            return False
        return True

    async def work_once(self) -> None:
        """Send what is due, and return when it is sent."""
        await self._claim_all()
        await self._in_flight.rest()

    async def _stop_at(self, until: asyncio.Event) -> None:
        await until.wait()
        self._stopping = True
        self._in_flight.give_back()
        self.wake()

    async def _tried(self, work: Awaitable[None]) -> None:
        try:
            await work
        except Exception as error:  # noqa: BLE001 - it is tried again when we are woken the next time
            if not self._away:
                logger.warning("Nothing could be claimed: %s", type(error).__name__, extra={"action": "ledger_away"})
            self._away = True
        else:
            self._away = False

    # Claiming

    async def _claim_all(self) -> None:
        """Claim until nothing is due within the next moment, or the platform wants a pause."""
        empty, more = 0, False
        while not self._stopping and empty < 2:  # noqa: PLR2004 - others may hold what is due
            await self._recover()
            if not (more or await self._something_soon()):
                await self._pacing.tell()
                break
            if await self._paused():
                break
            claimed = await self._claim()
            empty = 0 if claimed else empty + 1
            more = claimed >= self._limit
            if not more:
                await self._pause(GRAIN.total_seconds())

    async def _something_soon(self) -> bool:
        """Wait for what is due within the next moment; whether there is anything."""
        due = await self._ledger.next_due(self._platform)
        now = self._clock.now()
        if due is None or due > now + SOON:
            return False
        await self._pause(max(0.0, (due - now).total_seconds()))
        return True

    @property
    def _limit(self) -> int:
        """Where messages have to wait, no more than go out within a second or so: others may be free to take them."""
        return MOST_CLAIMED if self._pacing.at_once is None else min(MOST_CLAIMED, 10 * self._pacing.at_once)

    async def _claim(self) -> int:
        """Claim once there is room; how many rows."""
        await self._in_flight.room(below=ceil(self._limit / 2))
        now = self._clock.now()
        claimed = await self._ledger.claim(
            self._platform,
            holder=self._holder,
            limit=self._limit,
            now=now,
            lease=self._lease,
            merge_until=now + budget.AHEAD,
        )
        if claimed:
            self._in_flight.put(*await self._prepare(claimed, now))
        return len(claimed)

    async def _paused(self) -> bool:
        await self._pacing.hear()
        if self._pacing.paused_until is None:
            return False
        self._in_flight.give_back()
        return True

    async def _recover(self) -> None:
        """Free what crashed processes held; never before our own work is written down."""
        now = self._clock.now()
        if self._in_flight.away or (self._recovered_at and abs(now - self._recovered_at) < RECOVERED_EVERY):
            return
        recovered = await self._ledger.recover(now=now)
        self._recovered_at = now
        if recovered.queued or recovered.unknown:
            logger.warning(
                "Recovered from a process that ended: %d to send again, %d that nobody knows of",
                recovered.queued,
                recovered.unknown,
                extra={"action": "deliveries_recovered"},
            )
