"""Joins what tells people of something unasked: the planner, and for each platform a pace and a dispatcher."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial
from hashlib import sha256
from typing import Final
from uuid import uuid4

from bot.adapters.timers import Timer, alone
from bot.bootstrap import Docent
from bot.messages import Platform
from bot.notifications.courier import Courier
from bot.notifications.dispatching import Dispatcher
from bot.notifications.in_flight import InFlight
from bot.notifications.ledger import DeliveryLedger, MessageSender, Rates
from bot.notifications.pacing import Pacing
from bot.notifications.preparing import Composer, Preparation
from bot.ports import Clock
from bot.settings import Rate, Settings

logger = logging.getLogger(__name__)

WOKEN_EVERY: Final = timedelta(seconds=0.5)
PLANNED_EVERY: Final = timedelta(seconds=10)
LONGEST_CALL: Final = timedelta(seconds=10)

Tell = Callable[[str], None]


def patience_of(settings: Settings) -> timedelta:
    """How long a message may wait for its turn, and again how long the platform may take over it.

    Both, and a moment more, within the lease: else another process would send it as well.
    """
    return min(LONGEST_CALL, timedelta(seconds=settings.lease_seconds) / 3)


def pacing(
    platform: Platform,
    token: str,
    rate: Rate,
    *,
    rates: Rates,
    clock: Clock,
    tell: Tell,
    patience: timedelta = LONGEST_CALL,
) -> Pacing:
    """The pace of the bot with this token, which all processes share; the token itself goes nowhere."""
    bot = f"{platform}:{sha256(token.encode()).hexdigest()[:12]}"
    return Pacing(rates, bot, None if rate == "none" else rate, clock, tell=tell, patience=patience)


def dispatcher(
    platform: Platform,
    sender: MessageSender,
    pacing: Pacing,
    *,
    ledger: DeliveryLedger,
    composer: Composer,
    clock: Clock,
    settings: Settings,
) -> Dispatcher:
    """Whoever sends what is due on this platform."""
    lease = timedelta(seconds=settings.lease_seconds)
    holder = uuid4().hex  # another after each start: what a crash left is not ours
    courier = Courier(sender, ledger, pacing, clock, patience=patience_of(settings))
    in_flight = InFlight(ledger, courier, pacing, clock, holder=holder, most=settings.in_flight, lease=lease)
    return Dispatcher(
        platform,
        ledger,
        Preparation(composer),
        in_flight=in_flight,
        pacing=pacing,
        clock=clock,
        holder=holder,
        lease=lease,
    )


async def sending(dispatchers: Sequence[Dispatcher], until: asyncio.Event) -> None:
    """Have what is due sent until `until` is set; what has begun by then is finished in each one's `drain`."""
    await asyncio.gather(*(each.work(until) for each in dispatchers))


def waking(dispatchers: Sequence[Dispatcher]) -> Timer:
    """Has the dispatchers look for what is due."""

    async def wake() -> None:
        for each in dispatchers:
            each.wake()

    return Timer("deliveries", WOKEN_EVERY, wake)


def owning_up(paces: Sequence[Pacing]) -> Timer:
    """Has a process that only answers tell the others how many answers went out: they count in the rate."""

    async def tell() -> None:
        for each in paces:
            await each.hear()

    return Timer("answers", WOKEN_EVERY, tell)


def planned(wired: Docent, dispatchers: Sequence[Dispatcher], holder: str) -> Timer:
    """Has what will be due soon written into the ledger; of several processes one does."""
    once = partial(
        alone,
        partial(plan, wired, dispatchers),
        name="planner",
        holder=holder,
        every=PLANNED_EVERY,
        leases=wired.leases,
        clock=wired.clock,
    )
    return Timer("planner", PLANNED_EVERY, once)


async def planning_anew(wired: Docent, dispatchers: Sequence[Dispatcher]) -> None:
    """Plan whenever somebody asked for something else, until cancelled: it may be due before the next turn."""
    while True:
        await wired.replan.wait()
        wired.replan.clear()
        try:
            await plan(wired, dispatchers)
        except Exception as error:  # noqa: BLE001 - the timer plans as well
            logger.warning("Planning anew failed: %s", type(error).__name__, extra={"action": "planning_failed"})


async def plan(wired: Docent, dispatchers: Sequence[Dispatcher]) -> None:
    """Plan, and have what is due already sent at once."""
    if await wired.planner.plan():
        for each in dispatchers:
            each.wake()
