"""Work that only one process may do at a time, such as polling Telegram."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta

from bot.adapters.clock import stopped_within
from bot.ports import Clock, Leases

logger = logging.getLogger(__name__)
HELD_FOR = timedelta(seconds=30)
RENEWED_EVERY = timedelta(seconds=10)  # a database may be away for a moment before the lease is lost

Work = Callable[[asyncio.Event], Awaitable[None]]  # runs until the event is set


async def while_leased(
    work: Work,
    stop: asyncio.Event,
    *,
    name: str,
    holder: str,
    leases: Leases,
    clock: Clock,
    renewed_every: timedelta = RENEWED_EVERY,
) -> None:
    """Do the work while we hold the lease, until `stop` is set; the lease is given back at the end.

    The work is stopped when the lease cannot be renewed, and taken up again once it can.
    """
    working: asyncio.Task[None] | None = None
    lost = asyncio.Event()
    try:
        while not stop.is_set():
            if await _taken(name, holder, leases, clock):
                if working is None:
                    lost = asyncio.Event()
                    working = asyncio.ensure_future(_until(lost, work))
            elif working is not None:
                lost.set()
                await working
                working = None
            await stopped_within(stop, renewed_every)
    finally:
        lost.set()
        if working is not None:
            await working
            await _given_back(name, holder, leases)


async def _until(lost: asyncio.Event, work: Work) -> None:
    await work(lost)


async def _taken(name: str, holder: str, leases: Leases, clock: Clock) -> bool:
    now = clock.now()
    try:
        return await leases.take(name, holder, until=now + HELD_FOR, now=now)
    except Exception as error:  # noqa: BLE001 - a database that is away for a moment costs the lease, not the process
        logger.warning("The lease %s could not be renewed: %s", name, type(error).__name__)
        return False


async def _given_back(name: str, holder: str, leases: Leases) -> None:
    try:
        await leases.release(name, holder)
    except Exception as error:  # noqa: BLE001 - it runs out by itself
        logger.warning("The lease %s could not be given back: %s", name, type(error).__name__)
