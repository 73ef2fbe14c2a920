"""Where `docent schedule import` has a programme from, and what the content knows of its event."""

import re
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click
import yaml

from bot.errors import Unreadable
from bot.knowledge.periods import Period, parse
from bot.organising.changes import named
from bot.organising.feeding import MOST_BYTES, Fetched
from bot.organising.summaries import counted
from bot.ports import Feed, Revision

if TYPE_CHECKING:
    from bot.adapters.importers.reading import Imported

SILENT_SECONDS = 2.0
_NAMED = 3  # sessions in a warning


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


def in_words(event: str) -> str:
    """The id of an event as a title: "spring-meeting" as "Spring meeting"."""
    return re.sub(r"[-_.]+", " ", event).strip().capitalize()


def _curated(event: str, content: Revision | None) -> Mapping[str, object]:
    """What the content says of an event; empty where it says nothing that can be read."""
    text = content.texts.get(f"events/{event}/event.yaml") if content else None
    try:
        written = yaml.safe_load(text or "")
    except yaml.YAMLError:
        return {}
    return written if isinstance(written, dict) else {}


def with_title(imported: "Imported", title: str) -> "Imported":
    """The programme under this title, where its file gives none."""
    programme = imported.programme
    named = programme.title not in {"", programme.event}  # readers write the id where there is nothing else
    return imported if named else replace(imported, programme=replace(programme, title=title))


def on_its_days(imported: "Imported", days: Period | None) -> "Imported":
    """The programme with the event's days where its file names none, and a warning of what lies outside them."""
    if days is None:
        return imported
    programme = imported.programme
    first, last = programme.first_day or days.first, programme.last_day or days.last
    outside = [each for each in programme.sessions if not days.first <= programme.day_of(each.start) <= days.last]
    titles = ", ".join(f"“{named(each)}”" for each in outside[:_NAMED]) + (", …" if len(outside) > _NAMED else "")
    says = f"{counted(len(outside), 'session')} outside the days that the content gives the event, {days}: {titles}."
    return replace(
        imported,
        programme=replace(programme, first_day=first, last_day=last),
        warnings=(*imported.warnings, *([says] if outside else [])),
    )
