"""Entries of a calendar that repeat, as single ones."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any, cast

from dateutil.rrule import rrule, rruleset, rrulestr
from icalendar import Event

from bot.adapters.importers.drafts import Moment, Row
from bot.adapters.importers.telling import Finding, Findings

AGAIN = "␞"  # between the id of an entry and the original time of one of its repetitions
_TIMES = 200
_WEEKS = timedelta(weeks=8)


def occurrences(row: Row, event: Event, findings: Findings) -> list[Row]:
    """The row as often as it takes place; once where nothing repeats."""
    if row.start is None or not (event.get("RRULE") or event.get("RDATE")):
        return [row]
    try:
        starts = list(islice(_starts(row.start, event), _TIMES + 1))
    except (ValueError, TypeError, AttributeError):  # a rule that nobody can read
        return [row]
    near = [start for start in starts[:_TIMES] if start - starts[0] <= _WEEKS]
    if len(near) < len(starts):
        findings.add(Finding.REPEATS_ON, row.title)
    return [_moved(row, start) for start in near] or [row]


def without_replaced(rows: list[Row]) -> list[Row]:
    """The rows without those that another entry of the same id and original time replaces."""
    last = {row.id: row for row in rows if AGAIN in row.id}
    return [row for row in rows if last.get(row.id, row) is row]


def stamp(moment: Moment) -> str:
    return f"{moment:%Y%m%dT%H%M}" if isinstance(moment, datetime) else f"{moment:%Y%m%d}"


def _starts(first: Moment, event: Event) -> Iterator[datetime]:
    """The local times at which it starts. Rules are about the clocks at the place, so the zone is left aside here."""
    begins = _local(first)
    every = rruleset()
    every.rdate(begins)
    for rule in _list(event.get("RRULE")):
        local = {**rule, **({"UNTIL": [_within(first, rule["UNTIL"][0])]} if rule.get("UNTIL") else {})}
        every.rrule(cast("rrule", rrulestr(_written(local), dtstart=begins)))
    for named, add in (("RDATE", every.rdate), ("EXDATE", every.exdate)):
        for dates in _list(event.get(named)):
            for one in getattr(dates, "dts", []):
                add(_within(first, one.dt))
    return iter(every)


def _written(rule: Mapping[str, Any]) -> str:
    return ";".join(f"{key}={','.join(map(_value, _list(values)))}" for key, values in rule.items())


def _value(value: object) -> str:
    return f"{value:%Y%m%dT%H%M%S}" if isinstance(value, date) else str(value)


def _within(first: Moment, moment: Any) -> datetime:
    """Another moment on the clocks of the first one."""
    if isinstance(moment, datetime) and moment.tzinfo and isinstance(first, datetime) and first.tzinfo:
        return moment.astimezone(first.tzinfo).replace(tzinfo=None)
    return _local(moment)


def _local(moment: Moment) -> datetime:
    return moment.replace(tzinfo=None) if isinstance(moment, datetime) else datetime.combine(moment, time())


def _moved(row: Row, start: datetime) -> Row:
    begins, ends = row.start, row.end
    if not isinstance(begins, datetime):
        span = ends - begins if ends and begins else timedelta()
        return replace(
            row,
            id=f"{row.id}{AGAIN}{stamp(start.date())}",
            start=start.date(),
            end=start.date() + span if ends else None,
        )
    moved = start.replace(tzinfo=begins.tzinfo)
    end = (start + (_local(ends) - _local(begins))).replace(tzinfo=begins.tzinfo) if ends else None
    return replace(row, id=f"{row.id}{AGAIN}{stamp(start)}", start=moved, end=end)


def _list(held: Any) -> list[Any]:
    return held if isinstance(held, list) else [held] if held else []
