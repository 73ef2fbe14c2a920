"""Durations as people write them in tables."""

import re
from datetime import datetime, time, timedelta


def duration(cell: object, *, header: str = "") -> timedelta | None:
    """A duration: 45, "45 min", "0:45", "1h30", "1.5 hours", "PT1H"; None where a cell names none."""
    if isinstance(cell, timedelta):
        return cell or None
    if isinstance(cell, time):
        return timedelta(hours=cell.hour, minutes=cell.minute, seconds=cell.second) or None
    if isinstance(cell, datetime):
        return None
    text = str(cell).strip().casefold().replace(",", ".")
    if clock := re.fullmatch(r"(\d{1,3}):(\d{2})(?::(\d{2}))?\s?(?:h|hrs?|hours?|std|min)?\.?", text):
        return timedelta(hours=int(clock[1]), minutes=int(clock[2]), seconds=int(clock[3] or 0)) or None
    if re.fullmatch(r"\d{1,6}(?:\.\d{1,20})?", text):
        return _bare(float(text), header) or None
    return _with_units(text) or None


def _bare(number: float, header: str) -> timedelta:
    if 0 < number < 1:  # a spreadsheet's part of a day
        return timedelta(minutes=round(number * 24 * 60))
    in_hours = re.search(r"\(h\)|hour|hrs|stunde|\bstd|hora|heure|\bore\b", header.casefold())
    return timedelta(hours=min(number, 1_000)) if in_hours else timedelta(minutes=min(number, 60_000))


def _with_units(text: str) -> timedelta:
    hours = re.search(r"(\d{1,4}(?:\.\d+)?)\s*(?:h\b|h(?=\d)|hour|hr|std|stunde|hora|heure|or[ae]\b)", text)
    minutes = re.search(r"(\d{1,4})\s*(?:m\b|min|′|')", text) or re.search(r"(?:h|hours?)\s*(\d{1,2})\b", text)
    return timedelta(hours=float(hours[1]) if hours else 0, minutes=int(minutes[1]) if minutes else 0)
