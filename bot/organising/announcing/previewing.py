"""What an announcement would say, to how many, and how far it is once it was let go."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.messages import Block, Conversation, Platform
from bot.notifications.ledger import Delivery, DeliveryId, DeliveryLedger, Recipient, State
from bot.notifications.preparing import Composer
from bot.organising.announcing.announced import Announced
from bot.organising.announcing.announcements import Audiences, Reach
from bot.ports import Clock

ON_THE_WAY = {State.QUEUED, State.CLAIMED, State.SENDING}
NOT_DELIVERED = {State.FAILED, State.BLOCKED, State.EXPIRED, State.UNKNOWN}


@dataclass(frozen=True, slots=True)
class Preview:
    """An announcement as it would be read: the card of each of its campaigns, and whom they reach."""

    announced: Announced
    reach: Reach
    cards: tuple[tuple[Block, ...], ...] = ()

    @property
    def concerned(self) -> list[tuple[int, tuple[Block, ...]]]:
        """The cards that anybody would read, each with how many would."""
        counts = (self.reach.of.get(campaign.key, 0) for campaign in self.announced.campaigns)
        return [(count, card) for count, card in zip(counts, self.cards, strict=True) if count]


@dataclass(frozen=True, slots=True)
class Progress:
    """How many notices were delivered, are on their way, and were not delivered. Somebody may get several."""

    sent: int = 0
    waiting: int = 0
    failed: int = 0

    def __bool__(self) -> bool:
        return bool(self.sent or self.waiting or self.failed)


class Previews:
    """Has the words found by whoever finds them when they are sent."""

    def __init__(self, composer: Composer, audiences: Audiences, ledger: DeliveryLedger, clock: Clock) -> None:
        self._composer = composer
        self._audiences = audiences
        self._ledger = ledger
        self._clock = clock

    async def of(self, announced: Announced, language: str) -> Preview:
        """The exact words, in this language, without what is at the same time in somebody's own schedule."""
        reader = Recipient(0, Conversation(Platform.CONSOLE, "", ""), language=language)
        messages = [(_delivery(announced, at, reader),) for at in range(len(announced.campaigns))]
        replies = await self._composer.compose(messages, now=self._clock.now())
        cards = tuple(reply.blocks if reply else () for reply in replies)
        return Preview(announced, await self.reach(announced), cards)

    async def reach(self, announced: Announced) -> Reach:
        return await self._audiences.reach(announced.campaigns)

    async def progress(self, announced: Announced) -> Progress:
        """What became of it so far; nothing where it was not let go."""
        keys = {campaign.key for campaign in announced.campaigns}
        reports = await self._ledger.reports(event=announced.announcement.event)
        counts = [report.counts for report in reports if report.key in keys]

        def rows(states: Sequence[State]) -> int:
            return sum(count.get(state, 0) for count in counts for state in states)

        return Progress(rows([State.SENT]), rows([*ON_THE_WAY]), rows([*NOT_DELIVERED]))


def _delivery(announced: Announced, at: int, reader: Recipient) -> Delivery:
    campaign = announced.campaigns[at]
    return Delivery(
        DeliveryId(at, reader.id),
        campaign.key,
        campaign.kind,
        campaign.event,
        campaign.session,
        campaign.due,
        campaign.due,
        campaign.expires,
        campaign.payload,
        reader,
    )
