"""The morning overview in words: one's own sessions of the day, and which of them clash. Pure."""

from collections.abc import Sequence
from datetime import date

from bot.attending import clashing
from bot.attending.my_schedule import Clash, Mine, mine_of
from bot.attending.notices.parts import Part, Telling, entry, line, my_schedule, zone_line
from bot.attending.telling import short_day_name
from bot.messages import Bullets, paragraph
from bot.notifications.ledger import Delivery
from bot.schedule.sessions import Session
from bot.schedule.timetable import WITHOUT_END


def days_left(deliveries: Sequence[Delivery], telling: Telling) -> list[Delivery]:
    """Those of whose day something of one's own is left."""
    return [each for each in deliveries if each.event in telling.current and _left(*_day_of(each), telling)]


def overviews(deliveries: Sequence[Delivery], telling: Telling) -> Part:
    """The day of each event."""
    told = [_of_day(event, day, telling) for event, day in sorted({_day_of(each) for each in deliveries})]
    blocks = tuple(block for part in told for block in part.blocks)
    actions = dict.fromkeys(action for part in told for action in part.actions)
    return Part(blocks, (*actions, my_schedule(telling)), tuple(each for part in told for each in part.entries))


def _of_day(event: str, day: str, telling: Telling) -> Part:
    programme, ids = telling.current[event].programme, _left(event, day, telling)
    mine = mine_of(programme, telling.own.get(event, frozenset()), telling.now)
    left = [each for each in mine.sessions if each.id in ids]
    named = short_day_name(date.fromisoformat(day), telling.language)
    heading = paragraph(telling.phrases.overview.format(day=named, event=programme.title or programme.event))
    rows = Bullets(tuple(line(each, programme, telling) for each in left))
    zone = zone_line(programme, [each.start for each in left], telling)
    clashes, ways = clashing.told(_clashes(mine, left), programme, telling.words, telling.language)
    return Part((heading, rows, *zone, *clashes), ways, tuple(entry(programme, each) for each in left))


def _day_of(delivery: Delivery) -> tuple[str, str]:
    return delivery.event, str(delivery.payload.get("day"))


def _left(event: str, day: str, telling: Telling) -> set[str]:
    """The ids of what takes place of one's own on that day and is not over."""
    current = telling.current[event]
    own = [current.sessions[id_] for id_ in telling.own.get(event, frozenset()) if id_ in current.sessions]
    of_day = [each for each in own if current.programme.day_of(each.start).isoformat() == day]
    return {each.id for each in of_day if not each.cancelled and _ends_after(each, telling)}


def _ends_after(session: Session, telling: Telling) -> bool:
    return (session.end or session.start + WITHOUT_END) > telling.now


def _clashes(mine: Mine, sessions: Sequence[Session]) -> list[Clash]:
    ids = {each.id for each in sessions}
    return [clash for clash in mine.clashes if clash.first.id in ids]
