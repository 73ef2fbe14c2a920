"""A change of a session as a campaign carries it: what is told of its state before and after, as JSON holds it."""

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from bot.notifications.payloads import instant_of, known_zone, written, zone_of
from bot.notifications.session_changes import SessionChange
from bot.schedule.sessions import Programme, Session, Status

_ZONE_BEFORE = "zone_before"


def carried(change: SessionChange) -> dict[str, object]:
    """The change as a campaign carries it; only what is told of a session."""
    return {"before": _written(change.before) if change.before else None, "after": _written(change.after)}


def zone_before(before: Programme | None, after: Programme) -> dict[str, object]:
    """The clocks by which the old times were told, as a campaign carries them; nothing where they are the same."""
    return {_ZONE_BEFORE: before.zone} if before and before.zone != after.zone else {}


def change_of(session: str, payload: Mapping[str, object]) -> SessionChange | None:
    """The change that a campaign carries; None where it carries none.

    Its times are on the venue's clocks, the old ones on those by which they were told.
    """
    zone, before, after = zone_of(payload), payload.get("before"), payload.get("after")
    if zone is None or not isinstance(after, Mapping):
        return None
    zone_then = known_zone(payload.get(_ZONE_BEFORE)) or zone
    known = _read(session, before, zone_then) if isinstance(before, Mapping) else None
    return SessionChange(known, _read(session, after, zone))


def _written(session: Session) -> dict[str, object]:
    return {
        "title": session.title,
        "start": written(session.start),
        "end": written(session.end) if session.end else None,
        "rooms": list(session.rooms),
        "speakers": list(session.speakers),
        "cancelled": session.cancelled,
    }


def _read(id_: str, state: Mapping[str, object], zone: ZoneInfo) -> Session:
    start, end = instant_of(state.get("start")), instant_of(state.get("end"))
    if start is None:
        raise ValueError(f"The change of {id_} says nothing of its time.")
    return Session(
        id=id_,
        title=str(state.get("title", "")),
        start=start.astimezone(zone),
        end=end.astimezone(zone) if end else None,
        rooms=_strings(state.get("rooms")),
        speakers=_strings(state.get("speakers")),
        status=Status.CANCELLED if state.get("cancelled") else Status.PLANNED,
    )


def _strings(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, list | tuple) else ()
