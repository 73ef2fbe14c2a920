"""python-telegram-bot gets through to the strict Telegram server, and the world behaves as Telegram does."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web
from telegram import (
    Bot,
    BotCommand,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    ReplyParameters,
    Update,
)
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    ContextTypes,
    MessageHandler,
    filters,
)

from tests.platforms.orders import CutsConnection, Fails, Garbage, Hangs, Misbehaviour, RateLimited
from tests.platforms.telegram_server import TelegramServer
from tests.platforms.telegram_updates import Update as SentUpdate


@pytest.fixture
async def server() -> AsyncIterator[TelegramServer]:
    async with TelegramServer() as server:
        yield server


@pytest.fixture
async def bot(server: TelegramServer) -> AsyncIterator[Bot]:
    async with Bot(server.token, base_url=server.base_url, base_file_url=server.file_url) as bot:
        yield bot


async def answer(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    message = update.effective_message
    assert message is not None
    more = InlineKeyboardMarkup([[InlineKeyboardButton("More", callback_data="more")]])
    await message.reply_html(f"<b>{message.text}</b>?", reply_markup=more, do_quote=True)


async def edit(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    query = update.callback_query
    assert query is not None
    await query.answer("Here is more")
    await query.edit_message_text(f"You pressed {query.data}")


@pytest.fixture
async def application(server: TelegramServer) -> AsyncIterator[None]:
    """A bot of three functions that polls this server."""
    builder: Any = ApplicationBuilder().token(server.token).base_url(server.base_url).base_file_url(server.file_url)
    application: Application[Any, Any, Any, Any, Any, Any] = builder.job_queue(None).build()
    application.add_handler(MessageHandler(filters.TEXT, answer))
    application.add_handler(CallbackQueryHandler(edit))
    async with application:
        await application.start()
        assert application.updater is not None
        await application.updater.start_polling(timeout=5)
        yield
        await application.updater.stop()
        await application.stop()


async def test_a_conversation_by_long_polling(server: TelegramServer, application: None) -> None:
    ana = server.person("Ana", "ana")
    chat = server.private_chat(ana)

    question = await server.says(chat, ana, "What is a quorum")
    [answered] = await server.wait_for(chat)
    press = await server.presses(answered, "More")
    edited = await server.wait_for_edit(answered)

    assert (answered.text, answered.styles) == ("What is a quorum?", (("bold", "What is a quorum"),))
    assert (answered.labels, answered.reply_to) == (("More",), question.id)
    assert (edited.text, edited.labels, edited.edited) == ("You pressed more", (), True)
    assert (press.notice, press.is_alert) == ("Here is more", False)


async def test_a_group_shows_the_bot_only_what_is_meant_for_it(server: TelegramServer, application: None) -> None:
    ana = server.person("Ana")
    group = server.supergroup("Members", ana, forum=True)
    topic = server.topic(group, "Elections", ana)

    await server.says(group, ana, "Nice weather", thread=topic)
    await server.mentions(group, ana, "hello", thread=topic)
    [answered] = await server.wait_for(group)
    await server.says(group, ana, "Thank you", reply_to=answered)
    answers = await server.wait_for(group, count=2)

    assert [a.text for a in answers] == ["@docent_bot hello?", "Thank you?"]
    assert [a.thread for a in answers] == [topic, topic]


async def test_everything_a_bot_sends(server: TelegramServer, bot: Bot) -> None:
    ana = server.person("Ana")
    chat = server.private_chat(ana)
    sticker = await server.sends_sticker(chat, ana)

    await bot.send_chat_action(chat.id, "typing")
    message = await bot.send_message(
        chat.id,
        "One",
        link_preview_options=LinkPreviewOptions(is_disabled=True),
        reply_parameters=ReplyParameters(sticker.id, allow_sending_without_reply=True),
    )
    file = await bot.send_document(
        chat.id, b"BEGIN:VCALENDAR", filename="event.ics", caption="An <i>event</i>", parse_mode="HTML"
    )
    await bot.delete_message(chat.id, message.id)
    await bot.set_my_commands([BotCommand("help", "What to ask")], language_code="de")
    await bot.set_my_description("Answers")
    await bot.set_my_short_description("Answers")

    assert file.document is not None
    downloaded = await (await bot.get_file(file.document.file_id)).download_as_bytearray()
    [seen] = server.answers(chat)
    assert seen.document is not None
    assert (seen.document.name, seen.text, bytes(downloaded)) == ("event.ics", "An event", b"BEGIN:VCALENDAR")
    assert [c.command for c in await bot.get_my_commands(language_code="de")] == ["help"]
    assert server.sending.actions == [(chat.id, None, "typing")]
    assert (await bot.get_chat(chat.id)).first_name == "Ana"
    assert (await bot.get_chat_member(chat.id, ana.id)).status == "member"


async def test_updates_of_every_kind_are_read(server: TelegramServer, bot: Bot) -> None:
    ana, carla = server.person("Ana"), server.person("Carla")
    chat = server.private_chat(ana)
    group = server.group("Board", ana)
    news = server.channel("News", ana)

    first = await server.says(chat, ana, "Hello")
    await server.edits(first, "Hallo")
    await server.sends_voice(chat, ana)
    await server.sends_poll(chat, ana, "Tea?", "Yes", "No")
    await server.sends_document(chat, ana, "a.txt", b"abc", forwarded=True)
    await server.says(news, ana, "News")
    await server.joins(group, carla)
    await server.leaves(group, carla)
    await server.upgrades_to_supergroup(group, ana)
    await server.presses_data(first, "forged")
    await server.blocks(ana)
    await server.unblocks(ana)
    updates = await bot.get_updates()

    kinds = [next(name for name in u.to_dict() if name != "update_id") for u in updates]
    assert kinds == [
        "message",
        "edited_message",
        "message",
        "message",
        "message",
        "channel_post",
        "message",
        "message",
        "message",
        "message",
        "callback_query",
        "my_chat_member",
        "my_chat_member",
    ]


async def test_updates_stay_until_they_are_confirmed(server: TelegramServer, bot: Bot) -> None:
    ana = server.person("Ana")
    chat = server.private_chat(ana)
    for text in "abc":
        await server.says(chat, ana, text)

    first = await bot.get_updates(limit=2)
    again = await bot.get_updates(limit=2)
    rest = await bot.get_updates(offset=first[-1].update_id + 1)
    none = await bot.get_updates(offset=rest[-1].update_id + 1)
    await server.redelivers()
    redelivered = await bot.get_updates(offset=rest[-1].update_id + 1)

    assert [texts(updates) for updates in (first, again, rest, none, redelivered)] == ["ab", "ab", "c", "", "c"]


def texts(updates: tuple[Update, ...]) -> str:
    return "".join(u.message.text or "" for u in updates if u.message)


async def test_two_pollers_disturb_each_other(server: TelegramServer, bot: Bot) -> None:
    async with asyncio.TaskGroup() as group, Bot(server.token, base_url=server.base_url) as other:
        first = group.create_task(refusal_of_polling(bot))
        await server.wait_until(lambda: len(server.calls_of("getUpdates")) == 1)
        await other.get_updates(timeout=0)

    assert first.result().startswith("Conflict: terminated by other getUpdates request")


async def refusal_of_polling(bot: Bot) -> str:
    with pytest.raises(Conflict) as raised:
        await bot.get_updates(timeout=10)
    return raised.value.message


async def test_a_webhook_gets_updates_with_its_secret_until_it_takes_them(server: TelegramServer, bot: Bot) -> None:
    ana = server.person("Ana")
    chat = server.private_chat(ana)
    got: list[tuple[str | None, SentUpdate]] = []

    async def receive(request: web.Request) -> web.Response:
        got.append((request.headers.get("X-Telegram-Bot-Api-Secret-Token"), await request.json()))
        return web.Response(status=500 if len(got) == 1 else 200)

    async with listening(receive) as url:
        await bot.set_webhook(url, secret_token="s3cret")
        await server.says(chat, ana, "Hello")
        await server.wait_until(lambda: not server.updates.pending)
        with pytest.raises(Conflict, match="can't use getUpdates method while webhook is active"):
            await bot.get_updates()
        info = await bot.get_webhook_info()
        await bot.delete_webhook()

    update = server.updates.all[0]
    assert got == [("s3cret", update), ("s3cret", update)]
    assert (info.url, info.last_error_message) == (url, "Wrong response from the webhook: 500 Internal Server Error")


class listening:  # noqa: N801 - reads as a statement: async with listening(...)
    """A web server for one test."""

    def __init__(self, receive: Any) -> None:
        app = web.Application()
        app.router.add_post("/hook", receive)
        self._runner = web.AppRunner(app)

    async def __aenter__(self) -> str:
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        return f"http://127.0.0.1:{self._runner.addresses[0][1]}/hook"

    async def __aexit__(self, *_: object) -> None:
        await self._runner.cleanup()


@pytest.mark.parametrize(
    "misbehaviour,error",
    [
        (RateLimited(3), RetryAfter),
        (Fails(502), NetworkError),
        (Hangs(), TimedOut),
        (CutsConnection(), NetworkError),
        (Garbage(), TelegramError),
    ],
)
async def test_misbehaviour_reaches_the_library(
    server: TelegramServer,
    bot: Bot,
    monkeypatch: pytest.MonkeyPatch,
    misbehaviour: Misbehaviour,
    error: type[Exception],
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")  # what is to come, without the warning
    chat = server.private_chat(server.person("Ana"))
    server.misbehave("sendMessage", misbehaviour)

    with pytest.raises(error):
        await bot.send_message(chat.id, "Hello", read_timeout=0.2)

    assert server.answers(chat) == []


async def test_refusals_reach_the_library(server: TelegramServer, bot: Bot) -> None:
    ana = server.person("Ana")
    chat = server.private_chat(ana)
    group = server.group("Board", ana)
    moved = await server.upgrades_to_supergroup(group, ana)
    await server.blocks(ana)

    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(chat.id, "Hello")
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(5, "Hello")
    with pytest.raises(ChatMigrated) as raised:
        await bot.send_message(group.id, "Hello")
    assert raised.value.new_chat_id == moved.id


async def test_a_wrong_token_reaches_the_library(server: TelegramServer) -> None:
    with pytest.raises(InvalidToken):
        async with Bot("1000:wrong", base_url=server.base_url):
            pass
