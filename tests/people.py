"""People who are told of things, what they are told, and a ledger to watch."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.messages import Conversation, Person, Platform
from bot.notifications.campaigns import Audience, Campaign, Everybody, Kind, Starred
from bot.notifications.ledger import Delivery, DeliveryId, DeliveryLedger, Result, State
from bot.notifications.subscriptions import Subscriptions
from bot.ports import Star, Stars
from tests.fakes import NOON

EVENT = "spring-meeting"
MINUTE, LEASE = timedelta(minutes=1), timedelta(seconds=30)
ME, OTHER = "process-1", "process-2"
BOT = "7000000001"


def chat_of(name: str, platform: Platform = Platform.TELEGRAM) -> Conversation:
    """Where somebody, or a group, is told."""
    return Conversation(platform, BOT if platform is Platform.TELEGRAM else "T024", name)


def person(name: str, platform: Platform = Platform.TELEGRAM) -> Person:
    """As handlers know them: Telegram's people have no account."""
    return Person(platform, "" if platform is Platform.TELEGRAM else "T024", name)


def campaign(
    audience: Audience | None = None,
    *,
    key: str = "",
    kind: Kind = Kind.REMINDER,
    due: datetime = NOON,
    session: str = "a",
    expires: datetime | None = None,
) -> Campaign:
    """A reminder of session "a", ten minutes before it begins, unless it says otherwise."""
    whom = audience or Starred(EVENT, session, 10)
    about: dict[str, object] = {"zone": "Asia/Bangkok"}
    return Campaign(
        key or f"{kind}/{session}/{due:%H:%M}", kind, due, expires or due + 10 * MINUTE, whom, EVENT, session, about
    )


def everybody(key: str = "news", *, kind: Kind = Kind.BROADCAST, due: datetime = NOON) -> Campaign:
    return campaign(Everybody(), key=key, kind=kind, due=due)


@dataclass(frozen=True)
class Told:
    """A ledger, with the people it is about; short ways to say what tests do again and again."""

    stars: Stars
    subscriptions: Subscriptions
    ledger: DeliveryLedger

    async def meet(self, name: str, *, stars: Collection[str] = (), platform: Platform = Platform.TELEGRAM) -> int:
        """Somebody with these sessions in their schedule since an hour."""
        who = person(name, platform)
        for session in stars:
            await self.stars.star(who, Star(EVENT, session), at=NOON - 60 * MINUTE)
        return await self.subscriptions.meet(chat_of(name, platform), who, language="en", zone=None, at=NOON)

    async def meet_group(self, name: str) -> int:
        return await self.subscriptions.meet(chat_of(name), None, language=None, zone=None, at=NOON)

    async def plan(self, *campaigns: Campaign) -> list[int]:
        return [await self.ledger.plan(each, now=NOON) for each in campaigns]

    async def claim(
        self,
        *,
        holder: str = ME,
        limit: int = 10,
        now: datetime = NOON,
        merge: timedelta = timedelta(seconds=1),
        platform: Platform = Platform.TELEGRAM,
    ) -> Sequence[Delivery]:
        return await self.ledger.claim(
            platform, holder=holder, limit=limit, now=now, lease=LEASE, merge_until=now + merge
        )

    async def begin(self, *ids: DeliveryId, holder: str = ME, now: datetime = NOON) -> frozenset[DeliveryId]:
        return await self.ledger.step([], ids, holder=holder, now=now, lease=LEASE)

    async def write_down(self, *results: Result, holder: str = ME, now: datetime = NOON) -> None:
        await self.ledger.step(results, [], holder=holder, now=now, lease=LEASE)

    async def send_all(self, now: datetime = NOON) -> list[str]:
        """Have everything that is due sent; to whom."""
        held = await self.claim(limit=100, now=now)
        await self.begin(*(delivery.id for delivery in held), now=now)
        await self.write_down(*(Result(delivery.id, State.SENT, now) for delivery in held), now=now)
        return whom(held)

    async def counts(self, key: str) -> dict[State, int]:
        """How many rows of the campaign are in each state."""
        found = {report.key: dict(report.counts) for report in await self.ledger.reports()}
        return found.get(key, {})


def whom(deliveries: Sequence[Delivery]) -> list[str]:
    """The chats that they go to."""
    return [delivery.recipient.conversation.chat for delivery in deliveries]
