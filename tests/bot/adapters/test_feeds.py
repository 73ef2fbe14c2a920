from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer

from bot.adapters import feeds
from bot.adapters.feeds import HttpFeeds, read_copy
from bot.errors import Unreadable
from bot.organising.feeding import Fetched
from bot.ports import Feed
from tests.programmes import NINE

ETAG, DAY = '"v1"', "Sun, 22 Nov 2026 12:00:00 GMT"


async def _same(request: web.Request) -> web.Response:
    unchanged = request.headers.get("If-None-Match") == ETAG or request.headers.get("If-Modified-Since") == DAY
    if unchanged:
        return web.Response(status=304)
    return web.Response(body=b"programme", headers={"ETag": ETAG, "Last-Modified": DAY})


async def _plain(request: web.Request) -> web.Response:
    return web.Response(body=b"x" * 200_000)


async def _gone(request: web.Request) -> web.Response:
    return web.Response(status=404)


async def _moved(request: web.Request) -> web.Response:
    raise web.HTTPFound("/same")


async def _cut_off(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Length": "1000"})
    await response.prepare(request)
    await response.write(b"only this")
    assert request.transport is not None
    request.transport.abort()
    return response


@pytest.fixture
async def address() -> AsyncIterator[str]:
    app = web.Application()
    for name, handler in {"same": _same, "plain": _plain, "gone": _gone, "moved": _moved, "cut-off": _cut_off}.items():
        app.router.add_get(f"/{name}", handler)
    async with TestServer(app, host="127.0.0.1") as server:
        yield str(server.make_url("/")).rstrip("/")


@pytest.fixture
async def session() -> AsyncIterator[ClientSession]:
    async with ClientSession() as session:
        yield session


def feed(url: str) -> Feed:
    return Feed("spring-meeting", url)


@pytest.mark.parametrize("path", ["same", "moved"])
async def test_copy_comes_with_what_its_server_says_of_it(address: str, session: ClientSession, path: str) -> None:
    assert await HttpFeeds(session)(feed(f"{address}/{path}")) == Fetched(b"programme", ETAG, DAY)


@pytest.mark.parametrize("known", [{"etag": ETAG}, {"modified": DAY}])
async def test_copy_that_we_have_is_not_sent_again(address: str, session: ClientSession, known: dict[str, str]) -> None:
    assert await HttpFeeds(session)(replace(feed(f"{address}/same"), **known)) is None  # type: ignore[arg-type] # fields by name, which mypy cannot see


async def test_progress_is_told_with_the_whole_where_it_is_known(address: str, session: ClientSession) -> None:
    told: list[tuple[int, int | None]] = []

    await HttpFeeds(session, lambda done, total: told.append((done, total)))(feed(f"{address}/plain"))

    assert (told[-1], len(told) > 1) == ((200_000, 200_000), True)


@pytest.mark.parametrize("path,says", [("gone", "The server answers 404 Not Found."), ("cut-off", "cannot be fetched")])
async def test_server_in_trouble_is_told(address: str, session: ClientSession, path: str, says: str) -> None:
    with pytest.raises(Unreadable, match=says):
        await HttpFeeds(session)(feed(f"{address}/{path}"))


async def test_server_that_is_not_there_is_told_without_the_address(session: ClientSession) -> None:
    with pytest.raises(Unreadable) as caught:
        await HttpFeeds(session)(feed("http://127.0.0.1:1/secret"))

    assert str(caught.value) == "The address cannot be fetched (ClientConnectorError)."


async def test_feed_without_an_end_is_given_up(
    address: str, session: ClientSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feeds, "MOST_BYTES", 1 << 16)

    with pytest.raises(Unreadable, match="larger than"):
        await HttpFeeds(session)(feed(f"{address}/plain"))


def test_copy_is_read_by_the_clocks_that_were_named_with_the_feed() -> None:
    followed = Feed("spring-meeting", "https://guild.example/a.csv", "Europe/Vienna")

    programme = read_copy(b"title,date,start,end\nBells,2026-05-08,09:00,10:00\n", followed)

    assert (programme.event, programme.zone, [each.start for each in programme.sessions]) == (
        "spring-meeting",
        "Europe/Vienna",
        [NINE],
    )
