"""`docent forget`: all that is kept of one person goes, where they ask for it."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from bot.commands.schedule.events import opened
from bot.errors import SetUpWrong
from bot.messages import Person
from bot.organising.organisers import person_of
from bot.settings import read_settings

if TYPE_CHECKING:
    from bot.adapters.database.stores import Stores


@dataclass(frozen=True, slots=True)
class Gone:
    """What there was of somebody."""

    stars: int
    was_told: bool  # of things, unasked
    organised: bool  # by invitation


@click.command()
@click.argument("key")
@click.option("--yes", is_flag=True, help="Do not ask first.")
def command(key: str, yes: bool) -> None:
    """Forget the person KEY for good. KEY is like telegram:123456 or slack:T024:U061; /whoami tells it them."""
    try:
        person = person_of(key)
    except ValueError:
        raise SetUpWrong(f'"{key}" names nobody; write it like telegram:123456 or slack:T024:U061') from None
    if not yes:
        click.confirm(f"Forget all that is kept of {key}? It cannot be brought back", abort=True)
    for line in report(key, asyncio.run(forgotten(person))):
        click.echo(line)
    if key in read_settings().organiser_keys:
        click.echo(f"{key} is still named in DOCENT_ORGANISERS. Take the name out there and start Docent again.")


async def forgotten(person: Person) -> Gone:
    """Delete everything that is kept with the person's name; what there was."""
    async with opened() as stores:
        told = await stores.subscriptions.of_person(person)
        stars = len(await stores.stars.of(person))
        if told is not None:
            await stores.memories.forget(told.recipient.conversation)
        await _forget(stores, person)
        return Gone(stars, told is not None, await stores.invited.remove(person))


async def _forget(stores: "Stores", person: Person) -> None:
    await stores.stars.forget(person)
    await stores.calendar_addresses.revoke(person)
    await stores.subscriptions.forget(person)
    await stores.persons.forget(person)


def report(key: str, gone: Gone) -> Iterator[str]:
    """A line for each thing that went."""
    yield f"{key} is forgotten. Gone are:"
    yield f"  starred sessions: {gone.stars}"
    yield "  language, time zone, and the address of a calendar, where there were any"
    if gone.was_told:
        yield "  reminders and what else was set, feedback, what was sent, what the private chat was about"
    if gone.organised:
        yield "  the standing as an organiser"
