"""Polling, from the start to the end, with Telegram in all its moods."""

import asyncio
from typing import Any

import pytest

from handlers.telegram.app import create_telegram
from handlers.telegram.polling import POLL_SECONDS
from handlers.transport import pooled_session
from tests.fakes import FakeClock
from tests.handlers.telegram.fakes import FakeAssistant, Pauses, Running
from tests.platforms.orders import CutsConnection, Fails, Garbage, RateLimited
from tests.platforms.telegram_server import TelegramServer

WELL = "Telegram: all is well again."
UNREACHABLE = "Telegram cannot be reached. I go on trying."


async def said(told: list[str]) -> None:
    """Let the handler work until the operator is told something."""
    async with asyncio.timeout(5):
        while not told:  # noqa: ASYNC110 - a refused token rings no bell at the server
            await asyncio.sleep(0)


async def test_only_what_is_used_is_asked_for_and_nothing_pending_is_dropped(
    server: TelegramServer, running: Running
) -> None:
    ana = server.person("Ana")
    chat = server.private_chat(ana)
    await server.says(chat, ana, "before the start")

    async with running():
        [answer] = await server.wait_for(chat)

    assert answer.text == "You said: before the start."
    assert server.succeeded("deleteWebhook") == [{}]
    [first, *_] = server.succeeded("getUpdates")
    assert first == {
        "timeout": POLL_SECONDS,
        "allowed_updates": ["message", "edited_message", "callback_query", "my_chat_member"],
    }


async def test_a_webhook_that_was_set_is_removed(server: TelegramServer, running: Running) -> None:
    ana = server.person("Ana")
    chat = server.private_chat(ana)
    await server.updates.set_webhook({"url": "http://127.0.0.1:9/x"})

    async with running():
        await server.says(chat, ana, "one")
        await server.wait_for(chat)

    assert server.updates.webhook is None


async def test_the_menu_and_the_description_are_put_up_in_every_language(
    server: TelegramServer, running: Running
) -> None:
    async with running():
        await server.wait_until(lambda: ("description", "es") in server.about.descriptions)

    assert server.about.commands == {
        ("default", code): [
            {"command": "help", "description": f"help in {language}"},
            {"command": "whoami", "description": f"your name in {language}"},
        ]
        for code, language in (("", None), ("en", "en"), ("es", "es"))
    }
    assert server.about.descriptions == {
        ("description", code): f"Welcome in {language}." for code, language in (("", None), ("en", "en"), ("es", "es"))
    }


async def test_a_menu_that_cannot_be_put_up_costs_no_answer(
    server: TelegramServer, running: Running, caplog: pytest.LogCaptureFixture
) -> None:
    ana = server.person("Ana")
    chat = server.private_chat(ana)
    server.misbehave("setMyCommands", RateLimited(3000))

    async with running():
        await server.says(chat, ana, "one")
        await server.wait_for(chat)
        await server.wait_until(lambda: caplog.records != [])

    assert [record.getMessage() for record in caplog.records] == ["The menu was not put up: RetryLater"]


async def test_what_was_answered_is_not_delivered_to_the_next_start(
    server: TelegramServer, assistant: FakeAssistant, running: Running
) -> None:
    ana = server.person("Ana")
    chat = server.private_chat(ana)

    async with running():
        await server.says(chat, ana, "one")
        await server.wait_for(chat)
    async with running():
        await server.says(chat, ana, "two")
        await server.wait_for(chat, 2)

    assert assistant.texts == ["one", "two"]


async def test_an_accepted_question_is_answered_before_the_end(
    server: TelegramServer, assistant: FakeAssistant, running: Running
) -> None:
    ana = server.person("Ana")
    chat = server.private_chat(ana)
    assistant.gate.clear()

    async with running():
        await server.says(chat, ana, "one")
        await assistant.waiting.wait()
        asyncio.get_running_loop().call_soon(assistant.gate.set)

    assert [answer.text for answer in server.answers(chat)] == ["You said: one."]


async def test_a_question_that_takes_too_long_at_the_end_is_given_up(
    server: TelegramServer, assistant: FakeAssistant, running: Running
) -> None:
    ana, ben = server.person("Ana"), server.person("Ben")
    assistant.gate.clear()

    async with running() as telegram:
        await server.says(server.private_chat(ana), ana, "one")
        await server.says(server.private_chat(ben), ben, "two")
        await server.wait_until(lambda: len(assistant.asked) == 2)
        given_up = await telegram.drain(0.0)

    assert given_up == 2


@pytest.mark.parametrize(
    "misbehaviour", [Fails(502), CutsConnection(), Garbage(), Garbage(b"[]"), Garbage(b'{"ok":true}')]
)
@pytest.mark.parametrize("method", ["getMe", "deleteWebhook", "getUpdates"])
async def test_a_failing_platform_is_said_once_and_waited_for(
    server: TelegramServer,
    running: Running,
    *,
    told: list[str],
    pauses: Pauses,
    method: str,
    misbehaviour: Fails | CutsConnection | Garbage,
) -> None:
    ana = server.person("Ana")
    chat = server.private_chat(ana)
    server.misbehave(method, misbehaviour, times=9)

    async with running():
        await server.wait_until(lambda: len(server.calls_of(method)) > 9)
        await server.says(chat, ana, "one")
        await server.wait_for(chat)
        await server.wait_until(lambda: WELL in told)

    assert (len(told), told[1:]) == (2, [WELL])
    waits = [second for second in pauses.seconds if second >= 1.0]
    assert waits[:8] == [1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 60.0, 60.0]


