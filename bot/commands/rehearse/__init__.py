"""`docent rehearse`: plays an event through before it takes place."""

import asyncio
from collections.abc import Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.commands import WallTime, as_typed, shown
from bot.commands.rehearse.progress import Bar
from bot.commands.schedule.events import event_option
from bot.errors import SetUpWrong
from bot.settings import Settings, read_settings

if TYPE_CHECKING:
    from bot.rehearsing.record import Record

HTML = {".html", ".htm"}
MARKDOWN = {".md", ".markdown", ".txt"}


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for. `people` are made up; None: those who are subscribed. A naive `begins` is the venue's."""

    event: str
    content: Path | None
    people: int | None
    begins: datetime | None
    speed: float | None
    to: str | None


@click.command()
@event_option
@click.option(
    "--people", type=click.IntRange(1, 100_000), help="With so many made-up people; else the subscribed ones."
)
@click.option(
    "--from",
    "begins",
    type=WallTime(),
    help="Begin here, on the venue's clocks, as if Docent had just been started; else at the first.",
)
@click.option(
    "--speed",
    type=click.FloatRange(0, min_open=True),
    help="So many times the real one, from the first day on; else at once.",
)
@click.option("--report", type=click.Path(path_type=Path), help="Write the whole timeline here: .md or .html.")
@click.option("--to", metavar="CHAT", help="Send one person's messages to this chat, like telegram:123 or slack:U061.")
@click.option(
    "--content",
    type=click.Path(path_type=Path),
    help="Take this folder; what it lacks comes from the usual one. A programme.csv in it is the programme.",
)
def command(  # noqa: PLR0917 - click hands over options by name
    event: str,
    people: int | None,
    begins: datetime | None,
    speed: float | None,
    report: Path | None,
    to: str | None,
    content: Path | None,
) -> None:
    """Play an event through on a simulated clock: who is told what, when, and what should be looked at.

    Nobody is told anything, but a test chat that you name with --to. The programme and the subscriptions are copied,
    and your own data is not touched. Try it:

    docent rehearse --content content/sample --event sample-summit --people 300 --report rehearsal.html
    """
    if report is not None:
        check(report)
    settings = read_settings()
    with as_typed(content or settings.content):
        record = asyncio.run(rehearsed(Asked(event, content, people, begins, speed, to), settings))
    for line in told(record, report):
        click.echo(line)


async def rehearsed(asked: Asked, settings: Settings) -> "Record":
    """What became of it.

    Raises:
        SetUpWrong: there is no such event, nobody to tell, or no way to the test chat.
        ContentBroken: the content has problems.
    """
    from bot.commands.rehearse.showing import showing_in  # noqa: PLC0415 - so that --help need not wait for it
    from bot.commands.rehearse.staging import cast_of, knowledge_of, played, programme_of  # noqa: PLC0415 - the same

    knowledge = knowledge_of(asked.content, settings.content)
    release = await programme_of(asked.event, asked.content, knowledge)
    guests = await cast_of(release, knowledge, asked.people, settings)
    async with AsyncExitStack() as stack:
        shows = await stack.enter_async_context(showing_in(asked.to, guests, release.programme, settings))
        bar = stack.enter_context(Bar("Rehearsing"))
        return await played(
            release,
            knowledge,
            guests,
            made_up=asked.people is not None,
            settings=settings,
            begins=asked.begins,
            speed=asked.speed,
            heard=shows,
            progress=bar,
        )


def check(report: Path) -> None:
    """Refuse what the report cannot be, before hours are spent.

    Raises:
        SetUpWrong: there is no such folder, it is a folder itself, or its ending is no kind of report.
    """
    if not report.parent.is_dir():
        raise SetUpWrong(f'There is no folder "{report.parent}" for the report.')
    if report.is_dir():
        raise SetUpWrong(f'"{report}" is a folder. Name a file in it, like "{report / "rehearsal.html"}".')
    if report.suffix.lower() not in HTML | MARKDOWN:
        raise SetUpWrong(f'The report is written as .html or .md, not as "{report.name}".')


def told(record: "Record", report: Path | None) -> Iterator[str]:
    """What is printed; the report is written beside."""
    from bot.rehearsing.report import short  # noqa: PLC0415 - so that --help need not wait for it
    from handlers.console import harmless  # noqa: PLC0415 - the same

    yield from map(harmless, short(record))
    if report is None:
        yield "The whole timeline, by day and by person: add --report rehearsal.html"
        return
    write(record, report)
    yield f"The whole timeline: {shown(report.absolute())}"


def write(record: "Record", report: Path) -> None:
    """Write the report, as its ending says.

    Raises:
        SetUpWrong: it cannot be written there.
    """
    from bot.rehearsing import pages  # noqa: PLC0415 - the same
    from bot.rehearsing.report import report as parts_of  # noqa: PLC0415 - the same
    from bot.rehearsing.report import title_of  # noqa: PLC0415 - the same
    from handlers.console import plain_text  # noqa: PLC0415 - the same

    parts = parts_of(record, plain_text)
    text = pages.html(title_of(record), parts) if report.suffix.lower() in HTML else pages.markdown(parts)
    try:
        report.write_text(text, encoding="utf-8")
    except OSError as error:
        raise SetUpWrong(f'"{report}" cannot be written: {error.strerror}. Name another file.') from None
