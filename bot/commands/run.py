"""`docent run`: answers people, sends what is due, and takes up edits of the content meanwhile."""

import asyncio
import gc
import os
import signal
import sys
from collections.abc import Callable, Coroutine, Iterable, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack, suppress
from functools import partial
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import click
from aiohttp import ClientSession

from bot import bootstrap
from bot.adapters.clock import SystemClock
from bot.adapters.content.watching import follow, looks_due
from bot.adapters.feeds import HttpFeeds, read_copy
from bot.adapters.tidying import tidy
from bot.adapters.timers import Timer, alone, timers
from bot.assistant import Assistant, Snapshot
from bot.bootstrap import Docent
from bot.commands import as_typed, shown
from bot.delivering import owning_up, planned, planning_anew, sending, waking
from bot.notifications.dispatching import Dispatcher
from bot.organising.feeding import DURING, refresh_all
from bot.platforms import Joined, answering, drained, holder, joined, secret_of
from bot.ports import Clock
from bot.roles import Role, taken_up
from bot.settings import Settings, read_settings
from handlers.transport import pooled_session
from handlers.web.app import create_app
from handlers.web.serve import serving

T = TypeVar("T")
Tell = Callable[[str], None]


@click.command()
@click.option(
    "--role",
    type=click.Choice([role.value for role in Role]),
    default=Role.ALL.value,
    show_default=True,
    help="With PostgreSQL, what this process does beside others: answer (web), or send and tidy up (worker).",
)
def command(role: str) -> None:
    """Answer on the page and on the platforms, and send reminders, until Ctrl-C. Edits need no restart.

    On SQLite one process does everything. With PostgreSQL any number share the work: "all" does everything, "web"
    serves the page and takes what people write, by polling too, "worker" sends what is due, looks at feeds and forgets
    what is old. Whatever only one may do at a time, one of them does.
    """
    settings = read_settings()
    with as_typed(settings.content):
        asyncio.run(run_until_signal(settings, Role(role)))


async def run_until_signal(settings: Settings, role: Role = Role.ALL) -> NoReturn:
    """Run until SIGINT or SIGTERM, and end the process."""
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):  # Windows has no such thing; there Ctrl-C interrupts
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
    await run(settings, stop, SystemClock(), click.echo, role)
    click.echo("Docent has stopped.")
    sys.stdout.flush()
    sys.stderr.flush()
    # All is closed. A thread may still learn content: nobody can stop it, and nobody should have to wait for it.
    os._exit(0)


async def run(settings: Settings, stop: asyncio.Event, clock: Clock, tell: Tell, role: Role = Role.ALL) -> None:
    """Learn the content and do what the role is until `stop` is set, also while the content is being learnt.

    Raises:
        SetUpWrong: a folder, the database, the host or the port cannot be used, or another process runs on SQLite.
        ContentBroken: the content is broken and nothing was ever loaded.
    """
    async with AsyncExitStack() as stack:
        stack.enter_context(taken_up(role, settings.database))
        tell("Learning the content, a few seconds the first time...")
        wired = await unless_stopped(stack.enter_async_context(bootstrap.docent(settings, clock)), stop)
        if wired is not None:
            settle()
            await serve(wired, settings, stop, tell, role)


