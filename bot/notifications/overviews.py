"""The morning overview of one's own day. Pure."""

from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta

from bot.notifications.campaigns import Campaign, EarlyRisers, Kind
from bot.notifications.horizon import Horizon
from bot.notifications.payloads import of_event
from bot.schedule.sessions import Session
from bot.schedule.timetable import Timetable

OF_USE = timedelta(hours=4)


def overviews(
    timetable: Timetable, times: Sequence[int], starred: Collection[str], horizon: Horizon
) -> Iterator[Campaign]:
    """For each conference day with a session that somebody starred, and each hour in use.

    Args:
        times: minutes after midnight by the venue's clocks.
    """
    for day in timetable.days:
        of_day = [each for each in timetable.planned() if timetable.day_of(each) == day]
        for at in times if any(each.id in starred for each in of_day) else ():
            campaign = _campaign(timetable, day, at, of_day)
            if horizon.holds(campaign.due, campaign.expires):
                yield campaign


def _instant(day: date, at: int, timetable: Timetable) -> datetime:
    # On the calendar's day, also at an hour that still belongs to the conference day before.
    return datetime.combine(day, time(*divmod(at, 60)), tzinfo=timetable.programme.tz).astimezone(UTC)


def _campaign(timetable: Timetable, day: date, at: int, of_day: Sequence[Session]) -> Campaign:
    event, due = timetable.programme.event, _instant(day, at, timetable)
    return Campaign(
        key=f"{Kind.OVERVIEW}/{event}/{day}/{at}",
        kind=Kind.OVERVIEW,
        due=due,
        expires=min(due + OF_USE, max(timetable.spans[each.id].start for each in of_day)),
        audience=EarlyRisers(event, tuple(each.id for each in of_day), at),
        event=event,
        payload={**of_event(timetable), "day": day.isoformat()},
    )
