"""A strict Telegram Bot API on this machine, for tests.

    async with TelegramServer() as server:
        bot = telegram.Bot(server.token, base_url=server.base_url, base_file_url=server.file_url)
        ana = server.person("Ana")
        chat = server.private_chat(ana)
        await server.says(chat, ana, "What is a quorum?")
        [answer] = await server.wait_for(chat)

It refuses what the real API refuses, in the same words, and in two ways more: parameters and fields that the API does
not know, which the real one ignores, and parse modes other than HTML. Those refusals begin with "Bad Request: strict:".
"""

import asyncio
import json
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

from aiohttp import web

from tests.platforms.orders import CutsConnection, Hangs, Misbehaviour, Orders, RateLimited
from tests.platforms.telegram_about import About
from tests.platforms.telegram_parameters import METHODS, Given, Refused, checked, read_parameters
from tests.platforms.telegram_people import People

TOKEN = re.compile(r"[1-9]\d*:[\w-]+")
SNAKE = re.compile(r"(?<=[a-z])(?=[A-Z])")
TEST_TOKEN = "1000:test-token"
MOST_BODY_BYTES = 60_000_000


@dataclass(slots=True)
class Call:
    """One request as the server understood it, and what it answered; None where it misbehaved."""

    method: str
    given: Given
    answer: dict[str, Any] | None = None
    misbehaved: Misbehaviour | None = None


class TelegramServer(People):
    """The Bot API for one bot, with the people of `People`."""

    def __init__(self, token: str = TEST_TOKEN, bot_name: str = "Docent", webhook_retry_seconds: float = 0.05) -> None:
        super().__init__(bot_name, webhook_retry_seconds)
        self.token = token
        self.about = About(self.world, self.updates)
        self.orders = Orders()
        self.calls: list[Call] = []
        self._methods = self._handlers()
        self._runner: web.AppRunner | None = None
        self._address = ""

    def _handlers(self) -> dict[str, Callable[[Given], Awaitable[Any]]]:
        names = {method: SNAKE.sub("_", method).lower() for method in METHODS}
        return {m: getattr(self.sending, name, None) or getattr(self.about, name) for m, name in names.items()}

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def start(self, port: int = 0) -> None:
        app = web.Application(client_max_size=MOST_BODY_BYTES)
        app.router.add_route("*", "/bot{token}/{method}", self._call)
        app.router.add_get("/file/bot{token}/{path:.+}", self._file)
        app.router.add_route("*", "/{anything:.*}", self._nowhere)
        self._runner = web.AppRunner(app, handler_cancellation=True, shutdown_timeout=1, access_log=None)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", port)
        await site.start()
        self._address = f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    async def close(self) -> None:
        self.orders.closing.set()
        await self.updates.close()
        if self._runner:
            await self._runner.cleanup()

    @property
    def base_url(self) -> str:
        """As python-telegram-bot's `base_url` wants it."""
        return f"{self._address}/bot"

    @property
    def file_url(self) -> str:
        """As python-telegram-bot's `base_file_url` wants it."""
        return f"{self._address}/file/bot"

    def misbehave(self, method: str, misbehaviour: Misbehaviour, times: int = 1) -> None:
        """The next calls of a method, or of any method for "*", go wrong in this way."""
        self.orders.place(method, misbehaviour, times)

    def calls_of(self, method: str) -> list[Call]:
        return [call for call in self.calls if call.method == method]

    def succeeded(self, method: str) -> list[Given]:
        """What was given to the calls of a method that took effect."""
        return [call.given for call in self.calls_of(method) if call.answer and call.answer["ok"]]

    async def _call(self, request: web.Request) -> web.Response:
        method = next((m for m in METHODS if m.lower() == request.match_info["method"].lower()), "")
        try:
            self._check_token(request)
            return await self._answer(request, method)
        except Refused as refused:
            return refused_answer(refused)

    async def _answer(self, request: web.Request, method: str) -> web.Response:
        if not method:
            raise Refused(404, "Not Found: method not found")
        call = Call(method, await read_parameters(request), misbehaved=self.orders.take(method))
        self.calls.append(call)
        if isinstance(call.misbehaved, RateLimited):
            seconds = call.misbehaved.seconds
            raise Refused(429, f"Too Many Requests: retry after {seconds}", {"retry_after": seconds})
        late = isinstance(call.misbehaved, Hangs | CutsConnection) and call.misbehaved.after_effect
        if call.misbehaved and not late:
            self.bell.ring()
            return await self.orders.serve(call.misbehaved, request)
        try:
            answer = await self._take_effect(call)
        finally:
            self.bell.ring()
        return await self.orders.serve(call.misbehaved, request) if call.misbehaved else answer

    async def _take_effect(self, call: Call) -> web.Response:
        try:
            self.about.check_logged_in()
            call.given = checked(call.method, call.given)
            call.answer = {"ok": True, "result": await self._methods[call.method](call.given)}
        except Refused as refused:
            call.answer = refusal_json(refused)
            raise
        return json_answer(200, call.answer)

    def _check_token(self, request: web.Request) -> None:
        token = request.match_info["token"]
        if not TOKEN.fullmatch(token):
            raise Refused(404, "Not Found")
        if token != self.token:
            raise Refused(401, "Unauthorized")

    async def _file(self, request: web.Request) -> web.Response:
        """A file whose path getFile has told."""
        name = request.match_info["path"].removeprefix("documents/")
        document = self.world.files.get(name) if name in self.about.handed_out else None
        try:
            self._check_token(request)
        except Refused as refused:
            return refused_answer(refused)
        if document is None:
            return refused_answer(Refused(404, "Not Found"))
        return web.Response(body=document.content, content_type="application/octet-stream")

    async def _nowhere(self, request: web.Request) -> web.Response:
        return refused_answer(Refused(404, "Not Found"))


def refusal_json(refused: Refused) -> dict[str, Any]:
    facts: dict[str, Any] = {"ok": False, "error_code": refused.code, "description": refused.description}
    return facts | ({"parameters": refused.parameters} if refused.parameters else {})


def refused_answer(refused: Refused) -> web.Response:
    return json_answer(refused.code, refusal_json(refused))


def json_answer(status: int, content: dict[str, Any]) -> web.Response:
    return web.Response(status=status, text=json.dumps(content), content_type="application/json")


async def serve_forever(token: str, port: int) -> None:
    """Run the server on its own, to try a bot by hand or to measure it from another process."""
    server = TelegramServer(token)
    await server.start(port)
    await asyncio.Event().wait()
