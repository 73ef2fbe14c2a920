"""How fast one bot sends: moments that all processes share, handed out one after the other, and pauses."""

import asyncio
import logging
from collections import deque
from collections.abc import Callable
from datetime import datetime, timedelta
from math import ceil
from typing import Final

from bot.errors import RetryLater
from bot.notifications.ledger import Rates
from bot.ports import Clock, Pause

logger = logging.getLogger(__name__)

# A hundredth slower than allowed: an answer that goes out between two slots still fits into the second.
HEADROOM: Final = 1.01
AHEAD: Final = timedelta(milliseconds=100)  # how long before their moments slots are reserved
FEW: Final = 2  # slots in hand, below which more are asked for
MISSED: Final = timedelta(milliseconds=20)  # later than this a slot is lost: catching up would be a burst
FIRST: Final = timedelta(seconds=1)  # as much as the platform minds of what was before our first slot
HEARD_FOR: Final = timedelta(milliseconds=400)  # how long ago we may have heard whether the platform is paused
PATIENCE: Final = timedelta(seconds=10)
REFUSED_WAITS_SECONDS: Final = (10.0, 30.0, 60.0, 120.0, 300.0)  # the last one again and again

Tell = Callable[[str], None]


class Pacing:
    """One bot's pace in this process. Answers never wait for it; they only say that they went out.

    Args:
        bot: names the bot to the other processes, without its token.
        per_second: messages a second of all processes together; None where there is no limit.
        tell: takes one line for the operator.
        pause: waits, in seconds.
        patience: how long a message may wait for its turn. Well below the lease of the ledger, like the courier's.
    """

    def __init__(
        self,
        rates: Rates,
        bot: str,
        per_second: float | None,
        clock: Clock,
        *,
        tell: Tell = logger.warning,
        pause: Pause = asyncio.sleep,
        patience: timedelta = PATIENCE,
    ) -> None:
        self._rates = rates
        self._bot = bot
        self._spacing = timedelta(seconds=HEADROOM / per_second) if per_second else timedelta()
        self._clock = clock
        self._tell = tell
        self._pause = pause
        self._patience = patience
        self._hand: deque[datetime] = deque()  # slots that are ours, in order
        self._line = asyncio.Lock()  # wakes those who wait in the order they came
        self._waiting = 0
        self._reserving: asyncio.Task[None] | None = None
        self._answered = 0  # answers that have not taken anybody's slot yet
        self._paused_until: datetime | None = None
        self._heard_at: datetime | None = None
        self._told_at: datetime | None = None  # when the others last heard of answers of ours
        self._refused = 0  # how often in turn our token was
        self.alarm = ""  # what an operator has to mend; empty while all is well

    @property
    def at_once(self) -> int | None:
        """How many messages may wait for their turn; None where they need not wait."""
        return ceil(AHEAD / self._spacing) if self._spacing else None

    @property
    def paused_until(self) -> datetime | None:
        """Until when nothing may go out, in a pause or since our next slot is far away; None while it may."""
        now = self._now()
        near = self._hand[0] - self._patience if self._hand else now
        until = max(near, self._paused_until or now)
        return until if until > now else None

    def answered(self) -> None:
        """Somebody was answered just now: that message takes the place of one that waits."""
        if self._spacing:
            self._answered += 1

    async def turn(self) -> None:
        """Return when the next message may go out: those who came first go first.

        Raises:
            RetryLater: the platform is paused, or it would be a long wait.
        """
        if self._spacing:
            self._waiting += 1
            until = self._now() + self._patience
            try:
                async with self._line:
                    await self._next_slot(until)
            finally:
                self._waiting -= 1
        self._mind_pause()

    async def hear(self) -> None:
        """Learn whether another process found that the platform wants a pause, and tell of our answers."""
        now = self._now()
        if self._heard_at is None or now - self._heard_at >= HEARD_FOR:
            await self._reserve(0 if self._spacing else 1)

    async def tell(self) -> None:
        """Tell the others of our answers, where nothing of ours is to be sent."""
        if self._answered:
            await self.hear()

    async def hold(self, seconds: float) -> None:
        """The platform wants a pause of all processes."""
        await self._hold(seconds, "")

    async def refuse(self, says: str) -> None:
        """The platform does not accept our token: tried again now and then, and the operator is told, once."""
        if self._refused and self.paused_until:
            return  # it is the same refusal, of another message that was on its way
        seconds = REFUSED_WAITS_SECONDS[min(self._refused, len(REFUSED_WAITS_SECONDS) - 1)]
        self._refused += 1
        if not self.alarm:
            self._tell(f"{says} Nothing is sent unasked until that is mended; nothing is lost meanwhile.")
        self.alarm = says
        await self._hold(seconds, says)

    def accepted(self) -> None:
        """A message went out: what was wrong with the token is mended."""
        if self._refused:
            self._refused, self.alarm = 0, ""
            self._tell("The token is accepted again.")

    # Slots

    async def _next_slot(self, until: datetime) -> None:
        while True:
            now = self._now()
            if not self._hand:
                self._mind_pause()
                await self._reserved()
                continue
            latest = now + self._patience
            if self._hand[0] > min(until, latest):  # the slot stays, for whoever comes when it is near
                raise RetryLater(max(0.0, (self._hand[0] - latest).total_seconds()))
            slot = self._take()
            await self._pause(max(0.0, (slot - now).total_seconds()))
            self._mind_pause()
            if self._answered:
                self._answered -= 1  # the answer went out in its place
            elif self._now() - slot <= MISSED:
                return

    def _take(self) -> datetime:
        slot = self._hand.popleft()
        if len(self._hand) < FEW and self._waiting > 1:  # ask for more while these are waited for
            self._begin_to_reserve()
        return slot

    async def _reserved(self) -> None:
        task = self._begin_to_reserve()
        await asyncio.shield(task)  # whoever is given up does not take the others' slots along

    def _begin_to_reserve(self) -> asyncio.Task[None]:
        if self._reserving is None:
            self._reserving = asyncio.create_task(self._reserve(self.at_once or 0))
            self._reserving.add_done_callback(self._has_reserved)
        return self._reserving

    def _has_reserved(self, task: asyncio.Task[None]) -> None:
        self._reserving = None
        if not task.cancelled() and (error := task.exception()):
            logger.warning("No slot could be reserved: %s", type(error).__name__, extra={"action": "no_slot"})

    async def _reserve(self, wanted: int) -> None:
        now = self._now()
        answered, told = self._answered, self._bounded(self._answered, now)
        self._answered = 0  # whoever asks meanwhile does not tell of them as well
        try:
            slots = await self._rates.reserve(self._bot, wanted=wanted, answered=told, spacing=self._spacing, now=now)
        except BaseException:
            self._answered += answered
            raise
        self._heard_at = now
        if told:
            self._told_at = now
        else:
            self._answered += min(answered, 1)  # one that no slot was due for yet is told the next time
        if self._spacing:
            self._hand.extend(slots.at)
        if slots.paused_until is not None:
            self._paused_until = slots.paused_until
            self.alarm = self.alarm or await self._rates.alarm(self._bot)
        elif self.alarm and not self._refused:
            self.alarm = ""  # another process's, which is over

    def _bounded(self, answered: int, now: datetime) -> int:
        """No more than there were slots since we last told of any: what went out too fast is not paid for later."""
        if not self._spacing:
            return answered
        if self._told_at is None:
            return min(answered, max(1, int(FIRST / self._spacing)))
        return min(answered, int(max(timedelta(), now - self._told_at) / self._spacing))

    # Pauses

    async def _hold(self, seconds: float, alarm: str) -> None:
        now = self._now()
        until = now + timedelta(seconds=seconds)
        self._paused_until = max(until, self._paused_until or until)
        self._heard_at = now
        self._hand.clear()
        try:
            await self._rates.pause(self._bot, until=until, now=now, alarm=alarm)
        except Exception as error:  # noqa: BLE001 - the other processes will be told the same by the platform
            logger.warning("A pause could not be shared: %s", type(error).__name__, extra={"action": "pause_unshared"})

    def _mind_pause(self) -> None:
        now = self._now()
        if self._paused_until and self._paused_until > now:
            raise RetryLater((self._paused_until - now).total_seconds())

    def _now(self) -> datetime:
        """Where the clock was put back, the moments we know are of another time: the others are asked anew."""
        now = self._clock.now()
        if self._heard_at and now < self._heard_at:
            self._hand.clear()
            self._heard_at = self._told_at = self._paused_until = None
        return now
