"""`docent schedule export`: a programme as other programs read it."""

import asyncio
from pathlib import Path
from typing import Literal

import click

from bot.commands.schedule.events import event_option, opened, release_of
from bot.errors import SetUpWrong
from bot.schedule.sessions import Programme

Format = Literal["frab", "ics", "csv"]


@click.command()
@event_option
@click.option("--format", "form", type=click.Choice(["frab", "ics", "csv"]), default="frab", show_default=True)
@click.option("--release", "number", type=click.IntRange(min=1), help="This release; the newest unless given.")
@click.option("--output", type=click.Path(path_type=Path), help="Write into this file, and not to the screen.")
def export(event: str, form: Format, number: int | None, output: Path | None) -> None:
    """Write an event's programme as frab schedule.json, as a calendar, or as a table."""
    from bot.adapters.exporters.writing import write_programme  # noqa: PLC0415 - so that --help need not wait for it

    data = write_programme(asyncio.run(programme_of(event, number)), form)
    if output is None:
        click.echo(data, nl=False)
        return
    try:
        output.write_bytes(data)
    except OSError as error:
        raise SetUpWrong(f'"{output}" cannot be written: {error.strerror}. Name another file.') from None


async def programme_of(event: str, number: int | None) -> Programme:
    async with opened() as stores:
        return (await release_of(stores.programmes, event, number)).programme
