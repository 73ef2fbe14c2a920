"""Shows organisers what waits, unasked: through the ledger, as everybody is told things."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.messages import Kind as About
from bot.messages import Reply
from bot.notifications.campaigns import Campaign, Followers, Kind
from bot.notifications.ledger import Delivery
from bot.notifications.payloads import of_event
from bot.notifications.preparing import Composer
from bot.organising.announcing.announced import Announced
from bot.organising.announcing.desk import Desk
from bot.organising.announcing.previewing import Previews
from bot.organising.announcing.reaching import CHANGES_THAT_WAIT, Reaching
from bot.organising.announcing.settling import Announcing
from bot.organising.organisers import Organisers
from bot.schedule.timetable import Timetable


class Cards:
    """A source of campaigns for the planner, which thereby settles announcements as well."""

    def __init__(self, announcing: Announcing, previews: Previews, reaching: Reaching) -> None:
        self._announcing = announcing
        self._previews = previews
        self._reaching = reaching

    async def __call__(self, now: datetime) -> Iterable[Campaign]:  # noqa: ARG002 - all here go by one clock
        """A card for whatever waits and concerns anybody: at once, and again for more of it.

        More of it is shown once that is complete; of what goes by itself, at once.
        """
        await self._announcing.settle()
        waiting = await self._announcing.waiting()
        if waiting:
            await self._reaching.meet_all()
        return [self._card(each) for each in waiting if await self._previews.reach(each)]

    def _due(self, waiting: Announced) -> datetime:
        announcement = waiting.announcement
        has_grown = announcement.changed_at > announcement.opened_at
        if has_grown and waiting.goes_at is None:
            return max(self._announcing.changes.quiet_at(announcement), announcement.changed_at)
        return announcement.changed_at  # once that is complete, what goes by itself has gone

    def _card(self, waiting: Announced) -> Campaign:
        announcement = waiting.announcement
        step = f"{announcement.from_release}-{announcement.to_release}"
        follow = CHANGES_THAT_WAIT
        return Campaign(
            key=f"{Kind.ORGANISER}/{announcement.event}/{step}",
            kind=Kind.ORGANISER,
            due=self._due(waiting),
            expires=max(each.expires for each in waiting.campaigns),
            audience=Followers(follow.event, ((follow.scope, follow.name),)),
            event=announcement.event,
            payload={
                **of_event(Timetable.of(waiting.programme)),
                "announcement": announcement.id,
                "to": announcement.to_release,
            },
        )


class CardComposer:
    """Finds the words of these cards, and has all others found by whoever else does."""

    def __init__(self, others: Composer, desk: Desk, organisers: Organisers) -> None:
        self._others = others
        self._desk = desk
        self._organisers = organisers

    async def compose(self, messages: Sequence[tuple[Delivery, ...]], *, now: datetime) -> Sequence[Reply | None]:
        """The reply for each message; None where nothing is left to be said."""
        rest = [tuple(each for each in message if each.kind is not Kind.ORGANISER) for message in messages]
        told = iter(await self._others.compose([message for message in rest if message], now=now))
        replies = [next(told) if message else None for message in rest]
        return [
            reply if len(message) == len(others) else _joined([*await self._cards(message), reply])
            for message, others, reply in zip(messages, rest, replies, strict=True)
        ]

    async def _cards(self, message: Sequence[Delivery]) -> list[Reply | None]:
        """The cards of a message; none where the recipient organises no more."""
        person = message[0].recipient.person
        if person is None or not await self._organisers.organises(person):
            return []
        return [await self._card(each) for each in message if each.kind is Kind.ORGANISER]

    async def _card(self, delivery: Delivery) -> Reply | None:
        id_, to_release = delivery.payload.get("announcement"), delivery.payload.get("to")
        if not isinstance(id_, int) or not isinstance(to_release, int):
            return None
        return await self._desk.card(id_, to_release, delivery.recipient.language)


def _joined(replies: Iterable[Reply | None]) -> Reply | None:
    told = [reply for reply in replies if reply]
    if len(told) < 2:  # noqa: PLR2004 - one needs no joining
        return told[0] if told else None
    blocks = tuple(block for reply in told for block in reply.blocks)
    actions = tuple(dict.fromkeys(action for reply in told for action in reply.actions))
    entries = tuple(dict.fromkeys(entry for reply in told for entry in reply.entries))
    return Reply(About.LIST, blocks, actions, entries, score=1)
