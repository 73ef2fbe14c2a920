"""What the cells of a table say of time."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta, timezone

from bot.adapters.importers import half_days
from bot.adapters.importers.clocks import clocks, without_offset
from bot.adapters.importers.days import YEARS, Days, day_of, days

_EXCEL_BEGINS = date(1899, 12, 30)
_EXCEL_DAYS = range(26_000, 80_000)  # 1971 to 2119
_LONGEST = 200  # characters of a cell that says when

_ISO = re.compile(
    r"(?P<day>\d{4}-\d{1,2}-\d{1,2})(?:(?P<by>[T ]+)(?P<clock>\d{1,2}:\d{2}(?P<seconds>:\d{2})?)(?:[.,]\d+)?)?"
)
_EPOCH = re.compile(r"(?P<seconds>[1-3]\d{9})(?:\d{3})?")  # 2001 to 2096, in seconds or milliseconds
_NOTHING_BUT_TIME = re.compile(
    r"(?:[\d\s:.,()–—~/-]|[ap]\.?m\b\.?|uhr|hrs?|h(?=\d|\b)|to\b|bis\b|until\b|noon|midnight|à|a\b)+", re.IGNORECASE
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
    halves_untold: bool = False  # whether its clocks count to twelve and do not say which half of the day they mean

    def is_time(self, cell: object) -> bool:
        """Whether a cell says a time of day and nothing else, but perhaps the day."""
        stamp = self.stamp(cell)
        bare = not isinstance(cell, str) or bool(_NOTHING_BUT_TIME.fullmatch(cell.strip()))
        return bool(stamp.clocks) and (bare or stamp.day is not None)

    def stamp(self, cell: object) -> Stamp:
        """What a cell says; an empty stamp where it says nothing of time."""
        stamp = self._as_written(cell)
        return replace(stamp, clocks=tuple(map(half_days.afternoon, stamp.clocks))) if self.halves_untold else stamp

    def _as_written(self, cell: object) -> Stamp:
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
        if isinstance(cell, int | float) and not _EPOCH.fullmatch(str(cell)):
            return _excel(float(cell))
        if epoch := _EPOCH.fullmatch(str(cell).strip()):
            return _of_epoch(int(epoch["seconds"]))
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
    known = list(cells)
    plain = Reading(days((cell for cell in known if isinstance(cell, str)), year))
    times = [cell for cell in known if plain.is_time(cell)]
    clocks = {clock for cell in times for clock in plain.stamp(cell).clocks}
    texts = (cell for cell in times if isinstance(cell, str))
    return replace(plain, halves_untold=half_days.are_not_told(clocks, texts))


def says_when(cell: object, year: int | None) -> bool:
    """Whether a cell says when, rather than what: a time of day by itself, or a day."""
    return Reading(Days(year=year)).is_time(cell) or says_day(cell, year)


def says_day(cell: object, year: int | None) -> bool:
    """Whether a cell names a day, if need be of this year."""
    return Reading(Days(year=year)).stamp(cell).day is not None


def _of_epoch(seconds: int) -> Stamp:
    """Seconds since 1970."""
    instant = datetime.fromtimestamp(seconds, UTC)
    return Stamp(instant.date(), (_since_midnight(instant.time()),), UTC)


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
