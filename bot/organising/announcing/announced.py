"""What an announcement tells: the campaigns between its two releases, and when it goes by itself."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from bot.notifications.campaigns import Campaign
from bot.notifications.changes import campaigns_of
from bot.organising.announcing.announcements import Announcement
from bot.ports import Clock, Feeds, Programmes
from bot.schedule.releases import Release
from bot.schedule.sessions import Programme

MOST_WINDOWS: Final = 3  # that its last edit is waited for


@dataclass(frozen=True, slots=True)
class Announced:
    """An announcement with a campaign for each session that changed; `programme` is as it stands afterwards.

    `goes_at` is when it goes by itself, because all of it comes from a feed that is trusted; None where it does not.
    """

    announcement: Announcement
    programme: Programme
    campaigns: tuple[Campaign, ...]
    goes_at: datetime | None = None


class Changes:
    """Works out announcements from the releases of programmes.

    Args:
        window: edits that follow each other within this time are told together.
    """

    def __init__(self, programmes: Programmes, feeds: Feeds, clock: Clock, *, window: timedelta) -> None:
        self._programmes = programmes
        self._feeds = feeds
        self._clock = clock
        self._window = window
        self._pairs: dict[str, tuple[Release, Release]] = {}

    async def of(self, announcement: Announcement) -> Announced:
        """What it tells: as it was decided, or as it would be now."""
        before, after = await self._pair(announcement.event, announcement.from_release, announcement.to_release)
        # The same campaigns each time, once it is decided: they are due at that moment.
        told = await self._told(before, after, announcement.decided_at or self._clock.now())
        goes_at = await self._goes_at(announcement) if announcement.waits else None
        return Announced(announcement, after.programme, told, goes_at)

    async def between(self, event: str, before: int, after: int) -> tuple[Campaign, ...]:
        """What is told now of all that changed from one release to another; empty where that concerns nobody."""
        return await self._told(*await self._pair(event, before, after), self._clock.now())

    async def made_at(self, event: str, number: int) -> datetime:
        """When a release was made; never later than now, whichever way a clock was moved."""
        release = await self._release(event, number)
        return min(release.made_at, self._clock.now())

    def quiet_at(self, announcement: Announcement) -> datetime:
        """When no further edit has come for a while, or they have come for too long to wait."""
        return min(announcement.changed_at + self._window, announcement.opened_at + MOST_WINDOWS * self._window)

    async def _told(self, before: Release, after: Release, now: datetime) -> tuple[Campaign, ...]:
        settled = await self._settled(after)
        # A large programme takes a while, and questions are answered meanwhile.
        return await asyncio.to_thread(campaigns_of, before, after, now=now, settled=settled)

    async def _settled(self, after: Release) -> Mapping[str, datetime]:
        """Since when each session is as it is; of those alone that changed before this release."""
        event = after.programme.event
        made = {note.number: note.made_at for note in await self._programmes.history(event)}
        changed = await self._programmes.last_changed(event)
        return {id_: made[number] for id_, number in changed.items() if number < after.number and number in made}

    async def _pair(self, event: str, before: int, after: int) -> tuple[Release, Release]:
        """Both releases. They never change, so that those read last are kept."""
        pair = await self._release(event, before), await self._release(event, after)
        self._pairs[event] = pair
        return pair

    async def _release(self, event: str, number: int) -> Release:
        known = next((each for each in self._pairs.get(event, ()) if each.number == number), None)
        release = known or await self._programmes.release(event, number)
        if release is None:
            raise LookupError(f"Release {number} of {event} is not there any more.")
        return release

    async def _goes_at(self, waiting: Announcement) -> datetime | None:
        feed = await self._feeds.of(waiting.event)
        if feed is None or not feed.trusted:
            return None
        notes = await self._programmes.history(waiting.event)
        sources = {note.source for note in notes if waiting.from_release < note.number <= waiting.to_release}
        return self.quiet_at(waiting) if sources == {feed.url} else None  # what was edited by hand waits for a word
