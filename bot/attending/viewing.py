"""From a programme to what its pages show."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import groupby
from typing import TypeVar

from bot import writing
from bot.attending.following import path_of
from bot.attending.my_schedule import Clash, Mine
from bot.attending.searching import Wanted
from bot.attending.telling import language_name, short_day_name, times
from bot.attending.views import Choices, ClashRow, Day, Phase, Room, Row, ScheduleView, SessionView, Slot
from bot.schedule.sessions import Kind, Programme, Session

T = TypeVar("T")
WITHOUT_END = timedelta(hours=1)  # for how long something without an end counts as being on


class Viewer:
    """Shows one programme to one reader."""

    def __init__(self, programme: Programme, mine: Mine, language: str, now: datetime) -> None:
        self._programme = programme
        self._mine = mine
        self._starred = frozenset(session.id for session in mine.sessions)
        self._language = language
        self._now = now.astimezone(programme.tz)
        self._day_of = {session.id: programme.day_of(session.start) for session in programme.sessions}
        self._day_names = {day: short_day_name(day, language) for day in set(self._day_of.values())}
        self._clashing = _by_session(mine.clashes)
        self._order = {name: number for number, name in enumerate(programme.rooms)}

    def schedule(self, sessions: Sequence[Session], wanted: Wanted) -> ScheduleView:
        programme = self._programme
        return ScheduleView(
            event=programme.event,
            title=programme.title,
            zone=programme.zone,
            now=self._now,
            clock=f"{self._now:%H:%M}",
            wanted=wanted,
            days=tuple(self._days(sessions)),
            choices=self._choices(),
            found=len(sessions),
            starred=len(self._starred),
            running=programme.day_of(self._now) in self._day_names,
            clashes=tuple(map(self._clash, self._mine.clashes)),
        )

    def session(self, session: Session) -> SessionView:
        programme = self._programme
        parts = (each for each in programme.sessions if each.part_of == session.id)
        return SessionView(
            event=programme.event,
            title=programme.title,
            zone=programme.zone,
            row=self.row(session),
            day=writing.day(programme.day_of(session.start), self._language),
            language=language_name(session.language, self._language),
            part_of=next((each for each in programme.sessions if session.part_of and each.id == session.part_of), None),
            parts=tuple(map(self.row, parts)),
            clashes=tuple(map(self._clash, self._clashing.get(session.id, ()))),
        )

    def row(self, session: Session) -> Row:
        return Row(
            path_of(self._programme.event, session.id),
            session,
            self._day_names[self._day_of[session.id]],
            times(session, self._programme, self._language),
            ", ".join(session.rooms),
            ", ".join(session.speakers),
            phase_of(session, self._now),
            session.id in self._starred,
            tuple(clash.other(session.id).title for clash in self._clashing.get(session.id, ())),
        )

    def _clash(self, clash: Clash) -> ClashRow:
        first, second, *instead = map(self.row, (clash.first, clash.second, *clash.instead))
        return ClashRow(first, second, clash.ways, tuple(instead))

    def _days(self, sessions: Iterable[Session]) -> Iterator[Day]:
        today = self._programme.day_of(self._now)
        for day, of_day in groupby(sessions, key=lambda session: self._day_of[session.id]):
            rows = tuple(map(self.row, of_day))
            slots = tuple(self._slots(rows, today=day == today))
            ended = day == today and not any(slot.now for slot in slots)
            yield Day(day, writing.day(day, self._language), slots, tuple(self._rooms(rows)), day == today, ended)

    def _slots(self, rows: Iterable[Row], *, today: bool) -> Iterator[Slot]:
        coming = today
        for start, together in groupby(rows, key=lambda row: row.session.start.astimezone(UTC)):
            first_to_come = coming and start > self._now
            coming = coming and not first_to_come
            local = start.astimezone(self._programme.tz)
            yield Slot(f"{local:%H:%M}", local, tuple(sorted(together, key=self._by_room)), now=first_to_come)

    def _rooms(self, rows: Sequence[Row]) -> Iterator[Room]:
        for name in self._in_order({room for row in rows for room in row.session.rooms}):
            of_room = (row for row in rows if name in row.session.rooms)
            yield Room(name, tuple(sorted(of_room, key=_start_then_blocks)))
        if without := tuple(row for row in rows if not row.session.rooms):
            yield Room("", without)

    def _by_room(self, row: Row) -> tuple[int, str, bool, str]:
        first = next(iter(row.session.rooms), "")
        is_talk = row.session.kind is not Kind.BLOCK  # a block stands before its talks
        return self._order.get(first, len(self._order)), first, is_talk, row.session.title

    def _in_order(self, rooms: Collection[str]) -> list[str]:
        return sorted(rooms, key=lambda name: (self._order.get(name, len(self._order)), name.casefold()))

    def _choices(self) -> Choices:
        sessions = self._programme.sessions
        days = tuple((day, self._day_names[day]) for day in sorted(self._day_names))
        rooms = self._in_order({room for session in sessions for room in session.rooms})
        tracks = sorted({session.track for session in sessions} - {""}, key=str.casefold)
        return Choices(_several(days), _several(rooms), _several(tracks))


def phase_of(session: Session, now: datetime) -> Phase:
    start = session.start.astimezone(UTC)
    if start > now:
        return Phase.COMES
    end = session.end.astimezone(UTC) if session.end else start + WITHOUT_END
    return Phase.ON if now < end and not session.cancelled else Phase.OVER


def _start_then_blocks(row: Row) -> tuple[datetime, bool]:
    return row.session.start.astimezone(UTC), row.session.kind is not Kind.BLOCK


def _by_session(clashes: Iterable[Clash]) -> dict[str, list[Clash]]:
    found: defaultdict[str, list[Clash]] = defaultdict(list)
    for clash in clashes:
        found[clash.first.id].append(clash)
        found[clash.second.id].append(clash)
    return found


def _several(choices: Sequence[T]) -> tuple[T, ...]:
    return tuple(choices) if len(choices) > 1 else ()
