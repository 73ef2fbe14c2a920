"""Work that is done now and then while Docent runs. The library is only the clock: nothing of it is kept."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.adapters.clock import SystemClock
from bot.ports import Clock, Leases

logger = logging.getLogger(__name__)
_HELD = 0.9  # of the time until the next turn, so that the lease is free again when that comes

Work = Callable[[], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Timer:
    """A piece of work and how often it is done. It is never done twice at once."""

    name: str
    every: timedelta
    work: Work


@asynccontextmanager
async def timers(those: Sequence[Timer]) -> AsyncIterator[None]:
    """Do each work at once and then again and again, until the end; what is at work then is given up."""
    at_work: dict[str, asyncio.Task[None]] = {}
    # A process that was held up does late work once, and never leaves it out.
    scheduler = AsyncIOScheduler(timezone=UTC, job_defaults={"coalesce": True, "misfire_grace_time": None})
    for timer in those:
        seconds = timer.every.total_seconds()
        # By the clock that the library goes by: it would count every turn from an earlier moment until now.
        at_once = SystemClock().now()
        scheduler.add_job(_begin, "interval", [timer, at_work], seconds=seconds, next_run_time=at_once)
    scheduler.start()
    try:
        yield
    finally:
        scheduler.shutdown(wait=False)
        await _given_up(at_work.values())


async def alone(work: Work, *, name: str, holder: str, every: timedelta, leases: Leases, clock: Clock) -> None:
    """Do the work unless another process that shares the database has done it this time."""
    now = clock.now()
    if await leases.take(name, holder, until=now + every * _HELD, now=now):
        await work()


async def _begin(timer: Timer, at_work: dict[str, asyncio.Task[None]]) -> None:
    """Only begins the work, unless it is at it still: what the library waits for, it would cancel and complain of."""
    if timer.name not in at_work:
        task = at_work[timer.name] = asyncio.ensure_future(_done(timer))
        task.add_done_callback(lambda _: at_work.pop(timer.name))


async def _done(timer: Timer) -> None:
    try:
        await timer.work()
    except Exception as error:  # noqa: BLE001 - it is tried again the next time
        logger.error("The timer %s failed: %s", timer.name, type(error).__name__)  # noqa: TRY400 (a trace may quote)


async def _given_up(at_work: Iterable[asyncio.Task[None]]) -> None:
    for task in list(at_work):
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
