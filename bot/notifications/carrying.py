"""A change of a session as a campaign carries it: what is told of its state before and after, as JSON holds it."""

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from bot.notifications.payloads import instant_of, written, zone_of
from bot.notifications.session_changes import SessionChange
from bot.schedule.sessions import Session, Status


def carried(change: SessionChange) -> dict[str, object]:
    """The change as a campaign carries it; only what is told of a session."""
    return {"before": _written(change.before) if change.before else None, "after": _written(change.after)}


def change_of(session: str, payload: Mapping[str, object]) -> SessionChange | None:
    """The change that a campaign carries, its times on the venue's clocks; None where it carries none."""
    zone, before, after = zone_of(payload), payload.get("before"), payload.get("after")
    if zone is None or not isinstance(after, Mapping):
        return None
    known = _read(session, before, zone) if isinstance(before, Mapping) else None
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
