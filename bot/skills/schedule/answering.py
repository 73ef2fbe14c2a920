"""Which answer a question gets: a session's card, a list, a number, what comes next, or that there is none."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.messages import Block, Kind, paragraph
from bot.schedule.sessions import Session
from bot.skills.schedule.counting import counted, named
from bot.skills.schedule.event import event
from bot.skills.schedule.following import following
from bot.skills.schedule.lacking import lacking
from bot.skills.schedule.making import Answered, Making
from bot.skills.schedule.nothing import nothing
from bot.skills.schedule.unsaid import unsaid
from bot.understanding.schedule.asked import What


def answer(making: Making) -> Answered:
    if making.asked.lacks:
        return lacking(making)
    match making.asked.what:
        case What.EVENT | What.DAYS:
            return event(making)
        case What.ROOMS | What.TRACKS | What.SPEAKERS | What.TYPES:
            return named(making)
        case What.CANCELLED:
            return _cancelled(making)
    found = making.matching(making.asked.query)
    if making.asked.what is What.COUNT:
        return counted(making, found)
    if not found:
        return replace(nothing(making), fits=False)
    return following(making, found) if making.asked.what is What.FOLLOWS else _found(making, found)


def _found(making: Making, found: Sequence[Session]) -> Answered:
    missing = unsaid(making.asked.what, found, making.phrases.unsaid)
    lead = [paragraph(missing)] if missing else list(_verdict(making, found))
    if len(found) > 1 or _asks_for_a_list(making):
        return making.listed(found, lead, abstained=bool(missing))
    return _card(making, found[0], lead, abstained=bool(missing))


def _card(making: Making, session: Session, lead: Sequence[Block], *, abstained: bool) -> Answered:
    teller = making.teller
    card = [*teller.card(session, whole=making.asked.what is What.ABOUT), *teller.parts(session)]
    blocks = [*making.reading(), *lead, *card, teller.zone_line([session])]
    return making.told(blocks, [session], abstained=abstained, kind=Kind.SESSION)


def _asks_for_a_list(making: Making) -> bool:
    """Whether one session that fits is still told as a row: nothing but times, rooms and the like were named."""
    query = making.asked.query
    return making.asked.what is What.LIST and query.among is None and not query.speakers


def _verdict(making: Making, found: Sequence[Session]) -> Iterator[Block]:
    """Whether they take place, where that is asked; rows of both kinds speak for themselves."""
    if making.asked.what is not What.STILL:
        return
    planned = [session for session in found if not session.cancelled]
    if not planned:
        yield paragraph(making.phrases.not_on)
    elif len(planned) == len(found):
        yield paragraph(making.phrases.still_on if len(found) == 1 else making.phrases.all_still_on)


def _cancelled(making: Making) -> Answered:
    found = making.matching(replace(making.asked.query, cancelled=True))
    if not found:
        return making.told([*making.reading(), paragraph(making.phrases.nothing.cancelled)])
    return making.listed(found, [paragraph(making.phrases.count.cancelled.format(count=len(found)))])
