"""What is amiss in the programme and in the content, as far as it shows in what people are told. Pure."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final

from bot.knowledge.records import Entry
from bot.notifications.campaigns import Kind
from bot.organising.changes import day, placed
from bot.organising.summaries import counted as number_of
from bot.rehearsing.record import Record
from bot.schedule.clashes import clashes
from bot.schedule.sessions import Kind as Sort
from bot.schedule.sessions import Session
from bot.schedule.timetable import WITHOUT_END

SHOWN: Final = 5  # of a kind
_REMINDS: Final = {Kind.REMINDER, Kind.FOLLOWED}


def of_programme(record: Record) -> Iterator[str]:
    """A sentence on each: an event that is over, sessions that lack something, rooms with two talks, cancelled ones."""
    if record.timetable.days and record.timetable.last_day < record.today:
        yield f"The event ended on {day(record.timetable.last_day)}: in earnest, nobody is told any of this."
    reminded = Counter(
        delivery.session for message in record.messages for delivery in message.deliveries if delivery.kind in _REMINDS
    )
    told = [session for session in record.timetable.planned() if reminded[session.id]]
    yield from _listed(
        "reminder", "for a session without a room", [each for each in told if not each.rooms], reminded, record
    )
    unnamed = [each for each in told if not each.title]
    yield from _listed("reminder", "for a session without a title", unnamed, reminded, record)
    endless = [each for each in record.timetable.planned() if each.end is None]
    if endless:
        hour = f"{WITHOUT_END.seconds // 3600} hour"
        yield f"{_these(endless, record)} without an end, taken to last {hour}, or until the next in the same room."
    yield from _doubles(record)
    starred = Counter(session for guest in record.guests for session in guest.stars)
    cancelled = [each for each in record.programme.sessions if each.cancelled and starred[each.id]]
    yield from _listed("schedule", "with a session that is cancelled", cancelled, starred, record)


def _listed(what: str, which: str, sessions: Sequence[Session], numbers: Counter[str], record: Record) -> Iterator[str]:
    for session in sorted(sessions, key=lambda each: -numbers[each.id])[:SHOWN]:
        yield f"{number_of(numbers[session.id], what)} {which}: {_quoted(session, record)}."
    if len(sessions) > SHOWN:
        yield f"The same goes for {len(sessions) - SHOWN} more sessions."


def _doubles(record: Record) -> Iterator[str]:
    """Rooms in which two talks are on at once: what people read of one of them must be wrong."""
    talks = [each for each in record.timetable.planned() if each.kind is Sort.TALK and not each.part_of]
    pairs = [(one, two) for one, two in clashes(talks) if {*one.rooms} & {*two.rooms}]
    for one, two in pairs[:SHOWN]:
        room = next(each for each in two.rooms if each in one.rooms)
        both = f"{_quoted(one, record)} and {_quoted(two, record)}"
        yield f"Two sessions at once in {room}, {at(two.start, record)}: {both}."
    if len(pairs) > SHOWN:
        yield f"{number_of(len(pairs) - SHOWN, 'more time')} two sessions are on at once in one room."


def _these(sessions: Sequence[Session], record: Record) -> str:
    names = ", ".join(_quoted(each, record) for each in sessions[:SHOWN]) + (", …" if len(sessions) > SHOWN else "")
    return f"{number_of(len(sessions), 'session')} ({names})"


# The content


def of_content(record: Record) -> Iterator[str]:
    """A sentence on each answer that does not hold throughout, and on what programme and content disagree about."""
    for entry in record.knowledge.entries.values():
        yield from _of_entry(entry, record)
    event = record.knowledge.events.get(f"events/{record.programme.event}")
    if event is None:
        yield "The content says nothing of this event: it has no event.yaml."
        return
    days = record.timetable.days
    outside = [each for each in days if not event.when.first <= each <= event.when.last]
    if outside:
        beyond = ", ".join(map(day, outside))
        yield f"The content has the event on {event.when}; the programme has sessions on {beyond} too."
    if event.zone != record.programme.zone:
        yield f"The content has the event's clocks in {event.zone}, the programme in {record.programme.zone}."


def _of_entry(entry: Entry, record: Record) -> Iterator[str]:
    """Answers that hold for a time which leaves out a day of the event; of what begins after it, nothing."""
    days, valid = record.timetable.days, entry.valid
    if valid is None or not days or valid.first > days[-1]:
        return
    without = [number for number, each in enumerate(days, start=1) if not valid.first <= each <= valid.last]
    if without:
        which = "any day" if len(without) == len(days) else f"day {' and '.join(map(str, without))}"
        yield f"“{entry.title}”: no answer valid on {which} of the event; what there is holds for {valid}."


# Words


def at(moment: datetime, record: Record) -> str:
    """The day and the minute, by the venue's clocks."""
    local = record.local(moment)
    return f"{day(local)} {local:%H:%M}"


def _quoted(session: Session, record: Record) -> str:
    """Its title, else when and where it is, by which it can be found."""
    return f"“{session.title}”" if session.title else f"{at(session.start, record)}{placed(session)}"
