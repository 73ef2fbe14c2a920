"""What buttons about a session carry, within the bytes that every platform takes."""

from collections.abc import Iterable
from hashlib import blake2b

from bot.messages import PRESS_LIMIT_BYTES
from bot.schedule.sessions import Programme, Session

SESSION, WHOLE, STAR, UNSTAR, CALENDAR = "session", "whole", "star", "unstar", "calendar"
MY, NEW_ADDRESS = "my", "my address"  # these carry nothing more
_HASHED = "~"


def press(verb: str, event: str, session: str) -> str:
    """What the button carries: "star spring-meeting a-17"; where that is too long, one hash stands for both ids."""
    whole = f"{verb} {event} {session}".strip()
    return whole if len(whole.encode()) <= PRESS_LIMIT_BYTES else f"{verb} {_HASHED}{_hash(event, session)}"


def event_of(rest: str) -> str | None:
    """The event that what follows the verb names; None where it is hashed, so that any may be meant."""
    event, between, _ = rest.partition(" ")
    return event if between else None


def found(rest: str, programmes: Iterable[Programme]) -> tuple[Programme, Session] | None:
    """What follows the verb leads to this session; None where no programme has it."""
    event, between, id_ = rest.partition(" ")
    for programme in programmes:
        for session in programme.sessions:
            same = (event, id_) == (programme.event, session.id)
            if same if between else rest == _HASHED + _hash(programme.event, session.id):
                return programme, session
    return None


def _hash(event: str, session: str) -> str:
    return blake2b(f"{event} {session}".encode(), digest_size=12).hexdigest()
