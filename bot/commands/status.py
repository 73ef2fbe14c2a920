"""`docent status`: what is served, from where, and whether anything needs somebody."""

import asyncio
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime

import click

from bot.adapters.content.folder import hash_of, read_folder
from bot.adapters.content.loading import load
from bot.commands import as_typed, knowledge_of, minute, shown
from bot.errors import AssistantError
from bot.ports import Revision, Trouble
from bot.settings import Settings, read_settings
from handlers.web.serve import address_of


@dataclass(frozen=True, slots=True)
class Status:
    """One look at everything. Nothing is loaded, stored or fitted for it."""

    revision: int | None
    loaded_at: datetime | None
    counts: dict[str, int]
    folder: str
    folder_is_served: bool
    trouble: str | None
    trouble_since: datetime | None
    database: str
    misses: int
    listens_at: str


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print one object that scripts can read.")
def command(as_json: bool) -> None:
    """Show which content is served, what is wrong with the newest edit, and where everything is."""
    status = asyncio.run(look(read_settings()))
    click.echo(json.dumps(asdict(status), default=datetime.isoformat) if as_json else "\n".join(report(status)))


async def look(settings: Settings) -> Status:
    """How everything is just now.

    Raises:
        SetUpWrong: the database cannot be used.
    """
    from bot.adapters.database.engine import place_of  # noqa: PLC0415 - so that --help need not wait for it
    from bot.adapters.database.stores import open_stores  # noqa: PLC0415 - the same

    async with open_stores(settings.database) as stores:
        revision, trouble = await stores.revisions.latest(), await stores.revisions.trouble()
        misses = await stores.misses.grouped()
    is_served, says = look_at_folder(settings, revision)
    kind, place = place_of(settings.database)
    return Status(
        revision=revision.number if revision else None,
        loaded_at=revision.loaded_at if revision else None,
        counts=counts(revision),
        folder=shown(settings.content),
        folder_is_served=is_served,
        trouble=says,
        trouble_since=since(says, trouble),
        database=f"{kind}, {place}",
        misses=len(misses),
        listens_at=settings.public_url or address_of(settings.host, settings.port),
    )


def look_at_folder(settings: Settings, revision: Revision | None) -> tuple[bool, str | None]:
    """Whether the folder is the stored revision, and what is wrong with it."""
    try:
        with as_typed(settings.content):
            texts = read_folder(settings.content)
            load(texts)
    except AssistantError as error:
        return False, str(error)
    return revision is not None and hash_of(texts) == revision.content_hash, None


def since(says: str | None, trouble: Trouble | None) -> datetime | None:
    """Since when an edit has been refused; None where there is no trouble, or nobody has tried to serve it yet."""
    return trouble.since if says and trouble else None


def counts(revision: Revision | None) -> dict[str, int]:
    """How much is known; empty where nothing is served yet."""
    knowledge = knowledge_of(revision)
    if knowledge is None:
        return {}
    return {
        "entries": len(knowledge.entries),
        "people": len(knowledge.people),
        "organisations": len(knowledge.organisations),
        "events": len(knowledge.events),
    }


def report(status: Status) -> Iterator[str]:
    """A line for each thing, the trouble last."""
    yield f"Content    {loaded(status)}"
    if status.counts:
        yield f"           {', '.join(f'{number} {what}' for what, number in status.counts.items())}"
    yield f"Folder     {status.folder}: {compared(status)}"
    yield f"Database   {status.database}"
    yield f"Misses     questions without an answer: {status.misses}{'; see docent misses' if status.misses else ''}"
    yield f"Page       {status.listens_at}, when docent run is running"
    if status.trouble:
        when = f"since {minute(status.trouble_since)}" if status.trouble_since else "not tried yet"
        yield f"Trouble with the newest edit ({when}):"
        yield from (f"  {line}" for line in status.trouble.splitlines())


def loaded(status: Status) -> str:
    if status.revision is None or status.loaded_at is None:
        return "nothing is loaded yet; docent run loads it"
    return f"revision {status.revision}, loaded {minute(status.loaded_at)}"


def compared(status: Status) -> str:
    if status.folder_is_served:
        return "the same as what is served"
    if status.trouble:
        return "broken, so the last good revision is served" if status.revision else "broken"
    return "has an edit that is not loaded yet"
