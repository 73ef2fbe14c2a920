"""A day, and the time of it where it is known: until when something can be done."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, PlainSerializer

_WRITTEN = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[ T](\d{1,2}):(\d{2}))?")


@dataclass(frozen=True, slots=True)
class Until:
    """The last day, and the time on it; without a time the whole day counts."""

    day: date
    clock: time | None = None

    def instant(self, zone: ZoneInfo) -> datetime:
        """The first instant that is too late, in UTC, by the clocks of this zone."""
        if self.clock is None:
            return datetime.combine(self.day + timedelta(days=1), time(), tzinfo=zone).astimezone(UTC)
        return datetime.combine(self.day, self.clock, tzinfo=zone).astimezone(UTC)

    def __str__(self) -> str:
        return f"{self.day} {self.clock:%H:%M}" if self.clock else f"{self.day}"


def parse(written: object) -> object:
    """A moment as curators write it: `2027-03-31` or `2027-03-31 18:00`.

    Raises:
        ValueError: with the sentence a curator reads.
    """
    if not isinstance(written, str):
        return written
    found = _WRITTEN.fullmatch(written.strip())
    try:
        return _moment(*found.groups()) if found else _refused(written)
    except ValueError:
        return _refused(written)


def _moment(day: str, hour: str | None, minute: str | None) -> Until:
    clock = time(int(hour), int(minute)) if hour and minute else None
    return Until(date.fromisoformat(day), clock)


def _refused(written: str) -> Until:
    raise ValueError(f'"{written}" is not a day; write 2027-03-31, or 2027-03-31 18:00')


Moment = Annotated[Until, BeforeValidator(parse), PlainSerializer(str)]
