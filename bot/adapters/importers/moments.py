"""What the cells of a table say of time."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, timezone

from bot.adapters.importers.clocks import clocks, without_offset
from bot.adapters.importers.days import YEARS, Days, day_of, days

_EXCEL_BEGINS = date(1899, 12, 30)
_EXCEL_DAYS = range(26_000, 80_000)  # 1971 to 2119
_LONGEST = 200  # characters of a cell that says when

_ISO = re.compile(
    r"(?P<day>\d{4}-\d{1,2}-\d{1,2})(?:(?P<by>[T ]+)(?P<clock>\d{1,2}:\d{2}(?P<seconds>:\d{2})?)(?:[.,]\d+)?)?"
)
_COMPACT = re.compile(r"^(20\d\d)([01]\d)([0-3]\d)(?:T(\d\d)(\d\d)(\d\d)?)?(?!\d)")


@dataclass(frozen=True, slots=True)
class Stamp:
    """What one cell says of time. `clocks` are times of day since midnight: none, one, or the two ends of a range."""

    day: date | None = None
    clocks: tuple[timedelta, ...] = ()
    offset: timezone | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """How a file's cells are to be read."""

    days: Days = field(default_factory=Days)

    def stamp(self, cell: object) -> Stamp:
        """What a cell says; an empty stamp where it says nothing of time."""
        if isinstance(cell, datetime):
            clock = _since_midnight(cell.time())
            return Stamp(
                cell.date() if cell.year in YEARS else None, (clock,) if clock or cell.year not in YEARS else ()
            )
        if isinstance(cell, date):
            return Stamp(cell if cell.year in YEARS else None)
        if isinstance(cell, time):
            return Stamp(clocks=(_since_midnight(cell),))
        if isinstance(cell, timedelta):
            return Stamp(clocks=(cell,) if timedelta() <= cell < timedelta(days=2) else ())
        if isinstance(cell, int | float):
            return _excel(float(cell))
        return self._text(_COMPACT.sub(_dashed, " ".join(str(cell)[:_LONGEST].split())))

    def _text(self, text: str) -> Stamp:
        if iso := _ISO.search(text):
            day = day_of(*(int(part) for part in iso["day"].split("-")))
            exact = iso["by"] == "T" or bool(iso["seconds"])
            rest, offset = without_offset(iso["clock"] or "", text[iso.end() :], exact=exact)
        else:
            day, rest = self.days.within(text)
            rest, offset = without_offset("", rest, exact=False)
        return Stamp(day, clocks(rest), offset)


def reading(cells: Iterable[object], year: int | None) -> Reading:
    """How the cells of a file are to be read, as all of them together show it."""
    return Reading(days((cell for cell in cells if isinstance(cell, str)), year))


def _dashed(compact: re.Match[str]) -> str:
    """20260602T093000 as 2026-06-02T09:30:00."""
    year, month, day, *clock = compact.groups("")
    return f"{year}-{month}-{day}" + ("T" + ":".join(part for part in clock if part) if clock[0] else "")


def _excel(number: float) -> Stamp:
    day, part = divmod(number, 1)
    clock = timedelta(minutes=round(part * 24 * 60))
    if int(day) in _EXCEL_DAYS:
        return Stamp(_EXCEL_BEGINS + timedelta(days=int(day)), (clock,) if clock else ())
    if day == 0 and part:
        return Stamp(clocks=(clock,))
    return _clock_number(int(number)) if number == int(number) else Stamp()


def _clock_number(number: int) -> Stamp:
    """930 as half past nine."""
    hour, minute = divmod(number, 100)
    fits = 100 <= number <= 2400 and minute < 60  # noqa: PLR2004 # clocks
    return Stamp(clocks=(timedelta(hours=hour, minutes=minute),)) if fits else Stamp()


def _since_midnight(clock: time) -> timedelta:
    return timedelta(hours=clock.hour, minutes=clock.minute, seconds=clock.second)
