"""Dates as precise as they are known: a day, some days, a month, a year."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, PlainSerializer

Precision = Literal["day", "month", "year"]


class Tense(StrEnum):
    """How to speak of something at a given moment."""

    PAST = "past"
    PRESENT = "present"
    FUTURE = "future"


@dataclass(frozen=True, slots=True)
class Period:
    """From the first day to the last, both included."""

    first: date
    last: date
    precision: Precision

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    def tense(self, now: datetime, zone: ZoneInfo) -> Tense:
        """Past, present or future on the calendar of the zone.

        A month that has begun and has no days stays future: what lies somewhere in it may not have happened yet.
        """
        today = now.astimezone(zone).date()
        if self.last < today:
            return Tense.PAST
        if self.first > today or self.precision != "day":
            return Tense.FUTURE
        return Tense.PRESENT

    def overlaps(self, other: "Period") -> bool:
        return self.first <= other.last and other.first <= self.last

    def __str__(self) -> str:
        if self.precision == "year":
            return f"{self.first:%Y}"
        if self.precision == "month":
            return f"{self.first:%Y-%m}"
        return f"{self.first}" if self.first == self.last else f"{self.first}/{self.last}"


def parse(written: object) -> object:
    """A period as curators write it: `2026`, `2026-10`, `2026-06-02` or `2026-06-02/2026-06-04`.

    Only days make a range.

    Raises:
        ValueError: with the sentence a curator reads.
    """
    if not isinstance(written, str):
        return written
    first, slash, last = written.strip().partition("/")
    start = _single(first)
    end = _single(last) if slash else start
    if (
        start is None
        or end is None
        or end.last < start.first
        or (slash and not start.precision == end.precision == "day")
    ):
        msg = f'"{written}" is not a date; write 2026-06-02, 2026-06-02/2026-06-04, 2026-10 or 2026'
        raise ValueError(msg)
    return Period(start.first, end.last, start.precision)


def _single(written: str) -> Period | None:
    match = re.fullmatch(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", written.strip())
    if match is None:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        return _spanning(year or 0, month, day)
    except ValueError:
        return None


def _spanning(year: int, month: int | None, day: int | None) -> Period:
    if month is None:
        return Period(date(year, 1, 1), date(year, 12, 31), "year")
    if day is None:
        return Period(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]), "month")
    return Period(date(year, month, day), date(year, month, day), "day")


When = Annotated[Period, BeforeValidator(parse), PlainSerializer(str)]
