"""A process that sends what is due: a whole Docent, wired as production wires it. Beside it plain loops that send."""

import asyncio
import gc
import logging
import os
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from multiprocessing.connection import Connection
from pathlib import Path
from time import perf_counter, process_time
from typing import Final

from aiohttp import ClientSession
from pydantic import SecretStr
from telegram import Bot, LinkPreviewOptions

from benchmarks.guests import FIRST_CHAT
from benchmarks.pulse import Pulse
from bot.__main__ import COLLECTED_EVERY
from bot.adapters.timers import timers
from bot.bootstrap import docent
from bot.commands.run import settle
from bot.delivering import dispatcher, pacing, waking
from bot.messages import Action, Conversation, Kind, Paragraph, Platform, Reply, Span, paragraph
from bot.notifications.campaigns import Kind as Notification
from bot.notifications.ledger import Delivery
from bot.notifications.preparing import Composer
from bot.settings import Rate, Settings
from handlers.telegram.app import create_telegram
from handlers.telegram.deliver import TelegramDelivery
from handlers.telegram.render import render
from handlers.telegram.transport import PooledRequest
from handlers.transport import pooled_session

TOKEN: Final = "1000:test-token"  # noqa: S105 - opens nothing
DRAIN_SECONDS: Final = 5.0


@dataclass(frozen=True, slots=True)
class Post:
    """Where a courier works, and how."""

    name: str
    database: str
    address: str  # of the server; {sender} is where the name stands
    data: str  # the folder for what is learnt of the content
    rate: Rate = "none"
    in_flight: int = 10
    lease_seconds: int = 30
    answers: bool = False  # questions, beside

    @property
    def base_url(self) -> str:
        return self.address.format(sender=self.name)

    @property
    def settings(self) -> Settings:
        return Settings(
            _env_file=None,
            data=Path(self.data),
            database_url=SecretStr(self.database),
            telegram_rate=self.rate,
            in_flight=self.in_flight,
            lease_seconds=self.lease_seconds,
        )


class WithBroadcasts:
    """Broadcasts have words here before they have them in Docent."""

    def __init__(self, composer: Composer) -> None:
        self._composer = composer

    async def compose(self, messages: Sequence[tuple[Delivery, ...]], *, now: datetime) -> Sequence[Reply | None]:
        if messages[0][0].kind is Notification.BROADCAST:
            return [broadcast(int(str(message[0].payload["n"]))) for message in messages]
        return await self._composer.compose(messages, now=now)


def broadcast(number: int) -> Reply:
    return Reply(Kind.LIST, (paragraph(f"Broadcast {number:05}"),))


def work(wire: Connection, post: Post) -> None:
    """The process. It says its number when it is at work."""
    logging.disable(logging.WARNING)
    gc.set_threshold(*COLLECTED_EVERY)
    asyncio.run(_work(wire, post))


async def _work(wire: Connection, post: Post) -> None:
    stop, pulse = asyncio.Event(), Pulse()
    async with pooled_session() as session, at_work(post, session, stop):
        settle()
        beating = asyncio.create_task(pulse.beat())
        wire.send(os.getpid())
        await _obey(wire, post, session, pulse)
        beating.cancel()
    wire.send(None)


async def _obey(wire: Connection, post: Post, session: ClientSession, pulse: Pulse) -> None:
    loop = asyncio.get_running_loop()
    while True:
        match await loop.run_in_executor(None, wire.recv):
            case "stall", _:
                wire.send(pulse.read())
            case "used", _:
                wire.send(process_time())
            case ("plain" | "bare") as way, int(number):
                wire.send(await looped(sender_of(session, post, by_hand=way == "plain"), number, post.in_flight))
            case _:
                return


@asynccontextmanager
async def at_work(post: Post, session: ClientSession, stop: asyncio.Event) -> AsyncIterator[None]:
    """A whole Docent that sends, and answers where it is to, until `stop` is set."""
    settings = post.settings
    async with docent(settings) as wired:
        clock, composer = wired.clock, WithBroadcasts(wired.composer)
        pace = pacing(Platform.TELEGRAM, TOKEN, settings.telegram_rate, rates=wired.rates, clock=clock, tell=print)
        telegram = create_telegram(
            wired.assistant, clock, session, token=TOKEN, base_url=post.base_url, answered=pace.answered
        )
        sends = dispatcher(
            Platform.TELEGRAM,
            telegram.delivery,
            pace,
            ledger=wired.ledger,
            composer=composer,
            clock=clock,
            settings=settings,
        )
        works = [sends.work(stop), *([telegram.run(stop)] if post.answers else [])]
        async with timers([waking([sends])]):
            working = asyncio.gather(*works)
            yield
            stop.set()
            await working
        await sends.drain(DRAIN_SECONDS)
        await telegram.drain(DRAIN_SECONDS)


Send = Callable[[int], Awaitable[object]]


REMINDER: Final = Reply(
    Kind.SESSION,
    (Paragraph((Span("In 10 minutes: "), Span("Session 00000", "strong"), Span(" · Hall · 14:30-15:30"))),),
    (
        Action("Details", "show session benchmark s0"),
        Action("Remove from my schedule", "unstar benchmark s0"),
        Action("No more reminders", "silence reminder"),
    ),
)


def sender_of(session: ClientSession, post: Post, *, by_hand: bool) -> Send:
    """Our sender alone; or, by hand, the library's own method, as anybody writes it. Both on the same transport."""
    request = PooledRequest(session)
    bot = Bot(TOKEN, post.base_url, request=request)
    delivery = TelegramDelivery(bot, request)
    [part] = render(REMINDER)
    if by_hand:
        return lambda chat: bot.send_message(
            chat,
            part.html,
            parse_mode="HTML",
            link_preview_options=LinkPreviewOptions(is_disabled=True),
            reply_markup=part.keyboard,
        )
    return lambda chat: delivery.deliver(Conversation(Platform.TELEGRAM, "1000", str(chat)), REMINDER)


async def looped(send: Send, number: int, in_flight: int) -> float:
    """Messages a second of a loop that sends and does nothing else, with the same number in flight."""
    chats = iter(range(FIRST_CHAT + 1, FIRST_CHAT + 1 + number))
    began = perf_counter()

    async def one() -> None:
        for chat in chats:
            await send(chat)

    await asyncio.gather(*(one() for _ in range(in_flight)))
    return number / (perf_counter() - began)
