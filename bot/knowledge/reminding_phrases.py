"""What is said when people set what they want to be told: reminders, overviews, follows, quiet hours, feedback."""

from typing import Annotated

from bot.knowledge.filling import Plain, filled
from bot.knowledge.records import Line, Record

AtLine = Annotated[Line, filled("at")]
TitleLine = Annotated[Line, filled("title")]
WhatLine = Annotated[Line, filled("what")]
LeadsLine = Annotated[Line, filled("leads")]


class KindPhrases(Record):
    """A sentence for each kind of notification."""

    reminder: Plain
    followed: Plain
    change: Plain
    overview: Plain
    deadline: Plain
    feedback: Plain
    broadcast: Plain


class PromisePhrases(Record):
    """When somebody is reminded of one session; {leads} are `before` and `at_start`, with `at_time` or `on_day`."""

    before: Annotated[Line, filled("time")]
    at_start: Plain
    at_time: Annotated[Line, filled("lead", "clock")]
    on_day: Annotated[Line, filled("lead", "day", "clock")]
    comes: LeadsLine
    too_soon: AtLine
    sooner: AtLine
    begun: Plain
    cancelled: Plain
    none: Plain
    silent: Plain
    stopped: Plain
    elsewhere: Plain
    open_chat: Plain
    to_chat: Plain


class FeedbackPhrases(Record):
    """What is said around what people think of a session."""

    asked_after: TitleLine
    not_asked: TitleLine
    asked_after_each: Plain
    not_yet: TitleLine
    rated: Annotated[Line, filled("title", "points")]
    anything_else: Plain
    kept: Plain
    enough: Plain
    no_thanks: Plain


class FollowPhrases(Record):
    """What is said of what a channel, a group or a person follows; {what} are names of events, rooms and tracks."""

    follows: Annotated[Line, filled("what", "leads")]
    one_lead: Plain
    follows_already: WhatLine
    follows_no_more: WhatLine
    not_followed: Plain
    unknown: WhatLine
    may_be: Annotated[Line, filled("names")]
    only_admins: Plain
    deadlines: WhatLine
    no_more_deadlines: Plain
    deadlines_of: WhatLine
    no_deadlines: Plain


class ListPhrases(Record):
    """The labels and values of the list of everything that is set."""

    heading: Plain
    heading_here: Plain
    reminders: Plain
    overview: Plain
    follows: Plain
    quiet: Plain
    cap: Plain
    switched_off: Plain
    next: Plain
    nothing: Plain
    at: AtLine
    between: Annotated[Line, filled("first", "last")]
    one_a_day: Plain
    a_day: Annotated[Line, filled("count")]
    none: Plain


class ButtonPhrases(Record):
    """Labels of buttons."""

    other_time: Plain
    no_reminder: Plain
    undo: Plain
    reminders: Plain
    turn_on: Plain
    turn_off: Plain
    overview: AtLine
    no_overview: Plain
    deadlines: Plain
    stop: Plain
    start: Plain


class RemindingPhrases(Record):
    """Everything that is said when people set what they want to be told; {most} is `one_a_day` or `a_day`."""

    promise: PromisePhrases
    which_time: Plain
    all: LeadsLine
    too_long: Plain
    unknown: WhatLine
    no_hour: AtLine
    nobody: Plain
    overview_on: AtLine
    overview_off: Plain
    quiet: Annotated[Line, filled("first", "last", "zone")]
    no_quiet: Plain
    cap: Annotated[Line, filled("most")]
    no_cap: Plain
    no_zone: Plain
    stopped: Plain
    stopped_here: Plain
    started: Plain
    opened: LeadsLine
    again: KindPhrases
    no_more: KindPhrases
    kinds: KindPhrases
    feedback: FeedbackPhrases
    follow: FollowPhrases
    listed: ListPhrases
    button: ButtonPhrases
