"""When the rows of a table take place. A day holds until the next one is named, and so does a time in merged cells."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.adapters.importers import durations, zones
from bot.adapters.importers.clocks import MIDNIGHT
from bot.adapters.importers.columns import Columns
from bot.adapters.importers.drafts import Moment
from bot.adapters.importers.moments import Reading, Stamp
from bot.schedule.sessions import DAY_TURNS

_TURN = timedelta(hours=DAY_TURNS.hour)
_EVENING = timedelta(hours=17)
_OVER_NIGHT = timedelta(hours=8)  # an end that lies so far before its start is on the next day
_WHEN = ("date", "start", "time")

Cells = Sequence[object]


@dataclass(frozen=True, slots=True)
class Timed:
    """The day under which a row is listed, its start, its end, its duration, and the zone that it names.

    `small_hours` begin before a day turns, on its clocks alone: whether that is its own morning or the next, says the
    row's place among the others.
    """

    day: date | None = None
    start: Moment | None = None
    end: datetime | None = None
    span: timedelta | None = None
    zone: str = ""
    small_hours: bool = False


@dataclass(slots=True)
class Timing:
    """Reads the times of a table, row after row."""

    columns: Columns
    reading: Reading
    day: date | None = None
    latest: timedelta = timedelta()  # the latest start so far on this day
    above: Timed = Timed()

    def turn_to(self, day: date) -> None:
        """Go on with another day."""
        if day != self.day:
            self.day, self.latest, self.above = day, timedelta(), Timed()

    def of(self, cells: Cells) -> Timed:
        """When a row takes place. Where it says nothing of it, it stands beside the row above."""
        zone = zones.named(str(self.columns.cell(cells, "zone")))
        starts = self._starts(cells)
        if starts.day is None:
            return Timed(zone=zone)
        span = self._span(cells)
        if not starts.clocks:
            beside = self.day is not None and not any(self.columns.cell(cells, means) for means in _WHEN)
            same = self.above if beside and self.above.start else Timed(starts.day, starts.day)
            return replace(same, span=span or same.span, zone=zone)
        exact = self._stamp(cells, "start").day is not None
        start = self._start(starts, exact=exact)
        small_hours = not exact and start < _at(starts.day, _TURN)
        end = self._end(cells, starts, start)
        tz = ZoneInfo(zone) if zone else None
        until = self._stamp(cells, "end").offset or starts.offset
        placed = start.replace(tzinfo=starts.offset or tz)
        self.above = Timed(starts.day, placed, end and end.replace(tzinfo=until or tz), span, zone, small_hours)
        return self.above

    def _stamp(self, cells: Cells, means: str) -> Stamp:
        return self.reading.stamp(self.columns.cell(cells, means))

    def _span(self, cells: Cells) -> timedelta | None:
        held = self.columns.held.get("duration", ())
        header = self.columns.headers[held[0]] if held else ""
        return durations.duration(self.columns.cell(cells, "duration"), header=header)

    def _starts(self, cells: Cells) -> Stamp:
        """Day and time of day at which the row starts, and when it ends where the same cell says so."""
        dated = self._stamp(cells, "date")
        if dated.day:
            self.turn_to(dated.day)
        timed = self._stamp(cells, "start")
        if not timed.clocks:
            within = self._stamp(cells, "time")
            timed = Stamp(timed.day or within.day, within.clocks or dated.clocks, timed.offset or within.offset)
        return replace(timed, day=timed.day or dated.day or self.day, offset=timed.offset or dated.offset)

    def _start(self, starts: Stamp, *, exact: bool) -> datetime:
        """The start; after the evening's rows of a day, an hour before its turn is the night that follows."""
        clock = starts.clocks[0]
        late = not exact and clock < _TURN and self.latest >= _EVENING
        self.latest = max(self.latest, clock)
        return _at(starts.day or date.min, clock + (MIDNIGHT if late else timedelta()))

    def _end(self, cells: Cells, starts: Stamp, start: datetime) -> datetime | None:
        ends, dated = self._stamp(cells, "end"), self._stamp(cells, "end_date")
        other_day = ends.day or dated.day
        clocks = ends.clocks or dated.clocks or starts.clocks[1:]
        if not clocks:
            return None
        end = _at(other_day or start.date(), clocks[0])
        return end + MIDNIGHT if other_day is None and start - end > _OVER_NIGHT else end


def _at(day: date, clock: timedelta) -> datetime:
    return datetime(day.year, day.month, day.day) + clock  # noqa: DTZ001 # on the venue's clocks
