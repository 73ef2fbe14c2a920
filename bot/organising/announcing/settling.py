"""Has what changed since people were last told wait for a word, and has it told once that is said."""

import logging
from collections.abc import Awaitable, Sequence
from typing import Final, TypeVar

from bot.notifications.campaigns import Kind
from bot.notifications.ledger import DeliveryLedger
from bot.organising.announcing.announced import Announced, Changes
from bot.organising.announcing.announcements import Announcement, Announcements, State
from bot.ports import Clock, Programmes

logger = logging.getLogger(__name__)
T = TypeVar("T")

FIRST: Final = 1  # nothing is told of the first release: nobody knew another one
BY_FEED: Final = "feed"


class Announcing:
    """Keeps at most one announcement for each event that waits, and no gap between it and the one before."""

    def __init__(
        self,
        announcements: Announcements,
        programmes: Programmes,
        changes: Changes,
        ledger: DeliveryLedger,
        clock: Clock,
    ) -> None:
        self.changes = changes
        self._announcements = announcements
        self._programmes = programmes
        self._ledger = ledger
        self._clock = clock
        self._nothing: dict[str, tuple[int, int]] = {}  # by event, releases between which nothing is told any more

    async def settle(self) -> None:
        """See to all that needs no word: what is new waits, what a trusted feed brought goes when its time has come.

        To be called now and then, by any number of processes: what is let go is let go once.
        """
        await self.look()
        for waiting in await self.waiting():
            if waiting.goes_at is not None and waiting.goes_at <= self._clock.now():
                await self._tried(self.release(waiting.announcement, by=BY_FEED), waiting.announcement.event)
        for left in await self._announcements.released():  # by a process that ended before all were queued
            await self._tried(self._queue(left), left.event)

    async def look(self) -> None:
        """Have new releases wait, each together with what waits already."""
        known = await self._announcements.newest()
        for event, number in (await self._programmes.newest()).items():
            await self._tried(self._look_at(event, number, known.get(event)), event)

    async def waiting(self) -> Sequence[Announced]:
        """What waits for a decision, by event; without those that cannot be read now, such as one of a lost release."""
        newest = await self._announcements.newest()
        waiting = [newest[event] for event in sorted(newest) if newest[event].waits]
        read = [await self._tried(self.changes.of(each), each.event) for each in waiting]
        return [each for each in read if each is not None]

    async def find(self, id_: int) -> Announced | None:
        """The announcement of this id, decided or not; None where there is none."""
        found = await self._announcements.find(id_)
        return await self.changes.of(found) if found else None

    async def told_last(self, event: str = "") -> Announced | None:
        """What was let go last, of this event or of any; None where nothing was."""
        events = [event] if event else await self._announcements.newest()
        told = [each for each in [await self._announcements.last_told(event) for event in events] if each]
        return await self.changes.of(max(told, key=lambda each: each.id)) if told else None

    async def release(self, announcement: Announcement, *, by: str) -> bool:
        """Let it go, as far as it reached when it was looked at; False where somebody else decided, or it has grown."""
        if not await self._decide(announcement, State.RELEASED, by):
            return False
        decided = await self._announcements.find(announcement.id)
        if decided is not None:
            await self._queue(decided)
        return True

    async def dismiss(self, announcement: Announcement, *, by: str) -> bool:
        """Tell nobody of it; False as for `release`."""
        return await self._decide(announcement, State.DISMISSED, by)

    # Steps

    async def _look_at(self, event: str, number: int, last: Announcement | None) -> None:
        if last is not None and last.waits:
            await self._look_again(last, max(number, last.to_release))
            return
        base = last.to_release if last else FIRST
        if number <= base or self._nothing.get(event) == (base, number):
            return
        if await self.changes.between(event, base, number):
            await self._announcements.open(event, base, number, at=await self.changes.made_at(event, number))
        else:
            self._nothing[event] = base, number

    async def _look_again(self, waiting: Announcement, number: int) -> None:
        event = waiting.event
        told = await self.changes.between(event, waiting.from_release, number)
        if number > waiting.to_release:
            await self._announcements.grow(waiting.id, number, at=await self.changes.made_at(event, number))
            await self._take_back_cards(event)
        if not told:
            now = self._clock.now()
            await self._announcements.decide(waiting.id, number, State.UNDONE, by="", at=now)
            await self._take_back_cards(event)

    async def _decide(self, announcement: Announcement, state: State, by: str) -> bool:
        now = self._clock.now()
        if not await self._announcements.decide(announcement.id, announcement.to_release, state, by=by, at=now):
            return False
        fields = {"action": f"changes_{state}", "person": by}
        logger.info("Changes of %s: %s", announcement.event, state, extra=fields)
        await self._take_back_cards(announcement.event)
        return True

    async def _take_back_cards(self, event: str) -> None:
        """What organisers were to be shown is not so any more."""
        await self._ledger.withdraw_others(event, {Kind.ORGANISER}, (), now=self._clock.now())

    async def _queue(self, released: Announcement) -> None:
        for campaign in (await self.changes.of(released)).campaigns:
            await self._ledger.plan(campaign, now=self._clock.now())
        await self._announcements.queued(released.id)

    async def _tried(self, work: Awaitable[T], event: str) -> T | None:
        """Whatever fails for one event is tried again the next time, and hinders no other; None is what came of it."""
        try:
            return await work
        except Exception as error:  # noqa: BLE001 - the others are still to be looked at
            says = "Changes of %s could not be looked at: %s"
            logger.error(says, event, type(error).__name__)  # noqa: TRY400 (a trace may quote)
            return None
