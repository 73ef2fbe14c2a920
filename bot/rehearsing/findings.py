"""What an organiser should look at before the event: in messages, in the programme, in the content. Pure."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from math import ceil
from typing import Final

from bot.knowledge.records import Entry
from bot.notifications.campaigns import Kind
from bot.notifications.ledger import State
from bot.organising.changes import day, named
from bot.organising.summaries import counted as number_of
from bot.rehearsing.figures import BURST, bursts, rushes
from bot.rehearsing.guests import counted
from bot.rehearsing.notebook import Omission
from bot.rehearsing.record import Record
from bot.schedule.sessions import Session
from bot.schedule.timetable import WITHOUT_END

MANY: Final = 4  # messages in five minutes
SLOW: Final = timedelta(seconds=60)  # for the last of what is due at once
SHOWN: Final = 5  # of a kind
_REMINDS: Final = {Kind.REMINDER, Kind.FOLLOWED}


def findings(record: Record) -> list[str]:
    """A sentence each, of messages, then of the programme and the content; empty where there is nothing to look at."""
    return [*_of_messages(record), *_of_omissions(record), *_of_programme(record), *_of_content(record)]


# Messages


def _of_messages(record: Record) -> Iterator[str]:
    found = bursts(record, MANY)
    for burst in found[:SHOWN]:
        whom = counted([record.guest[each] for each in burst.recipients])
        yield f"{burst.messages} messages in {BURST.seconds // 60} minutes for {whom}, {_at(burst.begins, record)}."
    if len(found) > SHOWN:
        yield f"{len(found) - SHOWN} more moments at which somebody gets {MANY} messages or more in five minutes."
    slow = [rush for rush in rushes(record) if rush.took > SLOW]
    for rush in sorted(slow, key=lambda rush: -rush.took)[:SHOWN]:
        took, rate = long_time(rush.took.total_seconds()), rate_of(record.rate[rush.platform])
        where = f"at once on {rush.platform.capitalize()}"
        yield f"{len(rush.messages)} messages due {where} take {took} at {rate}, {_at(rush.due, record)}."
    if len(slow) > SHOWN:
        yield f"{len(slow) - SHOWN} more moments at which the last message comes over a minute after it was due."


def _of_omissions(record: Record) -> Iterator[str]:
    notes = record.notebook
    if notes.put_off:
        yield f"Put off by quiet hours: {_notifications(notes.put_off, record)}."
    silent = sum(message.silent for message in record.messages)
    if silent:
        yield f"Without a sound, since they cannot wait for the end of quiet hours: {number_of(silent, 'message')}."
    for (state, why), those in _grouped(notes.left_out).items():
        yield f"{_says(state, why)}: {_notifications(those, record)}."


def _says(state: State, why: str) -> str:
    match state:
        case State.EXPIRED:
            return "Could not go out in time"
        case State.SKIPPED:
            return f"Left out ({why})"
        case State.WITHDRAWN:
            return "Had nothing left to say"
        case _:
            return f"Failed ({why})"


def _grouped(notes: Iterable[Omission]) -> dict[tuple[State, str], list[Omission]]:
    found: dict[tuple[State, str], list[Omission]] = defaultdict(list)
    for note in notes:
        found[note.state, note.why].append(note)
    return found


def _notifications(notes: Sequence[Omission], record: Record) -> str:
    whom = {note.delivery.recipient.id for note in notes}
    return f"{number_of(len(notes), 'notification')}, of {counted([record.guest[id_] for id_ in whom])}"


# The programme


def _of_programme(record: Record) -> Iterator[str]:
    reminded = Counter(
        delivery.session for message in record.messages for delivery in message.deliveries if delivery.kind in _REMINDS
    )
    told = [session for session in record.timetable.planned() if reminded[session.id]]
    yield from _listed("reminder", "for a session without a room", [each for each in told if not each.rooms], reminded)
    unnamed = [each for each in told if not each.title]
    yield from _listed("reminder", "for a session without a title", unnamed, reminded)
    endless = [each for each in record.timetable.planned() if each.end is None]
    if endless:
        hour = f"{WITHOUT_END.seconds // 3600} hour"
        yield f"{_these(endless)} without an end, taken to last {hour}, or until the next in the same room."
    starred = Counter(session for guest in record.guests for session in guest.stars)
    cancelled = [each for each in record.programme.sessions if each.cancelled and starred[each.id]]
    yield from _listed("schedule", "with a session that is cancelled", cancelled, starred)


def _listed(what: str, which: str, sessions: Sequence[Session], numbers: Counter[str]) -> Iterator[str]:
    for session in sorted(sessions, key=lambda each: -numbers[each.id])[:SHOWN]:
        yield f"{number_of(numbers[session.id], what)} {which}: {_quoted(session)}."
    if len(sessions) > SHOWN:
        yield f"The same goes for {len(sessions) - SHOWN} more sessions."


def _these(sessions: Sequence[Session]) -> str:
    names = ", ".join(map(_quoted, sessions[:SHOWN])) + (", …" if len(sessions) > SHOWN else "")
    return f"{number_of(len(sessions), 'session')} ({names})"


# The content


def _of_content(record: Record) -> Iterator[str]:
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


def rate_of(per_second: float | None) -> str:
    return "any rate" if per_second is None else f"{per_second:g}/s"


def _at(moment: datetime, record: Record) -> str:
    local = record.local(moment)
    return f"{day(local)} {local:%H:%M}"


def long_time(seconds: float) -> str:
    """Such as "8 s" or "2 min 05 s"."""
    minutes, rest = divmod(ceil(seconds), 60)
    return f"{minutes} min {rest:02} s" if minutes > 1 else f"{ceil(seconds)} s"


def _quoted(session: Session) -> str:
    return f"“{named(session)}”"
