"""Nothing fits, though everything that was named exists: that is an answer, with the nearest that does."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC

from bot.messages import Block, paragraph
from bot.schedule.queries import Query
from bot.schedule.sessions import Session
from bot.schedule.windows import Moment, When
from bot.skills.schedule.making import OFFERED, PAGE, Answered, Making


def nothing(making: Making) -> Answered:
    if making.asked.query.when.moment:
        return _at_the_moment(making, making.asked.query)
    blocks = [*making.reading(), paragraph(making.phrases.nothing.fits)]
    for phrase, query in _looser(making):
        if found := making.matching(query):
            near = _closest(making, found)
            return making.told([*blocks, paragraph(phrase), *making.rows(near)], near)
    return making.told(blocks)


def _looser(making: Making) -> Iterator[tuple[str, Query]]:
    """The same at another time, then what was named at any time, then what is on at that time."""
    query, says = making.asked.query, making.phrases
    yield says.nothing.at_another_time, replace(query, when=When(), pick=None)
    if query.among is not None:
        yield says.lacking.nearest, Query(among=query.among)
    if query.speakers:
        yield says.lacking.nearest, Query(speakers=query.speakers)
    yield says.nothing.at_that_time, Query(when=query.when)


def _closest(making: Making, found: Sequence[Session]) -> Sequence[Session]:
    """A few of them: those that come next, else the last."""
    spans, now = making.timetable.spans, making.now.astimezone(UTC)
    ahead = [session for session in found if spans[session.id].end > now]
    return ahead[:OFFERED] or found[-OFFERED:]


def _at_the_moment(making: Making, query: Query) -> Answered:
    """What is next, where nothing is on; what there was, where nothing like it is to come."""
    says = making.phrases.nothing
    blocks: list[Block] = making.reading()
    if query.when.moment is Moment.NOW:
        blocks.append(paragraph(says.now))
        coming = making.matching(replace(query, when=replace(query.when, moment=Moment.NEXT)))
        if coming:
            return making.told([*blocks, paragraph(says.next), *making.rows(coming[:PAGE])], coming)
    if making.timetable.days and not making.timetable.upcoming(making.now):
        ended = making.teller.day(making.timetable.last_day)
        return making.told([*blocks, paragraph(says.ended.format(day=ended))])
    been = making.matching(replace(query, when=When()))[-OFFERED:]
    if not been:
        return making.told([*blocks, paragraph(says.fits)])
    return making.told([*blocks, paragraph(says.to_come), *making.rows(been)], been)
