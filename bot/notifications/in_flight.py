"""Messages on their way: begun, sent and written down, a bounded number at once.

Each step of the ledger is one transaction that writes down what became of the messages before and begins the next ones:
nobody waits for a transaction of their own. Where one is slow to land, the others go on without it.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import Final

from bot.notifications.courier import Courier
from bot.notifications.ledger import DeliveryId, DeliveryLedger, Result
from bot.notifications.outcomes import Outgoing, put_off
from bot.notifications.pacing import Pacing
from bot.ports import Clock, Pause

logger = logging.getLogger(__name__)

LANDING_SECONDS: Final = 0.002  # without anybody landing, and those in flight are not waited for any more
MOST_COMPANY_SECONDS: Final = 0.02
AWAY_WAITS_SECONDS: Final = (0.1, 0.25, 0.5, 1.0)  # while the database is; the last one again and again


@dataclass(eq=False, slots=True)
class Flight:
    """A message that began. `called` once its turn has come, and the platform may have it."""

    message: Outgoing
    called: bool = False
    task: asyncio.Task[None] = field(init=False)


class InFlight:
    """At work from when something is put in until all of it is sent and written down.

    Args:
        most: messages in SENDING at once; a crash leaves no more than these in doubt.
        lease: how long a row that began is ours.
        pause: waits, in seconds.
    """

    def __init__(
        self,
        ledger: DeliveryLedger,
        courier: Courier,
        pacing: Pacing,
        clock: Clock,
        *,
        holder: str,
        most: int,
        lease: timedelta,
        pause: Pause = asyncio.sleep,
    ) -> None:
        self._ledger = ledger
        self._courier = courier
        self._pacing = pacing
        self._clock = clock
        self._holder = holder
        self._most = most
        self._lease = lease
        self._pause = pause
        self._ready: deque[Outgoing] = deque()  # claimed
        self._flights: set[Flight] = set()  # begun
        self._results: list[Result] = []  # not written down yet
        self._changed, self._taken, self._landed_enough = asyncio.Event(), asyncio.Event(), asyncio.Event()
        self._work: asyncio.Task[None] | None = None
        self.away = False  # whether the ledger could not be written the last time

    def put(self, messages: Iterable[Outgoing], results: Iterable[Result] = ()) -> None:
        """Send these as soon as there is room, and write these down.

        What is here already was claimed anew, after its lease had ended: it is sent once all the same.
        """
        new, flying = [*messages], _ids(flight.message for flight in self._flights)
        anew = _ids(new)
        self._ready = deque(message for message in self._ready if anew.isdisjoint(_ids([message])))
        for message in new:
            if flying.isdisjoint(_ids([message])):
                self._ready.append(message)
            else:
                others = [delivery for delivery in message.deliveries if delivery.id not in flying]
                self._results.extend(put_off(others, now=self._clock.now()))
        self._results.extend(results)
        self._stir()

    async def room(self, below: int) -> None:
        """Return when fewer than so many messages wait to be begun."""
        while len(self._ready) >= below:
            self._taken.clear()
            await self._taken.wait()

    async def rest(self) -> None:
        """Return when all is sent and written down."""
        while self._work:
            await asyncio.wait({self._work})

    def give_back(self) -> None:
        """Leave to others what the platform has not been called for."""
        ready, self._ready = self._ready, deque()
        for flight in self._waiting():
            flight.task.cancel()
        self.put((), (result for message in ready for result in put_off(message.deliveries, now=self._clock.now())))
        self._taken.set()

    def give_up(self) -> None:
        """Stop at once. What is in SENDING stays so until its lease ends."""
        for task in (self._work, *(flight.task for flight in self._flights)):
            if task:
                task.cancel()

    # One step after the other

    def _stir(self) -> None:
        self._changed.set()
        if self._work is None and (self._ready or self._results):
            self._work = asyncio.create_task(self._step_on())
            self._work.add_done_callback(self._rested)

    def _rested(self, task: asyncio.Task[None]) -> None:
        self._work = None
        if task.cancelled():
            return
        if error := task.exception():
            logger.error("Sending stopped with %s", type(error).__name__, extra={"action": "sending_stopped"})
        else:
            self._stir()  # something may have been put in just now

    async def _step_on(self) -> None:
        failures = 0
        while self._ready or self._flights or self._results:
            await self._company()
            messages = self._next()
            if not messages and not self._results:
                self._changed.clear()
                await self._changed.wait()
            elif await self._step(messages):
                failures = 0
            else:
                await self._pause(AWAY_WAITS_SECONDS[min(failures, len(AWAY_WAITS_SECONDS) - 1)])
                failures += 1

    async def _company(self) -> None:
        """Wait for those in flight as long as they keep landing: a step takes as long for one message as for many."""
        if self._pacing.at_once is not None:
            return
        loop = asyncio.get_running_loop()
        until, before = loop.time() + MOST_COMPANY_SECONDS, 0
        while not self._enough_landed and len(self._flights) != before and loop.time() < until:
            before = len(self._flights)
            self._landed_enough.clear()
            timer = loop.call_later(LANDING_SECONDS, self._landed_enough.set)
            await self._landed_enough.wait()
            timer.cancel()

    @property
    def _enough_landed(self) -> bool:
        """All; or half where others are to begin: while those are, the other half is on its way."""
        return len(self._flights) <= (self._most // 2 if self._ready else 0)

    def _next(self) -> list[Outgoing]:
        """What there is room for. What expired while it waited here goes back, to be decided anew; in a pause, all."""
        room = self._most - len(self._flights)
        if self._pacing.at_once is not None:
            room = min(room, self._pacing.at_once - len(self._waiting()))
        now, paused = self._clock.now(), self._pacing.paused_until
        room = len(self._ready) if paused else room
        messages: list[Outgoing] = []
        while self._ready and len(messages) < room:
            message = self._ready.popleft()
            if message.expires > now and not paused:
                messages.append(message)
            else:
                self._results.extend(put_off(message.deliveries, now=now))
        self._taken.set()
        return messages

    async def _step(self, messages: Sequence[Outgoing]) -> bool:
        """Whether the database took it; else the same is tried again, which is as good as once."""
        results, self._results = self._results, []
        begin = [delivery.id for message in messages for delivery in message.deliveries]
        now = self._clock.now()
        try:
            begun = await self._ledger.step(results, begin, holder=self._holder, now=now, lease=self._lease)
        except Exception as error:  # noqa: BLE001 - a database that is away comes back
            logger.warning("The ledger cannot be written: %s", type(error).__name__, extra={"action": "ledger_away"})
            self.away = True
            self._results[:0] = results
            self._ready.extendleft(reversed(messages))
            return False
        self.away = False
        late = self._clock.now() - now > self._lease / 4  # what is left of it may not last for a turn and a call
        for message in messages:
            self._begin(message, begun, late=late)
        return True

    # One message

    def _begin(self, message: Outgoing, begun: frozenset[DeliveryId], *, late: bool) -> None:
        ours = [delivery for delivery in message.deliveries if delivery.id in begun]
        # Where part of it was withdrawn meanwhile, the rest is put in words anew.
        if late or len(ours) < len(message.deliveries):
            self._results.extend(put_off(ours, now=self._clock.now()))
            return
        flight = Flight(message)
        flight.task = asyncio.create_task(self._send(flight))
        flight.task.add_done_callback(partial(self._landed, flight))
        self._flights.add(flight)

    async def _send(self, flight: Flight) -> None:
        results = await self._courier.wait(flight.message)
        if not results and flight.message.expires <= (now := self._clock.now()):
            results = put_off(flight.message.deliveries, now=now)  # its moment passed in the turn, or in the database
        if not results:
            flight.called = True
            if self._pacing.at_once is not None:
                self._changed.set()  # there is room for another who waits
            results = await self._courier.bring(flight.message)
        self._results.extend(results)

    def _landed(self, flight: Flight, task: asyncio.Task[None]) -> None:
        self._flights.discard(flight)
        if self._enough_landed:
            self._landed_enough.set()
        if task.cancelled() and not flight.called:
            self._results.extend(put_off(flight.message.deliveries, now=self._clock.now()))
        self._changed.set()

    def _waiting(self) -> list[Flight]:
        return [flight for flight in self._flights if not flight.called]


def _ids(messages: Iterable[Outgoing]) -> set[DeliveryId]:
    return {delivery.id for message in messages for delivery in message.deliveries}
