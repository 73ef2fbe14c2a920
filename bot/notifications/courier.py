"""Brings one message to its recipient, and says what became of it. Whatever goes wrong is a result, not an error."""

import asyncio
import logging
from collections.abc import Awaitable
from dataclasses import replace
from datetime import timedelta

from bot.errors import Moved, OutcomeUnknown, RetryLater, TokenRefused, Unreachable
from bot.notifications.ledger import DeliveryLedger, MessageSender, Result
from bot.notifications.outcomes import Outgoing, failed, put_off, sent
from bot.notifications.pacing import Pacing
from bot.ports import Clock

logger = logging.getLogger(__name__)


class Courier:
    """Waits for the message's turn and calls the platform.

    Args:
        patience: how long the platform may take over one message. Well below the lease of the ledger: what takes longer
            may be sent by another process as well.
    """

    def __init__(
        self, sender: MessageSender, ledger: DeliveryLedger, pacing: Pacing, clock: Clock, *, patience: timedelta
    ) -> None:
        self._sender = sender
        self._ledger = ledger
        self._pacing = pacing
        self._clock = clock
        self._patience = patience.total_seconds()

    async def wait(self, message: Outgoing) -> tuple[Result, ...]:
        """Wait for the message's turn; results where it does not come."""
        try:
            await self._pacing.turn()
        except RetryLater as later:
            return failed(message, later, now=self._clock.now())
        except Exception as error:  # noqa: BLE001 - such as a database that is away
            logger.warning("A turn failed: %s", type(error).__name__, extra={"action": "no_turn"})
            return put_off(message.deliveries, now=self._clock.now())
        return ()

    async def bring(self, message: Outgoing) -> tuple[Result, ...]:
        """Call the platform, once, and once more where the chat has moved."""
        try:
            receipt = await self._in_time(message)
        except Exception as error:  # noqa: BLE001 - each becomes a result
            await self._heed(error, message)
            return failed(message, error, now=self._clock.now())
        self._pacing.accepted()
        return sent(message, receipt, now=self._clock.now())

    async def _in_time(self, message: Outgoing) -> str:
        try:
            async with asyncio.timeout(self._patience):
                return await self._deliver(message)
        except TimeoutError:
            raise OutcomeUnknown("no answer in time") from None

    async def _deliver(self, message: Outgoing) -> str:
        try:
            return await self._call(message)
        except Moved as moved:
            there = await self._follow(message, moved.chat)
        await self._pacing.turn()
        try:
            return await self._call(there)
        except Moved:
            raise OutcomeUnknown("moved twice") from None

    def _call(self, message: Outgoing) -> Awaitable[str]:
        return self._sender.deliver(message.conversation, message.reply, silent=message.silent)

    async def _follow(self, message: Outgoing, chat: str) -> Outgoing:
        """The same message for where the chat is now, which is remembered."""
        recipient = message.deliveries[0].recipient
        await self._kept(self._ledger.move(recipient.id, chat), "move")
        there = replace(recipient, conversation=replace(recipient.conversation, chat=chat))
        return replace(message, deliveries=tuple(replace(each, recipient=there) for each in message.deliveries))

    async def _heed(self, error: Exception, message: Outgoing) -> None:
        """What it means for other messages than this one."""
        match error:
            case TokenRefused():
                await self._pacing.refuse(str(error))
            case RetryLater():
                await self._pacing.hold(error.seconds)
            case Unreachable():
                recipient = message.deliveries[0].recipient.id
                await self._kept(self._ledger.lose(recipient, error.why or "cannot be reached"), "lose")
            case OutcomeUnknown():  # of a long card whose first part arrived the platform may want a pause as well
                if isinstance(error.__cause__, RetryLater):
                    await self._pacing.hold(error.__cause__.seconds)
            case _:
                logger.warning("A message failed: %s", type(error).__name__, extra={"action": "delivery_failed"})

    async def _kept(self, written: Awaitable[object], what: str) -> None:
        try:
            await written
        except Exception as error:  # noqa: BLE001 - the platform will say it again with the next message
            logger.warning("The ledger did not %s: %s", what, type(error).__name__, extra={"action": "ledger_away"})
