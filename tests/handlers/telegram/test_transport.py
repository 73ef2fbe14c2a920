"""The library's own calls, on our transport, against the local server."""

import asyncio
from collections.abc import AsyncIterator
from io import BytesIO

import pytest
from aiohttp import ClientSession
from aiohttp.test_utils import unused_port
from telegram import Bot, InputFile
from telegram.error import BadRequest, Conflict, Forbidden, InvalidToken, NetworkError, TelegramError, TimedOut

from handlers.telegram.transport import FloodWait, PooledRequest, timeouts
from handlers.transport import never_sent, pooled_session
from tests.platforms.orders import CutsConnection, Fails, Garbage, Hangs, Misbehaviour, RateLimited
from tests.platforms.telegram_server import TEST_TOKEN, TelegramServer
from tests.platforms.telegram_world import Chat


@pytest.fixture
async def session() -> AsyncIterator[ClientSession]:
    async with pooled_session() as session:
        yield session


@pytest.fixture
def bot(server: TelegramServer, session: ClientSession) -> Bot:
    return bot_at(server.base_url, server.file_url, session)


def bot_at(base_url: str, file_url: str, session: ClientSession, token: str = TEST_TOKEN) -> Bot:
    request, polling = PooledRequest(session), PooledRequest(session)
    return Bot(token, base_url, file_url, request=request, get_updates_request=polling)


@pytest.fixture
def chat(server: TelegramServer) -> Chat:
    return server.private_chat(server.person("Ana"))


async def test_a_message_is_sent_and_read_back(server: TelegramServer, bot: Bot, chat: Chat) -> None:
    message = await bot.send_message(chat.id, "Grüße & 100 % + 1 = 🙂")

    assert (message.text, server.answers(chat)[0].text) == ("Grüße & 100 % + 1 = 🙂",) * 2


@pytest.mark.parametrize("name", ["notes.txt", "Programm für Zürich.pdf", 'a "quoted" name.txt', "日程.ics"])
async def test_a_file_is_uploaded_under_its_name(server: TelegramServer, bot: Bot, chat: Chat, name: str) -> None:
    content = bytes(range(256)) * 1000

    await bot.send_document(chat.id, InputFile(content, name), caption="Here & now")

    [message] = server.answers(chat)
    assert message.document
    assert (message.document.name, message.document.content, message.text) == (name, content, "Here & now")


async def test_an_open_file_is_uploaded_and_downloaded(server: TelegramServer, bot: Bot, chat: Chat) -> None:
    sent = await bot.send_document(chat.id, BytesIO(b"from a file"), filename="x.txt")

    assert sent.document
    file = await bot.get_file(sent.document.file_id)
    assert bytes(await file.download_as_bytearray()) == b"from a file"


async def test_a_name_cannot_break_out_of_its_part(server: TelegramServer, bot: Bot, chat: Chat) -> None:
    with pytest.raises(NetworkError):
        await bot.send_document(chat.id, InputFile(b"x", 'a"\r\nX-Header: 1\r\n\r\n.txt'))

    assert server.answers(chat) == []


@pytest.mark.parametrize(
    "misbehaviour, error",
    [
        (Fails(500), NetworkError),
        (Fails(502), NetworkError),
        (CutsConnection(), NetworkError),
        (CutsConnection(after_effect=True), NetworkError),
        (Garbage(), TelegramError),
        (Garbage(b"[1]"), TelegramError),
        (Hangs(), TimedOut),
        (RateLimited(7), FloodWait),
    ],
)
async def test_failures_have_the_librarys_own_errors(
    server: TelegramServer, bot: Bot, chat: Chat, misbehaviour: Misbehaviour, error: type[TelegramError]
) -> None:
    server.misbehave("sendMessage", misbehaviour)

    with pytest.raises(TelegramError) as failure:
        await bot.send_message(chat.id, "x", read_timeout=0.1)

    assert type(failure.value) is error
    assert (never_sent(failure.value.__cause__), server.token in str(failure.value)) == (False, False)


async def test_refusals_have_the_librarys_own_errors(
    server: TelegramServer, bot: Bot, chat: Chat, session: ClientSession
) -> None:
    blocked = server.private_chat(server.person("Ben"))
    await server.blocks(server.world.people[blocked.id])
    await server.updates.set_webhook({"url": "http://127.0.0.1:9"})

    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(999, "x")
    with pytest.raises(Forbidden, match="blocked"):
        await bot.send_message(blocked.id, "x")
    with pytest.raises(Conflict):
        await bot.get_updates()
    with pytest.raises(InvalidToken):
        await bot_at(server.base_url, server.file_url, session, token="1000:wrong").get_me()


async def test_a_flood_wait_says_how_long(server: TelegramServer, bot: Bot, chat: Chat) -> None:
    server.misbehave("sendMessage", RateLimited(7))

    with pytest.raises(FloodWait) as wait:
        await bot.send_message(chat.id, "x")

    assert (wait.value.retry_after, wait.value.seconds) == (7, 7)


async def test_where_nobody_listens_nothing_was_sent(session: ClientSession) -> None:
    bot = bot_at(f"http://127.0.0.1:{unused_port()}/bot", "http://127.0.0.1/file/bot", session)

    with pytest.raises(NetworkError) as failure:
        await bot.send_message(1, "x")

    assert (type(failure.value), never_sent(failure.value.__cause__)) == (NetworkError, True)
    assert "test-token" not in str(failure.value)


async def test_where_no_connection_gets_free_nothing_was_sent(server: TelegramServer, chat: Chat) -> None:
    server.misbehave("getMe", Hangs())
    async with pooled_session(most_connections=1) as session:
        bot = bot_at(server.base_url, server.file_url, session)
        waiting = asyncio.create_task(bot.get_me())
        await server.wait_until(lambda: server.calls_of("getMe") != [])
        with pytest.raises(TimedOut) as failure:
            await bot.send_message(chat.id, "x", pool_timeout=0.01, connect_timeout=0.01)
        waiting.cancel()
        await asyncio.wait({waiting})

    assert (never_sent(failure.value.__cause__), server.calls_of("sendMessage")) == (True, [])


async def test_a_long_poll_may_take_longer_than_other_calls(server: TelegramServer, session: ClientSession) -> None:
    request = PooledRequest(session, read_seconds=0.05)
    bot = Bot(server.token, server.base_url, request=request, get_updates_request=request)
    server.misbehave("sendMessage", Hangs())

    assert await bot.get_updates(timeout=1) == ()
    with pytest.raises(TimedOut):
        await bot.send_message(1, "x")


@pytest.mark.parametrize("missing", ["read", "write", "connect", "pool"])
def test_no_limit_for_a_part_means_none_for_the_whole(missing: str) -> None:
    limits: dict[str, float | None] = {"read": 1.0, "write": 2.0, "connect": 3.0, "pool": 4.0}

    bounded, unbounded = timeouts(**limits), timeouts(**(limits | {missing: None}))

    assert (bounded.total, bounded.connect, bounded.sock_connect, bounded.sock_read) == (10.0, 7.0, 3.0, 1.0)
    assert unbounded.total is None


async def test_a_proxy_of_the_environment_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{unused_port()}")
    monkeypatch.delenv("no_proxy", raising=False)

    async with pooled_session() as session:
        bot = bot_at("http://telegram.example/bot", "http://telegram.example/file/bot", session)
        with pytest.raises(NetworkError, match="ProxyConnection"):
            await bot.get_me()
