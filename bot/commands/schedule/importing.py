"""`docent schedule import`: a programme from a file or an address becomes the next release."""

import asyncio
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.adapters.clock import SystemClock
from bot.commands.schedule.events import event_option, json_option, opened
from bot.commands.schedule.sources import days_of, fetched_from, read_from, title_of
from bot.errors import ZoneNeeded
from bot.organising.changes import counts
from bot.organising.feeding import is_address
from bot.organising.framing import in_words, on_its_days, with_title
from bot.organising.releasing import Outcome, take_in, would_make
from bot.organising.summaries import became, contents, rooms_of
from bot.ports import Feed
from handlers.console import harmless

if TYPE_CHECKING:
    from bot.adapters.importers.reading import Imported

EXIT_ZONE_NEEDED = 2


@click.command("import")
@click.argument("file_or_url")
@event_option
@click.option("--zone", metavar="ZONE", help="The venue's time zone, like Asia/Bangkok, where the file names none.")
@click.option("--title", metavar="WORDS", help="What the event is called, where the file does not say.")
@click.option("--dry-run", is_flag=True, help="Show what would come of it, and write nothing.")
@json_option
def import_(  # noqa: PLR0917 - click hands over options by name
    file_or_url: str, event: str, zone: str | None, title: str | None, dry_run: bool, as_json: bool
) -> None:
    """Take in the programme in FILE_OR_URL as the next release of the event's schedule.

    It may be a schedule.json or schedule.xml of frab or pretalx, a calendar (.ics), an export of Sessionize, or a plain
    CSV, XLSX or YAML table. An address is followed from then on: see docent schedule feed.

    Ends with 0 when it was taken in, 1 when it cannot be read, and 2 when --zone is needed. Then nothing has changed.
    """
    try:
        result = asyncio.run(taken_in(Feed(event, file_or_url, zone), title=title, dry_run=dry_run))
    except ZoneNeeded as error:
        click.echo(f"{error} Write it after --zone.", err=True)
        raise SystemExit(EXIT_ZONE_NEEDED) from None
    if as_json:
        click.echo(json.dumps(result.described()))
        return
    for line in result.told():
        click.echo(harmless(line))


@dataclass(frozen=True, slots=True)
class Result:
    """What was found in the file and what became of it."""

    imported: "Imported"
    outcome: Outcome
    feed: Feed
    dry_run: bool
    follows: bool  # whether the event follows this address from now on
    overruns: bool  # whether it follows another one, which will have the last word

    def described(self) -> dict[str, object]:
        """What scripts read of it."""
        programme, release = self.imported.programme, self.outcome.release
        return {
            "sessions": len(programme.sessions),
            "rooms": len(rooms_of(programme)),
            "days": len(programme.days),
            "speakers": self.imported.speakers,
            "warnings": list(self.imported.warnings),
            "dropped_columns": list(self.imported.dropped_columns),
            "release": release.number if release else None,
            "difference": counts(self.outcome.difference),
        }

    def told(self) -> Iterator[str]:
        """What people read of it."""
        yield from contents(self.imported, zone_given=self.feed.zone is not None)
        yield from became(self.outcome, dry_run=self.dry_run)
        if self.follows:
            yield f"Its address is looked at again by itself: docent schedule feed --event {self.feed.event}"
        if self.overruns:
            yield "The event follows a feed, whose next change replaces this. To keep this, leave the feed:"
            yield f"  docent schedule feed --event {self.feed.event} --leave"


async def taken_in(feed: Feed, *, title: str | None = None, dry_run: bool) -> Result:
    """Read the file or address of this feed, and make the next release of it unless it is a dry run.

    Raises:
        Unreadable: it cannot be had or read; nothing has changed.
        ZoneNeeded: the same, and a zone is needed.
        SetUpWrong: the database cannot be used.
    """
    from bot.adapters.importers.reading import read_programme  # noqa: PLC0415 - so that --help need not wait for it

    clock = SystemClock()
    is_feed = is_address(feed.url)
    fetched = await fetched_from(feed) if is_feed else read_from(Path(feed.url))
    name = feed.url if is_feed else Path(feed.url).name
    imported = read_programme(fetched.data, name=name, event=feed.event, zone=feed.zone)
    async with opened() as stores:
        content = await stores.revisions.latest()
        imported = on_its_days(imported, days_of(feed.event, content))
        latest = await stores.programmes.latest(feed.event)
        before = latest.programme.title if latest else in_words(feed.event)
        imported = with_title(imported, title or title_of(feed.event, content) or before)
        followed = await stores.feeds.of(feed.event)
        if dry_run:
            outcome = await would_make(stores.programmes, imported.programme)
        else:
            outcome = await take_in(stores.programmes, imported.programme, source=name, at=clock.now())
            if is_feed:
                trusted = followed is not None and followed.trusted
                await stores.feeds.save(
                    Feed(feed.event, feed.url, feed.zone, fetched.etag, fetched.modified, trusted, clock.now())
                )
    return Result(imported, outcome, feed, dry_run, is_feed and not dry_run, followed is not None and not is_feed)
