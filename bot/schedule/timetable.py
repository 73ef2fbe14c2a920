"""A programme by the clock: what is on at a moment, what comes next, what a day holds.

Instants are compared in UTC: Python compares two times of the same zone by the hands of the clock, which is wrong in
the hour that a clock change repeats.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Self

from bot.schedule.sessions import Kind, Programme, Session

WITHOUT_END = timedelta(hours=1)  # how long a session without an end is taken to last, unless its room is taken sooner


@dataclass(frozen=True, slots=True)
class Span:
    """A session's instants in UTC; the end is not included."""

    start: datetime
    end: datetime

    def holds(self, instant: datetime) -> bool:
        return self.start <= instant < self.end

    @property
    def length(self) -> timedelta:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Timetable:
    """A programme with what questions about time need, worked out once."""

    programme: Programme
    spans: Mapping[str, Span]  # by session id
    dates: Mapping[str, date]  # the conference day of each session, by its id
    days: tuple[date, ...]  # on which something starts
    first_day: date  # of the event; a programme without sessions and without dates has date.min
    last_day: date

    @classmethod
    def of(cls, programme: Programme) -> Self:
        days = programme.days
        named = [day for day in (programme.first_day, programme.last_day, *days) if day]
        first, last = min(named, default=date.min), max(named, default=date.min)
        dates = {session.id: programme.day_of(session.start) for session in programme.sessions}
        return cls(programme, _spans(programme), dates, days, first, last)

    def day_of(self, session: Session) -> date:
        return self.dates[session.id]

    def has(self, day: date) -> bool:
        """Whether the event's dates include the day."""
        return self.first_day <= day <= self.last_day

    def instant(self, day: date, clock: time) -> datetime:
        """The instant of a time on a conference day, in UTC: one o'clock at night belongs to the day before."""
        turned = day + timedelta(days=1) if clock < self.programme.day_turns else day
        return datetime.combine(turned, clock, tzinfo=self.programme.tz).astimezone(UTC)

    def planned(self) -> Iterable[Session]:
        return (session for session in self.programme.sessions if not session.cancelled)

    def running(self, now: datetime) -> tuple[Session, ...]:
        """What is on at a moment."""
        return tuple(session for session in self.planned() if self.spans[session.id].holds(now))

    def upcoming(self, now: datetime) -> tuple[Session, ...]:
        """What starts next: all that start at the first instant after now; empty when nothing more comes."""
        return self.soonest(session for session in self.planned() if self.spans[session.id].start > now)

    def soonest(self, sessions: Iterable[Session]) -> tuple[Session, ...]:
        """Those of the sessions that start first."""
        every = tuple(sessions)
        first = min((self.spans[session.id].start for session in every), default=None)
        return tuple(session for session in every if self.spans[session.id].start == first)

    def following(self, session: Session) -> tuple[Session, ...]:
        """What comes next in its rooms on its day; where it had no rival, also what starts first anywhere.

        A break for everybody counts as well: it is seldom in the room that people come out of.
        """
        after = [
            other
            for other in self.planned()
            if self.spans[other.id].start >= self.spans[session.id].end
            and self.day_of(other) == self.day_of(session)
            and other.id != session.id
        ]
        beside = [other for other in after if set(other.rooms) & set(session.rooms)]
        first = self.soonest(after)
        meant = set(self.soonest(beside))
        if not beside or not self._has_rivals(session) or all(map(self._is_for_all, first)):
            meant |= set(first)
        return tuple(other for other in after if other in meant)

    def _is_for_all(self, session: Session) -> bool:
        """Whether it is a break and nobody speaks when it begins."""
        start = self.spans[session.id].start
        return session.kind is Kind.BREAK and all(other.kind is Kind.BREAK for other in self.running(start))

    def _has_rivals(self, session: Session) -> bool:
        own = self.spans[session.id]
        return any(
            self.spans[other.id].start < own.end and own.start < self.spans[other.id].end
            for other in self.planned()
            if other.id != session.id and other.rooms != session.rooms and other.kind is not Kind.BREAK
        )

    def length(self, session: Session) -> timedelta | None:
        """How long it lasts; None where nobody says when it ends."""
        return self.spans[session.id].length if session.end else None


def _spans(programme: Programme) -> dict[str, Span]:
    starts: defaultdict[str, list[datetime]] = defaultdict(list)
    for session in programme.sessions:
        for room in session.rooms:
            starts[room].append(session.start.astimezone(UTC))
    return {session.id: _span(session, [starts[room] for room in session.rooms]) for session in programme.sessions}


def _span(session: Session, in_its_rooms: Iterable[Sequence[datetime]]) -> Span:
    start = session.start.astimezone(UTC)
    if session.end:
        return Span(start, session.end.astimezone(UTC))
    later = [other for starts in in_its_rooms for other in starts if other > start]
    return Span(start, min([start + WITHOUT_END, *later]))
