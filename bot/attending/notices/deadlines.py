"""Deadlines in words, with what they belong to and where that stands. Pure."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot import wording, writing
from bot.attending.notices.ahead import ahead
from bot.attending.notices.parts import Part, Telling
from bot.knowledge.snapshot import Knowledge
from bot.messages import Block, Paragraph, Span, Text, paragraph
from bot.notifications.deadlines import Dated, deadlines_in
from bot.notifications.ledger import Delivery
from bot.notifications.payloads import known_zone, written
from bot.understanding import zones
from bot.wording import Reader


def open_deadlines(deliveries: Sequence[Delivery], telling: Telling) -> list[Delivery]:
    """Those whose deadline the content has still, and has no other date for."""
    known = {(each.subject, written(each.at)) for each in deadlines_in(telling.knowledge)}
    return [each for each in deliveries if _meant(each) in known]


def deadlines(deliveries: Sequence[Delivery], telling: Telling) -> Part:
    """Each deadline once."""
    meant = {_meant(each) for each in deliveries}
    told = [each for each in deadlines_in(telling.knowledge) if (each.subject, written(each.at)) in meant]
    return Part(tuple(block for each in sorted(told, key=lambda each: each.at) for block in _card(each, telling)))


def owner(event: str, knowledge: Knowledge) -> str:
    """What an event is called in short; the association's acronym where none is given."""
    known = (each.short for each in knowledge.events.values() if each.id == event)
    return next(known, knowledge.association.acronym)


def headed(dated: Dated, knowledge: Knowledge, reader: Reader) -> Text:
    """What ends, with its page as a link, and whose it is."""
    title = Span(reader.phrases.term(dated.deadline.title), "strong", dated.deadline.link)
    return title, Span(f" · {owner(dated.event, knowledge)}")


def until(dated: Dated, reader: Reader) -> str:
    """By the clocks of the venue, and in brackets by the reader's own, where they differ then."""
    at, phrases = dated.deadline.at, reader.phrases.notifying.deadline
    there = _at(dated.at, dated.zone, reader)
    if at.clock is None:
        there = phrases.until.format(day=writing.day(at.day, reader.language), zone=dated.zone.key)
    own = known_zone(reader.zone) or dated.zone
    differ = dated.at.astimezone(own).utcoffset() != dated.at.astimezone(dated.zone).utcoffset()
    return f"{there} [{_at(dated.at, own, reader)}]" if differ else there


def _at(instant: datetime, zone: ZoneInfo, reader: Reader) -> str:
    local = instant.astimezone(zone)
    day, clock = writing.day(local.date(), reader.language), f"{local:%H:%M}"
    return reader.phrases.notifying.deadline.until_time.format(day=day, clock=clock, zone=zones.shown(zone.key))


def _meant(delivery: Delivery) -> tuple[object, object]:
    return delivery.payload.get("deadline"), delivery.payload.get("at")


def _card(dated: Dated, telling: Telling) -> Iterator[Block]:
    says = str(getattr(telling.phrases.deadline, dated.deadline.kind)).format(time=_ahead(dated, telling))
    yield Paragraph((Span(f"{says} "), *headed(dated, telling.knowledge, telling.reader)))
    yield paragraph(until(dated, telling.reader))
    yield wording.source_line(dated.deadline, telling.knowledge, telling.language)


def _ahead(dated: Dated, telling: Telling) -> str:
    """By days of the calendar, as people count them."""
    days = (dated.deadline.at.day - telling.now.astimezone(dated.zone).date()).days
    phrases = telling.phrases.deadline
    return {0: phrases.today, 1: phrases.tomorrow}.get(days) or ahead(timedelta(days=days), telling.language)
