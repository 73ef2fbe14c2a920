"""Fetches updates by long polling."""

import logging
from typing import Any, Final

from telegram import Bot, Update
from telegram.error import TelegramError

from handlers.lanes import Lanes
from handlers.telegram.answering import UPDATES, Answering
from handlers.telegram.transport import PooledRequest

logger = logging.getLogger(__name__)

POLL_SECONDS: Final = 30
CONFIRM_SECONDS: Final = 2.0


class PollingRequest(PooledRequest):
    """Requests for updates. On demand, what the library cannot read is taken out of the next answer.

    Otherwise one such update would come again and again, and none behind it.
    """

    sieving = False

    def parse_json_payload(self, payload: bytes) -> dict[str, Any]:  # type: ignore[override] # called on an instance
        parsed = PooledRequest.parse_json_payload(payload)
        if self.sieving and isinstance(parsed.get("result"), list):
            parsed["result"] = [readable(raw) for raw in parsed["result"]]
        return parsed


def readable(raw: dict[str, Any]) -> dict[str, Any]:
    """The update as it is, or its id alone."""
    try:
        Update.de_json(raw, None)
    except Exception as error:  # noqa: BLE001 - whatever the library raises for it
        logger.warning("Telegram update %s was not understood: %s", raw["update_id"], type(error).__name__)
        return {"update_id": raw["update_id"]}
    return raw


def says_no_updates(record: logging.LogRecord) -> bool:
    """Keep the library from writing whole updates, with what people typed, into the log."""
    return "parsing updates" not in str(record.msg)


class Poller:
    """Asks for updates and hands them on. An update is confirmed by asking for those behind it."""

    def __init__(self, bot: Bot, request: PollingRequest, answering: Answering, lanes: Lanes) -> None:
        self._bot = bot
        self._answering = answering
        self._request = request
        self._lanes = lanes
        self._next = 0
        logging.getLogger("telegram.Bot").addFilter(says_no_updates)

    async def poll_once(self) -> None:
        """Wait for updates, and hand them on; those that are waiting when there is no room wait at Telegram."""
        await self._lanes.room()
        for update in await self._fetch():
            await self._lanes.room()
            self._answering.take(update)
            self._next = update.update_id + 1

    async def confirm(self) -> None:
        """Tell Telegram that what was handed on last need not be delivered again."""
        if self._next:
            await self._bot.get_updates(offset=self._next, timeout=0, limit=1)

    async def _fetch(self) -> tuple[Update, ...]:
        try:
            updates: tuple[Update, ...] = await self._bot.get_updates(
                offset=self._next or None, timeout=POLL_SECONDS, allowed_updates=UPDATES
            )
        except TelegramError:
            raise
        except Exception:  # an update that the library cannot read
            if self._request.sieving:
                raise
            self._request.sieving = True
            return ()
        self._request.sieving = False
        return updates
