"""How long an event loop stood still at most, because of its own work or because the machine was busy elsewhere."""

import asyncio
from time import perf_counter
from typing import Final

TICK_SECONDS: Final = 0.005


class Pulse:
    """Beats in the loop that is watched."""

    def __init__(self) -> None:
        self._longest = 0.0

    async def beat(self) -> None:
        """Go on until cancelled."""
        while True:
            began = perf_counter()
            await asyncio.sleep(TICK_SECONDS)
            self._longest = max(self._longest, perf_counter() - began - TICK_SECONDS)

    def read(self) -> float:
        """Seconds, since this was asked last."""
        longest, self._longest = self._longest, 0.0
        return longest
