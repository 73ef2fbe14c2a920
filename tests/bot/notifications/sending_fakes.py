"""Stand-ins for what a dispatcher works with, and a dispatcher that has them all."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Sequence
from datetime import datetime, timedelta
from functools import partial

from bot.messages import Conversation, Kind, Person, Platform, Reply, paragraph
from bot.notifications.budget import Decision
from bot.notifications.campaigns import Campaign, Everybody
from bot.notifications.campaigns import Kind as Notification
from bot.notifications.courier import Courier
from bot.notifications.dispatching import Dispatcher
from bot.notifications.in_flight import InFlight
from bot.notifications.ledger import Delivery, DeliveryId, Result, State
from bot.notifications.pacing import Pacing
from bot.notifications.preparing import Preparation
from bot.ports import Clock
from tests.bot.notifications.simulated_time import SimulatedTime
from tests.fakes import NOON, FakeClock
from tests.ledger_fakes import FakeLedger, FakeRates

LEASE = timedelta(seconds=30)
MINUTE = timedelta(minutes=1)


class FakePause:
    """Takes no time: it moves the clock on instead."""

    def __init__(self, clock: FakeClock) -> None:
        self._clock = clock
        self.seconds: list[float] = []

    async def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)
        await asyncio.sleep(0)
        self._clock.move(timedelta(seconds=seconds))


class FakeSender:
    """Keeps what it was given. `goes_wrong` has a chat's next deliveries raise these in turn; `gate` holds all.

    `takes_turns` has a chat's deliveries land that many turns of the event loop later.

    Args:
        takes: what a platform does before it answers.
    """

    def __init__(self, clock: Clock, takes: Callable[[], Awaitable[None]]) -> None:
        self._clock = clock
        self._takes = takes
        self.sent: list[tuple[str, str, datetime]] = []  # chat, text, when
        self.silent: list[bool] = []
        self.calls = 0
        self.at_once = 0
        self.most_at_once = 0
        self.gate = asyncio.Event()
        self.gate.set()
        self._wrong: dict[str, list[Exception]] = {}
        self._turns: dict[str, int] = {}

    def goes_wrong(self, chat: str, *errors: Exception) -> None:
        self._wrong.setdefault(chat, []).extend(errors)

    def takes_turns(self, chat: str, turns: int) -> None:
        self._turns[chat] = turns

    @property
    def texts(self) -> list[tuple[str, str]]:
        return [(chat, text) for chat, text, _ in self.sent]

    @property
    def moments(self) -> list[datetime]:
        return [at for _, _, at in self.sent]

    async def deliver(self, conversation: Conversation, reply: Reply, *, silent: bool = False) -> str:
        self.calls += 1
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            at = self._clock.now()
            await self.gate.wait()
            await self._takes()
            for _ in range(self._turns.get(conversation.chat, 0)):
                await asyncio.sleep(0)
            if wrong := self._wrong.get(conversation.chat):
                raise wrong.pop(0)
        finally:
            self.at_once -= 1
        self.sent.append((conversation.chat, said(reply), at))
        self.silent.append(silent)
        return f"receipt {self.calls}"


class FakeComposer:
    """Says the keys of the campaigns. Nothing is left to say of "gone", and "broken" cannot be written."""

    async def compose(self, messages: Sequence[tuple[Delivery, ...]], *, now: datetime) -> Sequence[Reply | None]:
        return [_composed([delivery.key for delivery in message]) for message in messages]


def _composed(keys: Sequence[str]) -> Reply | None:
    if "broken" in keys:
        raise ValueError("a secret word")
    return None if "gone" in keys else Reply(Kind.SESSION, (paragraph(" and ".join(keys)),))


def said(reply: Reply) -> str:
    [block] = reply.blocks
    return "".join(span.text for span in block.text)  # type: ignore[union-attr] # the composer's one paragraph


def merged(deliveries: Sequence[Delivery], now: datetime) -> Decision:
    """Whatever is due until the end of the minute as one message."""
    alive = [each for each in deliveries if each.expires > now]
    late = tuple(Result(each.id, State.EXPIRED, now, why="too late") for each in deliveries if each not in alive)
    return Decision(tuple(alive), results=late, told_on=now.toordinal())


class Office:
    """A dispatcher of Telegram with everything around it in memory.

    Its people are known by their chats, "1" and so on, as the ledger numbers them.
    """

    def __init__(
        self,
        *,
        in_flight: int = 10,
        per_second: float | None = None,
        ledger: FakeLedger | None = None,
        rates: FakeRates | None = None,
        clock: FakeClock | None = None,
        time: SimulatedTime | None = None,
        takes_seconds: float = 0.0,
        holder: str = "us",
    ) -> None:
        self.clock = clock or FakeClock()
        self.pause = FakePause(self.clock)
        now, pause = (time, time.pause) if time else (self.clock, self.pause)
        self.ledger = ledger or FakeLedger()
        self.rates = rates or FakeRates()
        self.sender = FakeSender(now, partial(pause if time else asyncio.sleep, takes_seconds))
        self.told: list[str] = []
        self.pacing = Pacing(self.rates, "telegram:1", per_second, now, tell=self.told.append, pause=pause)
        courier = Courier(self.sender, self.ledger, self.pacing, now, patience=timedelta(seconds=10))
        self.in_flight = InFlight(
            self.ledger,
            courier,
            self.pacing,
            now,
            holder=holder,
            most=in_flight,
            lease=LEASE,
            pause=pause,
        )
        self.dispatcher = Dispatcher(
            Platform.TELEGRAM,
            self.ledger,
            Preparation(FakeComposer(), merged),
            in_flight=self.in_flight,
            pacing=self.pacing,
            clock=now,
            holder=holder,
            lease=LEASE,
            pause=pause,
        )

    async def meet(self, *chats: str) -> None:
        for chat in chats:
            place = Conversation(Platform.TELEGRAM, "1000", chat)
            person = None if chat.startswith("-") else Person(Platform.TELEGRAM, "", chat)
            await self.ledger.subscriptions.meet(place, person, language="en", zone=None, at=NOON)

    async def plan(
        self,
        key: str = "a",
        *,
        kind: Notification = Notification.REMINDER,
        due: datetime = NOON,
        expires: datetime = NOON + 10 * MINUTE,
    ) -> None:
        """Plan something for everybody."""
        await self.ledger.plan(Campaign(key, kind, due, expires, Everybody()), now=self.clock.now())

    def states(self, key: str = "a") -> list[State]:
        return [state for _, state in sorted(self.ledger.states(key).items())]

    def row(self, recipient: int = 1, campaign: int = 1) -> tuple[State, str]:
        row = self.ledger.rows[DeliveryId(campaign, recipient)]
        return row.state, row.why


def chats(number: int) -> Collection[str]:
    return [str(at) for at in range(1, number + 1)]
