"""From rows of the ledger to messages: decided for each recipient, and put in words."""

import logging
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import datetime
from typing import Protocol

from bot.messages import Reply
from bot.notifications import budget
from bot.notifications.budget import Decision
from bot.notifications.ledger import Delivery, DeliveryId, Result, State
from bot.notifications.outcomes import Outgoing, unworded

logger = logging.getLogger(__name__)

_Together = tuple[Delivery, ...]
_Words = Reply | str | None  # a string: why there are none; None: nothing is left to be said
Decide = Callable[[Sequence[Delivery], datetime], Decision]


class Outdated(Exception):
    """Nothing is left to be said of part of a message: have the rest put in words without it."""

    def __init__(self, deliveries: Collection[DeliveryId]) -> None:
        super().__init__(f"{len(deliveries)} of the deliveries")
        self.deliveries = frozenset(deliveries)


class Composer(Protocol):
    """Whoever finds the words."""

    async def compose(self, messages: Sequence[tuple[Delivery, ...]], *, now: datetime) -> Sequence[Reply | None]:
        """The reply for each message, which is for one recipient; None where nothing is left to be said.

        Raises:
            Outdated: of some messages a part; all such parts are named.
        """


class Preparation:
    """What is to be sent of rows that were claimed, and what becomes of the others."""

    def __init__(self, composer: Composer, decide: Decide = budget.decide) -> None:
        self._composer = composer
        self._decide = decide

    async def __call__(self, claimed: Sequence[Delivery], now: datetime) -> tuple[Sequence[Outgoing], Sequence[Result]]:
        """A message for each recipient, or none, and a result for each row that is in none.

        Several for one recipient only where their rows cannot be put in words together.
        """
        decisions = {deliveries[0].id.recipient: self._decide(deliveries, now) for deliveries in by_recipient(claimed)}
        results = [result for decision in decisions.values() for result in decision.results]
        messages: list[Outgoing] = []
        to_send = [decision.send for decision in decisions.values() if decision.send]
        for deliveries, reply in await self._composed(to_send, now):
            decision = decisions[deliveries[0].id.recipient]
            if isinstance(reply, Reply):
                messages.append(Outgoing(deliveries, reply, decision.silent, decision.told_on))
            else:
                results.extend(_unsaid(delivery, reply, now) for delivery in deliveries)
        return messages, results

    async def _composed(self, messages: Sequence[_Together], now: datetime) -> Sequence[tuple[_Together, _Words]]:
        """The words of each message. One that cannot be written costs no other row its words."""
        if not messages:
            return []
        try:
            return list(zip(messages, await self._composer.compose(messages, now=now), strict=True))
        except Outdated as outdated:
            return await self._without(outdated.deliveries, messages, now)
        except Exception as error:  # noqa: BLE001 - whatever is wrong with one message
            if len(messages) > 1:
                return [each for message in messages for each in await self._composed([message], now)]
            if len(messages[0]) > 1:
                return await self._composed([(delivery,) for delivery in messages[0]], now)
            kind = type(error).__name__
            logger.error("No words were found: %s", kind, extra={"action": "compose_failed"})  # noqa: TRY400 (may quote)
            return [(messages[0], f"no words were found ({kind})")]

    async def _without(
        self, outdated: Collection[DeliveryId], messages: Sequence[_Together], now: datetime
    ) -> Sequence[tuple[_Together, _Words]]:
        rest = [tuple(each for each in message if each.id not in outdated) for message in messages]
        gone = [((each,), None) for message in messages for each in message if each.id in outdated]
        return [*await self._composed([message for message in rest if message], now), *gone]


def _unsaid(delivery: Delivery, why: str | None, now: datetime) -> Result:
    if why is None:
        return Result(delivery.id, State.WITHDRAWN, now, why="nothing is left to be said")
    return unworded(delivery, why, now=now)


def by_recipient(deliveries: Iterable[Delivery]) -> list[list[Delivery]]:
    """The deliveries of each recipient; recipients in the order in which their first comes."""
    groups: dict[int, list[Delivery]] = {}
    for delivery in deliveries:
        groups.setdefault(delivery.id.recipient, []).append(delivery)
    return list(groups.values())
