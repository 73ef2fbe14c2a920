"""How many there are, and which: sessions, rooms, tracks, speakers, types."""

from collections.abc import Sequence

from bot.messages import Bullets, Kind, paragraph, plain
from bot.schedule import sessions as schedule
from bot.schedule.sessions import Session
from bot.skills.schedule.making import Answered, Making
from bot.understanding.schedule.asked import What


def counted(making: Making, found: Sequence[Session]) -> Answered:
    """How many sessions fit, without breaks and with them; and which."""
    total = [session for session in found if not session.cancelled]
    without = [session for session in total if session.kind is not schedule.Kind.BREAK]
    count = making.phrases.count
    phrase = count.sessions if len(without) == len(total) else count.with_breaks
    lead = paragraph(phrase.format(count=len(without), total=len(total)))
    return making.listed(total, [lead]) if total else making.told([*making.reading(), lead])


def named(making: Making) -> Answered:
    """Every room, track, speaker or type of what fits; that the schedule does not say, where it has none."""
    found = [session for session in making.matching(making.asked.query) if not session.cancelled]
    names, phrase = _names(making, found)
    if not names:
        return making.told([paragraph(making.phrases.lacking.outside)], abstained=True)
    blocks = [*making.reading(), paragraph(phrase.format(count=len(names))), Bullets(tuple(map(plain, names)))]
    return making.told(blocks, kind=Kind.LIST)


def _names(making: Making, found: Sequence[Session]) -> tuple[list[str], str]:
    count = making.phrases.count
    match making.asked.what:
        case What.ROOMS:
            return _rooms(making, found), count.rooms
        case What.TRACKS:
            return sorted({session.track for session in found if session.track}), count.tracks
        case What.TYPES:
            return sorted({session.type for session in found if session.type}), count.types
        case _:
            return sorted({name for session in found for name in session.speakers}), count.speakers


def _rooms(making: Making, found: Sequence[Session]) -> list[str]:
    """In the order of the programme, then those that it does not list."""
    used = {room for session in found for room in session.rooms}
    ordered = [room for room in making.timetable.programme.rooms if room in used]
    return [*ordered, *sorted(used - set(ordered))]
