"""`docent backup`: all that Docent keeps, in one file."""

import time
from collections.abc import Callable
from pathlib import Path

import click

from bot.adapters.clock import SystemClock
from bot.settings import read_settings

SILENT_SECONDS = 2.0


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--replace", is_flag=True, help="Replace FILE where there is one already.")
def command(file: Path, replace: bool) -> None:
    """Write all that the database holds into FILE, also while Docent runs.

    The same file restores into SQLite and PostgreSQL. It holds what people wrote: keep it as safe as the database.
    """
    from bot.adapters.database.backing_up import back_up  # noqa: PLC0415 - so that --help need not wait for it

    head = back_up(read_settings().database, file, at=SystemClock().now(), told=Progress("Saved"), replace=replace)
    click.echo(f"Saved {head.total} rows of schema {head.schema} in {file}.")


class Progress:
    """Says on stderr how far it is, every two seconds; so nothing where it is quick."""

    def __init__(self, verb: str, seconds: Callable[[], float] = time.monotonic) -> None:
        self._verb = verb
        self._seconds = seconds
        self._last = seconds()

    def __call__(self, done: int, total: int) -> None:
        now = self._seconds()
        if now - self._last >= SILENT_SECONDS:
            self._last = now
            click.echo(f"{self._verb} {done} of {total} rows ...", err=True)
