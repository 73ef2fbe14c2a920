"""When a question means: days, a stretch of the day, a meal, or now and next."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from bot.schedule.sessions import Kind, Session
from bot.schedule.timetable import Timetable

NOON_MEAL = time(13)  # after which "after lunch" is, where the programme has no such break
_LUNCH = re.compile(r"\blunch|mittag|almuerzo|\bcomida\b|d[ée]jeuner|pranzo|almoço|repas|\bmeal\b", re.IGNORECASE)
_LUNCH_STARTS = (time(11), time(15))


class Moment(StrEnum):
    """What a question means relative to the present."""

    NOW = "now"
    NEXT = "next"
    LATER = "later"


class Part(StrEnum):
    """A part of the day."""

    MORNING = "morning"
    NOON = "noon"
    AFTERNOON = "afternoon"
    EVENING = "evening"
    NIGHT = "night"


class Meal(StrEnum):
    """Where a question stands to the midday meal."""

    BEFORE = "before lunch"
    DURING = "during lunch"
    AFTER = "after lunch"


# From when to when; what starts in between belongs to it. People call five o'clock afternoon and evening.
PARTS: dict[Part, tuple[time | None, time | None]] = {
    Part.MORNING: (None, time(12)),
    Part.NOON: (time(12), time(14)),
    Part.AFTERNOON: (time(12), time(18)),
    Part.EVENING: (time(17), None),
    Part.NIGHT: (time(20), None),
}


@dataclass(frozen=True, slots=True)
class When:
    """The time that a question means; empty means any time.

    `days` are conference days. Of a stretch, what starts in it is meant; with `since` and `until` both given, also what
    runs in it. `at` means what is on at that time.
    """

    days: tuple[date, ...] = ()
    since: time | None = None
    until: time | None = None
    at: time | None = None
    part: Part | None = None
    meal: Meal | None = None
    moment: Moment | None = None

    @property
    def stretch(self) -> bool:
        """Whether it means a stretch of the day, or a time."""
        return any(each is not None for each in (self.since, self.until, self.at, self.part, self.meal))

    def on(self, *days: date) -> "When":
        return replace(self, days=days)


@dataclass(frozen=True, slots=True)
class Window:
    """From one instant to another, in UTC. With `runs`, what is on in it fits, else only what starts in it."""

    start: datetime
    end: datetime
    runs: bool = False


def windows(when: When, timetable: Timetable) -> Iterator[Window]:
    """The window of each day that is meant; every day of the event where none is named."""
    for day in when.days or timetable.days:
        yield _window(when, day, timetable)


def fits(session: Session, window: Window, timetable: Timetable) -> bool:
    span = timetable.spans[session.id]
    if window.start <= span.start < window.end:
        return True
    return window.runs and span.start < window.end and window.start < span.end


def lunch(day: date, timetable: Timetable) -> Session | None:
    """The midday meal of a day; None where the programme has none."""
    return next((session for session in timetable.planned() if _is_lunch(session, day, timetable)), None)


def _is_lunch(session: Session, day: date, timetable: Timetable) -> bool:
    if timetable.day_of(session) != day or not _LUNCH.search(session.title):
        return False
    earliest, latest = _LUNCH_STARTS
    is_meal = session.kind is Kind.BREAK or not session.speakers
    return is_meal and earliest <= session.start.astimezone(timetable.programme.tz).time() <= latest


def _window(when: When, day: date, timetable: Timetable) -> Window:
    turn = timetable.programme.day_turns
    begins, ends = timetable.instant(day, turn), timetable.instant(day + timedelta(days=1), turn)
    if when.at is not None:
        instant = timetable.instant(day, when.at)
        return Window(instant, instant + timedelta(seconds=1), runs=True)
    if when.meal:
        return _around_lunch(when.meal, day, Window(begins, ends), timetable)
    since, until = when.since, when.until
    if when.part:
        earliest, latest = PARTS[when.part]
        since, until = since or earliest, until or latest
    start = timetable.instant(day, since) if since is not None else begins
    end = timetable.instant(day, until) if until is not None else ends
    return Window(start, end, runs=when.since is not None and when.until is not None)


def _around_lunch(meal: Meal, day: date, whole: Window, timetable: Timetable) -> Window:
    eaten = lunch(day, timetable)
    if eaten:
        span = timetable.spans[eaten.id]
        start, end = span.start, span.end
    else:
        start, end = timetable.instant(day, time(12)), timetable.instant(day, NOON_MEAL)
    match meal:
        case Meal.BEFORE:
            return Window(whole.start, start)
        case Meal.DURING:
            return Window(start, end, runs=True)
        case Meal.AFTER:
            return Window(end, whole.end)


def meal_window(meal: Meal, day: date, timetable: Timetable) -> Window:
    """What "before", "during" or "after lunch" is on a day."""
    return _window(When(meal=meal), day, timetable)
