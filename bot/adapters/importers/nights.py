"""What a table lists last under a day, with a time in the small hours, takes place in the night that follows."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import groupby

from bot.adapters.importers.clocks import MIDNIGHT
from bot.adapters.importers.timing import Timed


def told(rows: Sequence[Timed]) -> Iterator[Timed]:
    """The rows of a table, in its order, each at its own time.

    In the small hours of its own day takes place what stands before other rows of that day, or alone.
    """
    for _, those in groupby(rows, key=lambda row: row.day):
        day = list(those)
        begun = [at for at, row in enumerate(day) if isinstance(row.start, datetime) and not row.small_hours]
        for at, row in enumerate(day):
            yield _a_day_later(row) if row.small_hours and begun and at > begun[-1] else row


def _a_day_later(row: Timed) -> Timed:
    if not isinstance(row.start, datetime):
        return row
    # An end that names its day stays.
    end = row.end + MIDNIGHT if row.end and _naive(row.end) < _naive(row.start) + MIDNIGHT else row.end
    return replace(row, start=row.start + MIDNIGHT, end=end)


def _naive(moment: datetime) -> datetime:
    return moment.replace(tzinfo=None)
