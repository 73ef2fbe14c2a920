"""The morning overview in words: one's own sessions of the day, and which of them clash. Pure."""

from collections.abc import Sequence
from datetime import date

from bot.attending import clashing
from bot.attending.my_schedule import Clash, Mine, mine_of
from bot.attending.notices.parts import Current, Part, Telling, entry, line, my_schedule, zone_line
from bot.attending.telling import short_day_name
from bot.messages import Bullets, paragraph
from bot.notifications.ledger import Delivery
from bot.schedule.sessions import Session
from bot.schedule.timetable import WITHOUT_END


def overviews(deliveries: Sequence[Delivery], telling: Telling) -> Part | None:
    """The day of each event; None where nothing of one's own is left of it."""
    days = {(each.event, str(each.payload.get("day"))) for each in deliveries}
    parts = [_of_day(telling.current[event], day, telling) for event, day in sorted(days) if event in telling.current]
    told = [part for part in parts if part]
    if not told:
        return None
    blocks = tuple(block for part in told for block in part.blocks)
    actions = dict.fromkeys(action for part in told for action in part.actions)
    return Part(blocks, (*actions, my_schedule(telling)), tuple(each for part in told for each in part.entries))


def _of_day(current: Current, day: str, telling: Telling) -> Part | None:
    programme = current.programme
    mine = mine_of(programme, telling.own.get(programme.event, frozenset()), telling.now)
    sessions = [each for each in mine.sessions if programme.day_of(each.start).isoformat() == day]
    left = [each for each in sessions if not each.cancelled and _ends_after(each, telling)]
    if not left:
        return None
    named = short_day_name(date.fromisoformat(day), telling.language)
    heading = paragraph(telling.phrases.overview.format(day=named, event=programme.title or programme.event))
    rows = Bullets(tuple(line(each, programme, telling) for each in left))
    zone = zone_line(programme, [each.start for each in left], telling)
    clashes, ways = clashing.told(_clashes(mine, left), programme, telling.words, telling.language)
    return Part((heading, rows, *zone, *clashes), ways, tuple(entry(programme, each) for each in left))


def _ends_after(session: Session, telling: Telling) -> bool:
    return (session.end or session.start + WITHOUT_END) > telling.now


def _clashes(mine: Mine, sessions: Sequence[Session]) -> list[Clash]:
    ids = {each.id for each in sessions}
    return [clash for clash in mine.clashes if clash.first.id in ids]
