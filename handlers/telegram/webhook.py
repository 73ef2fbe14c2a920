"""Takes updates that Telegram delivers to the web server."""

import hmac
import logging
from http import HTTPStatus
from typing import Any, Final

from aiohttp import web
from telegram import Bot, Update

from handlers.lanes import Lanes
from handlers.telegram.answering import Answering

logger = logging.getLogger(__name__)

PATH: Final = "/telegram/webhook"
SECRET_HEADER: Final = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name


class Webhook:
    """One address. Whoever does not know the secret changes nothing."""

    def __init__(self, bot: Bot, answering: Answering, lanes: Lanes, secret: str) -> None:
        self._bot = bot
        self._answering = answering
        self._lanes = lanes
        self._secret = secret
        self.open = False  # until we know who we are, and when we stop

    async def receive(self, request: web.Request) -> web.Response:
        """Answered as soon as the update is taken in; Telegram delivers what is not taken in again."""
        given = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode("utf-8", "replace"), self._secret.encode()):
            return web.Response(status=HTTPStatus.FORBIDDEN)
        if not self.open or self._lanes.full:
            return web.Response(status=HTTPStatus.SERVICE_UNAVAILABLE, headers={"Retry-After": "1"})
        try:
            raw = await request.json()
        except (ValueError, LookupError):  # no JSON, or an unknown charset
            return web.Response(status=HTTPStatus.BAD_REQUEST)
        if not isinstance(raw, dict) or not isinstance(raw.get("update_id"), int):
            return web.Response(status=HTTPStatus.BAD_REQUEST)
        update = self._read(raw)
        if update is not None:
            self._answering.take(update)
        return web.Response()

    def _read(self, raw: dict[str, Any]) -> Update | None:
        try:
            return Update.de_json(raw, self._bot)
        except Exception as error:  # noqa: BLE001 - whatever the library raises; it would come again for a day
            logger.warning("Telegram update %s was not understood: %s", raw["update_id"], type(error).__name__)
            return None
