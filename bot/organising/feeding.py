"""Keeps programmes up to date from the feeds that events follow."""

import asyncio
import logging
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol

from bot.errors import AssistantError, Unreadable
from bot.organising.framing import as_before
from bot.organising.releasing import Outcome, take_in, would_make
from bot.ports import Clock, Feed, Feeds, Programmes, Trouble
from bot.schedule.sessions import Programme

logger = logging.getLogger(__name__)
BEFORE, DURING = timedelta(days=1), timedelta(minutes=5)
SET_UP = timedelta(hours=12)  # before the first session, when programmes change most
CLOSING = timedelta(hours=6)  # after the last one: it may run late, or have no end
MOST_CANCELLED = 0.5  # of what is still to come, by a feed that nobody looks at
MOST_BYTES = 100 * 1024 * 1024  # of a programme, however it comes
_ADDRESS = re.compile(r"(https?|webcals?)://\S+", re.IGNORECASE)
_SLACK = timedelta(seconds=30)  # a timer comes a little early or late

Read = Callable[[bytes, Feed], Programme]  # raises Unreadable or ZoneNeeded


@dataclass(frozen=True, slots=True)
class Fetched:
    """A copy of a feed and what its server says of it, to be sent back the next time."""

    data: bytes
    etag: str = ""
    modified: str = ""


def is_address(text: str) -> bool:
    """Whether this is an address on the web and not a file."""
    return _ADDRESS.fullmatch(text) is not None


class Fetch(Protocol):
    async def __call__(self, feed: Feed) -> Fetched | None:
        """The newest copy; None where it is still the one that was read last.

        Raises:
            Unreadable: it cannot be had.
        """


async def refresh_all(feeds: Feeds, programmes: Programmes, fetch: Fetch, read: Read, clock: Clock) -> None:
    """Refresh every feed whose time has come. One that fails does not hinder the others."""
    for feed in await feeds.all():
        latest = await programmes.latest(feed.event)
        if not is_due(feed, latest.programme if latest else None, now=clock.now()):
            continue
        try:
            await refresh(feed, feeds, programmes, fetch, read, at=clock.now())
        except Exception as error:  # noqa: BLE001 - whatever fails, the other feeds are still to be read
            says = "The feed of %s could not be refreshed: %s"
            logger.error(says, feed.event, type(error).__name__)  # noqa: TRY400 (a trace may quote)


def is_due(feed: Feed, programme: Programme | None, *, now: datetime) -> bool:
    """Whether it is time to look again: daily before the event, every five minutes during it, never after it."""
    every = BEFORE
    if programme is not None and programme.sessions:
        if now > max(each.end or each.start for each in programme.sessions) + CLOSING:
            return False
        if now >= min(each.start for each in programme.sessions) - SET_UP:
            every = DURING
    return feed.checked_at is None or now - feed.checked_at >= every - _SLACK


async def refresh(
    feed: Feed, feeds: Feeds, programmes: Programmes, fetch: Fetch, read: Read, *, at: datetime
) -> Outcome | None:
    """Take in the newest copy of a feed; None where it is the one we have, or cannot be taken.

    A feed that is down or broken changes nothing: the last release stays, and the feed says what its trouble is.
    """
    try:
        fetched = await fetch(feed)
        outcome = await _taken(feed, fetched, programmes, read, at) if fetched else None
    except AssistantError as error:
        trouble = Trouble(at, str(error))
        if feed.trouble and feed.trouble.says == trouble.says:
            trouble = feed.trouble
        else:
            logger.warning("The feed of %s was not taken; see: docent schedule feed --event %s", feed.event, feed.event)
        await feeds.save(replace(feed, checked_at=at, trouble=trouble))
        return None
    read_now = replace(feed, etag=fetched.etag, modified=fetched.modified) if fetched else feed
    await feeds.save(replace(read_now, checked_at=at, trouble=None))
    if outcome is not None and outcome.release is not None:
        logger.info("The feed of %s made release %d", feed.event, outcome.release.number, extra={"action": "released"})
        if outcome.overruled:
            says = (
                "The feed of %s has sessions that stay cancelled until somebody restores them: docent schedule restore"
            )
            logger.warning(says, feed.event, extra={"action": "overruled"})
    return outcome


async def _taken(feed: Feed, fetched: Fetched, programmes: Programmes, read: Read, at: datetime) -> Outcome:
    imported = await asyncio.to_thread(read, fetched.data, feed)
    if latest := await programmes.latest(feed.event):
        imported = as_before(imported, latest.programme)
    _see_that_it_is_whole(await would_make(programmes, imported), at)
    return await take_in(programmes, imported, source=feed.url, at=at)


def _see_that_it_is_whole(outcome: Outcome, at: datetime) -> None:
    """A server that breaks often serves a part of its data, or none, and says that all is well."""
    cancelled = sum(each.start > at for each in outcome.difference.cancelled)
    coming = sum(each.start > at and not each.cancelled for each in outcome.programme.sessions)
    if cancelled > 1 and cancelled >= MOST_CANCELLED * (coming + cancelled):
        raise Unreadable(
            f"The feed would cancel {cancelled} of the {coming + cancelled} sessions to come, so it was not taken."
            " Where that is meant, import it by hand: docent schedule import"
        )
