"""Of somebody's own schedule, what is at the time that words tell. Pure."""

import re
from dataclasses import replace
from datetime import datetime

from bot.attending.my_schedule import Mine
from bot.schedule.queries import Query, matching
from bot.schedule.sessions import Programme
from bot.schedule.timetable import Timetable
from bot.schedule.windows import When
from bot.understanding.schedule.times import told
from bot.understanding.words import fold

_AROUND_A_TIME = re.compile(r"[\s?!.,]*(?:\b(?:on|at|for|in|the|um|am|im|a|las?|el|le|les?|alle|il|there)\b[\s?!.,]*)*")


def tells_a_time(words: str, programme: Programme, now: datetime) -> bool:
    """Whether the words are a time and nothing else: "tomorrow", "at 3pm", "on Thursday afternoon"."""
    found = told(fold(words), Timetable.of(programme), now)
    return bool(found.spans) and _AROUND_A_TIME.fullmatch(found.text) is not None


def then(mine: Mine, words: str, now: datetime) -> Mine:
    """The part of a schedule that is at that time, of which cancelled sessions are none."""
    found = told(fold(words), Timetable.of(mine.programme), now)
    if found.outside and not found.when.days:
        return replace(mine, sessions=(), clashes=())
    own = Timetable.of(replace(mine.programme, sessions=mine.sessions))
    sessions = matching(Query(_dated(found.when, own, now)), own, now)
    ids = {session.id for session in sessions}
    clashes = tuple(clash for clash in mine.clashes if {clash.first.id, clash.second.id} <= ids)
    return replace(mine, sessions=sessions, clashes=clashes)


def _dated(when: When, timetable: Timetable, now: datetime) -> When:
    """A time of day alone is today's, as long as the event lasts."""
    today = timetable.programme.day_of(now)
    return when.on(today) if when.stretch and not when.days and timetable.has(today) else when
