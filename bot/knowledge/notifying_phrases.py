"""What is said unasked: reminders, changes, overviews, deadlines. Words on cards stand with those of one's schedule."""

from typing import Annotated

from bot.knowledge.filling import Plain, filled
from bot.knowledge.records import Line, Record

TimeLine = Annotated[Line, filled("time")]


class DeadlinePhrases(Record):
    """What ends when, before the deadline's own title; {time} is "in 7 days", `today` or `tomorrow`."""

    registration: TimeLine
    call_for_papers: TimeLine
    assembly: TimeLine
    other: TimeLine
    today: Plain
    tomorrow: Plain
    until: Annotated[Line, filled("day", "zone")]
    until_time: Annotated[Line, filled("day", "clock", "zone")]
    over: Annotated[Line, filled("day", "zone")]


class SilencePhrases(Record):
    """On the button with which one has no more of a kind."""

    reminder: Plain
    followed: Plain
    change: Plain
    overview: Plain
    deadline: Plain
    feedback: Plain
    broadcast: Plain


class NotifyingPhrases(Record):
    """Everything that is said unasked; sentences that end in a colon stand before a title or a list."""

    soon: TimeLine
    now: Plain
    late: TimeLine
    details: Plain
    changed: Plain
    changes: Annotated[Line, filled("event")]
    cancelled: Plain
    restored: Plain
    new: Plain
    label_title: Plain
    no_room: Plain
    nobody: Plain
    over: Plain
    overview: Annotated[Line, filled("event", "day")]
    feedback: Annotated[Line, filled("title")]
    deadline: DeadlinePhrases
    silence: SilencePhrases
