"""All that is to be told of a programme as it stands, once its hour comes. Pure."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from bot.notifications.campaigns import Campaign, Kind
from bot.notifications.feedback import feedback
from bot.notifications.horizon import Horizon
from bot.notifications.overviews import overviews
from bot.notifications.reminders import followed, reminders
from bot.notifications.subscriptions import Follow
from bot.schedule.timetable import Timetable

KINDS = frozenset({Kind.REMINDER, Kind.FOLLOWED, Kind.OVERVIEW, Kind.FEEDBACK})


@dataclass(frozen=True, slots=True)
class Wanted:
    """What anybody wants to be told of an event: whatever nobody wants need not be planned.

    `leads` are minutes before a session, `overviews` minutes after midnight by the venue's clocks.
    """

    leads: tuple[int, ...] = ()
    starred: frozenset[str] = frozenset()
    follows: Collection[Follow] = frozenset()
    overviews: tuple[int, ...] = ()


def due_campaigns(timetable: Timetable, wanted: Wanted, horizon: Horizon) -> Iterator[Campaign]:
    """Every campaign of the event that falls into the horizon, in no order."""
    yield from reminders(timetable, wanted.leads, wanted.starred, horizon)
    yield from followed(timetable, wanted.leads, wanted.follows, horizon)
    yield from overviews(timetable, wanted.overviews, wanted.starred, horizon)
    yield from feedback(timetable, wanted.follows, horizon)
