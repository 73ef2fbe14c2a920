"""`docent db`: looks after the database itself."""

import click

from bot.settings import read_settings


@click.group()
def command() -> None:
    """Look after the database. Every start of Docent brings it up to date by itself."""


@command.command()
def upgrade() -> None:
    """Bring the database to the schema of this Docent, and say from which."""
    from bot.adapters.database.engine import place_of  # noqa: PLC0415 - so that --help need not wait for it
    from bot.adapters.database.migrating import newest, upgrade  # noqa: PLC0415 - the same

    settings = read_settings()
    begun = []

    def begins(before: str | None, after: str) -> None:
        begun.append(after)
        click.echo(f"{where}: from {f'schema {before}' if before else 'no schema'} to schema {after} ...")

    where = ", ".join(place_of(settings.database))
    upgrade(settings.database, begins)
    click.echo("Done." if begun else f"{where}: at schema {newest()}, the newest, already.")
