"""What a campaign carries for its words and for quiet hours, as JSON holds it."""

from collections.abc import Mapping
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bot.schedule.timetable import Timetable


def of_event(timetable: Timetable) -> dict[str, object]:
    """Where and when the event is, so that quiet hours are known to be the venue's while it runs."""
    first, last = timetable.first_day, timetable.last_day
    return {"zone": timetable.programme.zone, "first": first.isoformat(), "last": last.isoformat()}


def runs_at(payload: Mapping[str, object], now: datetime) -> bool:
    """Whether it is about an event that runs on this day of the venue."""
    zone, first, last = zone_of(payload), payload.get("first"), payload.get("last")
    if zone is None or not isinstance(first, str) or not isinstance(last, str):
        return False
    return first <= now.astimezone(zone).date().isoformat() <= last


def zone_of(payload: Mapping[str, object]) -> ZoneInfo | None:
    """The zone of what it is about; None where it names none that is known."""
    return known_zone(payload.get("zone"))


def known_zone(name: object) -> ZoneInfo | None:
    """The zone of this name; None for no name, and for one that nobody knows."""
    try:
        return ZoneInfo(name) if isinstance(name, str) and name else None
    except (KeyError, ValueError, OSError):  # such as "Europe", which is a folder, or one with a NUL in it
        return None


def written(instant: datetime) -> str:
    """An instant as keys and payloads hold it, the same whatever zone it came in: "2026-05-08T07:00:00Z"."""
    return f"{instant.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def instant_of(value: object) -> datetime | None:
    """The instant that was written; None for anything else."""
    try:
        return datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
