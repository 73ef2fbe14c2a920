"""`docent organisers`: who organises, and how somebody becomes one."""

import asyncio
from collections.abc import Iterator, Sequence

import click

from bot.adapters.clock import SystemClock
from bot.commands import minute
from bot.commands.schedule.events import opened
from bot.errors import SetUpWrong
from bot.messages import Person
from bot.organising.announcing.reaching import Reaching
from bot.organising.inviting import invited, payload_of
from bot.organising.organisers import Organiser, Organisers, person_of
from bot.settings import Settings, read_settings
from handlers.console import harmless

BY_COMMAND = "the command line"


@click.group(invoke_without_command=True)
@click.pass_context
def command(context: click.Context) -> None:
    """Show who organises. Organisers take in programmes, and see changes before people are told of them."""
    if context.invoked_subcommand is None:
        settings = read_settings()
        click.echo("\n".join(listed(settings.organiser_keys, asyncio.run(everybody_invited()))))


@command.command()
def invite() -> None:
    """Print a code with which one person becomes an organiser, once, within a day."""
    code, link = asyncio.run(invitation(read_settings()))
    for line in told(code, link):
        click.echo(line)


@command.command()
@click.argument("key")
def remove(key: str) -> None:
    """Have the person KEY organise no more. KEY is like telegram:123456; docent organisers shows it."""
    settings = read_settings()
    try:
        person = person_of(key)
    except ValueError:
        raise SetUpWrong(f'"{key}" names nobody; write it like telegram:123456 or slack:T024:U061') from None
    removed = asyncio.run(taken_off(settings, person))
    if key in settings.organiser_keys:
        raise SetUpWrong(f"{key} is named in DOCENT_ORGANISERS. Take the name out there and start Docent again.")
    if not removed:
        raise SetUpWrong(f"{key} is no organiser. See: docent organisers")
    click.echo(f"{key} organises no more.")


async def everybody_invited() -> Sequence[Organiser]:
    async with opened() as stores:
        return await stores.invited.all()


async def invitation(settings: Settings) -> tuple[str, str]:
    """A new code, and the link that brings it to Telegram's bot; empty where there is none."""
    async with opened() as stores:
        code = await invited(stores.invited, SystemClock(), by=BY_COMMAND)
    return code, await link_to(settings, payload_of(code))


async def link_to(settings: Settings, payload: str) -> str:
    if settings.telegram_token is None:
        return ""
    from handlers.telegram.naming import link, username  # noqa: PLC0415 - so that --help need not wait for it
    from handlers.transport import pooled_session  # noqa: PLC0415 - the same

    async with pooled_session() as session:
        name = await username(session, settings.telegram_token.get_secret_value().strip(), settings.telegram_api)
    return link(name, payload) if name else ""


async def taken_off(settings: Settings, person: Person) -> bool:
    """Whether the person had been invited; they are shown nothing more either."""
    clock = SystemClock()
    async with opened() as stores:
        organisers = Organisers(settings.organiser_keys, clock, stores.invited)
        removed = await stores.invited.remove(person)
        if removed:
            await Reaching(stores.subscriptions, organisers, clock).leave(person)
        return removed


def listed(named: frozenset[str], invitees: Sequence[Organiser]) -> Iterator[str]:
    """A line for each organiser."""
    yield from (f"{key}  named in DOCENT_ORGANISERS" for key in sorted(named))
    others = [each for each in invitees if each.person.key not in named]
    for each in others:
        yield f"{harmless(each.person.key)}  invited by {harmless(each.invited_by)}, since {minute(each.since)}"
    if not named and not others:
        yield "Nobody organises yet."
    yield "To invite somebody: docent organisers invite"


def told(code: str, link: str) -> Iterator[str]:
    """How an invitation is used."""
    yield f"Whoever writes this to Docent in private organises from then on: /organise {code}"
    yield f"In Slack: /docent organise {code}"
    if link:
        yield f"In Telegram this link does the same: {link}"
    yield "It holds for 24 hours, and once."
