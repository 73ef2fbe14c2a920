"""`docent schedule`: takes in programmes of events, says what changed, and hands them out again."""

import click

from bot.commands.schedule.editing import add, cancel, restore
from bot.commands.schedule.exporting import export
from bot.commands.schedule.following import feed
from bot.commands.schedule.importing import import_
from bot.commands.schedule.looking import diff, history, show


@click.group()
def command() -> None:
    """Take in programmes of events, see what changed, and hand them out again."""


for each in (add, cancel, diff, export, feed, history, import_, restore, show):
    command.add_command(each)
