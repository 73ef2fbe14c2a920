"""One file for each `docent` command; here is what several of them take."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import click

from bot import bootstrap
from bot.assistant import Snapshot
from bot.settings import Settings, read_settings


class Moment(click.ParamType):
    """A moment as ISO 8601 writes it; without an offset it is UTC."""

    name = "iso time"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        try:
            read = datetime.fromisoformat(str(value))
        except ValueError:
            self.fail(f'"{value}" is not a moment; write it like 2026-06-10T10:00:00+02:00', param, ctx)
        return read if read.tzinfo else read.replace(tzinfo=UTC)


NOW = Moment()
content_option = click.option(
    "--content",
    type=click.Path(path_type=Path),
    help="Answer from this folder instead; the stored content stays as it is.",
)


def snapshot_for(content: Path | None) -> Snapshot:
    """What to answer from: the folder that is named, else the stored content, brought up to date.

    Raises:
        SetUpWrong: a folder or the database cannot be used.
        ContentBroken: the content has problems and there is no good revision.
    """
    settings = read_settings()
    return bootstrap.snapshot_of(content, settings.data) if content else asyncio.run(_stored(settings))


async def _stored(settings: Settings) -> Snapshot:
    async with bootstrap.docent(settings) as wired:
        return wired.assistant.snapshot
