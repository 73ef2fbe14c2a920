"""The bots that are measured side by side, each in a process of its own: Docent, and bare echo bots."""

import asyncio
import cProfile
import json
import logging
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from pathlib import Path
from time import perf_counter, process_time
from typing import Any, Literal

from aiohttp import ClientSession, web
from pydantic import SecretStr
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient
from telegram import Update
from telegram.ext import Application, MessageHandler, filters

from benchmarks.crowd import IN_FLIGHT
from bot.adapters.clock import SystemClock
from bot.bootstrap import Docent, docent
from bot.commands.run import settle
from bot.messages import Conversation, Platform, Question, Reply
from bot.settings import Settings
from handlers.slack import render as slack_render
from handlers.slack.app import create_slack
from handlers.slack.posting import Posting
from handlers.slack.send import Sender, web_client
from handlers.slack.words import ENGLISH
from handlers.telegram import render as telegram_render
from handlers.telegram.app import create_telegram
from handlers.transport import pooled_session
from handlers.web.serve import serving

Kind = Literal["docent", "echo", "default"]
MOST_AT_ONCE = 256  # updates, as the library has it where it is only told that there may be several
SENT = "What is an area of innovation?"  # the answer to this is what is sent


@dataclass(frozen=True, slots=True)
class Server:
    """The local server, as a bot needs to know it."""

    place: Literal["telegram", "slack"]
    base_url: str
    token: str
    secret: str
    chats: tuple[str, ...]


Send = Callable[[str], Coroutine[None, None, None]]
Work = Callable[[asyncio.Event], Coroutine[None, None, object]]


@dataclass(frozen=True, slots=True)
class Bot:
    """A bot that is ready: it works until the event is set, and hears at `url`."""

    work: Work
    url: str = ""
    ways: Mapping[str, Send] = field(default_factory=dict)  # to send: by Docent's own sender, or as a raw post


def enter(wire: Connection, kind: Kind, server: Server, data: str, profile: str) -> None:
    """The process of a bot."""
    logging.disable(logging.ERROR)  # what goes wrong is counted on the other side
    asyncio.run(_enter(kind, server, Path(data), wire, profile))


async def _enter(kind: Kind, server: Server, data: Path, wire: Connection, profile: str) -> None:
    bots: dict[tuple[Kind, str], Callable[[], AbstractAsyncContextManager[Bot]]] = {
        ("docent", "telegram"): lambda: telegram_docent(server, data),
        ("docent", "slack"): lambda: slack_docent(server, data),
        ("echo", "telegram"): lambda: telegram_echo(server, pooled=True),
        ("default", "telegram"): lambda: telegram_echo(server, pooled=False),
        ("echo", "slack"): lambda: slack_echo(server),
    }
    async with bots[kind, server.place]() as bot:
        wire.send(bot.url)
        await _obey(bot, server, wire, profile)


async def _obey(bot: Bot, server: Server, wire: Connection, profile: str) -> None:
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()
    profiler = cProfile.Profile()
    working: asyncio.Task[object] | None = None
    while True:
        match await loop.run_in_executor(None, wire.recv):
            case "work", _:
                stop.clear()
                working = asyncio.create_task(bot.work(stop))
                wire.send(None)
            case "used", _:
                if profile:
                    profiler.enable()  # from here on, and not before: nobody is new to the bot any more
                wire.send(process_time())
            case "rest", _:
                profiler.disable()
                stop.set()
                if working:
                    await working
                if profile:
                    profiler.dump_stats(profile)
                wire.send(None)
            case ("send" | "post") as way, float(seconds):
                wire.send(await _sent(bot.ways[way], server.chats[:IN_FLIGHT], seconds))


async def _sent(send: Send, chats: tuple[str, ...], seconds: float) -> tuple[float, float]:
    """Messages a second, and milliseconds of work a message; each chat has one in flight."""
    count = 0
    began, worked = perf_counter(), process_time()

    async def to(chat: str) -> None:
        nonlocal count
        while perf_counter() < began + seconds:
            await send(chat)
            count += 1

    await asyncio.gather(*map(to, chats))
    return count / (perf_counter() - began), 1000 * (process_time() - worked) / count


def settings_in(data: Path, server: Server) -> Settings:
    """A database for each platform; what was learnt of the content serves both."""
    return Settings(_env_file=None, data=data, database_url=SecretStr(f"sqlite:///{data / server.place}.db"))


