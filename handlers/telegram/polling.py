"""Fetches updates by long polling."""

import json
import logging
from typing import Any, Final
from urllib.parse import urlencode

from telegram import Bot
from telegram.error import TelegramError

from handlers.lanes import Lanes
from handlers.telegram.answering import Answering
from handlers.telegram.transport import PooledRequest
from handlers.telegram.wire import UPDATES, is_update, readable

logger = logging.getLogger(__name__)

POLL_SECONDS: Final = 30
CONFIRM_SECONDS: Final = 2.0
WANTED: Final = json.dumps(UPDATES)


class Poller:
    """Asks for updates and hands them on. An update is confirmed by asking for those behind it."""

    def __init__(self, bot: Bot, request: PooledRequest, answering: Answering, lanes: Lanes) -> None:
        self._bot = bot
        self._answering = answering
        self._request = request
        self._lanes = lanes
        self._next = 0

    async def poll_once(self) -> None:
        """Wait for updates, and hand them on; those that are waiting when there is no room wait at Telegram."""
        await self._lanes.room()
        for raw in await self._fetch(POLL_SECONDS, allowed_updates=WANTED):
            await self._lanes.room()
            self._answering.take(readable(raw))
            self._next = raw["update_id"] + 1

    async def confirm(self) -> None:
        """Tell Telegram that what was handed on last need not be delivered again."""
        if self._next:
            await self._fetch(0, limit=1)

    async def _fetch(self, seconds: int, **given: Any) -> list[dict[str, Any]]:
        offset = {"offset": self._next} if self._next else {}
        form = urlencode({"timeout": seconds} | offset | given).encode()
        updates = await self._request.call(f"{self._bot.base_url}/getUpdates", form, waiting_seconds=seconds)
        return numbered(updates)


def numbered(updates: object) -> list[dict[str, Any]]:
    """The updates that can be confirmed; what has no number is passed over, so that it does not keep back the others.

    Raises:
        TelegramError: nothing of it can be confirmed, so that all of it would come again at once.
    """
    found = [each for each in updates if is_update(each)] if isinstance(updates, list) else []
    if not found and updates != []:
        raise TelegramError("Invalid server response")
    if isinstance(updates, list) and len(found) < len(updates):
        logger.warning("Telegram sent updates without a number: %d", len(updates) - len(found))
    return found
