"""What comes after what was named, or talked about."""

from collections.abc import Sequence

from bot.messages import Block, Kind, paragraph
from bot.schedule.sessions import Session
from bot.skills.schedule.making import OFFERED, Answered, Making


def following(making: Making, found: Sequence[Session]) -> Answered:
    """What follows each of a few, each for itself; what follows all of them where "after that" means a whole list."""
    if len(found) > 1 and making.asked.listed:
        return _after_all(making, found)
    blocks: list[Block] = []
    after: list[Session] = []
    for session in found[:OFFERED]:
        own = making.timetable.following(session)
        phrase = making.phrases.after if own else making.phrases.nothing.after
        blocks += [paragraph(phrase.format(title=making.teller.title(session))), *making.teller.rows(own)]
        after += own
    return making.told([*blocks, making.teller.zone_line(after)], after, kind=Kind.LIST)


def _after_all(making: Making, found: Sequence[Session]) -> Answered:
    """What comes once all have begun and one is over; in their room, where they share one."""
    spans = making.timetable.spans
    earliest = max(min(spans[each.id].end for each in found), *(spans[each.id].start for each in found))
    shared = set(found[0].rooms).intersection(*(session.rooms for session in found))
    later = (each for each in making.timetable.planned() if spans[each.id].start >= earliest and each not in found)
    after = making.timetable.soonest(each for each in later if not shared or shared & set(each.rooms))
    return making.listed(after) if after else making.told([paragraph(making.phrases.nothing.after_that)])
