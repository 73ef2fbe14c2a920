"""Changes in words: old and new, time and room told apart, and what they now clash with. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot import writing
from bot.attending import clashing
from bot.attending.my_schedule import Clash, clashes_of
from bot.attending.notices.parts import Part, Telling, buttons, details, entry, my_schedule, unstar, zone_line
from bot.attending.telling import short_day_name, times, titled
from bot.messages import Action, Block, Bullets, Details, Paragraph, Span, Text, paragraph
from bot.notifications.carrying import change_of
from bot.notifications.changes import merged
from bot.notifications.ledger import Delivery
from bot.notifications.session_changes import SessionChange
from bot.schedule.clashes import in_the_way_of
from bot.schedule.sessions import Programme, Session
from bot.schedule.timetable import WITHOUT_END

_LED = " → "


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
        return _with_clashes(Part(_card(*told[0], telling), _actions(*told[0], telling), entries), told, telling)
    blocks = tuple(block for programme, those in by_event for block in _list(programme, those, telling))
    on = [(programme, change.after) for programme, change in told if not change.after.cancelled]
    own = (my_schedule(telling),) if any(telling.owns(each, change.after) for each, change in told) else ()
    return _with_clashes(Part(blocks, (*buttons(on, telling), *own), entries), told, telling)


def changed(change: SessionChange, programme: Programme, telling: Telling) -> tuple[Block, ...]:
    """One change as a card, as an organiser sees it before it is sent: without what is each person's own."""
    return _card(programme, change, telling)


def _by_event(deliveries: Sequence[Delivery], telling: Telling) -> list[tuple[Programme, tuple[SessionChange, ...]]]:
    carried: dict[str, list[SessionChange]] = {}
    for delivery in sorted(deliveries, key=lambda each: (each.due, each.id)):
        change = change_of(delivery.session, delivery.payload)
        if change is not None and delivery.event in telling.current:
            carried.setdefault(delivery.event, []).append(change)
    return [(telling.current[event].programme, merged(those)) for event, those in carried.items()]


# One change


def _card(programme: Programme, change: SessionChange, telling: Telling) -> tuple[Block, ...]:
    heading = Paragraph((Span(f"{_what(change, telling)} "), Span(titled(change.after, telling.words), "strong")))
    over = (paragraph(telling.phrases.over),) if _is_over(change, telling) else ()
    zone = zone_line(programme, [change.after.start], telling)
    return (heading, Details(tuple(_rows(programme, change, telling))), *zone, *over)


def _rows(programme: Programme, change: SessionChange, telling: Telling) -> Iterator[tuple[str, str]]:
    words = telling.words
    yield words.label_when, _when(programme, change, telling)
    if change.moved_room or change.after.rooms:
        several = len(change.after.rooms) > 1
        yield words.label_rooms if several else words.label_room, _rooms(change, telling)
    if change.other_speakers:
        several = len(change.after.speakers) > 1
        yield words.label_speakers if several else words.label_speaker, _speakers(change, telling)


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
    told = [value for _, value in _rows(programme, change, telling)]
    title = Span(titled(change.after, telling.words), "strong")
    return (*((Span(what),) if what else ()), title, Span(f" · {' · '.join(told)}"))


# Old and new


def _when(programme: Programme, change: SessionChange, telling: Telling) -> str:
    after = _on_day(change.after, programme, telling)
    if change.before is None or not change.moved_time or change.cancelled:
        return _on_day(change.before or change.after, programme, telling) if change.cancelled else after
    before = _on_day(change.before, programme, telling)
    if programme.day_of(change.before.start) == programme.day_of(change.after.start):
        after = times(change.after, programme, telling.language)
    return before + _LED + after


def _rooms(change: SessionChange, telling: Telling) -> str:
    after = _listed(change.after.rooms, telling.phrases.no_room, telling)
    if change.before is None or not change.moved_room or change.cancelled:
        return after
    return _listed(change.before.rooms, telling.phrases.no_room, telling) + _LED + after


def _speakers(change: SessionChange, telling: Telling) -> str:
    before = change.before.speakers if change.before else ()
    nobody = telling.phrases.nobody
    return _listed(before, nobody, telling) + _LED + _listed(change.after.speakers, nobody, telling)


def _on_day(session: Session, programme: Programme, telling: Telling) -> str:
    day = short_day_name(programme.day_of(session.start), telling.language)
    return f"{day}, {times(session, programme, telling.language)}"


def _listed(names: Sequence[str], none: str, telling: Telling) -> str:
    return writing.listed(names, telling.language) or none


# Clashes


def _with_clashes(part: Part, told: Sequence[tuple[Programme, SessionChange]], telling: Telling) -> Part:
    """The part with what now is at the same time on somebody's own schedule, and the ways out."""
    blocks, actions = list(part.blocks), list(part.actions)
    for programme in dict.fromkeys(programme.event for programme, _ in told):
        here = telling.current[programme].programme
        changes_here = [change for each, change in told if each.event == programme]
        clashes = dict.fromkeys(clash for change in changes_here for clash in _new_clashes(here, change, telling))
        said, ways = clashing.told(tuple(clashes), here, telling.words, telling.language)
        blocks += said
        actions = [*ways, *actions]
    return replace(part, blocks=tuple(blocks), actions=tuple(dict.fromkeys(actions)))


def _new_clashes(programme: Programme, change: SessionChange, telling: Telling) -> Iterator[Clash]:
    """What the session is at the same time with, and was not before it changed."""
    session = telling.current[programme.event].sessions.get(change.after.id)
    if session is None or not telling.owns(programme, session) or change.before is None:
        return
    before = change.before
    then = replace(session, start=before.start, end=before.end, status=before.status)
    for clash in clashes_of(session, programme, telling.own[programme.event], telling.now):
        if not in_the_way_of(then, [clash.other(session.id)]):
            yield clash
