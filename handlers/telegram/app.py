"""Telegram as one thing that runs: it takes updates, by polling or by webhook, until it is to stop."""

import asyncio
import re
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import Any, Final, Literal

from aiohttp import ClientSession, web
from telegram import Bot
from telegram.error import BadRequest, Conflict, InvalidToken, NetworkError, TelegramError

from bot.errors import SetUpWrong
from bot.ports import Clock, Pause
from handlers.lanes import Lanes
from handlers.organisers import Organisers
from handlers.telegram import menu, webhook
from handlers.telegram.answering import Answering
from handlers.telegram.chats import Chats
from handlers.telegram.deliver import TelegramDelivery
from handlers.telegram.door import Door
from handlers.telegram.files import Files
from handlers.telegram.polling import CONFIRM_SECONDS, Poller
from handlers.telegram.send import TYPING_AFTER_SECONDS, TelegramSender
from handlers.telegram.transport import FloodWait, PooledRequest
from handlers.telegram.wire import UPDATES

Mode = Literal["polling", "webhook"]
Tell = Callable[[str], None]

FIRST_WAIT_SECONDS: Final = 1.0
LONGEST_WAIT_SECONDS: Final = 60.0
SECRET: Final = re.compile(r"[A-Za-z0-9_-]{1,256}")  # https://core.telegram.org/bots/api#setwebhook


def create_telegram(
    assistant: Door,
    clock: Clock,
    session: ClientSession,
    *,
    token: str,
    base_url: str = "https://api.telegram.org/bot",
    file_url: str | None = None,
    mode: Mode = "polling",
    public_url: str | None = None,
    secret: str = "",
    organising: Organisers | None = None,
    tell: Tell = lambda _: None,
    pause: Pause = asyncio.sleep,
    answered: Callable[[], None] = lambda: None,
    typing_after_seconds: float = TYPING_AFTER_SECONDS,
) -> "Telegram":
    """Telegram's handler. Nothing connects before `run`.

    Args:
        session: the pooled one; it stays open as long as this runs.
        base_url: ends in "/bot".
        file_url: ends in "/file/bot"; beside the base unless given.
        public_url: how people reach the web server; webhooks need it.
        secret: what Telegram shows with each update; webhooks need it, and replicas share it.
        organising: the door for organisers, who may send files; shut to everybody where there is none.
        tell: says one line to the operator, when something begins to go wrong and when it is well again.
        pause: waits so many seconds.
        answered: hears of each message that goes out without waiting for its turn, as answers do.

    Raises:
        SetUpWrong: what webhooks need is not there.
    """
    if mode == "webhook" and not public_url:
        raise SetUpWrong("Telegram's webhook needs DOCENT_PUBLIC_URL, how people reach the web server.")
    if mode == "webhook" and not SECRET.fullmatch(secret):
        raise SetUpWrong("DOCENT_TELEGRAM_SECRET must be 1 to 256 letters, digits, _ and -, as Telegram wants it.")
    request = PooledRequest(session)
    bot = Bot(
        token,
        base_url,
        file_url or f"{base_url.removesuffix('/bot')}/file/bot",
        request=request,
        get_updates_request=request,
    )
    lanes = Lanes()
    sender = TelegramSender(bot, request, pause, typing_after_seconds=typing_after_seconds, answered=answered)
    answering = Answering(assistant, clock, sender, lanes, organising=organising, files=Files(bot, pause))
    hook = webhook.Webhook(answering, lanes, secret)
    address = f"{(public_url or '').rstrip('/')}{webhook.PATH}" if mode == "webhook" else None
    poller = Poller(bot, request, answering, lanes)
    return Telegram(
        assistant,
        bot,
        answering=answering,
        sender=sender,
        delivery=TelegramDelivery(bot, request, pause, answered),
        chats=Chats(bot, pause),
        poller=poller,
        hook=hook,
        address=address,
        secret=secret,
        tell=tell,
        pause=pause,
    )


