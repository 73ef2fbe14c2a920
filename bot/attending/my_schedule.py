"""Somebody's own schedule of one event: what they starred, what of it is at the same time, and the ways out. Pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from heapq import nsmallest

from bot.schedule.clashes import clashes
from bot.schedule.sessions import Kind, Programme, Session

MOST_WAYS_OUT = 2


class Ways(StrEnum):
    """Where the ways out of a clash lead."""

    AGAIN = "again"  # the same title at another time
    SAME_TRACK = "same_track"
    FREE = "free"  # whatever else is on when nothing of one's own is
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Clash:
    """Two sessions of one's own at the same time, and what could be attended instead, the soonest first."""

    first: Session
    second: Session
    ways: Ways = Ways.NONE
    instead: tuple[Session, ...] = ()

    def concerns(self, id_: str) -> bool:
        return id_ in {self.first.id, self.second.id}

    def other(self, id_: str) -> Session:
        """The one of the two that has another id."""
        return self.second if self.first.id == id_ else self.first


@dataclass(frozen=True, slots=True)
class Mine:
    """What somebody starred of one programme, in the order of its start; cancelled sessions stay in it.

    Clashes are those to come: of what has begun, one was chosen.
    """

    programme: Programme
    sessions: tuple[Session, ...] = ()
    clashes: tuple[Clash, ...] = ()


def mine_of(programme: Programme, starred: Collection[str], now: datetime) -> Mine:
    """The schedule of whoever starred the sessions with these ids; ids that the programme lacks are passed over."""
    own = tuple(session for session in programme.sessions if session.id in starred)
    pairs = [pair for pair in clashes(own) if _utc(pair[1]) >= now.astimezone(UTC)]
    open_ = _open(programme.sessions, own, now) if pairs else ()
    return Mine(programme, own, tuple(_with_ways_out(*pair, open_) for pair in pairs))


def clashes_of(session: Session, programme: Programme, starred: Collection[str], now: datetime) -> tuple[Clash, ...]:
    """What is in the way of one session among the others that somebody starred."""
    mine = mine_of(programme, {*starred, session.id}, now)
    return tuple(clash for clash in mine.clashes if clash.concerns(session.id))


def _with_ways_out(first: Session, second: Session, open_: Sequence[Session]) -> Clash:
    at = _utc(first)
    titles, tracks = ({first.title, second.title} - {""}, {first.track, second.track} - {""})
    ways: dict[Ways, Sequence[Session]] = {
        Ways.AGAIN: [each for each in open_ if each.title in titles],
        Ways.SAME_TRACK: [each for each in open_ if each.track in tracks],
        Ways.FREE: open_,
    }
    for way, those in ways.items():
        if those:
            return Clash(first, second, way, tuple(nsmallest(MOST_WAYS_OUT, those, lambda each: abs(_utc(each) - at))))
    return Clash(first, second)


def _open(sessions: Sequence[Session], own: Sequence[Session], now: datetime) -> tuple[Session, ...]:
    """The talks to come that nothing of one's own is in the way of."""
    taken = [_span(session) for session in own if not session.cancelled]
    ids = {session.id for session in own}
    comes = (each for each in sessions if each.kind is Kind.TALK and not each.cancelled and each.id not in ids)
    return tuple(each for each in comes if _utc(each) >= now.astimezone(UTC) and not _meets(_span(each), taken))


_Span = tuple[datetime, datetime]


def _meets(span: _Span, taken: Sequence[_Span]) -> bool:
    start, end = span
    return any(start == other or (start < until and other < end) for other, until in taken)


def _span(session: Session) -> _Span:
    start = _utc(session)
    return start, session.end.astimezone(UTC) if session.end else start


def _utc(session: Session) -> datetime:
    # Within one zone Python compares what the clocks show, and those show the last hour of summer time twice.
    return session.start.astimezone(UTC)
