"""`docent schedule cancel`, `restore` and `add`: what organisers say by hand, beside any file."""

import asyncio
from collections.abc import Callable
from datetime import datetime

import click

from bot.adapters.clock import SystemClock
from bot.commands.schedule.events import event_option, opened, release_of
from bot.errors import SetUpWrong
from bot.organising.changes import named, placed, when
from bot.organising.releasing import Outcome, make
from bot.schedule import releases
from bot.schedule.releases import Standing, State
from bot.schedule.sessions import Programme, Session
from handlers.console import harmless

Change = Callable[[State], State]


@click.command()
@click.argument("session")
@event_option
def cancel(session: str, event: str) -> None:
    """Call off SESSION, named by its id or its title. It stays cancelled, whatever a file says."""
    meant, outcome = asyncio.run(said_of(session, event, releases.cancelled, "cancelled"))
    tell(f"Cancelled: {described(meant, outcome)}" if outcome.release else f"{named(meant)} is cancelled already.")


@click.command()
@click.argument("session")
@event_option
def restore(session: str, event: str) -> None:
    """Have SESSION take place after all, named by its id or its title, also while the file still cancels it."""
    meant, outcome = asyncio.run(said_of(session, event, releases.restored, "restored"))
    tell(f"Takes place: {described(meant, outcome)}" if outcome.release else f"{named(meant)} takes place already.")


@click.command()
@click.argument("title")
@event_option
@click.option("--start", required=True, metavar="TIME", help="By the venue's clocks, like 2026-06-02T19:00.")
@click.option("--end", metavar="TIME", help="The same; left out where nobody knows.")
@click.option("--room", "rooms", multiple=True, help="Where it is; may be given several times.")
@click.option("--description", default="", help="A sentence on it.")
def add(title: str, *, event: str, start: str, end: str | None, rooms: tuple[str, ...], description: str) -> None:
    """Add a side event TITLE, such as a dinner or a visit, beside the file. Imports leave it alone."""
    starts, ends = moment(start), moment(end) if end else None

    def added(state: State) -> State:
        first, last = placed_in(starts, state.programme), placed_in(ends, state.programme) if ends else None
        return releases.with_side_event(state, Session("", title, first, last, rooms, description=description))

    outcome = asyncio.run(edited(event, added, f"added: {title}"))
    (side,) = outcome.difference.new
    tell(f"Added: {described(side, outcome)}  [{side.id}]")


def moment(written: str) -> datetime:
    """A moment as ISO 8601 writes it, with or without an offset.

    Raises:
        SetUpWrong: it is none.
    """
    try:
        return datetime.fromisoformat(written)
    except ValueError:
        raise SetUpWrong(f'"{written}" is not a moment; write it like 2026-06-02T19:00') from None


def placed_in(moment: datetime, programme: Programme) -> datetime:
    """The moment in the programme's zone, by whose clocks it was said unless it says itself by which."""
    return moment.astimezone(programme.tz) if moment.tzinfo else moment.replace(tzinfo=programme.tz)


async def said_of(words: str, event: str, change: Callable[[State, str], State], done: str) -> tuple[Session, Outcome]:
    """What becomes of the session that these words name, and the session itself."""
    async with opened() as stores:
        release = await release_of(stores.programmes, event)
    meant = the_one(release.programme, words)
    return meant, await edited(event, lambda state: change(state, meant.id), f"{done}: {named(meant)}")


def the_one(programme: Programme, words: str) -> Session:
    """The session that is meant.

    Raises:
        SetUpWrong: none is, or more than one.
    """
    meant = releases.named(programme, words)
    if not meant:
        raise SetUpWrong(f'No session is called "{words}". See: docent schedule show --event {programme.event}')
    if len(meant) > 1:
        lines = (f"  {each.id}: {when(each, programme)}  {named(each)}{placed(each)}" for each in meant)
        raise SetUpWrong("\n".join([f'{len(meant)} sessions may be meant by "{words}". Name one by its id:', *lines]))
    return meant[0]


async def edited(event: str, change: Change, source: str) -> Outcome:
    """The release that this change makes.

    Raises:
        SetUpWrong: the event has no programme, or the database cannot be used.
    """

    def step(programme: Programme | None, standing: Standing) -> State:
        if programme is None:
            raise SetUpWrong(f'There is no programme of "{event}".')
        return change(State(programme, standing))

    async with opened() as stores:
        await release_of(stores.programmes, event)
        return await make(stores.programmes, event, step, source=source, at=SystemClock().now())


def described(session: Session, outcome: Outcome) -> str:
    return f"{named(session)}, {when(session, outcome.programme)}{placed(session)}"


def tell(line: str) -> None:
    click.echo(harmless(line))
