"""A difference between two releases in plain lines, for organisers."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from bot.schedule.differences import Change, Difference
from bot.schedule.sessions import Programme, Session

SHOWN = 12  # of each kind of change
_KINDS = {
    "new": "new",
    "moved_time": "moved in time",
    "moved_room": "in another room",
    "retitled": "retitled",
    "speakers": "with other speakers",
    "cancelled": "cancelled",
}
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def counts(changes: Difference) -> dict[str, int]:
    """How many sessions each kind of change concerns, as scripts read it."""
    return {kind: len(getattr(changes, kind)) for kind in _KINDS}


def summed_up(counted: Mapping[str, int]) -> str:
    """Counts of changes as people read them."""
    told = (f"{counted[kind]} {says}" for kind, says in _KINDS.items() if counted.get(kind))
    return ", ".join(told) or "other changes"


def differing(changes: Difference, shown: int = SHOWN) -> Iterator[str]:
    """A line for each change below a line for its kind; empty where nothing differs."""
    frame = changes.frame
    told: dict[str, Sequence[str]] = {
        "New": [f"{when(each, frame)}  {named(each)}{placed(each)}" for each in changes.new],
        "Cancelled": [f"{when(each, frame)}  {named(each)}" for each in changes.cancelled],
        "Restored": [f"{when(each.after, frame)}  {named(each.after)}" for each in changes.restored],
        "Moved in time": [_moved(each, frame) for each in changes.moved_time],
        "In another room": [_led(each, rooms(each.before), rooms(each.after)) for each in changes.moved_room],
        "Retitled": [f"{named(each.before)} -> {named(each.after)}" for each in changes.retitled],
        "Other speakers": [_led(each, speakers(each.before), speakers(each.after)) for each in changes.speakers],
        "Changed in other ways": [named(each.after) for each in changes.changed if _is_other(each)],
    }
    for heading, lines in told.items():
        if lines:
            yield f"{heading}:"
            yield from cut(lines, shown)
    if changes.frame_before is not None:
        yield from _reframed(changes.frame_before, frame)


def cut(lines: Sequence[str], shown: int = SHOWN) -> Iterator[str]:
    """The first of many lines, and how many more there are."""
    yield from (f"  {line}" for line in lines[:shown])
    if len(lines) > shown:
        yield f"  ... and {len(lines) - shown} more"


def named(session: Session) -> str:
    return session.title or "(without a title)"


def placed(session: Session) -> str:
    return f", {rooms(session)}" if session.rooms else ""


def rooms(session: Session) -> str:
    return " and ".join(session.rooms) or "no room"


def speakers(session: Session) -> str:
    return ", ".join(session.speakers) or "nobody"


def when(session: Session, programme: Programme) -> str:
    """The day and the times, by the venue's clocks."""
    return f"{day(session.start.astimezone(programme.tz))} {times(session, programme)}"


def times(session: Session, programme: Programme) -> str:
    """The start, and the end where it has one, with its day where that is another one."""
    start = f"{session.start.astimezone(programme.tz):%H:%M}"
    if session.end is None:
        return start
    last_day = programme.end_told_with_day(session)
    end = f"{session.end.astimezone(programme.tz):%H:%M}"
    return f"{start} - {day(last_day)} {end}" if last_day else f"{start}-{end}"


def day(moment: date) -> str:
    # Not with strftime, which would write it in the language of the machine.
    return f"{_DAYS[moment.weekday()]} {moment.day} {_MONTHS[moment.month - 1]} {moment.year}"


def _reframed(before: Programme, after: Programme) -> Iterator[str]:
    if before.title != after.title:
        yield f"The event is called {after.title}, and was called {before.title}."
    if before.zone != after.zone:
        yield f"The times are those of {after.zone}, and were those of {before.zone}."


def _moved(change: Change, frame: Programme) -> str:
    return _led(change, when(change.before, frame), when(change.after, frame))


def _led(change: Change, before: str, after: str) -> str:
    return f"{named(change.after)}: {before} -> {after}"


def _is_other(change: Change) -> bool:
    kinds = (change.moved_time, change.moved_room, change.retitled, change.speakers, change.cancelled, change.restored)
    return not any(kinds)
