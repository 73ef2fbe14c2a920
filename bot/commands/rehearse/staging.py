"""What a rehearsal is played with: content, programme and guests, in a database of its own that is gone afterwards."""

import asyncio
import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from datetime import time as midnight
from pathlib import Path

from bot.adapters.clock import SystemClock
from bot.adapters.content.folder import Texts, read_folder
from bot.adapters.content.loading import load
from bot.adapters.database.engine import open_database
from bot.adapters.database.guests import read_guests, write_guests
from bot.adapters.database.ledger.sql_ledger import SqlDeliveryLedger
from bot.adapters.database.migrating import upgrade
from bot.adapters.database.subscriptions import SqlSubscriptions
from bot.adapters.importers.reading import read_programme
from bot.attending.notices import Composer
from bot.commands.rehearse.progress import Bar
from bot.commands.schedule.events import opened, release_of
from bot.errors import SetUpWrong
from bot.knowledge.snapshot import Knowledge
from bot.messages import Platform
from bot.organising.changes import day
from bot.organising.framing import with_title
from bot.rehearsing.crowd import people as made_up_people
from bot.rehearsing.guests import Guest
from bot.rehearsing.playing import Heard, Rehearsal, Stage, campaigns_of
from bot.rehearsing.record import Record
from bot.rehearsing.simulated_time import SimulatedTime, Spend
from bot.rehearsing.standing_in import OneRelease
from bot.schedule.releases import Release
from bot.schedule.timetable import Timetable
from bot.settings import Rate, Settings

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)  # since when made-up people have what is in their schedules


# What is played


def knowledge_of(content: Path | None, usual: Path) -> Knowledge:
    """What the folder says, and the usual one of what it lacks: the folder may hold a single event.

    Raises:
        SetUpWrong: there is no such folder.
        ContentBroken: it has problems.
    """
    texts = read_folder(content or usual)
    if "association.yaml" in texts:
        return load(texts)
    return load(laid_over(read_folder(usual), texts))


def laid_over(usual: Texts, part: Texts) -> Texts:
    """All files of both, those of the part where both have one; but the sources of both."""
    name = "sources.yaml"
    return {**usual, **part, name: f"{usual.get(name, '').rstrip()}\n{part.get(name, '')}".lstrip()}


async def programme_of(event: str, content: Path | None, knowledge: Knowledge) -> Release:
    """The programme that lies in the folder, else the newest release that is stored.

    Raises:
        SetUpWrong: there is none.
        Unreadable: the file in the folder cannot be read.
    """
    file = _programme_in(content) if content else None
    if file is not None:
        return _read(file, event, knowledge)
    async with opened() as stores:
        return await release_of(stores.programmes, event)


def _programme_in(content: Path) -> Path | None:
    return next(iter(sorted(content.glob("programme.*"))), None)


def _read(file: Path, event: str, knowledge: Knowledge) -> Release:
    curated = knowledge.events.get(f"events/{event}")
    imported = read_programme(file.read_bytes(), name=file.name, event=event, zone=curated.zone if curated else None)
    imported = with_title(imported, curated.short if curated else event)
    return Release(1, imported.programme, SystemClock().now(), file.name)


# For whom


async def cast_of(release: Release, knowledge: Knowledge, people: int | None, settings: Settings) -> Sequence[Guest]:
    """So many made-up people, else everybody who is subscribed.

    Raises:
        SetUpWrong: nobody is.
    """
    timetable = Timetable.of(release.programme)
    if people is not None:
        return made_up_people(timetable, people, languages=sorted(knowledge.phrases), at=LONG_AGO)
    event = release.programme.event
    engine = open_database(settings.database)
    try:
        guests = await read_guests(engine, event)
    finally:
        await engine.dispose()
    if not guests:
        raise SetUpWrong(f'Nobody is subscribed to anything of "{event}" yet. Take made-up people: --people 300')
    return guests


# Playing


async def played(
    release: Release,
    knowledge: Knowledge,
    guests: Sequence[Guest],
    *,
    made_up: bool,
    settings: Settings,
    begins: datetime | None,
    speed: float | None,
    heard: Heard,
    progress: Bar,
) -> Record:
    """The record of the whole event; `begins` is on the venue's clocks where it names no offset.

    Raises:
        SetUpWrong: nothing is due from then on.
    """
    timetable = Timetable.of(release.programme)
    if begins and not begins.tzinfo:
        begins = begins.replace(tzinfo=release.programme.tz)
    begins = begins or (_eve(timetable) if speed else None)  # nobody waits through the weeks before
    due = [campaign.due for campaign in campaigns_of(timetable, knowledge, guests, begins)]
    if begins and not due:
        since, end = f"{day(begins)} {begins:%H:%M}", day(timetable.last_day)
        raise SetUpWrong(f"Nobody is told anything from {since} on: the event ends on {end}.")
    rate = {Platform.TELEGRAM: _limit(settings.telegram_rate), Platform.SLACK: _limit(settings.slack_rate)}
    async with staged(release, knowledge, guests, rate, settings) as stage:
        time = SimulatedTime(begins or min(due, default=LONG_AGO), _at_speed(speed))
        notebook = await Rehearsal(stage, time, heard, progress).play(due)
    today = SystemClock().now().astimezone(release.programme.tz).date()
    return Record(timetable, knowledge, guests, made_up, rate, notebook, today)


@asynccontextmanager
async def staged(
    release: Release,
    knowledge: Knowledge,
    guests: Sequence[Guest],
    rate: dict[Platform, float | None],
    settings: Settings,
) -> AsyncIterator[Stage]:
    """A stage with these guests in a temporary database."""
    with tempfile.TemporaryDirectory(prefix="docent-rehearsal-") as folder:
        url = f"sqlite+aiosqlite:///{Path(folder) / 'docent.db'}"
        await asyncio.to_thread(upgrade, url)
        engine = open_database(url)
        ledger = SqlDeliveryLedger(engine)
        try:
            await write_guests(engine, guests, release.programme.event, at=LONG_AGO)
            subscriptions, releases = SqlSubscriptions(engine), OneRelease(release)
            composer = Composer(releases, subscriptions, lambda: knowledge)
            yield Stage(releases, subscriptions, ledger, composer, knowledge, rate, settings.in_flight)
        finally:
            await ledger.close()
            await engine.dispose()


def _eve(timetable: Timetable) -> datetime:
    return datetime.combine(timetable.first_day, midnight(), tzinfo=timetable.programme.tz)


def _limit(rate: Rate) -> float | None:
    return None if rate == "none" else rate


def _at_speed(speed: float | None) -> Spend | None:
    if speed is None:
        return None

    async def spend(seconds: float) -> None:
        await asyncio.sleep(seconds / speed)

    return spend
