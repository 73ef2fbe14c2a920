"""A process that sends what is due, wired as production wires it; and a plain loop on the same transport beside it."""

import asyncio
import gc
import logging
import os
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path
from time import perf_counter, process_time
from typing import Final

from aiohttp import ClientSession
from telegram import Bot

from benchmarks.guests import FIRST_CHAT
from bot.adapters.clock import SystemClock
from bot.adapters.content.folder import read_folder
from bot.adapters.content.loading import load
from bot.adapters.database.engine import open_database
from bot.adapters.database.ledger.sql_ledger import SqlDeliveryLedger
from bot.adapters.database.programmes import SqlProgrammes
from bot.adapters.database.rates import SqlRates
from bot.adapters.database.subscriptions import SqlSubscriptions
from bot.adapters.timers import timers
from bot.attending.kept import AtHand
from bot.attending.notices import Composer
from bot.bootstrap import docent
from bot.delivering import dispatcher, pacing, waking
from bot.messages import Conversation, Kind, Platform, Reply, paragraph
from bot.notifications.campaigns import Kind as Notification
from bot.notifications.ledger import Delivery
from bot.settings import Rate, Settings
from handlers.telegram.app import create_telegram
from handlers.telegram.deliver import TelegramDelivery
from handlers.telegram.transport import PooledRequest
from handlers.transport import pooled_session

TOKEN: Final = "1000:test-token"  # noqa: S105 - opens nothing
TICK_SECONDS: Final = 0.005


@dataclass(frozen=True, slots=True)
class Post:
    """Where a courier works, and how."""

    name: str
    database: str
    port: int
    rate: Rate = "none"
    in_flight: int = 10
    lease_seconds: int = 30
    answers: str = ""  # the data folder of a whole Docent that answers questions beside; empty: none

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self.port}/{self.name}/bot"

    @property
    def settings(self) -> Settings:
        given = {"telegram_rate": self.rate, "in_flight": self.in_flight, "lease_seconds": self.lease_seconds}
        if self.answers:
            given |= {"data": Path(self.answers), "database_url": self.database}
        return Settings(_env_file=None, **given)


class WithBroadcasts(Composer):
    """Broadcasts have words here before they have them in Docent."""

    async def compose(self, messages: Sequence[tuple[Delivery, ...]], *, now: datetime) -> Sequence[Reply | None]:
        if messages and messages[0][0].kind is Notification.BROADCAST:
            return [broadcast(int(str(message[0].payload["n"]))) for message in messages]
        return await super().compose(messages, now=now)


def broadcast(number: int) -> Reply:
    return Reply(Kind.LIST, (paragraph(f"Broadcast {number:05}"),))


class Pulse:
    """How long the event loop stood still at most."""

    def __init__(self) -> None:
        self.longest = 0.0

    async def beat(self) -> None:
        while True:
            began = perf_counter()
            await asyncio.sleep(TICK_SECONDS)
            self.longest = max(self.longest, perf_counter() - began - TICK_SECONDS)

    def read(self) -> float:
        longest, self.longest = self.longest, 0.0
        return longest


def work(wire: Connection, post: Post) -> None:
    """The process. It says its number when it is at work."""
    logging.basicConfig()
    asyncio.run(_work(wire, post))


async def _work(wire: Connection, post: Post) -> None:
    stop, pulse = asyncio.Event(), Pulse()
    async with AsyncExitStack() as stack:
        session = await stack.enter_async_context(pooled_session())
        sending, drain = await stack.enter_async_context(at_work(post, session, stop))
        gc.collect()
        gc.freeze()
        beating = asyncio.create_task(pulse.beat())
        wire.send(os.getpid())
        loop = asyncio.get_running_loop()
        while True:
            match await loop.run_in_executor(None, wire.recv):
                case "stall", _:
                    wire.send((pulse.read(), process_time()))
                case "plain", int(number):
                    wire.send(await plain(session, post, number))
                case _:
                    break
        stop.set()
        await sending
        await drain()
        beating.cancel()
        wire.send(None)


@asynccontextmanager
async def at_work(post: Post, session: ClientSession, stop: asyncio.Event) -> AsyncIterator[tuple["asyncio.Future[list[None]]", object]]:
    settings, clock = post.settings, SystemClock()
    engine = open_database(post.database)
    ledger, rates = SqlDeliveryLedger(engine), SqlRates(engine)
    knowledge = load(read_folder(settings.content))
    composer = WithBroadcasts(AtHand(SqlProgrammes(engine)), SqlSubscriptions(engine), lambda: knowledge)
    pace = pacing(Platform.TELEGRAM, TOKEN, settings.telegram_rate, rates=rates, clock=clock, tell=print)
    async with AsyncExitStack() as stack:
        works = []
        if post.answers:
            wired = await stack.enter_async_context(docent(settings, clock))
            telegram = create_telegram(
                wired.assistant, clock, session, token=TOKEN, base_url=post.base_url, answered=pace.answered
            )
            works.append(telegram.run(stop))
            delivery = telegram.delivery
        else:
            request = PooledRequest(session)
            delivery = TelegramDelivery(Bot(TOKEN, post.base_url, request=request), request)
        sends = dispatcher(
            Platform.TELEGRAM, delivery, pace, ledger=ledger, composer=composer, clock=clock, settings=settings
        )
        await stack.enter_async_context(timers([waking([sends])], clock))
        yield asyncio.ensure_future(asyncio.gather(sends.work(stop), *works)), lambda: sends.drain(5)
    await ledger.close()
    await rates.close()
    await engine.dispose()


async def plain(session: ClientSession, post: Post, number: int) -> float:
    """Messages a second of a loop that sends and does nothing else, with the same number in flight."""
    request = PooledRequest(session)
    delivery = TelegramDelivery(Bot(TOKEN, post.base_url, request=request), request)
    numbers = count()
    began = perf_counter()

    async def one() -> None:
        while (at := next(numbers)) < number:
            chat = Conversation(Platform.TELEGRAM, "1000", str(FIRST_CHAT + at))
            await delivery.deliver(chat, broadcast(0))

    await asyncio.gather(*(one() for _ in range(post.in_flight)))
    return number / (perf_counter() - began)
