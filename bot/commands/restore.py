"""`docent restore`: a backup in place of what the database holds."""

from pathlib import Path

import click

from bot.adapters.clock import SystemClock
from bot.commands import minute
from bot.commands.backup import Progress
from bot.settings import read_settings


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--replace", is_flag=True, help="Replace all that the database holds.")
def command(file: Path, replace: bool) -> None:
    """Load the backup in FILE into the database, all of it or nothing. Stop Docent before, and start it afterwards.

    Messages that were due since the backup was made are not sent again: Docent may have sent them.
    """
    from bot.adapters.database.alone import alone  # noqa: PLC0415 - so that --help need not wait for it
    from bot.adapters.database.engine import place_of  # noqa: PLC0415 - the same
    from bot.adapters.database.restoring import restore  # noqa: PLC0415 - the same

    settings = read_settings()
    where = ", ".join(place_of(settings.database))
    with alone(settings.database):
        restored = restore(settings.database, file, now=SystemClock().now(), told=Progress("Loaded"), replace=replace)
    head = restored.head
    click.echo(f"Restored {head.total} rows, as they were on {minute(head.made_at)}, into {where}.")
    if restored.doubted:
        click.echo(f"Due since then, and not sent again: {restored.doubted}. See: docent deliveries")