async def test_a_flood_wait_for_updates_is_kept(server: TelegramServer, running: Running, pauses: Pauses) -> None:
    server.misbehave("getUpdates", RateLimited(17))

    async with running():
        await server.wait_until(lambda: len(server.calls_of("getUpdates")) > 1)

    assert pauses.seconds[:1] == [17.0]


async def test_a_platform_that_is_down_for_a_minute_costs_no_question(
    assistant: FakeAssistant, clock: FakeClock, told: list[str]
) -> None:
    server = TelegramServer()
    ana = server.person("Ana")
    chat = server.private_chat(ana)
    await server.start()
    port = int(server.base_url.rsplit(":", 1)[1].removesuffix("/bot"))
    down = asyncio.Event()
    seconds: list[float] = []
    assistant.gate.clear()

    async def pause(wanted: float) -> None:
        """A minute goes by, and Telegram is back."""
        await down.wait()
        seconds.append(wanted)
        if len(seconds) == 7:
            await server.start(port)

    async with pooled_session() as session:
        stop = asyncio.Event()
        telegram = create_telegram(
            assistant, clock, session, token=server.token, base_url=server.base_url, tell=told.append, pause=pause
        )
        work = asyncio.create_task(telegram.run(stop))
        await server.says(chat, ana, "one")
        await assistant.waiting.wait()
        await server.close()
        server.orders.closing.clear()
        down.set()
        assistant.gate.set()
        [answer] = await server.wait_for(chat)
        stop.set()
        await work
        await telegram.drain(5.0)
        await server.close()

    assert answer.text == "You said: one."
    assert UNREACHABLE in told


async def test_a_wrong_token_is_said_without_the_token(
    server: TelegramServer, running: Running, told: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    async with running(token="1000:wrong"):
        await said(told)

    assert told == ["Telegram does not know this token. Check DOCENT_TELEGRAM_TOKEN; I go on trying."]
    assert "wrong" not in caplog.text


async def test_a_token_that_is_revoked_while_we_run_is_said_once_and_may_come_back(
    server: TelegramServer, running: Running, told: list[str]
) -> None:
    ana = server.person("Ana")
    chat = server.private_chat(ana)

    async with running():
        await server.says(chat, ana, "one")
        await server.wait_for(chat)
        server.token, token = "1000:another", server.token
        await server.says(chat, ana, "two")
        await said(told)
        server.token = token
        await server.says(chat, ana, "three")
        await server.wait_until(lambda: "three" in server.answers(chat)[-1].text)
        await server.wait_until(lambda: WELL in told)

    assert told == ["Telegram does not know this token. Check DOCENT_TELEGRAM_TOKEN; I go on trying.", WELL]


async def test_another_program_that_polls_is_said_once(
    server: TelegramServer, running: Running, told: list[str]
) -> None:
    ana = server.person("Ana")
    chat = server.private_chat(ana)

    async with running():
        await server.wait_until(lambda: len(server.calls_of("getUpdates")) == 1)
        await server.updates.get({"timeout": 0, "offset": 0})
        await server.says(chat, ana, "one")
        await server.wait_for(chat)
        await server.wait_until(lambda: WELL in told)

    assert told == ["Another program takes this bot's messages from Telegram. Stop it; I go on trying.", WELL]


async def test_an_update_that_cannot_be_read_is_skipped_and_never_logged(
    server: TelegramServer, running: Running, told: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    ana = server.person("Ana")
    chat = server.private_chat(ana)
    broken: dict[str, Any] = {"message_id": "?", "secret": "words", "chat": {"type": 7}}
    added = server.updates.add("message", broken)
    assert added

    async with running():
        await server.says(chat, ana, "one")
        [answer] = await server.wait_for(chat)

    assert (answer.text, told) == ("You said: one.", [])
    [record] = caplog.records
    assert record.getMessage().startswith(f"Telegram update {added['update_id']} was not understood: ")
    assert "words" not in caplog.text


async def test_it_may_be_run_again_after_it_was_stopped(
    server: TelegramServer, assistant: FakeAssistant, clock: FakeClock
) -> None:
    ana = server.person("Ana")
    chat = server.private_chat(ana)

    async with pooled_session() as session:
        telegram = create_telegram(assistant, clock, session, token=server.token, base_url=server.base_url)
        for number in (1, 2):
            stop = asyncio.Event()
            work = asyncio.create_task(telegram.run(stop))
            await server.says(chat, ana, f"{number}")
            await server.wait_for(chat, number)
            stop.set()
            await work
            await telegram.drain(5.0)

    assert assistant.texts == ["1", "2"]
