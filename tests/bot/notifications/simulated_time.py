"""Time that goes on when everybody waits, so that hours pass in no time and nothing depends on the machine."""

import asyncio
import heapq
from collections.abc import Awaitable
from datetime import datetime, timedelta
from itertools import count
from typing import TypeVar

from tests.fakes import NOON

T = TypeVar("T")
ROUNDS = 40  # of the event loop, after which whoever can go on has


class SimulatedTime:
    """A clock, and the `pause` that belongs to it. `late` seconds are added to each, as a busy machine would."""

    def __init__(self) -> None:
        self._now = NOON
        self._sleepers: list[tuple[datetime, int, asyncio.Future[None]]] = []
        self._numbers = count()

    def now(self) -> datetime:
        return self._now

    async def pause(self, seconds: float) -> None:
        waker = asyncio.get_running_loop().create_future()
        heapq.heappush(self._sleepers, (self._now + timedelta(seconds=seconds), next(self._numbers), waker))
        await waker

    async def run(self, work: Awaitable[T]) -> T:
        """See the work done."""
        task = asyncio.ensure_future(work)
        while True:
            for _ in range(ROUNDS):
                await asyncio.sleep(0)
            if task.done():
                return task.result()
            self._pass()

    def _pass(self) -> None:
        at, _, waker = heapq.heappop(self._sleepers)
        self._now = max(self._now, at)
        if not waker.done():
            waker.set_result(None)
