"""A question as data, and the sessions that fit it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum

from bot.schedule.sessions import Session
from bot.schedule.timetable import Timetable
from bot.schedule.windows import Moment, When, fits, windows


class Pick(StrEnum):
    """Which of the sessions found are meant."""

    FIRST = "first"
    LAST = "last"


@dataclass(frozen=True, slots=True)
class Query:
    """What sessions are asked for. Every part that is given has to fit; of several values in one part, one.

    With `either`, one of track and type is enough. `among` are the ids that words of the question named, or that are
    about its topic; None where it has no such words. With `cancelled`, only what does not take place is meant.
    """

    when: When = field(default_factory=When)
    rooms: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    tracks: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    among: frozenset[str] | None = None
    pick: Pick | None = None
    either: bool = False
    cancelled: bool = False


def matching(query: Query, timetable: Timetable, now: datetime) -> tuple[Session, ...]:
    """The sessions that fit, in the order of their start.

    Cancelled ones are among them only where somebody or something is asked for by name and no time is.
    """
    named = bool(query.speakers) or query.among is not None
    wanted = [session for session in timetable.programme.sessions if _is_of(session, query)]
    if query.cancelled:
        wanted = [session for session in wanted if session.cancelled]
    elif query.when.moment or query.when.stretch or query.when.days or not named:
        wanted = [session for session in wanted if not session.cancelled]
    found = _then(wanted, query.when, timetable, now.astimezone(UTC))
    return _picked(found, query.pick, timetable)


def _is_of(session: Session, query: Query) -> bool:
    return (
        (query.among is None or session.id in query.among)
        and _has_one(query.rooms, session.rooms)
        and _has_one(query.speakers, (*session.speakers, *session.chairs))
        and _has_label(query, session)
        and _has_one(query.languages, (session.language,))
    )


def _has_label(query: Query, session: Session) -> bool:
    both = (_has_one(query.tracks, (session.track,)), _has_one(query.types, (session.type,)))
    return any(both) if query.either else all(both)


def _has_one(wanted: Sequence[str], own: Sequence[str]) -> bool:
    return not wanted or any(value in wanted for value in own)


def _then(sessions: Iterable[Session], when: When, timetable: Timetable, now: datetime) -> tuple[Session, ...]:
    if when.days or when.stretch:
        meant = tuple(windows(when, timetable))
        sessions = [session for session in sessions if any(fits(session, window, timetable) for window in meant)]
    match when.moment:
        case Moment.NOW:
            return tuple(session for session in sessions if timetable.spans[session.id].holds(now))
        case Moment.NEXT:
            return timetable.soonest(session for session in sessions if timetable.spans[session.id].start > now)
        case Moment.LATER:
            return tuple(session for session in sessions if timetable.spans[session.id].start > now)
        case None:
            return tuple(sessions)


def _picked(sessions: tuple[Session, ...], pick: Pick | None, timetable: Timetable) -> tuple[Session, ...]:
    if pick is Pick.FIRST:
        return timetable.soonest(sessions)
    if pick is Pick.LAST:
        latest = max((timetable.spans[session.id].start for session in sessions), default=None)
        return tuple(session for session in sessions if timetable.spans[session.id].start == latest)
    return sessions
