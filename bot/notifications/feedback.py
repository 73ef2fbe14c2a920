"""Asking for feedback once a session is over, whoever wanted to be asked. Pure."""

from collections.abc import Collection, Iterator
from datetime import timedelta

from bot.notifications.campaigns import Campaign, Followers, Kind, Scope
from bot.notifications.horizon import Horizon
from bot.notifications.payloads import of_event, written
from bot.notifications.subscriptions import Follow
from bot.schedule.timetable import Timetable

OF_USE = timedelta(hours=12)


def end_of(session: str) -> str:
    """What a horizon knows the end of a session by: it may have moved where the start has not."""
    return f"{session}/end"


def feedback(timetable: Timetable, follows: Collection[Follow], horizon: Horizon) -> Iterator[Campaign]:
    """For each session after which somebody wants to be asked, at its end, or when it is taken to end."""
    event = timetable.programme.event
    wanted = {each.name for each in follows if each.scope is Scope.FEEDBACK and each.event == event}
    for session in timetable.planned() if wanted else ():
        end = timetable.spans[session.id].end
        if session.id in wanted and horizon.holds(end, end + OF_USE, end_of(session.id)):
            yield Campaign(
                key=f"{Kind.FEEDBACK}/{event}/{session.id}/{written(end)}",
                kind=Kind.FEEDBACK,
                due=end,
                expires=end + OF_USE,
                audience=Followers(event, ((Scope.FEEDBACK, session.id),)),
                event=event,
                session=session.id,
                payload=of_event(timetable),
            )
