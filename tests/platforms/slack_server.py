"""A strict Slack Web API on this machine, for tests, with Socket Mode and signed HTTP events.

    async with SlackServer() as server:
        app = AsyncApp(client=AsyncWebClient(server.bot_token, base_url=server.base_url))
        ana = server.user("ana")
        members = server.channel("members", ana)
        await server.mentions(members, ana, "what is a quorum?")
        [answer] = await server.wait_for(members)

It refuses what the real API refuses, with its codes and words, and one thing more: arguments that the API does not
know, which the real one ignores. Those refusals have a message that begins with "[ERROR] strict:".
"""

import asyncio
import json
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

import aiohttp
from aiohttp import WSMsgType, web

from tests.platforms.orders import CutsConnection, Hangs, Misbehaviour, Orders, RateLimited
from tests.platforms.slack_delivery import signed
from tests.platforms.slack_parameters import METHODS, Given, Refused, checked, read_arguments
from tests.platforms.slack_people import ALL_EVENTS, People
from tests.platforms.slack_world import APP, File

BOT_TOKEN = "xoxb-test"
APP_TOKEN = "xapp-test"
SIGNING_SECRET = "test-signing-secret"
MOST_BODY_BYTES = 60_000_000
SCOPES = {"x-oauth-scopes": "app_mentions:read,chat:write,commands,im:history"}


@dataclass(slots=True)
class Call:
    """One request as the server understood it, and what it answered; None where it misbehaved."""

    method: str
    given: Given
    answer: dict[str, Any] | None = None
    misbehaved: Misbehaviour | None = None


