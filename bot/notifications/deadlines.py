"""Deadlines of the association and of events, some days before them. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.knowledge.periods import Period
from bot.knowledge.records import Deadline
from bot.knowledge.snapshot import Knowledge
from bot.notifications.campaigns import Campaign, Followers, Kind, Scope
from bot.notifications.horizon import Horizon
from bot.notifications.payloads import of_days, written

AT = time(9)  # on the clocks of the venue, or of the association's home


@dataclass(frozen=True, slots=True)
class Dated:
    """A deadline with what it belongs to. `event` is empty for the association's own.

    `days` are those of the event, None where they are not known to the day.
    """

    event: str
    zone: ZoneInfo
    deadline: Deadline
    days: Period | None = None

    @property
    def subject(self) -> str:
        """What names it for ever: "spring-meeting/papers", "/papers" for one of the association's own."""
        return f"{self.event}/{self.deadline.id}"

    @property
    def at(self) -> datetime:
        """The instant from which it is too late, in UTC."""
        return self.deadline.at.instant(self.zone)


def deadlines_in(knowledge: Knowledge) -> Iterator[Dated]:
    """Every curated deadline."""
    association = knowledge.association
    yield from (Dated("", knowledge.zone, each) for each in association.deadlines)
    for event in knowledge.events.values():
        days = event.when if event.when.precision == "day" else None
        yield from (Dated(event.id, ZoneInfo(event.zone), each, days) for each in event.deadlines)


def deadline_reminders(dated: Iterable[Dated], horizon: Horizon) -> Iterator[Campaign]:
    """For each deadline and each number of days before it, of use until the next of them."""
    for each in dated:
        days = sorted({*each.deadline.days_before}, reverse=True)
        moments = [*(_due(each, number) for number in days), each.at]
        for number, due, next_due in zip(days, moments, moments[1:], strict=False):
            if horizon.holds(due, min(next_due, each.at), each.subject):
                yield _campaign(each, number, due, min(next_due, each.at))


def _due(dated: Dated, days: int) -> datetime:
    day = dated.deadline.at.day - timedelta(days=days)
    return datetime.combine(day, AT, tzinfo=dated.zone).astimezone(UTC)


def _campaign(dated: Dated, days: int, due: datetime, expires: datetime) -> Campaign:
    event, runs = dated.event, of_days(dated.days.first, dated.days.last) if dated.days else {}
    # Whoever follows an event follows its deadlines.
    scopes = ((Scope.DEADLINES, ""), *(((Scope.EVENT, ""),) if event else ()))
    return Campaign(
        key=f"{Kind.DEADLINE}/{dated.subject}/{written(dated.at)}/{days}",
        kind=Kind.DEADLINE,
        due=due,
        expires=expires,
        audience=Followers(event, scopes),
        event=event,
        payload={"zone": dated.zone.key, **runs, "deadline": dated.subject, "at": written(dated.at)},
    )
