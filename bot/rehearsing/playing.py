"""Plays an event through with the planner, budget, words and dispatcher that serve it in earnest."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from bot.knowledge.snapshot import Knowledge
from bot.messages import Conversation, Platform, Reply
from bot.notifications.campaigns import Campaign
from bot.notifications.courier import Courier
from bot.notifications.deadlines import deadline_reminders, deadlines_in
from bot.notifications.dispatching import Dispatcher
from bot.notifications.due import Wanted, due_campaigns
from bot.notifications.horizon import Horizon
from bot.notifications.in_flight import InFlight
from bot.notifications.ledger import DeliveryLedger
from bot.notifications.pacing import Pacing
from bot.notifications.planning import AHEAD, Planner, Releases
from bot.notifications.preparing import Composer, Preparation
from bot.notifications.subscriptions import Subscriptions
from bot.rehearsing.guests import Guest
from bot.rehearsing.notebook import Message, Notebook
from bot.rehearsing.simulated_time import SimulatedTime, timeless
from bot.rehearsing.standing_in import OneBot
from bot.schedule.timetable import Timetable

HOLDER: Final = "rehearsal"
LEASE: Final = timedelta(minutes=10)  # nobody else is there; a longer one would be from a clock that was put back
WOKEN_EVERY: Final = timedelta(seconds=0.5)
PATIENCE: Final = timedelta(seconds=10)
EVER: Final = timedelta(days=400)

Heard = Callable[[Message], Awaitable[None]]  # may show a message to somebody
Progress = Callable[[float], None]  # takes the part that is done


@dataclass(frozen=True, slots=True)
class Stage:
    """What a rehearsal plays on: stores of its own, which nobody else sees, and the rate of each platform's bot.

    Rates are messages a second, None where there is no limit.
    """

    releases: Releases
    subscriptions: Subscriptions
    ledger: DeliveryLedger
    composer: Composer
    knowledge: Knowledge
    rate: Mapping[Platform, float | None]
    in_flight: int


class Rehearsal:
    """One event from its first message to its last."""

    def __init__(self, stage: Stage, time: SimulatedTime, heard: Heard, progress: Progress = lambda _: None) -> None:
        self.notebook = Notebook()
        self._stage = stage
        self._time = time
        self._heard = heard
        self._progress = progress
        self._planner = Planner(stage.releases, stage.subscriptions, stage.ledger, lambda: stage.knowledge, time)
        self._dispatchers = [self._dispatcher(platform, rate) for platform, rate in stage.rate.items()]

    async def play(self, due: Iterable[datetime]) -> Notebook:
        """Play until nothing is left to be sent; what went out, and what did not.

        Args:
            due: whenever something is due. It is looked at then, and not in the days between.
        """
        looks = list(_looks(max(moment, self._time.now()) for moment in due))
        for number, look in enumerate(looks):
            await self._send_until(look)
            await self._planner.plan()
            self._progress(number / len(looks))
        await self._send_until(None)
        return self.notebook

    async def deliver(self, conversation: Conversation, reply: Reply, *, silent: bool = False) -> str:  # noqa: ARG002 - the notebook has both from the dispatcher
        """Instead of a platform: takes everything, at once."""
        message = self.notebook.sent(conversation, self._time.now())
        with self._time.standing_still():
            await self._heard(message)
        return str(len(self.notebook.messages))

    async def _send_until(self, end: datetime | None) -> None:
        """Send what is due until then, or until there is nothing more; then it is that time."""
        while (due := await self._next_due()) is not None and (end is None or due < end):
            await self._time.go_to(due)
            await self._time.run(asyncio.gather(*(each.work_once() for each in self._dispatchers)))
            # Whatever could not go out yet, since its chat wants a moment: as if we were woken again.
            await self._time.go_to(self._time.now() + WOKEN_EVERY)
        if end is not None:
            await self._time.go_to(end)

    async def _next_due(self) -> datetime | None:
        due = [await self._stage.ledger.next_due(platform) for platform in self._stage.rate]
        return min((moment for moment in due if moment), default=None)

    def _dispatcher(self, platform: Platform, rate: float | None) -> Dispatcher:
        stage, time = self._stage, self._time
        ledger, pause = timeless(stage.ledger, time), time.pause
        pacing = Pacing(OneBot(), platform, rate, time, pause=pause)
        courier = Courier(self, ledger, pacing, time, patience=PATIENCE)
        in_flight = InFlight(
            ledger, courier, pacing, time, holder=HOLDER, most=stage.in_flight, lease=LEASE, pause=pause
        )
        prepare = self.notebook.watching(Preparation(timeless(stage.composer, time)))
        return Dispatcher(
            platform,
            ledger,
            prepare,
            in_flight=in_flight,
            pacing=pacing,
            clock=time,
            holder=HOLDER,
            lease=LEASE,
            pause=pause,
        )


def _looks(due: Iterable[datetime]) -> Iterator[datetime]:
    """When to plan, so that everything is there when it is due: each look is good for a while."""
    last: datetime | None = None
    for moment in sorted(due):
        if last is None or moment > last + AHEAD:
            yield moment
            last = moment


def campaigns_of(
    timetable: Timetable, knowledge: Knowledge, guests: Sequence[Guest], since: datetime | None = None
) -> list[Campaign]:
    """All that anybody will be told of the event, the first due first; of what has expired by `since`, nothing."""
    spans = timetable.spans.values()
    begins = min((span.start for span in spans), default=None)
    if begins is None:
        return []
    now = since or begins - EVER
    horizon = Horizon(now, max(span.end for span in spans) + EVER)
    dated = (each for each in deadlines_in(knowledge) if each.event == timetable.programme.event)
    found = [*due_campaigns(timetable, _wanted(guests), horizon), *deadline_reminders(dated, horizon)]
    return sorted(found, key=lambda campaign: (campaign.due, campaign.key))


def _wanted(guests: Sequence[Guest]) -> Wanted:
    subscriptions = [guest.subscription for guest in guests]
    leads = {minutes for each in subscriptions for leads in each.lead_times for minutes in leads.minutes}
    return Wanted(
        tuple(sorted(leads)),
        frozenset(session for guest in guests for session in guest.stars),
        frozenset(follow for each in subscriptions for follow in each.follows),
        tuple(sorted({each.overview_at for each in subscriptions if each.overview_at is not None})),
    )
