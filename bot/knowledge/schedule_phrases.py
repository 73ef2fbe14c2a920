"""What is said around the facts of a programme. Words on cards stand with those of one's own schedule."""

from typing import Annotated

from bot.knowledge.filling import Plain, filled
from bot.knowledge.records import Line, Record

TimeLine = Annotated[Line, filled("time")]
NamesLine = Annotated[Line, filled("names")]
CountLine = Annotated[Line, filled("count")]
MissingLine = Annotated[Line, filled("missing")]
DatesLine = Annotated[Line, filled("dates")]
TitleLine = Annotated[Line, filled("title")]
LengthLine = Annotated[Line, filled("hours", "rest", "minutes")]


class ReadingPhrases(Record):
    """How a question was read, in the order of a line: "Friday 8 May 2026, from 13:00, topic: clean energy"."""

    now: TimeLine
    next: TimeLine
    later: TimeLine
    at: TimeLine
    since: TimeLine
    until: TimeLine
    morning: Plain
    noon: Plain
    afternoon: Plain
    evening: Plain
    night: Plain
    before_lunch: TimeLine
    during_lunch: TimeLine
    after_lunch: TimeLine
    room: NamesLine
    speaker: NamesLine
    track: NamesLine
    type: NamesLine
    language: NamesLine
    topic: NamesLine
    first: Plain
    last: Plain


class UnsaidPhrases(Record):
    """What a programme does not say of a session, though it was asked for."""

    where: Plain
    who: Plain
    chairs: Plain
    how_long: Plain
    about: Plain
    language: Plain
    track: Plain


class LackingPhrases(Record):
    """What a programme does not have, in the words of the question; {dates} are the event's."""

    topic: MissingLine
    person: MissingLine
    room: MissingLine
    track: MissingLine
    date: DatesLine
    outside: Plain
    nearest: Plain


class CountPhrases(Record):
    """How many there are."""

    sessions: CountLine
    with_breaks: Annotated[Line, filled("count", "total")]
    speakers: CountLine
    rooms: CountLine
    tracks: CountLine
    types: CountLine
    days: CountLine
    cancelled: CountLine


class NothingPhrases(Record):
    """Where nothing fits, though everything that was named exists; a colon stands before what comes near."""

    now: Plain
    next: Plain
    ended: Annotated[Line, filled("day")]
    to_come: Plain
    fits: Plain
    at_another_time: Plain
    at_that_time: Plain
    after: TitleLine
    after_that: Plain
    cancelled: Plain


class SchedulePhrases(Record):
    """Everything that is said in answer to questions about a programme."""

    times: Annotated[Line, filled("zone")]
    times_and_yours: Annotated[Line, filled("zone", "yours")]
    page: Annotated[Line, filled("first", "last", "total")]
    more: Plain
    not_mine: Plain
    still_on: Plain
    all_still_on: Plain
    not_on: Plain
    after: TitleLine
    event: Annotated[Line, filled("event", "dates")]
    day: Annotated[Line, filled("day", "start", "end")]
    label_length: Plain
    label_type: Plain
    label_language: Plain
    label_part_of: Plain
    minutes: LengthLine
    hours: LengthLine
    hours_minutes: LengthLine
    read: ReadingPhrases
    count: CountPhrases
    nothing: NothingPhrases
    unsaid: UnsaidPhrases
    lacking: LackingPhrases
