"""Asking for feedback: a question for each session, with a button for each number of points. Pure."""

from collections.abc import Iterator, Sequence

from bot.attending.notices.parts import RATE, Part, Telling, entry, utc
from bot.attending.presses import press
from bot.attending.telling import cut, titled
from bot.messages import Action, paragraph
from bot.notifications.ledger import Delivery
from bot.schedule.sessions import Programme, Session

POINTS = range(1, 6)
LABEL = 24  # characters of a title on a button, where several sessions are asked for


def to_ask(deliveries: Sequence[Delivery], telling: Telling) -> list[Delivery]:
    """Those whose session took place, or is taking place: it was neither cancelled nor put off."""
    return [each for each in deliveries if _began(telling.found(each), telling)]


def questions(deliveries: Sequence[Delivery], telling: Telling) -> Part:
    """How each session was."""
    found = [here for each in deliveries if (here := telling.found(each))]
    asked = (telling.phrases.feedback.format(title=titled(session, telling.words)) for _, session in found)
    actions = (action for each in found for action in _points(*each, telling, several=len(found) > 1))
    return Part(tuple(map(paragraph, asked)), tuple(actions), tuple(entry(*each) for each in found))


def _began(found: tuple[Programme, Session] | None, telling: Telling) -> bool:
    return found is not None and not found[1].cancelled and utc(found[1]) <= telling.now


def _points(programme: Programme, session: Session, telling: Telling, *, several: bool) -> Iterator[Action]:
    title = f" · {cut(titled(session, telling.words), LABEL)}" if several else ""
    for points in POINTS:
        yield Action(f"{points}{title}", press(f"{RATE} {points}", programme.event, session.id))
