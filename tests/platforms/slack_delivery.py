"""Hands events, commands and interactions to the app: over Socket Mode, or as signed HTTP requests."""

import asyncio
import hashlib
import hmac
import json
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal
from urllib.parse import urlencode

import aiohttp
from aiohttp import web

from tests.platforms.bell import Bell

Kind = Literal["events_api", "interactive", "slash_commands"]
MOST_TRIES = {"events_api": 4, "interactive": 1, "slash_commands": 1}


@dataclass(slots=True)
class Delivery:
    """One thing handed to the app, and how it was taken."""

    kind: Kind
    payload: dict[str, Any]
    outcomes: list[str] = field(default_factory=list)  # of each try: a status, "acked", http_timeout, ...
    taken: bool = False
    answer: Any = None  # what came with the acknowledgement
    on_taken: Callable[[Any], None] | None = None


class Deliveries:
    """Every delivery is tried until it is taken, within the platform's number of tries."""

    def __init__(self, bell: Bell, signing_secret: str, ack_seconds: float) -> None:
        self.all: list[Delivery] = []
        self.url: str | None = None
        self.signing_secret = signing_secret
        self.ack_seconds = ack_seconds
        self.sockets: list[web.WebSocketResponse] = []
        self._waiting_acks: dict[str, asyncio.Future[Any]] = {}
        self._bell = bell
        self._tasks: set[asyncio.Task[None]] = set()
        self._session: aiohttp.ClientSession | None = None

    def begin(self, kind: Kind, payload: dict[str, Any], on_taken: Callable[[Any], None] | None = None) -> Delivery:
        delivery = Delivery(kind, payload, on_taken=on_taken)
        self.all.append(delivery)
        self.begin_again(delivery)
        return delivery

    def begin_again(self, delivery: Delivery) -> None:
        task = asyncio.create_task(self._deliver(delivery))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def close(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for socket in list(self.sockets):
            await socket.close()
        if self._session:
            await self._session.close()

    async def _deliver(self, delivery: Delivery) -> None:
        for number in range(MOST_TRIES[delivery.kind]):
            outcome = await self._try(delivery, number)
            delivery.outcomes.append(outcome)
            if delivery.taken and delivery.on_taken:
                delivery.on_taken(delivery.answer)
            self._bell.ring()
            if delivery.taken or outcome == "no_retry":
                return

    async def _try(self, delivery: Delivery, number: int) -> str:
        reason = delivery.outcomes[-1] if delivery.outcomes else ""
        if self.url:
            return await self._post(delivery, number, reason)
        async with asyncio.timeout(60):
            while not self.sockets:
                await self._bell.next()
        return await self._send(delivery, number, reason)

    # Socket Mode

    async def _send(self, delivery: Delivery, number: int, reason: str) -> str:
        envelope_id = str(uuid.uuid4())
        envelope = {
            "envelope_id": envelope_id,
            "type": delivery.kind,
            "payload": delivery.payload,
            "accepts_response_payload": delivery.kind != "events_api",
        }
        if delivery.kind == "events_api":
            envelope |= {"retry_attempt": number, "retry_reason": reason}
        acked = self._waiting_acks[envelope_id] = asyncio.get_running_loop().create_future()
        try:
            await self.sockets[number % len(self.sockets)].send_str(json.dumps(envelope))
            async with asyncio.timeout(self.ack_seconds):
                delivery.answer = await acked
        except (TimeoutError, ConnectionError):
            self._waiting_acks.pop(envelope_id, None)
            return "timeout"
        delivery.taken = True
        return "acked"

    def heard(self, text: str) -> None:
        """A frame from the app: an acknowledgement."""
        said = json.loads(text)
        waiting = self._waiting_acks.pop(said.get("envelope_id", ""), None)
        if waiting and not waiting.done():
            waiting.set_result(said.get("payload"))

    # HTTP

    async def _post(self, delivery: Delivery, number: int, reason: str) -> str:
        body, kind = encoded(delivery)
        headers = signed(self.signing_secret, body) | {"Content-Type": kind}
        if number:
            headers |= {"X-Slack-Retry-Num": str(number), "X-Slack-Retry-Reason": reason}
        if self._session is None:
            self._session = aiohttp.ClientSession()
        try:
            async with (
                asyncio.timeout(self.ack_seconds),
                self._session.post(str(self.url), data=body, headers=headers) as response,
            ):
                return await self._taken(delivery, response)
        except TimeoutError:
            return "http_timeout"
        except aiohttp.ClientError:
            return "connection_failed"

    async def _taken(self, delivery: Delivery, response: aiohttp.ClientResponse) -> str:
        text = await response.text()
        if not 200 <= response.status < 300:
            return "no_retry" if response.headers.get("X-Slack-No-Retry") == "1" else "http_error"
        delivery.taken = True
        delivery.answer = json.loads(text) if response.content_type == "application/json" and text else text
        return str(response.status)


def encoded(delivery: Delivery) -> tuple[bytes, str]:
    if delivery.kind == "events_api":
        return json.dumps(delivery.payload).encode(), "application/json"
    fields = delivery.payload if delivery.kind == "slash_commands" else {"payload": json.dumps(delivery.payload)}
    return urlencode(fields).encode(), "application/x-www-form-urlencoded"


def signed(secret: str, body: bytes, at: int | None = None) -> dict[str, str]:
    """The headers that prove that a request comes from Slack."""
    timestamp = str(int(time.time()) if at is None else at)
    digest = hmac.new(secret.encode(), b"v0:" + timestamp.encode() + b":" + body, hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": timestamp, "X-Slack-Signature": f"v0={digest}"}
