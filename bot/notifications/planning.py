"""The planner: has the ledger hold whatever is due soon, and nothing that is not valid any more."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Protocol

from bot.knowledge.snapshot import Knowledge
from bot.notifications import due
from bot.notifications.campaigns import Campaign, Kind
from bot.notifications.deadlines import deadline_reminders, deadlines_in
from bot.notifications.due import Wanted, due_campaigns
from bot.notifications.feedback import end_of
from bot.notifications.horizon import Horizon
from bot.notifications.ledger import DeliveryLedger, Reached
from bot.notifications.subscriptions import LONGEST_LEAD_MINUTES, Subscriptions
from bot.ports import Clock
from bot.schedule.releases import Release
from bot.schedule.timetable import Timetable

logger = logging.getLogger(__name__)
AHEAD = timedelta(minutes=5)  # planned before it is due
AGAIN = timedelta(minutes=1)  # looked at again after it was due: somebody may have starred it in the last second
KEPT = timedelta(days=1)  # campaigns due so far ahead are not taken for outdated
_WHOLE = timedelta(minutes=LONGEST_LEAD_MINUTES)


class Releases(Protocol):
    """The newest release of every event."""

    async def all(self) -> Sequence[Release]: ...


class Source(Protocol):
    """Campaigns that come from elsewhere, such as changes that were let go: those that may have to be planned still."""

    async def __call__(self, now: datetime) -> Iterable[Campaign]: ...


@dataclass(frozen=True, slots=True)
class _State:
    """What was planned from: a release by its number, or the content by its hash, and the time of each thing."""

    at: datetime
    version: object
    times: Mapping[str, datetime]  # by the id of a session, or of its end, or of a deadline


class Planner:
    """Works out what is due within the next minutes, and whatever has not expired, and hands it to the ledger.

    A campaign is known by its key, so that calling it again, in this process or another, before or after a crash,
    whichever way the clock was moved, plans nothing twice. What a release or the content changed is taken back.
    """

    def __init__(
        self,
        releases: Releases,
        subscriptions: Subscriptions,
        ledger: DeliveryLedger,
        knowledge: Callable[[], Knowledge],
        clock: Clock,
        *,
        sources: Sequence[Source] = (),
    ) -> None:
        """Join the stores.

        Args:
            sources: of further campaigns.
        """
        self._releases = releases
        self._subscriptions = subscriptions
        self._ledger = ledger
        self._knowledge = knowledge
        self._clock = clock
        self._sources = sources
        self._timetables: dict[str, tuple[int, Timetable]] = {}
        self._done: dict[str, _State] = {}

    async def plan(self) -> int:
        """Plan what is due; how many deliveries were added. What fails for one event is tried again the next time."""
        now = self._clock.now()
        added = await self._tried(self._plan_deadlines(now), "deadlines")
        for source in self._sources:
            added += await self._tried(self._plan_from(source, now), "further campaigns")
        for release in await self._releases.all():
            timetable = self._timetable(release)
            if _concerns(timetable, now):
                work = self._plan_event(timetable, release.number, now)
                added += await self._tried(work, release.programme.event)
        return added

    async def _plan_event(self, timetable: Timetable, number: int, now: datetime) -> int:
        event = timetable.programme.event
        wanted = await self._wanted(event)
        spans = {each.id: timetable.spans[each.id] for each in timetable.planned()}
        ends = {end_of(id_): span.end for id_, span in spans.items()}
        times = {id_: span.start for id_, span in spans.items()} | ends

        def valid(horizon: Horizon) -> Iterable[Campaign]:
            return due_campaigns(timetable, wanted, horizon)

        return await self._plan_valid(valid, _State(now, number, times), event, [event], due.KINDS)

    async def _plan_deadlines(self, now: datetime) -> int:
        knowledge = self._knowledge()
        dated = tuple(deadlines_in(knowledge))
        state = _State(now, knowledge.content_hash, {each.subject: each.at for each in dated})
        events = ["", *(each.id for each in knowledge.events.values())]
        return await self._plan_valid(partial(deadline_reminders, dated), state, "", events, {Kind.DEADLINE})

    async def _plan_valid(
        self,
        valid: Callable[[Horizon], Iterable[Campaign]],
        state: _State,
        of: str,
        events: Iterable[str],
        kinds: Collection[Kind],
    ) -> int:
        """Take back what is not valid any more, where anything changed, and plan what is due.

        That is what fell due since the last time, in whichever process that was, and all that has not expired of what
        was at another time then. The rest is left as it is: who chose a longer lead time too late is not reminded late.
        """
        now, done, reached = state.at, self._done.get(of), await self._ledger.reached(of)
        if done is None or done.version != state.version:
            keys = {each.key for each in await _off_the_loop(valid, Horizon(now, now + KEPT))}
            for event in events:
                await self._ledger.withdraw_others(event, kinds, keys, now=now)
        same = reached if reached and reached.version == str(state.version) else None
        last = replace(state, at=same.at) if same else done
        added = await self._plan_all(await _off_the_loop(valid, _horizon(last, state)), now)
        self._done[of] = state
        if same is None or abs(now - same.at) >= AGAIN / 2:  # every wish has it planned: that need not be written
            await self._ledger.reach(of, Reached(now, str(state.version)))
        return added

    async def _plan_from(self, source: Source, now: datetime) -> int:
        return await self._plan_all(await source(now), now)

    async def _plan_all(self, campaigns: Iterable[Campaign], now: datetime) -> int:
        soonest_first = sorted(campaigns, key=lambda each: (each.due, each.key))
        return sum([await self._ledger.plan(each, now=now) for each in soonest_first])

    async def _wanted(self, event: str) -> Wanted:
        return Wanted(
            leads=tuple(await self._subscriptions.lead_minutes(event)),
            starred=await self._subscriptions.starred(event),
            follows=await self._subscriptions.followed(event),
            overviews=tuple(await self._subscriptions.overview_times()),
        )

    def _timetable(self, release: Release) -> Timetable:
        event = release.programme.event
        number, timetable = self._timetables.get(event, (0, None))
        if timetable is None or number != release.number:
            timetable = Timetable.of(release.programme)
            self._timetables[event] = (release.number, timetable)
        return timetable

    async def _tried(self, work: Awaitable[int], what: str) -> int:
        try:
            return await work
        except Exception as error:  # noqa: BLE001 - whatever fails, the others are still to be planned
            logger.error("Planning failed for %s: %s", what, type(error).__name__)  # noqa: TRY400 (a trace may quote)
            return 0


def _concerns(timetable: Timetable, now: datetime) -> bool:
    """Whether anything of the event may be due: neither long over, nor further ahead than the longest lead time."""
    spans = timetable.spans.values()
    starts = min((span.start for span in spans), default=None)
    return starts is not None and starts - _WHOLE <= now + KEPT and now < max(span.end for span in spans) + KEPT


def _horizon(done: _State | None, state: _State) -> Horizon:
    until = state.at + AHEAD
    # By a clock that was ahead, what fell due meanwhile was over already: it is looked at anew.
    if done is None or done.at > state.at + AGAIN:
        return Horizon(state.at, until)
    moved = frozenset(id_ for id_, time in state.times.items() if done.times.get(id_) != time)
    return Horizon(state.at, until, min(done.at, state.at) - AGAIN, moved)


async def _off_the_loop(valid: Callable[[Horizon], Iterable[Campaign]], horizon: Horizon) -> list[Campaign]:
    # A large programme and many lead times take a quarter of a second, and questions are answered meanwhile.
    return await asyncio.to_thread(lambda: list(valid(horizon)))
