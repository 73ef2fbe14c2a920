import asyncio
from collections.abc import AsyncIterator

import pytest
from aiohttp import ClientConnectorError, ClientOSError, ServerDisconnectedError, ServerTimeoutError, web
from aiohttp.test_utils import TestServer, unused_port

from handlers.transport import kind_of, never_sent, pooled_session


class Site:
    """Answers, remembers by which connections it was asked, and sets a cookie that nobody should bring back."""

    def __init__(self) -> None:
        self.connections: set[object] = set()
        self.asked_for: list[str] = []
        self.cookies: list[str] = []
        self.asked = asyncio.Event()
        self.hanging = asyncio.Event()

    async def answer(self, request: web.Request) -> web.Response:
        self.connections.add(request.transport)
        self.asked_for.append(str(request.url))
        self.cookies.append(request.headers.get("Cookie", ""))
        return web.Response(text="fine", headers={"Set-Cookie": "who=somebody"})

    async def hang(self, request: web.Request) -> web.Response:
        self.asked.set()
        await self.hanging.wait()
        return web.Response()

    async def cut(self, request: web.Request) -> web.Response:
        assert request.transport
        request.transport.abort()
        return web.Response()


@pytest.fixture
def site() -> Site:
    return Site()


@pytest.fixture
async def address(site: Site) -> AsyncIterator[str]:
    app = web.Application()
    app.add_routes([web.post("/hang", site.hang), web.post("/cut", site.cut), web.route("*", "/{any:.*}", site.answer)])
    async with TestServer(app) as server:
        yield f"http://127.0.0.1:{server.port}"
        site.hanging.set()


async def test_connections_are_used_again_and_cookies_are_not_kept(site: Site, address: str) -> None:
    async with pooled_session() as session:
        for _ in range(3):
            async with session.post(address) as response:
                assert await response.text() == "fine"

    assert (len(site.connections), site.cookies) == (1, ["", "", ""])


async def test_the_session_is_closed_at_the_end() -> None:
    async with pooled_session() as session:
        pass

    assert session.closed


async def test_a_proxy_of_the_environment_is_used(site: Site, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", address)
    monkeypatch.delenv("no_proxy", raising=False)

    async with pooled_session() as session, session.post("http://platform.example/call") as response:
        assert response.status == 200

    assert site.asked_for == ["http://platform.example/call"]


async def test_an_exception_to_the_proxy_is_kept(site: Site, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{unused_port()}")
    monkeypatch.setenv("no_proxy", "127.0.0.1")

    async with pooled_session() as session, session.post(address) as response:
        assert response.status == 200


async def test_where_nobody_listens_nothing_was_sent() -> None:
    async with pooled_session() as session:
        with pytest.raises(ClientConnectorError) as failure:
            await session.post(f"http://127.0.0.1:{unused_port()}/secret")

    assert (never_sent(failure.value), "secret" in kind_of(failure.value)) == (True, False)


async def test_where_no_connection_gets_free_nothing_was_sent(site: Site, address: str) -> None:
    async with pooled_session(most_connections=1, connect_seconds=0.01) as session:
        waiting = asyncio.create_task(session.post(f"{address}/hang"))
        await site.asked.wait()
        with pytest.raises(ServerTimeoutError) as failure:
            await session.post(address)
        waiting.cancel()
        await asyncio.wait({waiting})

    assert never_sent(failure.value)


async def test_where_no_answer_comes_it_may_have_been_sent(address: str) -> None:
    async with pooled_session(read_seconds=0.05) as session:
        with pytest.raises(ServerTimeoutError) as failure:
            await session.post(f"{address}/hang")

    assert not never_sent(failure.value)


async def test_where_the_connection_breaks_it_may_have_been_sent(address: str) -> None:
    async with pooled_session() as session:
        with pytest.raises((ServerDisconnectedError, ClientOSError)) as failure:
            await session.post(f"{address}/cut")

    assert (never_sent(failure.value), never_sent(None)) == (False, False)
