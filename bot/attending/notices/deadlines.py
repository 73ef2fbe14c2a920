"""Deadlines in words, with what they belong to and where that stands. Pure."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from bot import wording, writing
from bot.attending.notices.ahead import ahead
from bot.attending.notices.parts import Part, Telling
from bot.messages import Block, Paragraph, Span, paragraph
from bot.notifications.deadlines import Dated, deadlines_in
from bot.notifications.ledger import Delivery
from bot.notifications.payloads import written


def deadlines(deliveries: Sequence[Delivery], telling: Telling) -> Part | None:
    """Each deadline once; None where the content has none of them any more, or has another date for it."""
    meant = {(each.payload.get("deadline"), each.payload.get("at")) for each in deliveries}
    told = [each for each in deadlines_in(telling.knowledge) if (each.subject, written(each.at)) in meant]
    blocks = tuple(block for each in sorted(told, key=lambda each: each.at) for block in _card(each, telling))
    return Part(blocks) if blocks else None


def _card(dated: Dated, telling: Telling) -> Iterator[Block]:
    deadline, phrases = dated.deadline, telling.phrases.deadline
    says = str(getattr(phrases, deadline.kind)).format(time=_ahead(dated, telling))
    title = Span(telling.reader.phrases.term(deadline.title), "strong", deadline.link)
    yield Paragraph((Span(f"{says} "), title, Span(f" · {_belongs_to(dated, telling)}")))
    yield paragraph(_until(dated, telling))
    yield wording.source_line(deadline, telling.knowledge, telling.language)


def _ahead(dated: Dated, telling: Telling) -> str:
    """By days of the calendar, as people count them."""
    days = (dated.deadline.at.day - telling.now.astimezone(dated.zone).date()).days
    phrases = telling.phrases.deadline
    return {0: phrases.today, 1: phrases.tomorrow}.get(days) or ahead(timedelta(days=days), telling.language)


def _belongs_to(dated: Dated, telling: Telling) -> str:
    knowledge = telling.knowledge
    return next((each.short for each in knowledge.events.values() if each.id == dated.event), None) or (
        knowledge.association.acronym
    )


def _until(dated: Dated, telling: Telling) -> str:
    at, phrases = dated.deadline.at, telling.phrases.deadline
    day, zone = writing.day(at.day, telling.language), dated.zone.key
    if at.clock is None:
        return phrases.until.format(day=day, zone=zone)
    return phrases.until_time.format(day=day, clock=f"{at.clock:%H:%M}", zone=zone)
