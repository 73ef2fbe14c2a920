"""`docent changes`: what waits to be told, with the words that people would read, to be let go or dropped."""

import asyncio
import json

import click

from bot.commands.changes.deciding import decided, looked_at
from bot.commands.changes.telling import described, outcome, report
from bot.commands.schedule.events import EventId, json_option
from bot.organising.announcing.announcements import State
from handlers.console import harmless


@click.command()
@click.option("--event", type=EventId(), metavar="ID", help="This event's; all unless given.")
@click.option("--release", is_flag=True, help="Let it go: everybody concerned is told.")
@click.option("--dismiss", is_flag=True, help="Tell nobody. Later edits are compared with the programme as it is now.")
@click.option("--language", default="en", metavar="CODE", help="Show the words in this language.")
@json_option
def command(event: str | None, release: bool, dismiss: bool, language: str, as_json: bool) -> None:
    """Show what changed in programmes and waits to be told, how many it concerns, and the words they would read."""
    if release and dismiss:
        raise click.UsageError("--release and --dismiss cannot both be meant.")
    if release or dismiss:
        done = asyncio.run(decided(event or "", State.RELEASED if release else State.DISMISSED))
        click.echo(json.dumps(described(done)) if as_json else outcome(done))
        return
    waiting, last = asyncio.run(looked_at(event or "", language))
    if as_json:
        click.echo(json.dumps([described(each) for each in waiting]))
        return
    for line in report(waiting, last):
        click.echo(harmless(line))
