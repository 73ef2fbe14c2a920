"""The report of a rehearsal, for organisers: what is told when, to whom, and what to look at. Pure."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Final

from bot.messages import Reply
from bot.notifications.campaigns import Kind
from bot.notifications.deadlines import deadlines_in
from bot.notifications.ledger import Delivery
from bot.notifications.payloads import instant_of
from bot.organising.changes import day, named, placed
from bot.organising.summaries import counted as number_of
from bot.rehearsing.figures import MINUTE, Rush, by_recipient, hours, lateness, rushes
from bot.rehearsing.findings import findings, long_time, rate_of
from bot.rehearsing.guests import counted
from bot.rehearsing.guests import named as called
from bot.rehearsing.notebook import Message
from bot.rehearsing.pages import Fold, Heading, Items, Line, Part, Rows
from bot.rehearsing.record import Record

Write = Callable[[Reply], str]

BAR: Final = 40  # characters of the longest
RUSHES: Final = 10
NOTHING: Final = "Nothing stands out."
_KINDS: Final = {
    Kind.REMINDER: ("reminder", "reminders"),
    Kind.FOLLOWED: ("reminder of what is followed", "reminders of what is followed"),
    Kind.OVERVIEW: ("morning overview", "morning overviews"),
    Kind.DEADLINE: ("reminder of a deadline", "reminders of deadlines"),
    Kind.FEEDBACK: ("request for feedback", "requests for feedback"),
}


def title_of(record: Record) -> str:
    return f"Rehearsal: {record.programme.title or record.programme.event}"


def short(record: Record) -> Iterator[str]:
    """What stands at the head of the report, as lines for a terminal."""
    yield from _summary(record)
    found = findings(record)
    yield "Please look at:" if found else NOTHING
    yield from (f"  {sentence}" for sentence in found)


def report(record: Record, write: Write) -> list[Part]:
    """The whole report.

    Args:
        write: a reply as people read it, as plain text.
    """
    found = findings(record)
    return [
        Heading(title_of(record), 1),
        *map(Line, _summary(record)),
        Heading("Please look at"),
        Items(tuple(found)) if found else Line(NOTHING),
        Heading("Hour by hour"),
        _hours(record),
        Heading("Most at once"),
        _rushes(record),
        Heading("The timeline"),
        *_timeline(record),
        Heading("Each person and channel"),
        *_each(record, write),
    ]


# The head


def _summary(record: Record) -> Iterator[str]:
    programme = record.programme
    timetable = record.timetable
    first, last = day(timetable.first_day), day(timetable.last_day)
    days = first if first == last else f"{first} to {last}"
    made_up = " (all made up)" if record.made_up else ""
    yield (
        f"{programme.title or programme.event}: {number_of(len(programme.sessions), 'session')},"
        f" {days}, by the clocks of {programme.zone}."
    )
    yield f"{counted(record.guests)}{made_up}. Nothing was sent to any of them."
    kinds = ", ".join(f"{number:,} {_kind(kind, number)}" for kind, number in record.kinds.most_common())
    merged = " What is due together goes in one message." if record.kinds.total() > len(record.messages) else ""
    yield f"{_number(record.messages)}{f': {kinds}' if kinds else ''}.{merged}"
    for rush in rushes(record)[:1]:
        on, due = rush.platform.capitalize(), _moment(rush.due, record)
        yield f"Most at once: {len(rush.messages):,} on {on}, due {due}; {_took(rush, record)}."
    late = lateness(record.messages)
    if late:
        half, most, latest = map(long_time, late)
        yield f"After they are due: half within {half}, 95 of 100 within {most}, the latest {latest}."


def _kind(kind: Kind, number: int = 1) -> str:
    return _KINDS.get(kind, (kind, kind))[number != 1]


# Tables


def _hours(record: Record) -> Part:
    found = hours(record)
    most = max((number for counts in found.values() for number in counts.values()), default=1)
    rows = [row for each, counts in sorted(found.items()) for row in _day(day(each), counts, most)]
    return Rows(("Day", "Hour", "Messages", ""), (*rows, ("In all", "", f"{len(record.messages):,}", "")))


def _day(named: str, counts: Counter[int], most: int) -> Iterator[tuple[str, ...]]:
    """The whole day, then its hours."""
    yield named, "all", f"{counts.total():,}", ""
    for hour, number in sorted(counts.items()):
        yield "", f"{hour:02}:00", f"{number:,}", "█" * max(1, round(number / most * BAR))


def _rushes(record: Record) -> Part:
    rows = (
        (
            _moment(rush.due, record),
            rush.platform.capitalize(),
            f"{len(rush.messages):,}",
            _took(rush, record),
        )
        for rush in rushes(record)[:RUSHES]
    )
    return Rows(("Due", "On", "Messages", ""), tuple(rows))


def _took(rush: Rush, record: Record) -> str:
    return f"the last one after {long_time(rush.took.total_seconds())} at {rate_of(record.rate[rush.platform])}"


# The timeline


def _timeline(record: Record) -> Iterator[Part]:
    """A table for each day, with a row for each thing that was told."""
    told: dict[str, list[tuple[Message, Delivery]]] = defaultdict(list)
    for message in record.messages:
        for delivery in message.deliveries:
            told[delivery.key].append((message, delivery))
    days: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for those in sorted(told.values(), key=lambda each: each[0][0].at):
        first, last = (bound(message.at for message, _ in those) for bound in (min, max))
        whom = counted(record.whose([message for message, _ in those]))
        days[day(record.local(first))].append((*_from_to(first, last, record), *_about(those[0][1], record), whom))
    for each, rows in days.items():
        yield Heading(each, 3)
        yield Rows(("From", "Until", "What", "About", "To"), tuple(rows))


def _from_to(first: datetime, last: datetime, record: Record) -> tuple[str, str]:
    return f"{record.local(first):%H:%M:%S}", f"{record.local(last):%H:%M:%S}"


def _about(delivery: Delivery, record: Record) -> tuple[str, str]:
    """What it is, and what it is about."""
    session = record.sessions.get(delivery.session)
    if delivery.kind is Kind.DEADLINE:
        titles = {each.subject: each.deadline.title for each in deadlines_in(record.knowledge)}
        return _kind(delivery.kind), titles.get(str(delivery.payload.get("deadline")), "")
    return _kind(delivery.kind) + _before(delivery), f"{named(session)}{placed(session)}" if session else ""


def _before(delivery: Delivery) -> str:
    """How long before the session it is due."""
    start = instant_of(delivery.payload.get("start"))
    minutes = round((start - delivery.due) / MINUTE) if start else None
    return "" if minutes is None else f", {minutes} minutes before" if minutes else ", at the start"


# Each recipient


def _each(record: Record, write: Write) -> Iterator[Part]:
    messages = by_recipient(record)
    for guest in sorted(record.guests, key=lambda guest: (guest.is_person, guest.id)):
        theirs = messages.get(guest.id, ())
        lines = (f"{_moment(message.at, record)}{_marks(message)}  {_said(message, write)}" for message in theirs)
        yield Fold(f"{called(guest)}: {_number(theirs) if theirs else 'nothing'}", tuple(lines))


def _said(message: Message, write: Write) -> str:
    return " / ".join(line for line in write(message.reply).splitlines() if line)


def _marks(message: Message) -> str:
    return " (silent)" if message.silent else ""


def _moment(moment: datetime, record: Record) -> str:
    local = record.local(moment)
    return f"{day(local)} {local:%H:%M:%S}"


def _number(messages: Sequence[Message]) -> str:
    return f"{len(messages):,} {'message' if len(messages) == 1 else 'messages'}"
