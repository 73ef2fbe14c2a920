"""`docent run`: serves the web page, and takes up edits of the content meanwhile."""

import asyncio
import os
import signal
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import click

from bot import bootstrap
from bot.adapters.clock import SystemClock
from bot.adapters.content.watching import follow, looks_due
from bot.adapters.secret import kept_secret
from bot.adapters.tidying import tidy
from bot.assistant import Snapshot
from bot.commands import as_typed, shown
from bot.ports import Clock
from bot.settings import Settings, read_settings
from handlers.web.app import create_app
from handlers.web.serve import serving

Tell = Callable[[str], None]


@click.command()
def command() -> None:
    """Serve the web page until Ctrl-C. Edits of the content are taken up without a restart."""
    settings = read_settings()
    with as_typed(settings.content):
        asyncio.run(run_until_signal(settings))


async def run_until_signal(settings: Settings) -> None:
    """Run until SIGINT or SIGTERM; then the process ends, also while content is being learnt."""
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):  # Windows has no such thing; there Ctrl-C interrupts
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
    await run(settings, stop, SystemClock(), click.echo)
    click.echo("Docent has stopped.")
    sys.stdout.flush()
    sys.stderr.flush()
    # Everything is closed. Only a thread that learns content may be left, which nobody can stop and nobody waits for.
    os._exit(0)


async def run(settings: Settings, stop: asyncio.Event, clock: Clock, tell: Tell) -> None:
    """Serve until `stop` is set. Nothing here waits for the content to be learnt once it is.

    Raises:
        SetUpWrong: a folder, the database, the host or the port cannot be used.
        ContentBroken: the content is broken and nothing was ever loaded.
    """
    tell("Learning the content, a few seconds the first time...")
    work = asyncio.create_task(serve(settings, stop, clock, tell))
    stopping = asyncio.create_task(stop.wait())
    started = asyncio.create_task
    del started
    await asyncio.wait({work, stopping}, return_when=asyncio.FIRST_COMPLETED)


async def serve(settings: Settings, stop: asyncio.Event, clock: Clock, tell: Tell) -> None:
    pass
