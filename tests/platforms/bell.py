"""Waiting for something to happen, without sleeping."""

import asyncio
from collections.abc import Callable


class NothingHappened(AssertionError):
    """What a test waited for did not come."""


class Bell:
    """Rung at every change; whoever waits looks again at each ring."""

    def __init__(self) -> None:
        self._ring = asyncio.Event()

    def ring(self) -> None:
        self._ring.set()
        self._ring = asyncio.Event()

    async def next(self) -> None:
        await self._ring.wait()

    async def until(self, met: Callable[[], bool], within_seconds: float, seen: Callable[[], object]) -> None:
        """Return as soon as `met()` is true.

        Raises:
            NothingHappened: it was not met in time; the message says what was seen instead.
        """
        try:
            async with asyncio.timeout(within_seconds):
                while not met():
                    await self.next()
        except TimeoutError:
            raise NothingHappened(f"Not within {within_seconds:g} seconds; seen so far: {seen()}") from None
