"""One file for each `docent` command; here is what several of them take."""

import asyncio
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.errors import ContentBroken, Problem
from bot.ports import Revision
from bot.settings import Settings, read_settings

if TYPE_CHECKING:
    from bot.assistant import Snapshot
    from bot.knowledge.snapshot import Knowledge


class WallTime(click.ParamType[datetime]):
    """A moment as ISO 8601 writes it; without an offset it is naive, for whoever knows on which clocks."""

    name = "iso time"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        try:
            read = datetime.fromisoformat(str(value))
        except ValueError:
            self.fail(f'"{value}" is not a moment; write it like 2026-06-10T10:00:00+02:00', param, ctx)
        return read


class Moment(WallTime):
    """A moment as ISO 8601 writes it; without an offset it is UTC."""

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        read = super().convert(value, param, ctx)
        return read if read.tzinfo else read.replace(tzinfo=UTC)


NOW = Moment()
content_option = click.option(
    "--content",
    type=click.Path(path_type=Path),
    help="Answer from this folder instead; the stored content stays as it is.",
)


def snapshot_for(content: Path | None) -> "Snapshot":
    """What to answer from: the folder that is named, else the stored content, brought up to date.

    Raises:
        SetUpWrong: a folder or the database cannot be used.
        ContentBroken: the content has problems and there is no good revision.
    """
    from bot import bootstrap  # noqa: PLC0415 - so that commands which answer nothing need not wait for it

    settings = read_settings()
    with as_typed(content or settings.content):
        if content is None:
            return asyncio.run(_stored(settings))
        return bootstrap.snapshot_of(content, settings.data, bootstrap.encoder_of(settings))


async def _stored(settings: Settings) -> "Snapshot":
    from bot import bootstrap  # noqa: PLC0415 - the same

    async with bootstrap.docent(settings) as wired:
        return wired.assistant.snapshot


@contextmanager
def as_typed(folder: Path) -> Iterator[None]:
    """Have problems of the content name their files from the working folder, as people type them."""
    try:
        yield
    except ContentBroken as broken:
        raise ContentBroken(placed(broken.problems, folder)) from broken


def placed(problems: Iterable[Problem], folder: Path) -> list[Problem]:
    """The problems with the content folder before their paths."""
    return [replace(problem, path=(Path(shown(folder)) / problem.path).as_posix()) for problem in problems]


def shown(path: Path) -> str:
    """A path as short as it can be typed here."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


def knowledge_of(revision: Revision | None) -> "Knowledge | None":
    """What a stored revision says; None where there is none, or where another version of Docent wrote it."""
    from bot.adapters.content.loading import load  # noqa: PLC0415 - so that commands which know nothing need not wait

    try:
        return load(revision.texts) if revision else None
    except ContentBroken:
        return None


def minute(moment: datetime) -> str:
    """A moment as people read it, in this machine's zone."""
    return f"{moment.astimezone():%Y-%m-%d %H:%M}"