async def unless_stopped(work: Coroutine[Any, Any, T], stop: asyncio.Event) -> T | None:
    """What the work brings; None, and the work is given up, where `stop` is set before it is done."""
    working, stopping = asyncio.create_task(work), asyncio.create_task(stop.wait())
    await asyncio.wait({working, stopping}, return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    if working.done():
        return working.result()
    await given_up(working)
    return None


async def serve(wired: Docent, settings: Settings, stop: asyncio.Event, tell: Tell, role: Role = Role.ALL) -> None:
    """Do what the role is, and take up edits, until `stop` is set; then finish what is in hand."""
    platforms: dict[str, Joined] = {}
    app = create_app(
        wired.assistant,
        wired.transcripts,
        wired.clock,
        secret=secret_of(settings),
        secure=(settings.public_url or "").lower().startswith("https:"),
        status=partial(status, wired, platforms),
        attending=wired.attending,
    )
    async with AsyncExitStack() as stack:
        session = await stack.enter_async_context(pooled_session())
        platforms |= joined(wired, settings, session, app, tell)
        dispatchers = [each.dispatcher for each in platforms.values()] if role.works else []
        address = await stack.enter_async_context(serving(app, settings.host, settings.port)) if role.answers else None
        counting = [owning_up([each.pace for each in platforms.values()])]
        due = timed(wired, settings, session, dispatchers) if role.works else counting
        await stack.enter_async_context(timers(due))
        for line in greeting(wired.assistant.snapshot, settings, address, platforms):
            tell(line)
        edits = follow(looks_due(settings.content), wired.library, partial(swap, wired.assistant, tell))
        unasked = [tidy(wired.keepings, wired.clock, stop), planning_anew(wired, dispatchers)] if role.works else []
        beside = [asyncio.create_task(work) for work in (edits, *unasked)]
        asked = [answering(each, wired, settings, stop) for each in platforms.values()] if role.answers else []
        await asyncio.gather(stop.wait(), sending(dispatchers, stop), *asked)
        await drained(platforms, tell)
    await given_up(*beside)


def timed(wired: Docent, settings: Settings, session: ClientSession, dispatchers: Sequence[Dispatcher]) -> list[Timer]:
    """What is done now and then: plan what is due, send it, look at the feeds of programmes."""
    return [feeds(wired, settings, session), planned(wired, dispatchers, holder(settings)), waking(dispatchers)]


def feeds(wired: Docent, settings: Settings, session: ClientSession) -> Timer:
    """Looks at the feeds of programmes; of several processes one does."""
    look = partial(refresh_all, wired.feeds, wired.programmes, HttpFeeds(session), read_copy, wired.clock)
    once = partial(
        alone, look, name="feeds", holder=holder(settings), every=DURING, leases=wired.leases, clock=wired.clock
    )
    return Timer("feeds", DURING, once)


async def given_up(*tasks: asyncio.Task[Any]) -> None:
    """Cancel the tasks and see them end."""
    for task in tasks:
        task.cancel()
    await asyncio.wait(tasks)


def settle() -> None:
    """Leave what is known now out of garbage collections: each would stop every conversation to look through it."""
    gc.collect()
    gc.freeze()


def swap(assistant: Assistant, tell: Tell, snapshot: Snapshot) -> None:
    """Answer from this snapshot from now on."""
    assistant.snapshot = snapshot
    gc.freeze()  # the snapshot before goes when nobody uses it any more; no collection is needed for it
    tell(f"Content revision {snapshot.knowledge.revision} is served.")


def status(wired: Docent, platforms: Mapping[str, Joined]) -> Mapping[str, object]:
    """What `/health` tells: the revision that is served, since when a newer edit could not be, and refused tokens."""
    trouble = wired.library.trouble
    alarms = {name: each.dispatcher.alarm for name, each in platforms.items() if each.dispatcher.alarm}
    return {
        "revision": wired.assistant.snapshot.knowledge.revision,
        "content_trouble_since": trouble.since.isoformat(timespec="seconds") if trouble else None,
    } | ({"alarms": alarms} if alarms else {})


def greeting(
    snapshot: Snapshot, settings: Settings, address: str | None, platforms: Iterable[str] = ()
) -> Iterator[str]:
    """What to try next, for somebody who starts Docent for the first time; a worker has no address to try it at."""
    names = " and ".join(platforms)
    if address is None:
        yield f"Docent works unasked and serves no page, with content revision {snapshot.knowledge.revision}."
        yield f"  {names}: what is due is sent." if names else "  No platform has a token, so nothing can be sent."
        yield "Ctrl-C stops Docent."
        return
    yield f"Docent listens at {address} and serves content revision {snapshot.knowledge.revision}."
    yield f"  Open {settings.public_url or address} in a browser and ask something."
    yield f"  Or talk in another terminal: {this_program()} chat"
    yield f"  Or edit a file in {shown(settings.content)} and ask again; no restart is needed."
    if names:
        yield f"  {names}: joining in."
    yield "Ctrl-C stops Docent."


def this_program() -> str:
    """How Docent was called."""
    called = Path(sys.argv[0])
    return shown(called) if called.name == "docent" else "docent"
