"""From rows of the ledger to messages: decided for each recipient, and put in words."""

import logging
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Protocol

from bot.messages import Reply
from bot.notifications import budget
from bot.notifications.budget import Decision
from bot.notifications.ledger import Delivery, Result, State
from bot.notifications.outcomes import Outgoing

logger = logging.getLogger(__name__)

Decide = Callable[[Sequence[Delivery], datetime], Decision]


class Composer(Protocol):
    """Whoever finds the words."""

    async def compose(self, messages: Sequence[tuple[Delivery, ...]], *, now: datetime) -> Sequence[Reply | None]:
        """The reply for each message, which is for one recipient; None where nothing is left to be said."""


class Preparation:
    """What is to be sent of rows that were claimed, and what becomes of the others."""

    def __init__(self, composer: Composer, decide: Decide = budget.decide) -> None:
        self._composer = composer
        self._decide = decide

    async def __call__(self, claimed: Sequence[Delivery], now: datetime) -> tuple[Sequence[Outgoing], Sequence[Result]]:
        """At most one message for each recipient, and a result for each row that is in none."""
        decisions = [self._decide(deliveries, now) for deliveries in by_recipient(claimed)]
        results = [result for decision in decisions for result in decision.results]
        to_send = [decision for decision in decisions if decision.send]
        messages: list[Outgoing] = []
        for decision, reply in zip(to_send, await self._composed(to_send, now), strict=True):
            if isinstance(reply, Reply):
                messages.append(Outgoing(decision.send, reply, decision.silent, decision.told_on))
            else:
                state, why = (State.FAILED, reply) if reply else (State.WITHDRAWN, "nothing is left to be said")
                results.extend(Result(delivery.id, state, now, why=why) for delivery in decision.send)
        return messages, results

    async def _composed(self, decisions: Sequence[Decision], now: datetime) -> Sequence[Reply | str | None]:
        """The replies. One that cannot be written is the reason in its place, and costs nobody else theirs."""
        if not decisions:
            return []
        try:
            return await self._composer.compose([decision.send for decision in decisions], now=now)
        except Exception as error:  # noqa: BLE001 - whatever is wrong with one message
            if len(decisions) > 1:
                return [reply for decision in decisions for reply in await self._composed([decision], now)]
            kind = type(error).__name__
            logger.error("No words were found: %s", kind, extra={"action": "compose_failed"})  # noqa: TRY400 (may quote)
            return [f"no words were found ({kind})"]


def by_recipient(deliveries: Iterable[Delivery]) -> list[list[Delivery]]:
    """The deliveries of each recipient; recipients in the order in which their first comes."""
    groups: dict[int, list[Delivery]] = {}
    for delivery in deliveries:
        groups.setdefault(delivery.id.recipient, []).append(delivery)
    return list(groups.values())
