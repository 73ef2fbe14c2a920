"""`docent schedule feed`: the address that an event's programme is fetched from, again and again."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace

import click

from bot.commands import minute
from bot.commands.schedule.events import event_option, opened
from bot.ports import Feed
from handlers.console import harmless


@click.command()
@event_option
@click.option("--leave", is_flag=True, help="Follow it no more; the releases stay.")
@click.option("--trust/--no-trust", default=None, help="Whether its changes are sent to people without your word.")
def feed(event: str, leave: bool, trust: bool | None) -> None:
    """Show the feed that an event follows. One begins with docent schedule import URL."""
    followed = asyncio.run(left(event) if leave else followed_by(event, trust=trust))
    for line in described(followed) if followed else [f'"{event}" follows no feed.']:
        click.echo(harmless(line))


async def left(event: str) -> None:
    async with opened() as stores:
        await stores.feeds.forget(event)


async def followed_by(event: str, *, trust: bool | None) -> Feed | None:
    """The feed of this event, trusted from now on or no more where that is said."""
    async with opened() as stores:
        followed = await stores.feeds.of(event)
        if followed is None or trust is None:
            return followed
        followed = replace(followed, trusted=trust)
        await stores.feeds.save(followed)
        return followed


def described(followed: Feed) -> Iterator[str]:
    """Where it is, whether it is trusted, and how it was when it was looked at last."""
    yield f"{followed.event} follows {followed.url}"
    if followed.zone:
        yield f"  read by the clocks of {followed.zone}"
    yield f"  {'trusted: changes are sent by themselves' if followed.trusted else 'not trusted: you release changes'}"
    if followed.checked_at:
        yield f"  looked at {minute(followed.checked_at)}"
    if followed.trouble:
        yield f"  not taken since {minute(followed.trouble.since)}: {followed.trouble.says}"
