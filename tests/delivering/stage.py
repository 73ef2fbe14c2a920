"""All of Docent between two platforms and a database, at a clock that stands still until it is moved."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from aiohttp import web

from bot import bootstrap
from bot.adapters.importers.reading import read_programme
from bot.bootstrap import Docent
from bot.commands.demo import EVENT, SAMPLE, TITLE
from bot.messages import Person, Platform
from bot.notifications.campaigns import Kind
from bot.notifications.dispatching import Prepare
from bot.notifications.ledger import Delivery, Result, State
from bot.notifications.outcomes import Outgoing
from bot.organising.releasing import make, take_in
from bot.platforms import Joined, drained, joined
from bot.schedule import releases
from bot.schedule.sessions import Programme, Session, Status
from bot.settings import Settings
from handlers.transport import pooled_session
from tests.delivering.chats import SlackChat, TelegramChat
from tests.fakes import FakeClock
from tests.platforms.slack_server import SlackServer
from tests.platforms.slack_world import TEAM
from tests.platforms.telegram_server import TelegramServer

VENUE = ZoneInfo("Europe/Lisbon")
EVENING_BEFORE = datetime(2027, 5, 10, 18, tzinfo=VENUE)
A_MOMENT = timedelta(seconds=5)  # longer than any platform wants a chat to be left alone
PANEL, DINNER = "day1-16", "day2-33"
LEAVING_SECONDS = 5.0


@cache
def sample() -> Programme:
    """The programme of the sample event."""
    table = SAMPLE / "programme.csv"
    return replace(read_programme(table.read_bytes(), name=table.name, event=EVENT).programme, title=TITLE)


def on_day(day: int, clock: str) -> datetime:
    """A moment of May 2027, by the clocks of the venue."""
    return datetime.fromisoformat(f"2027-05-{day:02}T{clock}").replace(tzinfo=VENUE)


class Stage:
    """People before both platforms, the event's organisers, and whatever processes of Docent are at work."""

    def __init__(self, telegram: TelegramServer, slack: SlackServer, settings: Settings) -> None:
        self.telegram, self.slack = telegram, slack
        self.olga, self.otis = self.on_telegram("olga"), self.on_slack("otis")  # who organise the event
        self.settings = settings.model_copy(update={"organisers": f"{key_of(self.olga)},{key_of(self.otis)}"})
        self.clock = FakeClock(EVENING_BEFORE)
        self.wired: Docent
        self.platforms: dict[str, Joined] = {}
        self.operator: list[str] = []  # what is told to whoever runs Docent

    # Who and where

    def on_telegram(self, name: str) -> TelegramChat:
        """Somebody alone with Docent, who has pressed Start."""
        person = self.telegram.person(name.title(), name)
        return TelegramChat(self.telegram, person, self.telegram.private_chat(person))

    def on_slack(self, name: str) -> SlackChat:
        """Somebody alone with Docent."""
        person = self.slack.user(name)
        return SlackChat(self.slack, person, self.slack.direct_message(person))

    # Docent

    @asynccontextmanager
    async def docent(self) -> AsyncIterator[None]:
        """One process of Docent, from its start to its end; after that another may start on the same database."""
        stop = asyncio.Event()
        async with bootstrap.docent(self.settings, self.clock) as wired, pooled_session() as session:
            self.wired = wired
            self.platforms = joined(wired, self.settings, session, web.Application(), self.operator.append)
            running = [asyncio.create_task(each.handler.run(stop)) for each in self.platforms.values()]
            try:
                await self.slack.wait_for_socket()
                yield
            finally:
                stop.set()
                await asyncio.gather(*running)
                await drained(self.platforms, self.operator.append)

    # Time

    def moves(self, by: timedelta) -> None:
        self.clock.move(by)

    async def passes(self, by: timedelta = A_MOMENT) -> None:
        """Time passes, and what is due by then is planned and sent."""
        self.moves(by)
        await self.wired.planner.plan()
        await self.sends()

    async def comes(self, moment: datetime) -> None:
        """It is this moment, and what is due is planned and sent."""
        await self.passes(moment - self.clock.now())

    async def sends(self) -> None:
        """What is due is sent; nothing is planned."""
        await asyncio.gather(*(each.dispatcher.work_once() for each in self.platforms.values()))

    def after_claims(self, platform: str, happens: Callable[[], Awaitable[object]]) -> None:
        """Have this happen whenever rows were claimed and put in words, before any of them is sent."""
        dispatcher = self.platforms[platform].dispatcher
        dispatcher._prepare = _then(dispatcher._prepare, happens)

    # The programme

    async def release(self, *edits: Callable[[Programme], Programme], source: str = "a file") -> None:
        """The next release: the sample's programme as it was edited until now."""
        latest = await self.wired.programmes.latest(EVENT)
        programme = latest.programme if latest else sample()
        for edit in edits:
            programme = edit(programme)
        await take_in(self.wired.programmes, programme, source=source, at=self.clock.now())

    async def restores(self, id_: str) -> None:
        """An organiser says that the session takes place after all."""

        def step(programme: Programme | None, standing: releases.Standing) -> releases.State:
            assert programme is not None
            return releases.restored(releases.State(programme, standing), id_)

        await make(self.wired.programmes, EVENT, step, source="by hand", at=self.clock.now())

    async def states(self, kind: Kind) -> dict[State, int]:
        """How many rows of this kind are how far."""
        counts: dict[State, int] = {}
        for report in await self.wired.ledger.reports():
            for state, number in report.counts.items() if report.kind is kind else ():
                counts[state] = counts.get(state, 0) + number
        return counts


def _then(prepare: Prepare, happens: Callable[[], Awaitable[object]]) -> Prepare:
    async def then(claimed: Sequence[Delivery], now: datetime) -> tuple[Sequence[Outgoing], Sequence[Result]]:
        prepared = await prepare(claimed, now)
        await happens()
        return prepared

    return then


def moved(id_: str, by: timedelta) -> Callable[[Programme], Programme]:
    """The session is so much later."""
    return _edited(id_, lambda each: replace(each, start=each.start + by, end=each.end + by if each.end else None))


def cancelled(id_: str) -> Callable[[Programme], Programme]:
    return _edited(id_, lambda each: replace(each, status=Status.CANCELLED))


def renamed(id_: str, other: str) -> Callable[[Programme], Programme]:
    """The feed gives the session another id."""
    return _edited(id_, lambda each: replace(each, id=other))


def _edited(id_: str, edit: Callable[[Session], Session]) -> Callable[[Programme], Programme]:
    def edited(programme: Programme) -> Programme:
        sessions: Sequence[Session] = [edit(each) if each.id == id_ else each for each in programme.sessions]
        return replace(programme, sessions=tuple(sessions))

    return edited


def key_of(chat: TelegramChat | SlackChat) -> str:
    """How the settings name an organiser."""
    if isinstance(chat, TelegramChat):
        return Person(Platform.TELEGRAM, "", str(chat.person.id)).key
    return Person(Platform.SLACK, TEAM, chat.person.id).key
