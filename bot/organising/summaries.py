"""What an import found in a file and made of it, in plain lines for organisers."""

from collections.abc import Iterator
from datetime import date

from bot.organising.changes import SHOWN, counts, cut, day, differing, named, placed, summed_up, when
from bot.organising.releasing import Outcome
from bot.organising.uploads import Found
from bot.schedule.sessions import Kind, Programme, Session

EVERY = 1000  # so many that nothing is left out


def contents(read: Found, *, zone_given: bool, shown: int = EVERY) -> Iterator[str]:
    """What was found in a file, whether its times are read as they were meant, and what there is to look at.

    Args:
        zone_given: whether the organiser named the zone, so that the times have to be compared.
        shown: of each kind of line.
    """
    programme = read.programme
    yield f"{programme.title or programme.event} ({read.format}), times in {programme.zone}"
    yield from found(programme, read.speakers, shown)
    if zone_given:
        yield from local_times(programme, shown)
    for heading, sentences in (("Put in order:", read.notes), ("Please look at:", read.warnings)):
        if sentences:
            yield heading
            yield from cut(sentences, shown)
    if read.dropped_columns:
        yield f"Private data, left out: {', '.join(read.dropped_columns)}"


def found(programme: Programme, speakers: int, shown: int = EVERY) -> Iterator[str]:
    """What is in a programme: counts, then a line for each day."""
    sessions = programme.sessions
    yield (
        f"{counted(len(sessions), 'session')}, {counted(len(rooms_of(programme)), 'room')},"
        f" {counted(len(programme.days), 'day')}, {counted(speakers, 'speaker')}."
    )
    special = {
        "break": sum(each.kind is Kind.BREAK for each in sessions),
        "block": sum(each.kind is Kind.BLOCK for each in sessions),
        "cancelled session": sum(each.cancelled for each in sessions),
    }
    if any(special.values()):
        yield f"Among them: {', '.join(counted(number, what) for what, number in special.items() if number)}."
    yield from cut([f"{day(each)}: {_on(each, programme)}" for each in programme.days], shown)


def _on(conference_day: date, programme: Programme) -> str:
    sessions = _sessions(conference_day, programme)
    starts = min(each.start for each in sessions).astimezone(programme.tz)
    ends = max(each.end or each.start for each in sessions).astimezone(programme.tz)
    return f"{counted(len(sessions), 'session')}, from {starts:%H:%M}{f' to {ends:%H:%M}' if ends > starts else ''}"


def local_times(programme: Programme, shown: int = EVERY) -> Iterator[str]:
    """The first session of each day by the clocks of the zone, to be compared with what is printed elsewhere."""
    yield f"By the clocks of {programme.zone}, the days begin with:"
    by_day = [_sessions(each, programme) for each in programme.days]
    firsts = [min(sessions, key=lambda each: each.start) for sessions in by_day]
    yield from cut([f"{when(each, programme)}  {named(each)}{placed(each)}" for each in firsts], shown)


def became(outcome: Outcome, *, dry_run: bool = False, shown: int = SHOWN) -> Iterator[str]:
    """What became of it: the release and its difference, and what an organiser has to decide beside."""
    changes = outcome.difference
    if not changes:
        yield "Nothing changed."
    elif dry_run:
        yield f"Nothing was written. An import would make a release: {summed_up(counts(changes))}."
    elif outcome.release is not None:
        yield f"Release {outcome.release.number}: {summed_up(counts(changes))}."
    if changes and changes.frame_before is not None:  # a first release is new from end to end
        yield from differing(changes, shown)
    if outcome.overruled:
        yield "Announced in the file, and still cancelled until you restore them:"
        yield from cut([f"{named(each)} ({each.id})" for each in outcome.overruled], shown)


def rooms_of(programme: Programme) -> set[str]:
    """The rooms in which something takes place."""
    return {room for session in programme.sessions for room in session.rooms}


def counted(number: int, what: str) -> str:
    """A number and what it counts: "1 room", "2 rooms"."""
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _sessions(conference_day: date, programme: Programme) -> list[Session]:
    return [each for each in programme.sessions if programme.day_of(each.start) == conference_day]