class Telegram:
    """Runs until it is told to stop, and drains. It may be run again after that."""

    def __init__(
        self,
        assistant: Door,
        bot: Bot,
        *,
        answering: Answering,
        sender: TelegramSender,
        delivery: TelegramDelivery,
        chats: Chats,
        poller: Poller,
        hook: webhook.Webhook,
        address: str | None,
        secret: str,
        tell: Tell,
        pause: Pause,
    ) -> None:
        self.sender = sender
        self.delivery = delivery
        self.chats = chats
        self._assistant = assistant
        self._bot = bot
        self._answering = answering
        self._poller = poller
        self._hook = hook
        self._address = address  # of the webhook; None for polling
        self._secret = secret
        self._tell = tell
        self._pause = pause
        self._trouble = ""  # what was said last about what is wrong
        self._wait = FIRST_WAIT_SECONDS
        self._menu: asyncio.Task[None] | None = None

    def add_webhook(self, app: web.Application) -> None:
        """Have the web server take Telegram's updates; nothing is added for polling."""
        if self._address is not None:
            app.router.add_post(webhook.PATH, self._hook.receive)

    async def run(self, stop: asyncio.Event) -> None:
        """Take updates until `stop` is set. Whatever fails is said once and tried again, with growing waits."""
        while not stop.is_set():
            try:
                await unless(stop, self._serve())
            except Exception as error:  # noqa: BLE001 - the page and the other platforms go on
                self._say(what_is_wrong(error, with_webhook=self._address is not None))
                await unless(stop, self._rest(error))
        self._hook.open = False

    async def drain(self, seconds: float) -> int:
        """Answer what was taken in, within this time. How many questions had to be given up."""
        self._hook.open = False
        if self._menu:
            self._menu.cancel()
        late = await self._answering.drain(max(0.0, seconds - CONFIRM_SECONDS))
        if self._address is None:
            with suppress(TelegramError, TimeoutError):
                async with asyncio.timeout(CONFIRM_SECONDS):
                    await self._poller.confirm()
        await self._bot.shutdown()
        return late

    async def _serve(self) -> None:
        bot = self._bot
        await bot.initialize()
        self._answering.introduce(bot.id, bot.username)
        self.chats.introduce(bot.username)
        if self._menu is None:
            self._menu = asyncio.create_task(menu.put_up(bot, self._assistant, self._pause))
        if self._address is not None:
            self._hook.open = True
            await bot.set_webhook(self._address, secret_token=self._secret, allowed_updates=UPDATES)
            self._well()
            await asyncio.Event().wait()
        await bot.delete_webhook()
        while True:
            await self._poller.poll_once()
            self._well()

    def _say(self, trouble: str) -> None:
        if trouble != self._trouble:
            self._tell(trouble)
        self._trouble = trouble

    def _well(self) -> None:
        if self._trouble:
            self._tell("Telegram: all is well again.")
        self._trouble, self._wait = "", FIRST_WAIT_SECONDS

    async def _rest(self, error: Exception) -> None:
        await self._pause(max(self._wait, error.seconds if isinstance(error, FloodWait) else 0.0))
        self._wait = min(2 * self._wait, LONGEST_WAIT_SECONDS)


async def unless(stop: asyncio.Event, work: Coroutine[Any, Any, None]) -> None:
    """Do the work; it is given up when `stop` is set."""
    working, stopping = asyncio.create_task(work), asyncio.create_task(stop.wait())
    try:
        await asyncio.wait({working, stopping}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        stopping.cancel()
        working.cancel()
        await asyncio.wait({working, stopping})
    if not working.cancelled():
        working.result()


def what_is_wrong(error: Exception, *, with_webhook: bool) -> str:
    """The line for the operator; never the error's own words, which may hold the token."""
    match error:
        case InvalidToken():
            return "Telegram does not know this token. Check DOCENT_TELEGRAM_TOKEN; I go on trying."
        case Conflict():
            return "Another program takes this bot's messages from Telegram. Stop it; I go on trying."
        case BadRequest() if with_webhook:
            return "Telegram does not take the webhook. Check DOCENT_PUBLIC_URL, an https address; I go on trying."
        case NetworkError() | FloodWait():
            return "Telegram cannot be reached. I go on trying."
        case _:
            return f"Telegram has failed here ({type(error).__name__}). I go on trying."
