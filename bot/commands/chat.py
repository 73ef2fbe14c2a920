"""`docent chat`: talks in the terminal."""

import asyncio
import io
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from pathlib import Path

import click

from bot import bootstrap
from bot.adapters.clock import SystemClock
from bot.adapters.passing import PassingMemories
from bot.assistant import Assistant
from bot.commands import as_typed, content_option
from bot.settings import Settings, read_settings
from handlers import console

Read = Callable[[], str | None]


@click.command()
@content_option
def command(content: Path | None) -> None:
    """Talk in the terminal; buttons are numbers to type. Ctrl-D or "quit" ends it."""
    settings = read_settings()
    talk = talk_from(content, settings) if content else talk_from_stored(settings)
    try:
        with as_typed(content or settings.content):
            asyncio.run(talk)
    except KeyboardInterrupt:
        click.echo()


async def talk_from(content: Path, settings: Settings) -> None:
    """Talk about a folder; what finds no answer is not counted."""
    snapshot = bootstrap.snapshot_of(content, settings.data, bootstrap.encoder_of(settings))
    await talk(Assistant(snapshot, PassingMemories(), misses=None))


async def talk_from_stored(settings: Settings) -> None:
    """Talk about the stored content; what finds no answer is counted as on the page."""
    async with bootstrap.docent(settings) as wired:
        answering = wired.assistant.snapshot, PassingMemories(), wired.misses
        await talk(Assistant(*answering, schedules=wired.schedules))


async def talk(assistant: Assistant) -> None:
    # asyncio keeps the first Ctrl-C for itself, and somebody who is asked to type would have to press it twice.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    await console.chat(assistant, SystemClock(), reader(), click.echo)


def reader() -> Read:
    """Typed lines: with a prompt and history at a terminal, plainly from a pipe. Broken characters become �."""
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return piped
    with suppress(ImportError):  # Windows has none
        import_module("readline")  # gives input() a history
    return prompted


def piped() -> str | None:
    line = sys.stdin.readline()
    return line.removesuffix("\n") if line else None


def prompted() -> str | None:
    try:
        return input("You: ")
    except (EOFError, KeyboardInterrupt):
        click.echo()
        return None
