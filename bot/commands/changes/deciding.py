"""Looks at what waits to be told, and decides on it, over this Docent's stores."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.adapters.clock import SystemClock
from bot.commands import as_typed, knowledge_of
from bot.commands.changes.telling import Last
from bot.commands.schedule.events import opened, release_of
from bot.errors import SetUpWrong
from bot.organising.announcing.announced import Announced
from bot.organising.announcing.announcements import State
from bot.organising.announcing.joining import Joined, joined
from bot.organising.announcing.previewing import Preview
from bot.settings import Settings, read_settings

if TYPE_CHECKING:
    from bot.adapters.database.stores import Stores
    from bot.knowledge.snapshot import Knowledge

BY_COMMAND = "the command line"


async def looked_at(event: str, language: str) -> tuple[Sequence[Preview], Last | None]:
    """What waits, of this event or of all; and what was let go last."""
    async with ready(event) as parts:
        waiting = await waiting_of(parts, event)
        last = await parts.announcing.told_last(event)
        previews = [await parts.previews.of(each, language) for each in waiting]
        return previews, Last(last, await parts.previews.progress(last)) if last else None


async def decided(event: str, state: State) -> Preview:
    """What was let go or dropped, and whom that concerned.

    Raises:
        SetUpWrong: nothing waits, or for more than one event, or somebody else decided in this moment.
    """
    async with ready(event) as parts:
        waiting = await waiting_of(parts, event)
        if not waiting:
            raise SetUpWrong("No changes wait to be sent. See: docent changes")
        if len(waiting) > 1:
            events = ", ".join(each.announcement.event for each in waiting)
            raise SetUpWrong(f"Changes wait for several events: {events}. Name one after --event.")
        announcement = waiting[0].announcement
        decide = parts.announcing.release if state is State.RELEASED else parts.announcing.dismiss
        if not await decide(announcement, by=BY_COMMAND):
            raise SetUpWrong("Somebody else decided in this moment, or there are further changes. See: docent changes")
        now = await parts.announcing.find(announcement.id) or waiting[0]
        return Preview(now, await parts.previews.reach(now))


async def waiting_of(parts: Joined, event: str) -> list[Announced]:
    await parts.announcing.look()
    return [each for each in await parts.announcing.waiting() if event in {"", each.announcement.event}]


@asynccontextmanager
async def ready(event: str) -> AsyncIterator[Joined]:
    """The parts over this Docent's stores.

    Raises:
        SetUpWrong: the database or the content cannot be used, or there is no such event.
    """
    from bot.attending.kept import AtHand  # noqa: PLC0415 - so that --help need not wait for it
    from bot.attending.notices import Composer  # noqa: PLC0415 - the same

    settings = read_settings()
    async with opened() as stores:
        if event:
            await release_of(stores.programmes, event)
        knowledge = await known(stores, settings)
        composer = Composer(AtHand(stores.programmes), stores.subscriptions, lambda: knowledge)
        window = timedelta(minutes=settings.changes_window_minutes)
        yield joined(stores, composer, SystemClock(), window=window)


async def known(stores: "Stores", settings: Settings) -> "Knowledge":
    """The content as it is served; as it lies in its folder where nothing was ever served."""
    from bot.adapters.content.folder import read_folder  # noqa: PLC0415 - so that --help need not wait for it
    from bot.adapters.content.loading import load  # noqa: PLC0415 - the same

    served = knowledge_of(await stores.revisions.latest())
    if served is not None:
        return served
    with as_typed(settings.content):
        return load(read_folder(settings.content))
