"""Takes updates that Telegram delivers to the web server."""

import hmac
from http import HTTPStatus
from typing import Final

from aiohttp import web

from handlers.lanes import Lanes
from handlers.telegram.answering import Answering
from handlers.telegram.wire import is_update, readable

PATH: Final = "/telegram/webhook"
SECRET_HEADER: Final = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name


class Webhook:
    """One address. Whoever does not know the secret changes nothing."""

    def __init__(self, answering: Answering, lanes: Lanes, secret: str) -> None:
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
        if not is_update(raw):
            return web.Response(status=HTTPStatus.BAD_REQUEST)
        self._answering.take(readable(raw))  # also what cannot be read: it would come again for a day
        return web.Response()
