"""Socket Mode: Slack's requests by a web socket that we open, for places that Slack cannot reach.

The library's own client retries for ever with the same address, does not hear a stop, and writes each failure with its
traceback; so the socket is ours, and only what comes through it, messages aside, is Bolt's.
https://docs.slack.dev/apis/events-api/using-socket-mode
"""

import json
import logging
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from aiohttp import ClientSession, ClientWebSocketResponse, ClientWSTimeout, WSMsgType
from slack_bolt.adapter.socket_mode.async_internals import run_async_bolt_app
from slack_bolt.response import BoltResponse
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.web.async_client import AsyncWebClient

from handlers.slack.listening import Listening, is_message

logger = logging.getLogger(__name__)

HEARTBEAT_SECONDS = 10.0
CLOSING_SECONDS = 1.0  # for Slack's goodbye; when we are to stop there is no time for more
OK = 200


class Socket:
    """One app's socket."""

    def __init__(self, listening: Listening, client: AsyncWebClient, session: ClientSession, app_token: str) -> None:
        self._listening = listening
        self._client = client
        self._session = session
        self._app_token = app_token

    async def listen(self, connected: Callable[[], None]) -> None:
        """Take in what comes until Slack asks for a new connection, or this one ends. Call again then.

        Raises:
            SlackApiError: Slack gives no address.
            ClientError, TimeoutError, OSError: it cannot be reached.
        """
        url = str((await self._client.apps_connections_open(app_token=self._app_token))["url"])
        timeout = ClientWSTimeout(ws_close=CLOSING_SECONDS)
        async with self._session.ws_connect(
            url, heartbeat=HEARTBEAT_SECONDS, proxy=proxy_for(url), timeout=timeout
        ) as socket:
            async for message in socket:
                envelope = read(message.data) if message.type is WSMsgType.TEXT else {}
                if envelope.get("type") == "hello":
                    connected()
                elif envelope.get("type") == "disconnect":
                    return
                else:
                    await self._take(envelope, socket)

    async def _take(self, envelope: dict[str, Any], socket: ClientWebSocketResponse) -> None:
        request = SocketModeRequest.from_dict(envelope) if isinstance(envelope.get("payload"), dict) else None
        if request is None:
            return
        if is_message(request.payload):
            response = BoltResponse(status=self._listening.message(request.payload))
        else:
            response = await run_async_bolt_app(self._listening.bolt, request)
        if response.status == OK:
            await socket.send_json({"envelope_id": request.envelope_id, **payload(response)})


def payload(response: BoltResponse) -> dict[str, Any]:
    """What goes back with the acknowledgement."""
    if not response.body:
        return {}
    said = read(response.body)
    return {"payload": said or {"text": response.body}}


def read(text: str) -> dict[str, Any]:
    """The JSON object; an empty one where it is none."""
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def proxy_for(url: str) -> str | None:
    """The environment's proxy for a secure web socket, which aiohttp does not look up."""
    parts = urlsplit(url)
    if parts.scheme != "wss" or proxy_bypass(parts.hostname or ""):
        return None
    return getproxies().get("https")
