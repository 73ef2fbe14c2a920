"""The wall clock: nothing else in Docent looks at it, and nothing else waits for it."""

import asyncio
from contextlib import suppress
from datetime import UTC, datetime, timedelta


class SystemClock:
    """The present, in UTC."""

    def now(self) -> datetime:
        return datetime.now(UTC)


async def stopped_within(stop: asyncio.Event, duration: timedelta) -> bool:
    """Wait until Docent is to stop, at most this long; whether it is."""
    with suppress(TimeoutError):
        await asyncio.wait_for(stop.wait(), duration.total_seconds())
    return stop.is_set()
