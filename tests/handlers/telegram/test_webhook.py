"""Updates that Telegram delivers to the web server, over the wire in both directions."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import ClientSession
from aiohttp.test_utils import TestServer, unused_port

from bot.errors import SetUpWrong
from handlers.telegram.app import Telegram, create_telegram
from handlers.transport import pooled_session
from handlers.web.app import create_app
from tests.fakes import FakeClock, FakeTranscripts
from tests.handlers.telegram.fakes import FakeAssistant, Pauses
from tests.handlers.web.fakes import FakeAssistant as PageAssistant
from tests.platforms.telegram_server import TelegramServer

SECRET = "a-secret_of-ours"
HEADER = "X-Telegram-Bot-Api-Secret-Token"


class Site:
    """Docent's web server with Telegram on it."""

    def __init__(self, telegram: Telegram, address: str, session: ClientSession, stop: asyncio.Event) -> None:
        self.telegram = telegram
        self.address = address
        self._session = session
        self.stop = stop

    async def post(self, body: Any, secret: str | None = SECRET) -> int:
        """The status for a delivery with this body."""
        headers = {HEADER: secret} if secret is not None else {}
        data = body if isinstance(body, bytes) else None
        json = None if isinstance(body, bytes) else body
        async with self._session.post(self.address, data=data, json=json, headers=headers) as response:
            return response.status


@pytest.fixture
async def site(
    server: TelegramServer, assistant: FakeAssistant, clock: FakeClock, told: list[str]
) -> AsyncIterator[Site]:
    app = create_app(
        PageAssistant(), FakeTranscripts(), clock, secret="made up", secure=False, status=lambda: {"revision": 7}
    )
    port = unused_port()
    async with pooled_session() as session:
        telegram = create_telegram(
            assistant,
            clock,
            session,
            token=server.token,
            base_url=server.base_url,
            mode="webhook",
            public_url=f"http://127.0.0.1:{port}/",
            secret=SECRET,
            tell=told.append,
            pause=Pauses(),
        )
        telegram.add_webhook(app)
        stop = asyncio.Event()
        async with TestServer(app, port=port):
            work = asyncio.create_task(telegram.run(stop))
            yield Site(telegram, f"http://127.0.0.1:{port}/telegram/webhook", session, stop)
            stop.set()
            await work
            await telegram.drain(5.0)


def update(text: str, number: int = 1, **more: Any) -> dict[str, Any]:
    sender = {"id": 7, "is_bot": False, "first_name": "Ana"}
    chat = {"id": 7, "type": "private", "first_name": "Ana"}
    return {
        "update_id": number,
        "message": {"message_id": 1, "date": 1, "chat": chat, "from": sender, "text": text},
    } | more


async def webhook_is_set(server: TelegramServer) -> None:
    await server.wait_until(lambda: server.updates.webhook is not None)


async def test_docent_sets_the_webhook_with_its_secret(server: TelegramServer, site: Site) -> None:
    await webhook_is_set(server)

    assert server.updates.webhook == {
        "url": site.address,
        "secret_token": SECRET,
        "allowed_updates": ["message", "edited_message", "callback_query", "my_chat_member"],
    }
    assert server.calls_of("getUpdates") == []


async def test_a_question_is_answered_and_its_button_works(server: TelegramServer, site: Site) -> None:
    ana = server.person("Ana")
    chat = server.private_chat(ana)
    await server.says(chat, ana, "peal")
    [answer] = await server.wait_for(chat)
    await server.presses(answer, "How long is it?")
    edited = await server.wait_for_edit(answer)

    assert edited.text == "A peal takes about three hours."
    assert {status for _, status in server.updates.deliveries} == {200}


async def test_what_is_delivered_twice_is_answered_once(
    server: TelegramServer, site: Site, assistant: FakeAssistant
) -> None:
    await webhook_is_set(server)
    ana = server.person("Ana")
    chat = server.private_chat(ana)

    await server.says(chat, ana, "one")
    await server.wait_for(chat)
    await server.redelivers()
    await server.says(chat, ana, "two")
    await server.wait_for(chat, 2)

    assert assistant.texts == ["one", "two"]


