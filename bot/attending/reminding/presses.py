"""What the buttons about being told carry; those for a session end in its event and id, as all such buttons do."""

from dataclasses import dataclass
from typing import Final

from bot.attending.notices.parts import RATE, SILENCE
from bot.attending.presses import press
from bot.attending.reminding.asking import Asker
from bot.messages import PRESS_LIMIT_BYTES, Action
from bot.notifications.campaigns import Kind
from bot.schedule.sessions import Programme, Session

UNSILENCE: Final = "unsilence"
LIST, STOP, START = "reminders", "stop", "resume"  # these carry nothing more
LEADS, OVERVIEW = "lead", "overview"  # "lead 15", "overview 480", or by themselves
OTHER_TIME, ASK, ENOUGH = "when", "ask", "enough"  # "when <event> <session>"
DEADLINES = "deadlines"  # "deadlines <event>"; by itself, of all
REMIND = "remind"  # "remind 15 <event> <session>"
NONE, USUAL = "none", "usual"  # in place of minutes: not at all, or as all others

PLAIN: Final = frozenset({LIST, STOP, START, LEADS, OVERVIEW, DEADLINES})
OF_KINDS: Final = frozenset({SILENCE, UNSILENCE})
OF_SESSIONS: Final = frozenset({OTHER_TIME, ASK, ENOUGH})
NUMBERED: Final = frozenset({RATE, REMIND})  # of sessions, too


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button: its verb, the number or kind it carries, and what leads to its session."""

    verb: str
    value: str = ""
    session: str = ""


def read(pressed: str) -> Pressed | None:
    """The button that was pressed; None where it is none of these."""
    verb, _, rest = pressed.partition(" ")
    if verb in PLAIN:
        return Pressed(verb, rest)
    if verb in OF_KINDS and rest in set(Kind) - {Kind.ORGANISER}:
        return Pressed(verb, rest)
    if verb in OF_SESSIONS and rest:
        return Pressed(verb, session=rest)
    value, _, session = rest.partition(" ")
    return Pressed(verb, value, session) if verb in NUMBERED and session else None


def to_list(asker: Asker) -> Action:
    return Action(asker.phrases.button.reminders, LIST)


def deadlines_of(*events: str) -> str:
    """Reminds of the deadlines of one event; of all where there are several, or its id is too long for a button."""
    whole = f"{DEADLINES} {' '.join(events)}".strip()
    return whole if len(events) == 1 and len(whole.encode()) <= PRESS_LIMIT_BYTES else DEADLINES


def for_session(verb: str, label: str, programme: Programme, session: Session) -> Action:
    return Action(label, press(verb, programme.event, session.id))


def number(written: str, most: int) -> int | None:
    """A number that a button carries, from 0; None where no button of ours carries it."""
    is_one = written.isascii() and written.isdigit() and len(written) <= len(str(most))
    return int(written) if is_one and int(written) <= most else None


def numbers(written: str, most: int) -> tuple[int, ...] | None:
    """Several numbers, such as "15,5"; none of them for NONE; None where no button of ours carries them."""
    found = [number(each, most) for each in written.split(",")] if written != NONE else []
    return None if None in found else tuple(each for each in found if each is not None)
