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


def reminders(deliveries: Sequence[Delivery], telling: Telling) -> Part | None:
    """What starts soon; None where none of it holds any more: it moved or was cancelled in this moment."""
    found = sorted(_valid(deliveries, telling), key=lambda each: (utc(each[1]), each[1].rooms, each[1].title))
    if not found:
        return None
    starred = any(each.kind is Kind.REMINDER for each in deliveries)
    entries = tuple(entry(*each) for each in found)
    if len(found) == 1:
        off = (unstar(*found[0], telling),) if starred else ()
        return Part(_one(*found[0], telling), (details(*found[0], telling), *off), entries)
    mine = (my_schedule(telling),) if starred else ()
    return Part(tuple(_several(found, telling)), (*buttons(found, telling), *mine), entries)


def _valid(deliveries: Sequence[Delivery], telling: Telling) -> list[_Found]:
    """The sessions that still begin when the reminder says, each once, whatever they are reminded of for."""
    found: dict[tuple[str, str], _Found] = {}
    for delivery in deliveries:
        here = telling.found(delivery)
        if here and not here[1].cancelled and instant_of(delivery.payload.get("start")) == utc(here[1]):
            found[delivery.event, delivery.session] = here
    return list(found.values())


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
