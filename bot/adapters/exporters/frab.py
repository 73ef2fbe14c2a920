"""A programme as frab's schedule.json, in the form of version 1.3. What frab has no place for stands under "docent"."""

import json
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from bot.schedule.sessions import Programme, Session


def write(programme: Programme) -> bytes:
    """The schedule, as UTF-8."""
    days = programme.days
    conference = {
        "acronym": programme.event,
        "title": programme.title,
        "start": _day(programme.first_day or min(days, default=None)),
        "end": _day(programme.last_day or max(days, default=None)),
        "daysCount": len(days),
        "timeslot_duration": "00:05",
        "time_zone_name": programme.zone,
        "rooms": [{"name": room} for room in programme.rooms],
        "docent": {"first_day": _day(programme.first_day), "last_day": _day(programme.last_day)},
        "days": [_frame(programme, at, day) for at, day in enumerate(days, start=1)],
    }
    schedule = {"version": "docent", "base_url": "", "conference": conference}
    return (json.dumps({"schedule": schedule}, ensure_ascii=False, indent=1) + "\n").encode()


def _frame(programme: Programme, index: int, day: date) -> dict[str, Any]:
    held = [session for session in programme.sessions if programme.day_of(session.start) == day]
    rooms = dict.fromkeys([*programme.rooms, *(room for session in held for room in session.rooms or ("",))])
    begins = datetime.combine(day, programme.day_turns, programme.tz)
    return {
        "index": index,
        "date": _day(day),
        "day_start": begins.isoformat(),
        "day_end": datetime.combine(day + timedelta(days=1), programme.day_turns, programme.tz).isoformat(),
        "rooms": {room: _events(held, room) for room in rooms},
    }


def _events(held: Sequence[Session], room: str) -> list[dict[str, Any]]:
    return [_event(session, room) for session in held if room in (session.rooms or ("",))]


def _event(session: Session, room: str) -> dict[str, Any]:
    return {
        "id": session.id,
        **({"guid": session.id} if _is_uuid(session.id) else {}),
        "date": session.start.isoformat(),
        "start": f"{session.start:%H:%M}",
        "duration": _span(session),
        "room": room,
        "url": session.link,
        "title": session.title,
        "subtitle": "",
        "track": session.track or None,
        "type": session.type,
        "language": session.language,
        "abstract": "",
        "description": session.description,
        "status": session.status.value,
        "persons": [
            *({"public_name": name} for name in session.speakers),
            *({"public_name": name, "role": "chair"} for name in session.chairs),
        ],
        "docent": {"kind": session.kind.value, "part_of": session.part_of, "rooms": session.rooms},
    }


def _span(session: Session) -> str:
    """Hours and minutes, and seconds where there are any; nothing where nobody says when it ends."""
    if session.end is None:
        return "00:00"
    minutes, seconds = divmod(round(session.end.timestamp() - session.start.timestamp()), 60)
    return f"{minutes // 60:02}:{minutes % 60:02}" + (f":{seconds:02}" if seconds else "")


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _is_uuid(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False
