"""Misbehaviour on order: what a server does instead of answering the next calls of a method."""

import asyncio
from collections import deque
from dataclasses import dataclass

from aiohttp import web


@dataclass(frozen=True, slots=True)
class RateLimited:
    """Too many requests; the platform's own 429, with the seconds to wait."""

    seconds: int = 1


@dataclass(frozen=True, slots=True)
class Fails:
    """An error of the server, such as 500, 502 or 503, with a body that is not JSON. The call has no effect."""

    status: int = 500


@dataclass(frozen=True, slots=True)
class Hangs:
    """No answer until the client gives up or the server closes. With `after_effect`, the call takes effect first."""

    after_effect: bool = False


@dataclass(frozen=True, slots=True)
class CutsConnection:
    """The connection breaks without an answer. With `after_effect`, the call takes effect first."""

    after_effect: bool = False


@dataclass(frozen=True, slots=True)
class Garbage:
    """Status 200 and a body that is not JSON. The call has no effect."""

    body: bytes = b"<html>\xff not json"


Misbehaviour = RateLimited | Fails | Hangs | CutsConnection | Garbage


class Orders:
    """What was ordered and is still to be served. `*` stands for every method."""

    def __init__(self) -> None:
        self._waiting: dict[str, deque[Misbehaviour]] = {}
        self.closing = asyncio.Event()

    def place(self, method: str, misbehaviour: Misbehaviour, times: int) -> None:
        self._waiting.setdefault(method, deque()).extend([misbehaviour] * times)

    def cancel(self) -> None:
        self._waiting.clear()

    def take(self, method: str) -> Misbehaviour | None:
        for name in (method, "*"):
            if queue := self._waiting.get(name):
                return queue.popleft()
        return None

    async def serve(self, misbehaviour: Misbehaviour, request: web.Request) -> web.Response:
        """The misbehaviour, for all but RateLimited, which each platform words in its own way."""
        match misbehaviour:
            case Fails(status):
                return web.Response(status=status, text=f"<html><h1>{status}</h1></html>", content_type="text/html")
            case Garbage(body):
                return web.Response(body=body, content_type="text/html")
            case Hangs():
                await self.closing.wait()
        if request.transport is not None:
            request.transport.abort()
        return web.Response()  # which nobody gets any more
