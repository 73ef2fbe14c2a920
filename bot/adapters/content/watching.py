"""Takes up edits of the content folder while Docent runs."""

import asyncio
import logging
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import aclosing
from pathlib import Path
from typing import Protocol

from watchfiles import awatch

from bot.assistant import Snapshot

logger = logging.getLogger(__name__)
GROUPED_MS = 2000  # edits this close together are one: a save of many files, a checkout
QUIET_MS = 200  # an edit is over when nothing more came for so long
LOOK_MS = 5000  # and so often we look anyway: some disks tell nobody of an edit
ABSENCE_SECONDS = 1.0  # a folder may be gone for a moment while another takes its place


class Refreshed(Protocol):
    """Who looks for an edit; `Library` fits it."""

    async def refresh(self) -> Snapshot | None:
        """The new snapshot after an edit; None where there is nothing new to serve."""


async def follow(looks: AsyncIterator[None], library: Refreshed, serve: Callable[[Snapshot], None]) -> None:
    """At every look that is due, serve what is new. Whatever goes wrong, the next look is taken."""
    async for _ in looks:
        try:
            snapshot = await library.refresh()
        except Exception:
            logger.exception("An edit of the content could not be taken up; what was served goes on.")
        else:
            if snapshot is not None:
                serve(snapshot)


async def looks_due(folder: Path) -> AsyncGenerator[None, None]:
    """One item whenever the folder may have changed. Ends only by being cancelled; the folder may come and go."""
    while True:
        try:
            async with aclosing(_edits(folder)) as edits:
                async for _ in edits:
                    yield
        except (OSError, RuntimeError):  # the folder is gone, or the system can watch no more files
            await asyncio.sleep(ABSENCE_SECONDS)
            yield


async def _edits(folder: Path) -> AsyncGenerator[None, None]:
    """Edits of the folder as it is, which may be one already, until another one takes its place or it is gone."""
    watched = _identity(folder)
    if watched is not None:
        yield
    every_change = awatch(
        folder, watch_filter=None, debounce=GROUPED_MS, step=QUIET_MS, rust_timeout=LOOK_MS, yield_on_timeout=True
    )
    async with aclosing(every_change) as changes:
        async for _ in changes:
            if _identity(folder) != watched:
                return
            yield


def _identity(folder: Path) -> tuple[int, int] | None:
    """What stays the same as long as it is the same folder, whatever it holds; None where there is none."""
    try:
        found = folder.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
