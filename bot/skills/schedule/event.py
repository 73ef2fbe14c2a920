"""The event as a whole: its dates, its days, from when to when each of them goes."""

from collections.abc import Iterator
from datetime import date

from bot.messages import Block, Bullets, Text, paragraph, plain
from bot.skills.schedule.making import Answered, Making
from bot.understanding.schedule.asked import What


def event(making: Making) -> Answered:
    return making.told(_blocks(making))


def _blocks(making: Making) -> Iterator[Block]:
    timetable, days = making.timetable, making.asked.query.when.days
    if not days:
        title = timetable.programme.title or timetable.programme.event
        yield paragraph(making.phrases.event.format(event=title, dates=making.teller.dates()))
        if making.asked.what is What.DAYS:
            yield paragraph(making.phrases.count.days.format(count=len(timetable.days)))
    yield Bullets(tuple(line for day in days or timetable.days for line in _day(making, day)))
    yield making.teller.zone_line()


def _day(making: Making, day: date) -> Iterator[Text]:
    """When the first session of a day starts and the last one ends; nothing where it has none."""
    timetable, clock = making.timetable, making.teller.clock
    spans = [timetable.spans[each.id] for each in timetable.planned() if timetable.day_of(each) == day]
    if spans:
        start, end = clock(min(span.start for span in spans)), clock(max(span.end for span in spans))
        yield plain(making.phrases.day.format(day=making.teller.heading(day), start=start, end=end))
