"""Reminders in words: one session as a line with what can be done, several as a list by their time. Pure."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from bot.attending.notices.ahead import soon
from bot.attending.notices.parts import (
    Part,
    Telling,
    buttons,
    details,
    entry,
    line,
    my_schedule,
    unstar,
    utc,
    zone_line,
)
from bot.attending.telling import in_rooms, times, titled
from bot.messages import Block, Bullets, Paragraph, Span, paragraph
from bot.notifications.campaigns import Kind
from bot.notifications.ledger import Delivery
from bot.notifications.payloads import instant_of
from bot.schedule.sessions import Programme, Session

_Found = tuple[Programme, Session]


def as_planned(deliveries: Sequence[Delivery], telling: Telling) -> list[Delivery]:
    """Those whose session still begins when the reminder says: it neither moved nor was cancelled in this moment."""
    return [each for each in deliveries if _holds(each, telling.found(each))]


def reminders(deliveries: Sequence[Delivery], telling: Telling) -> Part:
    """What starts soon, each session once, whatever it is reminded of for."""
    sessions = {(each.event, each.session): here for each in deliveries if (here := telling.found(each))}
    found = sorted(sessions.values(), key=lambda each: (utc(each[1]), each[1].rooms, each[1].title))
    starred = any(each.kind is Kind.REMINDER for each in deliveries)
    entries = tuple(entry(*each) for each in found)
    if len(found) == 1:
        off = (unstar(*found[0], telling),) if starred else ()
        return Part(_one(*found[0], telling), (details(*found[0], telling), *off), entries)
    mine = (my_schedule(telling),) if starred else ()
    return Part(tuple(_several(found, telling)), (*buttons(found, telling), *mine), entries)


def _holds(delivery: Delivery, found: _Found | None) -> bool:
    starts = instant_of(delivery.payload.get("start"))
    return found is not None and not found[1].cancelled and utc(found[1]) == starts


def _one(programme: Programme, session: Session, telling: Telling) -> tuple[Block, ...]:
    behind = f"{in_rooms(session, telling.language)} · {times(session, programme, telling.language)}"
    title = Span(titled(session, telling.words), "strong")
    says = Paragraph((Span(f"{_soon(session, telling)} "), title, Span(behind)))
    return (says, *zone_line(programme, [session.start], telling))


def _several(found: Sequence[_Found], telling: Telling) -> Iterator[Block]:
    for _, together in groupby(found, key=lambda each: utc(each[1])):
        those = list(together)
        yield paragraph(_soon(those[0][1], telling))
        yield Bullets(tuple(line(session, programme, telling) for programme, session in those))
    yield from zone_line(found[0][0], [session.start for _, session in found], telling)


def _soon(session: Session, telling: Telling) -> str:
    return soon(utc(session) - telling.now, telling.phrases, telling.language)
