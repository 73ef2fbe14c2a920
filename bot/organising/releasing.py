"""Makes releases of a programme: from a file that came in, or from what an organiser says by hand."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from bot.organising.changes import counts
from bot.ports import Programmes
from bot.schedule.differences import Difference, difference
from bot.schedule.releases import Release, Standing, State, following
from bot.schedule.sessions import Programme, Session

Step = Callable[[Programme | None, Standing], State]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a step. `release` is None where nothing changed, or nothing was to be written.

    `overruled` are sessions that stay cancelled although the file announces them: only an organiser restores them.
    """

    programme: Programme
    difference: Difference
    release: Release | None = None
    overruled: tuple[Session, ...] = ()


async def take_in(programmes: Programmes, imported: Programme, *, source: str, at: datetime) -> Outcome:
    """Make the next release from a programme as its file has it."""
    return await make(programmes, imported.event, partial(following, imported), source=source, at=at)


async def make(programmes: Programmes, event: str, step: Step, *, source: str, at: datetime) -> Outcome:
    """Make the next release by this step, tried again where another release comes in between."""
    while True:
        standing = await programmes.standing(event)
        latest = await programmes.latest(event)
        state, outcome = _tried(latest, standing, step)
        if not outcome.difference:
            if state.standing != standing:
                await programmes.stand(event, state.standing)
            return outcome
        release = Release(latest.number + 1 if latest else 1, state.programme, at, source)
        if await programmes.keep(release, state.standing, counts(outcome.difference)):
            return replace(outcome, release=release)


async def would_make(programmes: Programmes, imported: Programme) -> Outcome:
    """What `take_in` would make of it; nothing is written."""
    standing = await programmes.standing(imported.event)
    _, outcome = _tried(await programmes.latest(imported.event), standing, partial(following, imported))
    return outcome


def _tried(latest: Release | None, standing: Standing, step: Step) -> tuple[State, Outcome]:
    before = latest.programme if latest else None
    state = step(before, standing)
    return state, Outcome(state.programme, difference(before, state.programme), overruled=state.overruled)
