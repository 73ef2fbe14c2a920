"""Fetches updates by long polling."""

import json
from typing import Any, Final
from urllib.parse import urlencode

from telegram import Bot
from telegram.error import TelegramError

from handlers.lanes import Lanes
from handlers.telegram.answering import Answering
from handlers.telegram.transport import PooledRequest
from handlers.telegram.wire import UPDATES, is_update, readable

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
        if not isinstance(updates, list) or not all(map(is_update, updates)):
            raise TelegramError("Invalid server response")
        return updates
