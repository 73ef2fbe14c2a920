"""Time that goes on when everybody waits: an event passes in seconds, everything in its order."""

import asyncio
import heapq
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from itertools import count
from typing import Any, TypeVar, cast

T = TypeVar("T")
Spend = Callable[[float], Awaitable[None]]
ROUNDS = 20  # of the event loop, after which whoever can go on has


class SimulatedTime:
    """A clock, and the `pause` that belongs to it.

    Args:
        now: when it begins.
        spend: is given the seconds that pass, and may take as long as it wants; without it they take no time.
    """

    def __init__(self, now: datetime, spend: Spend | None = None) -> None:
        self._now = now
        self._spend = spend
        self._sleepers: list[tuple[datetime, int, asyncio.Future[None]]] = []
        self._numbers = count()
        self._still = 0  # how many are at work that takes no time here
        self._going_on = asyncio.Event()

    def now(self) -> datetime:
        return self._now

    async def pause(self, seconds: float) -> None:
        """Wait as long, by this clock."""
        waker = asyncio.get_running_loop().create_future()
        heapq.heappush(self._sleepers, (self._now + timedelta(seconds=seconds), next(self._numbers), waker))
        await waker

    @contextmanager
    def standing_still(self) -> Iterator[None]:
        """Time waits for what is done meanwhile, such as a look into a database."""
        self._still += 1
        try:
            yield
        finally:
            self._still -= 1
            self._going_on.set()

    async def go_to(self, moment: datetime) -> None:
        """Let the time until then pass; nothing happens where it has passed already."""
        if moment > self._now:
            seconds, self._now = (moment - self._now).total_seconds(), moment
            if self._spend:
                await self._spend(seconds)

    async def run(self, work: Awaitable[T]) -> T:
        """See the work done, however long it takes by this clock.

        Raises:
            RuntimeError: it waits for something that never happens.
        """
        task = asyncio.ensure_future(work)
        while True:
            await self._settled()
            if task.done():
                return task.result()
            await self._wake_next()

    async def _settled(self) -> None:
        """Return when nobody can go on before time does."""
        rounds = 0
        while rounds < ROUNDS:
            if self._still:
                self._going_on.clear()
                await self._going_on.wait()
                rounds = 0
            await asyncio.sleep(0)
            rounds += 1

    async def _wake_next(self) -> None:
        if not self._sleepers:
            raise RuntimeError("Something waits for ever.")
        at, _, waker = heapq.heappop(self._sleepers)
        await self.go_to(at)
        if not waker.done():
            waker.set_result(None)


def timeless(port: T, time: SimulatedTime) -> T:
    """The port, during whose calls time stands still."""
    return cast("T", _Timeless(port, time))


class _Timeless:
    def __init__(self, port: object, time: SimulatedTime) -> None:
        self._port = port
        self._time = time

    def __getattr__(self, name: str) -> Callable[..., Awaitable[Any]]:
        call = getattr(self._port, name)

        async def called(*arguments: object, **named: object) -> Any:
            with self._time.standing_still():
                return await call(*arguments, **named)

        return called
