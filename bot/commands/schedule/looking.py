"""`docent schedule diff`, `history` and `show`: what is in an event's releases."""

import asyncio
import json
from collections.abc import Sequence

import click

from bot.commands import minute
from bot.commands.schedule.events import event_option, json_option, opened, release_of
from bot.organising.changes import counts, day, differing, named, placed, summed_up, times
from bot.ports import ReleaseNote
from bot.schedule.differences import Difference, difference
from bot.schedule.releases import Release
from bot.schedule.sessions import Programme
from handlers.console import harmless


@click.command()
@event_option
@click.option("--from", "before", type=click.IntRange(min=1), help="The earlier release; the one before the later.")
@click.option("--to", "after", type=click.IntRange(min=1), help="The later release; the newest unless given.")
@json_option
def diff(event: str, before: int | None, after: int | None, as_json: bool) -> None:
    """Show what changed from one release to another."""
    old, new, changes = asyncio.run(compared(event, before, after))
    if as_json:
        click.echo(json.dumps({"from": old, "to": new, "difference": counts(changes)}))
        return
    heading = f"Release {new} against release {old}" if old else f"Release {new}, the first"
    click.echo(f"{heading}: {summed_up(counts(changes)) if changes else 'nothing changed'}.")
    for line in differing(changes):
        click.echo(harmless(line))


async def compared(event: str, before: int | None, after: int | None) -> tuple[int | None, int, Difference]:
    """The numbers of both releases, None where there is no earlier one, and their difference."""
    async with opened() as stores:
        new = await release_of(stores.programmes, event, after)
        number = before or new.number - 1
        old = await release_of(stores.programmes, event, number) if number else None
    return (old.number, new.number, difference(old.programme, new.programme)) if old else _first(new)


def _first(release: Release) -> tuple[None, int, Difference]:
    return None, release.number, difference(None, release.programme)


@click.command()
@event_option
@json_option
def history(event: str, as_json: bool) -> None:
    """Show every release of an event's schedule, the newest first."""
    notes = asyncio.run(noted(event))
    if as_json:
        click.echo(json.dumps(list(map(described, notes))))
        return
    for note in notes:
        click.echo(f"{note.number:>4}  {minute(note.made_at)}  {summed_up(note.counts)}  ({harmless(note.source)})")


async def noted(event: str) -> Sequence[ReleaseNote]:
    async with opened() as stores:
        await release_of(stores.programmes, event)
        return await stores.programmes.history(event)


def described(note: ReleaseNote) -> dict[str, object]:
    """What scripts read of a release."""
    return {
        "release": note.number,
        "made_at": note.made_at.isoformat(),
        "source": note.source,
        "difference": dict(note.counts),
    }


@click.command()
@event_option
@click.option("--release", "number", type=click.IntRange(min=1), help="This release; the newest unless given.")
def show(event: str, number: int | None) -> None:
    """Show every session with its id, as an event's schedule has it."""
    release = asyncio.run(shown_release(event, number))
    for line in listed(release.programme):
        click.echo(harmless(line))


async def shown_release(event: str, number: int | None) -> Release:
    async with opened() as stores:
        return await release_of(stores.programmes, event, number)


def listed(programme: Programme) -> list[str]:
    """A line for each session below a line for its day."""
    lines: list[str] = []
    for conference_day in programme.days:
        lines.append(f"{day(conference_day)}, {programme.zone}")
        sessions = [each for each in programme.sessions if programme.day_of(each.start) == conference_day]
        for each in sessions:
            clock = times(each, programme)
            mark = "CANCELLED  " if each.cancelled else ""
            lines.append(f"  {clock:<11}  {mark}{named(each)}{placed(each)}  [{each.id}]")
    return lines
