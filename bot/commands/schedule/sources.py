"""Where `docent schedule import` has a programme from, and what the content knows of its event."""

import time
from collections.abc import Callable, Mapping
from pathlib import Path

import click
import yaml

from bot.errors import Unreadable
from bot.knowledge.periods import Period, parse
from bot.organising.feeding import MOST_BYTES, Fetched
from bot.ports import Feed, Revision

SILENT_SECONDS = 2.0


def read_from(path: Path) -> Fetched:
    """What is in the file.

    Raises:
        Unreadable: there is none, or it cannot be read.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise Unreadable(f"It is larger than {MOST_BYTES >> 20} MB.", where=str(path))
        return Fetched(path.read_bytes())
    except OSError as error:
        raise Unreadable(f"It cannot be read: {error.strerror}.", where=str(path)) from None


async def fetched_from(feed: Feed) -> Fetched:
    """What is at the address.

    Raises:
        Unreadable: it cannot be fetched.
    """
    from bot.adapters.feeds import HttpFeeds  # noqa: PLC0415 - so that a file need not wait for it
    from handlers.transport import pooled_session  # noqa: PLC0415 - the same

    async with pooled_session() as session:
        fetched = await HttpFeeds(session, Progress())(feed)
    if fetched is None:  # nobody said which copy we have
        raise Unreadable("The server says that it has not changed, and sends nothing.")
    return fetched


class Progress:
    """Says on stderr how much has come, every two seconds; so nothing where it is quick."""

    def __init__(self, seconds: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._last = seconds()

    def __call__(self, done: int, total: int | None) -> None:
        now = self._seconds()
        if now - self._last >= SILENT_SECONDS:
            self._last = now
            of = f" of {total / 1e6:.1f}" if total else ""
            click.echo(f"Fetched {done / 1e6:.1f}{of} MB ...", err=True)


def days_of(event: str, content: Revision | None) -> Period | None:
    """The days of an event as its curators wrote them; None where they did not, or the event is not in the content."""
    try:
        days = parse(str(_curated(event, content).get("when")))
    except ValueError:
        return None
    return days if isinstance(days, Period) and days.precision == "day" else None


def title_of(event: str, content: Revision | None) -> str:
    """What the curators call an event for short; empty where it is not in the content."""
    known = _curated(event, content)
    return str(known.get("short") or known.get("name") or "")


def _curated(event: str, content: Revision | None) -> Mapping[str, object]:
    """What the content says of an event; empty where it says nothing that can be read."""
    text = content.texts.get(f"events/{event}/event.yaml") if content else None
    try:
        written = yaml.safe_load(text or "")
    except yaml.YAMLError:
        return {}
    return written if isinstance(written, dict) else {}
