"""Joins what tells people of something unasked: a pace for each bot, and a dispatcher for each platform."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from hashlib import sha256
from typing import Final
from uuid import uuid4

from bot.adapters.timers import Timer
from bot.messages import Platform
from bot.notifications.courier import Courier
from bot.notifications.dispatching import Dispatcher
from bot.notifications.in_flight import InFlight
from bot.notifications.ledger import DeliveryLedger, MessageSender, Rates
from bot.notifications.pacing import Pacing
from bot.notifications.preparing import Composer, Preparation
from bot.ports import Clock
from bot.settings import Rate, Settings

WOKEN_EVERY: Final = timedelta(seconds=0.5)
LONGEST_CALL: Final = timedelta(seconds=10)

Tell = Callable[[str], None]


def pacing(platform: Platform, token: str, rate: Rate, *, rates: Rates, clock: Clock, tell: Tell) -> Pacing:
    """The pace of the bot with this token, which all processes share; the token itself goes nowhere."""
    bot = f"{platform}:{sha256(token.encode()).hexdigest()[:12]}"
    return Pacing(rates, bot, None if rate == "none" else rate, clock, tell=tell)


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
    courier = Courier(sender, ledger, pacing, clock, patience=min(LONGEST_CALL, lease / 3))
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


def waking(dispatchers: Iterable[Dispatcher]) -> Timer:
    """Has the dispatchers look for what is due."""
    those = tuple(dispatchers)

    async def wake() -> None:
        for each in those:
            each.wake()

    return Timer("deliveries", WOKEN_EVERY, wake)
