"""Changes in words: one as a card, several as a list for each event. Pure."""

from collections.abc import Iterator, Sequence

from bot.attending.notices.differing import named, named_in_line, rows, title_rows
from bot.attending.notices.parts import Part, Telling, buttons, details, entry, my_schedule, unstar, zone_line
from bot.attending.notices.ways import with_ways
from bot.messages import Action, Block, Bullets, Details, Paragraph, Span, Text, paragraph
from bot.notifications.carrying import change_of
from bot.notifications.changes import merged
from bot.notifications.ledger import Delivery
from bot.notifications.session_changes import SessionChange
from bot.schedule.sessions import Programme
from bot.schedule.timetable import WITHOUT_END


def not_undone(deliveries: Sequence[Delivery], telling: Telling) -> list[Delivery]:
    """Those of whose session something is left to tell: what changed was not undone by another of them."""
    by_event = _by_event(deliveries, telling)
    told = {(programme.event, change.after.id) for programme, those in by_event for change in those}
    return [each for each in deliveries if (each.event, each.session) in told]


def changes(deliveries: Sequence[Delivery], telling: Telling) -> Part:
    """What changed, as one card, or as a list for each event."""
    by_event = _by_event(deliveries, telling)
    told = [(programme, change) for programme, those in by_event for change in those]
    entries = tuple(entry(programme, change.after) for programme, change in told)
    if len(told) == 1:
        return with_ways(Part(_card(*told[0], telling), _actions(*told[0], telling), entries), told, telling)
    blocks = tuple(block for programme, those in by_event for block in _list(programme, those, telling))
    on = [(programme, change.after) for programme, change in told if not change.after.cancelled]
    own = (my_schedule(telling),) if any(telling.owns(each, change.after) for each, change in told) else ()
    return with_ways(Part(blocks, (*buttons(on, telling), *own), entries), told, telling)


def _by_event(deliveries: Sequence[Delivery], telling: Telling) -> list[tuple[Programme, tuple[SessionChange, ...]]]:
    carried: dict[str, list[SessionChange]] = {}
    for delivery in sorted(deliveries, key=lambda each: (each.due, each.id)):
        change = change_of(delivery.session, delivery.payload)
        if change is not None and delivery.event in telling.current:
            carried.setdefault(delivery.event, []).append(change)
    return [(telling.current[event].programme, merged(those)) for event, those in carried.items()]


# One change


def _card(programme: Programme, change: SessionChange, telling: Telling) -> tuple[Block, ...]:
    heading = Paragraph((Span(f"{_what(change, telling)} "), Span(named(change, telling.words), "strong")))
    over = (paragraph(telling.phrases.over),) if _is_over(change, telling) else ()
    zone = zone_line(programme, [change.after.start], telling)
    told = (*title_rows(change, telling), *rows(programme, change, telling))
    return (heading, Details(told), *zone, *over)


def _actions(programme: Programme, change: SessionChange, telling: Telling) -> tuple[Action, ...]:
    on = () if change.after.cancelled else (details(programme, change.after, telling),)
    own = (unstar(programme, change.after, telling),) if telling.owns(programme, change.after) else ()
    return (*on, *own)


def _what(change: SessionChange, telling: Telling) -> str:
    phrases = telling.phrases
    if change.cancelled:
        return phrases.cancelled
    if change.restored:
        return phrases.restored
    return phrases.new if change.new else phrases.changed


def _is_over(change: SessionChange, telling: Telling) -> bool:
    end = change.after.end or change.after.start + WITHOUT_END
    return change.moved_time and not change.after.cancelled and end <= telling.now


# Several


def _list(programme: Programme, those: Sequence[SessionChange], telling: Telling) -> Iterator[Block]:
    yield paragraph(telling.phrases.changes.format(event=programme.title or programme.event))
    yield Bullets(tuple(_item(programme, change, telling) for change in those))
    yield from zone_line(programme, [change.after.start for change in those], telling)


def _item(programme: Programme, change: SessionChange, telling: Telling) -> Text:
    what = "" if _what(change, telling) == telling.phrases.changed else f"{_what(change, telling)} "
    told = [value for _, value in rows(programme, change, telling)]
    title = Span(named_in_line(change, telling.words), "strong")
    return (*((Span(what),) if what else ()), title, Span(f" · {' · '.join(told)}"))
