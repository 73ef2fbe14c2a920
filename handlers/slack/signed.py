"""Slack's requests by HTTP: nothing unsigned or old is looked at."""

import json
import logging
import re

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.signature import Clock as SlackClock
from slack_sdk.signature import SignatureVerifier

from bot.ports import Clock
from handlers.slack.listening import Listening, is_message

logger = logging.getLogger(__name__)

PATH = "/slack/events"
TIMESTAMP = re.compile(r"\d{1,12}", re.ASCII)


class SignedRequests:
    """Hands on signed requests.

    The signature is checked here, by the verifier that Bolt has, and not in Bolt: there the body is read before, an odd
    timestamp is an error of the server, and the time cannot be handed in.
    """

    def __init__(self, listening: Listening, signing_secret: str, clock: Clock) -> None:
        self._listening = listening
        self._verifier = SignatureVerifier(signing_secret, clock=_Seconds(clock))

    def add_routes(self, app: web.Application) -> None:
        app.router.add_post(PATH, self.take)

    async def take(self, request: web.Request) -> web.Response:
        body = await request.read()
        timestamp = request.headers.get("X-Slack-Request-Timestamp", "")
        signature = request.headers.get("X-Slack-Signature", "")
        if not self._signed(body, timestamp, signature):
            logger.warning("Refused a request that Slack did not sign, or long ago", extra={"action": "slack_unsigned"})
            return web.json_response({"error": "invalid request"}, status=web.HTTPUnauthorized.status_code)
        said = read(body)
        if is_message(said):
            return web.Response(status=self._listening.message(said))
        try:
            wanted = AsyncBoltRequest(body=body.decode(), query=request.query_string, headers=dict(request.headers))
        except (ValueError, AttributeError, TypeError):  # signed, and no event, command or press
            return web.json_response({"error": "unreadable"}, status=web.HTTPBadRequest.status_code)
        return await to_aiohttp_response(await self._listening.bolt.async_dispatch(wanted))

    def _signed(self, body: bytes, timestamp: str, signature: str) -> bool:
        if not TIMESTAMP.fullmatch(timestamp) or not signature.isascii():
            return False
        try:
            return self._verifier.is_valid(body, timestamp, signature)
        except UnicodeDecodeError:
            return False


def read(body: bytes) -> object:
    """What the body says in JSON; None where it says it otherwise: commands and presses are forms."""
    try:
        return json.loads(body)
    except ValueError:
        return None


class _Seconds(SlackClock):
    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def now(self) -> float:
        return self._clock.now().timestamp()