@pytest.mark.parametrize("secret", [None, "", "wrong", SECRET + "x", SECRET[:-1], "é", SECRET.upper()])
async def test_whoever_does_not_know_the_secret_changes_nothing(
    server: TelegramServer, site: Site, assistant: FakeAssistant, secret: str | None
) -> None:
    await webhook_is_set(server)

    status = await site.post(update("one"), secret)

    assert (status, assistant.asked) == (403, [])


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b'"x"', b"{}", b'{"update_id": "1"}', b"\xff\xfe"])
async def test_what_is_no_update_is_refused(
    server: TelegramServer, site: Site, assistant: FakeAssistant, body: bytes
) -> None:
    await webhook_is_set(server)

    assert (await site.post(body), assistant.asked) == (400, [])


async def test_a_body_that_is_too_large_is_refused(server: TelegramServer, site: Site) -> None:
    await webhook_is_set(server)

    assert await site.post(b'{"update_id": 1, "x": "' + 300_000 * b"x" + b'"}') == 413


async def test_an_update_that_cannot_be_read_is_taken_so_that_it_does_not_come_again(
    server: TelegramServer, site: Site, assistant: FakeAssistant, caplog: pytest.LogCaptureFixture
) -> None:
    await webhook_is_set(server)

    status = await site.post({"update_id": 5, "message": {"text": "a secret word"}})

    assert (status, assistant.asked, "secret" in caplog.text) == (200, [], False)


async def test_telegram_need_not_wait_for_the_answer(
    server: TelegramServer, site: Site, assistant: FakeAssistant
) -> None:
    await webhook_is_set(server)
    assistant.gate.clear()
    server.private_chat(server.person("Ana"))

    assert await site.post(update("one")) == 200
    await assistant.waiting.wait()
    assistant.gate.set()


async def test_after_the_stop_updates_are_left_to_be_delivered_again(
    server: TelegramServer, site: Site, assistant: FakeAssistant
) -> None:
    await webhook_is_set(server)
    site.stop.set()
    await site.telegram.drain(5.0)

    assert (await site.post(update("one")), assistant.asked) == (503, [])


async def test_when_too_much_is_waiting_updates_are_left_to_be_delivered_again(
    server: TelegramServer, site: Site, assistant: FakeAssistant
) -> None:
    await webhook_is_set(server)
    assistant.gate.clear()
    message = update("one")["message"]
    statuses = []
    for number in range(1002):
        person = {"id": number + 1, "is_bot": False, "first_name": "Somebody"}
        chat = {"id": number + 1, "type": "private", "first_name": "Somebody"}
        statuses.append(await site.post({"update_id": number, "message": message | {"from": person, "chat": chat}}))
    assistant.gate.set()

    assert (statuses[:1000], statuses[1000:]) == ([200] * 1000, [503, 503])


async def test_a_webhook_that_telegram_does_not_take_is_said_once(
    server: TelegramServer, assistant: FakeAssistant, clock: FakeClock, told: list[str]
) -> None:
    async with pooled_session() as session:
        stop = asyncio.Event()
        telegram = create_telegram(
            assistant,
            clock,
            session,
            token=server.token,
            base_url=server.base_url,
            mode="webhook",
            public_url="http://docent.example",
            secret=SECRET,
            tell=told.append,
            pause=Pauses(),
        )
        work = asyncio.create_task(telegram.run(stop))
        await server.wait_until(lambda: len(server.calls_of("setWebhook")) > 3)
        stop.set()
        await work
        await telegram.drain(5.0)

    assert told == ["Telegram does not take the webhook. Check DOCENT_PUBLIC_URL, an https address; I go on trying."]


@pytest.mark.parametrize(
    "public_url, secret, names",
    [(None, SECRET, "DOCENT_PUBLIC_URL"), ("https://x.example", "", "SECRET"), ("https://x.example", "a b", "SECRET")],
)
async def test_what_a_webhook_needs_is_asked_for_at_the_start(
    assistant: FakeAssistant, clock: FakeClock, public_url: str | None, secret: str, names: str
) -> None:
    async with ClientSession() as session:
        with pytest.raises(SetUpWrong, match=names):
            create_telegram(
                assistant, clock, session, token="1:x", mode="webhook", public_url=public_url, secret=secret
            )
