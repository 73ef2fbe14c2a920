"""Forgets what people wrote once it is old enough."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.adapters.clock import stopped_within
from bot.ports import Clock, Forgetful

logger = logging.getLogger(__name__)
HOURLY = timedelta(hours=1)  # files that organisers send are kept no longer than that


@dataclass(frozen=True, slots=True)
class Keeping:
    """A store and how long it keeps what nobody touches."""

    store: Forgetful
    name: str
    age: timedelta


async def tidy(keepings: Sequence[Keeping], clock: Clock, stop: asyncio.Event, every: timedelta = HOURLY) -> None:
    """Forget what is old, now and then once an hour, until Docent is to stop."""
    await forget_old(keepings, clock)
    while not await stopped_within(stop, every):
        await forget_old(keepings, clock)


async def forget_old(keepings: Sequence[Keeping], clock: Clock) -> None:
    """Forget what is old in every store. One that fails does not hinder the others."""
    for keeping in keepings:
        try:
            gone = await keeping.store.forget_older_than(keeping.age, now=clock.now())
        except Exception as error:  # noqa: BLE001 - whatever fails, people are still to be answered
            logger.error("Old %s could not be forgotten: %s", keeping.name, type(error).__name__)  # noqa: TRY400 (a trace may quote)
        else:
            if gone:
                logger.info("Forgot %d old %s", gone, keeping.name, extra={"action": "forgotten"})
