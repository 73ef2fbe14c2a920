"""`docent misses`: questions that found no answer, for those who write the content."""

import asyncio
import json
from collections.abc import Iterator, Sequence
from datetime import timedelta

import click

from bot.adapters.clock import SystemClock
from bot.commands import knowledge_of, minute
from bot.knowledge.snapshot import Knowledge
from bot.ports import Miss
from bot.settings import Settings, read_settings
from handlers.console import harmless


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print a list that scripts can read.")
@click.option("--forget-all", is_flag=True, help="Forget all of them instead.")
def command(as_json: bool, forget_all: bool) -> None:
    """Show what was asked and not answered, the most frequent first. Nobody's name is kept with it."""
    settings = read_settings()
    if forget_all:
        click.echo(f"Questions forgotten: {asyncio.run(forgotten(settings))}")
        return
    misses, knowledge = asyncio.run(kept(settings))
    click.echo(json.dumps(described(misses)) if as_json else "\n".join(report(misses, knowledge)))


async def forgotten(settings: Settings) -> int:
    """Forget every question without an answer until now; how many went."""
    from bot.adapters.database.stores import open_stores  # noqa: PLC0415 - so that --help need not wait for it

    async with open_stores(settings.database) as stores:
        return await stores.misses.forget_older_than(timedelta(0), now=SystemClock().now())


async def kept(settings: Settings) -> tuple[Sequence[Miss], Knowledge | None]:
    """The questions without an answer, and the content that was served last, for its titles."""
    from bot.adapters.database.stores import open_stores  # noqa: PLC0415 - so that --help need not wait for it

    async with open_stores(settings.database) as stores:
        return await stores.misses.grouped(), knowledge_of(await stores.revisions.latest())


def report(misses: Sequence[Miss], knowledge: Knowledge | None) -> Iterator[str]:
    """A line for each question, and one below it with what was nearest."""
    if not misses:
        yield "Every question has found an answer so far."
    for miss in misses:
        yield f"{miss.times:>5} x  last {minute(miss.last_at)}  {harmless(miss.text)}"
        if miss.nearest:
            yield f"         nearest: {'; '.join(title(record_id, knowledge) for record_id in miss.nearest)}"


def title(record_id: str, knowledge: Knowledge | None) -> str:
    """What people call it; the id where it is not known any more."""
    if knowledge is None or record_id not in knowledge:
        return harmless(record_id)
    return knowledge.name_of(record_id)


def described(misses: Sequence[Miss]) -> list[dict[str, object]]:
    """What scripts read of them."""
    return [
        {
            "text": miss.text,
            "times": miss.times,
            "first_at": miss.first_at.isoformat(),
            "last_at": miss.last_at.isoformat(),
            "nearest": list(miss.nearest),
        }
        for miss in misses
    ]
