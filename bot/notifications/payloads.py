"""What a campaign carries for its words and for quiet hours, as JSON holds it."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.schedule.sessions import DAY_TURNS
from bot.schedule.timetable import Timetable


def of_event(timetable: Timetable) -> dict[str, object]:
    """Where and when the event is, so that quiet hours are known to be the venue's while it runs."""
    turns = timetable.programme.day_turns
    unusual = {} if turns == DAY_TURNS else {"turns": f"{turns:%H:%M}"}
    return {"zone": timetable.programme.zone, **of_days(timetable.first_day, timetable.last_day), **unusual}


def of_days(first: date, last: date) -> dict[str, object]:
    """When an event is, of which no more is known than its days."""
    return {"first": first.isoformat(), "last": last.isoformat()}


def runs_at(payload: Mapping[str, object], now: datetime) -> bool:
    """Whether it is about an event that runs on this day of the venue, to whose last day the night after it belongs."""
    zone, first, last = zone_of(payload), payload.get("first"), payload.get("last")
    if zone is None or not isinstance(first, str) or not isinstance(last, str):
        return False
    local, turns = now.astimezone(zone).replace(tzinfo=None), _turn(payload)
    return first <= local.date().isoformat() and (local - turns).date().isoformat() <= last


def _turn(payload: Mapping[str, object]) -> timedelta:
    written_so = payload.get("turns")
    turns = time.fromisoformat(written_so) if isinstance(written_so, str) else DAY_TURNS
    return timedelta(hours=turns.hour, minutes=turns.minute)


def next_start(payload: Mapping[str, object], now: datetime) -> datetime | None:
    """When the session that changed begins next, by its old time or its new one; None where neither is known.

    Where it has begun by both, that is now: nothing of it can wait.
    """
    states = (payload.get("before"), payload.get("after"))
    starts = [instant_of(state.get("start")) for state in states if isinstance(state, Mapping)]
    known = [start for start in starts if start is not None]
    return min((start for start in known if start > now), default=now) if known else None


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
