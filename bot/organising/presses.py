"""What buttons below an organiser's file carry, within the bytes that every platform takes."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b

from bot.messages import PRESS_LIMIT_BYTES

UPLOAD = "upload"  # how they all begin
EVENT, ZONE, IMPORT, DROP = "event", "zone", "import", "drop"
_HASHED = "~"


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button below this file, and what it says of it."""

    upload: str
    verb: str
    rest: str = ""


def press(upload: str, verb: str, rest: str = "") -> str:
    """What the button carries: "upload k3J9x_2a event spring-meeting"; a hash stands for an id that is too long."""
    whole = f"{UPLOAD} {upload} {verb} {rest}".strip()
    return whole if len(whole.encode()) <= PRESS_LIMIT_BYTES else f"{UPLOAD} {upload} {verb} {_hashed(rest)}"


def read(press: str) -> Pressed | None:
    """The button that was pressed; None where it is none of ours."""
    parts = press.split(" ", maxsplit=3)
    if len(parts) < 3 or parts[0] != UPLOAD:  # noqa: PLR2004 - the file and what to do with it
        return None
    return Pressed(*parts[1:])


def event_of(rest: str, known: Iterable[str]) -> str:
    """The id of the event that the button names; empty where it is hashed and not known any more."""
    if not rest.startswith(_HASHED):
        return rest
    return next((id_ for id_ in known if _hashed(id_) == rest), "")


def _hashed(id_: str) -> str:
    return _HASHED + blake2b(id_.encode(), digest_size=9).hexdigest()