async def sent_reply(wired: Docent) -> Reply:
    asker = Conversation(Platform.CONSOLE, "", "benchmark")
    return await wired.assistant.answer(Question(asker, SENT, datetime.now(UTC)))


# Telegram


@asynccontextmanager
async def telegram_docent(server: Server, data: Path) -> AsyncIterator[Bot]:
    async with docent(settings_in(data, server)) as wired, pooled_session() as session:
        telegram = create_telegram(
            wired.assistant, SystemClock(), session, token=server.token, base_url=server.base_url, tell=print
        )

        async def work(stop: asyncio.Event) -> None:
            await telegram.run(stop)
            await telegram.drain(5)

        reply = await sent_reply(wired)
        [part] = telegram_render.render(reply)
        markup = part.keyboard.to_json() if part.keyboard else None
        post = raw_post(
            session,
            f"{server.base_url}{server.token}/sendMessage",
            {},
            lambda chat: {"chat_id": chat, "text": part.html, "parse_mode": "HTML", "reply_markup": markup},
        )

        async def send(chat: str) -> None:
            await telegram.sender.send(Conversation(Platform.TELEGRAM, "1000", chat), reply)

        settle()
        yield Bot(work, ways={"send": send, "post": post})


@asynccontextmanager
async def telegram_echo(server: Server, *, pooled: bool) -> AsyncIterator[Bot]:
    """As its library's handbook writes one, with its updates beside each other."""
    from handlers.telegram.transport import PooledRequest  # noqa: PLC0415 - the default bot does without

    async def echo(update: Update, _context: object) -> None:
        if update.message:
            await update.message.reply_text(update.message.text or "")

    async with AsyncExitStack() as stack:
        builder = Application.builder().token(server.token).base_url(server.base_url).job_queue(None)
        builder = builder.concurrent_updates(MOST_AT_ONCE)
        if pooled:
            session = await stack.enter_async_context(pooled_session())
            builder = builder.request(PooledRequest(session)).get_updates_request(PooledRequest(session))
        application = builder.build()
        application.add_handler(MessageHandler(filters.TEXT, echo))
        await stack.enter_async_context(application)

        async def work(stop: asyncio.Event) -> None:
            await application.start()
            if application.updater:
                await application.updater.start_polling(timeout=30)
                await stop.wait()
                await application.updater.stop()
            await application.stop()

        yield Bot(work)


# Slack


@asynccontextmanager
async def slack_docent(server: Server, data: Path) -> AsyncIterator[Bot]:
    app = web.Application()
    async with docent(settings_in(data, server)) as wired, pooled_session() as session:
        slack = create_slack(
            wired.assistant,
            SystemClock(),
            session,
            bot_token=server.token,
            signing_secret=server.secret,
            base_url=server.base_url,
            tell=print,
        )
        slack.add_routes(app)
        reply = await sent_reply(wired)
        sender = Sender(
            web_client(server.token, server.base_url, session), Posting(session, server.token, server.base_url)
        )
        [message] = slack_render.to_messages(reply, ENGLISH)
        post = raw_post(
            session,
            f"{server.base_url}chat.postMessage",
            {"Authorization": f"Bearer {server.token}"},
            lambda chat: {"channel": chat, "text": message.text, "blocks": message.blocks},
        )

        async def send(chat: str) -> None:
            await sender.post(Conversation(Platform.SLACK, "T1", chat), slack_render.to_messages(reply, ENGLISH))

        settle()
        async with serving(app, "127.0.0.1", 0) as address:
            yield Bot(slack.run, f"{address}/slack/events", {"send": send, "post": post})
        await slack.drain(5)


@asynccontextmanager
async def slack_echo(server: Server) -> AsyncIterator[Bot]:
    """As its library's handbook writes one."""

    async def echo(message: dict[str, Any], say: Any) -> None:
        await say(message["text"])

    async with pooled_session() as session:
        client = AsyncWebClient(server.token, base_url=server.base_url, session=session)
        app = AsyncApp(client=client, signing_secret=server.secret)
        app.event("message")(echo)
        async with serving(app.web_app("/slack/events"), "127.0.0.1", 0) as address:
            yield Bot(lambda stop: stop.wait(), url=f"{address}/slack/events")


def raw_post(
    session: ClientSession, url: str, headers: dict[str, str], parameters: Callable[[str], dict[str, Any]]
) -> Send:
    async def post(chat: str) -> None:
        async with session.post(url, json=parameters(chat), headers=headers) as response:
            answer = json.loads(await response.read())
        if not answer["ok"]:
            raise AssertionError(answer)

    return post