class SlackServer(People):
    """The Web API for one app in one workspace, with the people of `People`.

    Events go to `server.sends_to(url)` when that was called, or else over Socket Mode as soon as the app connects.
    """

    def __init__(
        self,
        *,
        bot_token: str = BOT_TOKEN,
        app_token: str = APP_TOKEN,
        signing_secret: str = SIGNING_SECRET,
        bot_name: str = "docent",
        ack_seconds: float = 3.0,
        subscribed: frozenset[str] = ALL_EVENTS,
    ) -> None:
        super().__init__(bot_name, signing_secret, ack_seconds, subscribed)
        self.bot_token = bot_token
        self.app_token = app_token
        self.orders = Orders()
        self.calls: list[Call] = []
        self._tickets: set[str] = set()
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def start(self, port: int = 0) -> None:
        app = web.Application(client_max_size=MOST_BODY_BYTES)
        app.router.add_route("*", "/api/{method}", self._call)
        app.router.add_post("/upload/{ticket}", self._upload)
        app.router.add_get("/files-pri/{team}-{file}/download/{name}", self._download)
        app.router.add_post("/response/{name}", self._response)
        app.router.add_get("/link", self._socket)
        self._runner = web.AppRunner(app, handler_cancellation=True, shutdown_timeout=1, access_log=None)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", port)
        await site.start()
        self.address = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        self.methods.address = self.address

    async def close(self) -> None:
        self.orders.closing.set()
        await self.deliveries.close()
        if self._runner:
            await self._runner.cleanup()

    @property
    def base_url(self) -> str:
        """As `AsyncWebClient(base_url=...)` wants it."""
        return f"{self.address}/api/"

    def misbehave(self, method: str, misbehaviour: Misbehaviour, times: int = 1) -> None:
        """The next calls of a method, or of any for "*", go wrong so; "response_url" is a method here."""
        self.orders.place(method, misbehaviour, times)

    def calls_of(self, method: str) -> list[Call]:
        return [call for call in self.calls if call.method == method]

    def succeeded(self, method: str) -> list[Given]:
        """What was given to the calls of a method that took effect."""
        return [call.given for call in self.calls_of(method) if call.answer and call.answer["ok"]]

    # How events reach the app

    async def sends_to(self, url: str) -> None:
        """From now on events, commands and interactions go to this address as signed requests.

        Raises:
            AssertionError: the app did not answer the challenge.
        """
        body = json.dumps({"type": "url_verification", "token": "verification", "challenge": "c-1"}).encode()
        headers = signed(self.deliveries.signing_secret, body) | {"Content-Type": "application/json"}
        async with aiohttp.ClientSession() as session, session.post(url, data=body, headers=headers) as response:
            answer = await response.text()
            assert response.status == 200, f"{response.status} to the challenge: {answer}"
            assert "c-1" in answer, f"the challenge was not sent back: {answer}"
        self.deliveries.url = url

    async def wait_for_socket(self, count: int = 1) -> None:
        """Return as soon as the app is connected by Socket Mode."""
        await self.wait_until(lambda: len(self.deliveries.sockets) >= count)

    async def refreshes_sockets(self) -> None:
        """Ask the app to connect anew, as Slack does every few hours, and close the connections."""
        reason = {"type": "disconnect", "reason": "refresh_requested", "debug_info": {"host": "test"}}
        for socket in list(self.deliveries.sockets):
            await socket.send_str(json.dumps(reason))
            await socket.close()

    def cuts_sockets(self) -> None:
        """The connections break without a word."""
        for socket in self.deliveries.sockets:
            transport = socket._req.transport if socket._req else None
            if transport:
                transport.abort()

    # Requests

    async def _call(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        try:
            return await self._known(request, method)
        except Refused as refused:
            return refused_answer(refused)

    async def _known(self, request: web.Request, method: str) -> web.Response:
        if method not in METHODS:
            raise Refused("unknown_method")
        given, token = await read_arguments(request, method)
        call = Call(method, given, misbehaved=self.orders.take(method))
        self.calls.append(call)
        return await self._misbehaving(call, request, lambda: self._take_effect(call, token))

    async def _misbehaving(self, call: Call, request: web.Request, take_effect: Any) -> web.Response:
        if isinstance(call.misbehaved, RateLimited):
            raise Refused("ratelimited", status=429, headers={"Retry-After": str(call.misbehaved.seconds)})
        late = isinstance(call.misbehaved, Hangs | CutsConnection) and call.misbehaved.after_effect
        try:
            answer: web.Response | None = await take_effect() if late or not call.misbehaved else None
        finally:
            self.bell.ring()
        if call.misbehaved:
            return await self.orders.serve(call.misbehaved, request)
        assert answer is not None
        return answer

    async def _take_effect(self, call: Call, token: str | None) -> web.Response:
        try:
            self._check_token(call.method, token)
            call.given = checked(call.method, call.given)
            if call.method == "apps.connections.open":
                answer = {"url": self._socket_address()}
            else:
                answer = await self.methods.named(call.method)(call.given)
        except Refused as refused:
            call.answer = refused.as_json()
            raise
        call.answer = {"ok": True} | answer
        return web.Response(text=json.dumps(call.answer), content_type="application/json", headers=SCOPES)

    def _check_token(self, method: str, token: str | None) -> None:
        if not token:
            raise Refused("not_authed")
        if token not in (self.bot_token, self.app_token):
            raise Refused("invalid_auth")
        if (token == self.app_token) != (method == "apps.connections.open"):
            raise Refused("not_allowed_token_type")
        if self.token_error and token == self.bot_token:
            raise Refused(self.token_error)

    async def _upload(self, request: web.Request) -> web.Response:
        ticket = self.methods.tickets.get(request.match_info["ticket"])
        if ticket is None:
            return web.Response(status=403, text="upload URL is not signed")
        content = await uploaded(request)
        if len(content) != ticket.length:
            return web.Response(status=400, text=f"{len(content)} bytes instead of {ticket.length}")
        ticket.content = content
        self.world.uploads[ticket.file_id] = File(ticket.file_id, ticket.name, content)
        return web.Response(text=f"OK - {len(content)}")

    async def _download(self, request: web.Request) -> web.StreamResponse:
        """As the real one: whoever shows no token that may read files is sent to a page for signing in."""
        call = Call("download", dict(request.match_info), misbehaved=self.orders.take("download"))
        self.calls.append(call)
        return await self._misbehaving(call, request, lambda: self._downloaded(request))

    async def _downloaded(self, request: web.Request) -> web.StreamResponse:
        given = request.headers.get("Authorization", "")
        if given != f"Bearer {self.bot_token}" or self.token_error or not self.methods.may_read_files:
            return web.Response(status=302, headers={"Location": f"{self.address}/signin?redir=file"})
        file = self.world.shared.get(request.match_info["file"])
        if file is None or request.match_info["name"] != file.name:
            return web.Response(status=404, text="not found")
        return web.Response(body=file.content, content_type="application/octet-stream")

    async def _response(self, request: web.Request) -> web.Response:
        call = Call("response_url", {}, misbehaved=self.orders.take("response_url"))
        self.calls.append(call)
        try:
            return await self._misbehaving(call, request, lambda: self._respond_to(call, request))
        except Refused as refused:
            call.answer = refused.as_json()
            return refused_answer(refused, max(refused.status, 400))

    async def _respond_to(self, call: Call, request: web.Request) -> web.Response:
        try:
            call.given = await request.json()
        except ValueError:
            raise Refused("invalid_payload", status=400) from None
        self.respond(request.match_info["name"], call.given)
        call.answer = {"ok": True}
        return web.Response(text="ok")

    # Socket Mode

    def _socket_address(self) -> str:
        ticket = self.world.new_id("ticket-")
        self._tickets.add(ticket)
        return f"{self.address.replace('http', 'ws')}/link?ticket={ticket}&app_id={APP}"

    async def _socket(self, request: web.Request) -> web.StreamResponse:
        if request.query.get("ticket") not in self._tickets:
            return web.Response(status=403)
        self._tickets.discard(request.query["ticket"])
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        hello = {"type": "hello", "num_connections": len(self.deliveries.sockets) + 1}
        info = {
            "debug_info": {"host": "test", "approximate_connection_time": 18060},
            "connection_info": {"app_id": APP},
        }
        await socket.send_str(json.dumps(hello | info))
        self.deliveries.sockets.append(socket)
        self.bell.ring()
        try:
            async for frame in socket:
                if frame.type == WSMsgType.TEXT:
                    self.deliveries.heard(frame.data)
        finally:
            self.deliveries.sockets.remove(socket)
            self.bell.ring()
        return socket


async def uploaded(request: web.Request) -> bytes:
    if request.content_type != "multipart/form-data":
        return await request.read()
    for field in (await request.post()).values():
        if isinstance(field, web.FileField):
            return field.file.read()
    return b""


def refused_answer(refused: Refused, status: int | None = None) -> web.Response:
    body = json.dumps(refused.as_json())
    return web.Response(
        status=status or refused.status, text=body, content_type="application/json", headers=refused.headers
    )


async def serve_forever(bot_token: str, port: int) -> None:
    """Run the server on its own, to try an app by hand or to measure it from another process."""
    server = SlackServer(bot_token=bot_token)
    await server.start(port)
    await asyncio.Event().wait()
