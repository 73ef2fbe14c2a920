"""`docent demo`: Docent with a made-up event that is running now, beside the real content."""

import asyncio
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import click
from aiohttp import web

from bot.adapters.clock import SystemClock
from bot.adapters.content.folder import Texts, read_folder
from bot.commands import as_typed, shown
from bot.commands.run import run_until_signal
from bot.organising.releasing import take_in
from bot.schedule.sessions import Programme, Session
from bot.settings import ROOT, Settings, read_settings
from handlers.web.serve import serving

SAMPLE = ROOT / "content" / "sample"
EVENT = "sample-summit"
TITLE = "Sample Summit of the Made-up Guild"
MORNING = 10  # the hour that it is there now: all rooms are in use, and most of the day is still to come
# One zone for each hour, from eleven hours behind UTC to twelve ahead, none of which changes its clocks in summer.
ZONES = (
    *("Pacific/Pago_Pago", "Pacific/Honolulu", "Pacific/Gambier", "Pacific/Pitcairn", "America/Phoenix"),
    *("America/Guatemala", "America/Bogota", "America/Puerto_Rico", "America/Montevideo", "America/Noronha"),
    *("Atlantic/Cape_Verde", "Atlantic/Reykjavik", "Africa/Lagos", "Africa/Johannesburg", "Africa/Nairobi"),
    *("Asia/Dubai", "Asia/Tashkent", "Asia/Bishkek", "Asia/Bangkok", "Asia/Singapore", "Asia/Tokyo"),
    *("Australia/Brisbane", "Pacific/Noumea", "Pacific/Tarawa"),
)
_BEHIND = 11  # hours, of the first zone


@click.command()
def command() -> None:
    """Try Docent with a made-up event that is running now. What it keeps is apart, and new each time."""
    settings = read_settings()
    with as_typed(settings.content):
        asyncio.run(demonstrate(settings))


async def demonstrate(settings: Settings) -> None:
    """Serve the sample beside the real content until a signal ends the process."""
    now = SystemClock().now()
    apart, programme = await prepared(settings, now)
    for line in announcement(programme, apart, now):
        click.echo(line)
    await run_until_signal(apart)


async def prepared(settings: Settings, now: datetime) -> tuple[Settings, Programme]:
    """Settings of a Docent that has the sample, moved to this moment, in a folder of its own; and its programme.

    Raises:
        SetUpWrong: a folder cannot be used, or nobody can listen at the port: a demo may be running already.
        ContentBroken: files of the content cannot be read.
    """
    # Read here, so that --help need not wait for their libraries.
    from bot.adapters.database.stores import open_stores  # noqa: PLC0415 - most commands need no such library
    from bot.adapters.importers.reading import read_programme  # noqa: PLC0415 - most commands need no such library

    async with serving(web.Application(), settings.host, settings.port):
        pass  # before anything is cleared away from under a demo that runs
    table = SAMPLE / "programme.csv"
    imported = read_programme(table.read_bytes(), name=table.name, event=EVENT).programme
    programme = moved(replace(imported, title=TITLE), now)
    apart = set_apart(settings)
    write(apart.content, beside(read_folder(settings.content), read_folder(SAMPLE), programme))
    async with open_stores(apart.database) as stores:
        await take_in(stores.programmes, programme, source=shown(table), at=now)
    return apart, programme


def moved(programme: Programme, now: datetime) -> Programme:
    """The programme with its second day today, where the clocks show mid-morning: its own times of day stay."""
    zone = morning_zone(now)
    days = timedelta(days=(now.astimezone(zone).date() - programme.days[1]).days)

    def there(moment: datetime) -> datetime:
        return moment.replace(tzinfo=zone) + days

    def later(session: Session) -> Session:
        return replace(session, start=there(session.start), end=there(session.end) if session.end else None)

    return replace(programme, zone=zone.key, sessions=tuple(map(later, programme.sessions)))


def morning_zone(now: datetime) -> ZoneInfo:
    """Where it is mid-morning now."""
    return ZoneInfo(ZONES[(MORNING - now.astimezone(UTC).hour + _BEHIND) % len(ZONES)])


def set_apart(settings: Settings) -> Settings:
    """The settings with a folder of the demo's own, empty but for what was learnt before: learning takes a while."""
    folder = settings.data / "demo"
    shutil.rmtree(folder / "content", ignore_errors=True)
    for database in folder.glob("docent.db*"):
        database.unlink()
    return settings.model_copy(update={"data": folder, "content": folder / "content", "database_url": None})


def beside(real: Texts, sample: Texts, programme: Programme) -> Texts:
    """The real content with the sample's in it, its event moved to where and when the programme is."""
    event = f"events/{programme.event}/event.yaml"
    sources = "sources.yaml"
    first, last = programme.days[0], programme.days[-1]
    return {
        **real,
        **sample,
        event: dated(sample[event], first, last, programme.zone),
        sources: f"{real.get(sources, '').rstrip()}\n{sample[sources]}".lstrip(),
    }


def dated(text: str, first: date, last: date, zone: str) -> str:
    """The event's facts with other days and another zone; what ends before it or after it moves with them."""
    days = first - date.fromisoformat(re.findall(r"(?m)^when: (.*)/", text)[0])
    text = re.sub(r"(?m)^when: .*$", f"when: {first}/{last}", text)
    text = re.sub(r"(?m)^zone: .*$", f"zone: {zone}", text)
    return re.sub(r"(?m)(?<=^    at: )[\d-]{10}", lambda day: f"{date.fromisoformat(day[0]) + days}", text)


def write(folder: Path, texts: Mapping[str, str]) -> None:
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def announcement(programme: Programme, settings: Settings, now: datetime) -> Iterator[str]:
    """What is going on and what to try."""
    there = now.astimezone(programme.tz)
    yield f"The {programme.title} is on its second day. Everything about it is made up."
    yield f"  It is {there:%H:%M} there: it takes place wherever it is mid-morning, today in the zone {programme.zone}."
    yield f"  {len(programme.sessions)} sessions in {len(programme.rooms)} rooms; the rest of the content is real."
    yield f"  It is kept in {shown(settings.data)} and made anew each time; your own data is not touched."
    yield "Try, in the page or in a chat:"
    yield from (f"  {question}" for question in TO_TRY)
    yield "Other commands see the demo with this before them:"
    yield f"  DOCENT_DATA={shown(settings.data)} DOCENT_CONTENT={shown(settings.content)}"


TO_TRY = (
    "what is on now?",
    "what is next in the Harbour Room?",
    "anything on artificial intelligence today?",
    "where is Yuki Harrowgate?",
    "are the bicycles still on?",
    "who chairs parallel session D1?",
    "how long is the dinner?",
    "what is an area of innovation?",
)
