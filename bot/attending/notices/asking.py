"""Asking for feedback: a question for each session, with a button for each number of points. Pure."""

from collections.abc import Iterator, Sequence

from bot.attending.notices.parts import RATE, Part, Telling, entry
from bot.attending.presses import press
from bot.attending.telling import cut, titled
from bot.messages import Action, paragraph
from bot.notifications.ledger import Delivery
from bot.schedule.sessions import Programme, Session

POINTS = range(1, 6)
LABEL = 24  # characters of a title on a button, where several sessions are asked for


def questions(deliveries: Sequence[Delivery], telling: Telling) -> Part | None:
    """How each session was; None where none of them took place after all."""
    found = [here for each in deliveries if (here := telling.found(each)) and not here[1].cancelled]
    if not found:
        return None
    asked = (telling.phrases.feedback.format(title=titled(session, telling.words)) for _, session in found)
    actions = (action for each in found for action in _points(*each, telling, several=len(found) > 1))
    return Part(tuple(map(paragraph, asked)), tuple(actions), tuple(entry(*each) for each in found))


def _points(programme: Programme, session: Session, telling: Telling, *, several: bool) -> Iterator[Action]:
    title = f" · {cut(titled(session, telling.words), LABEL)}" if several else ""
    for points in POINTS:
        yield Action(f"{points}{title}", press(f"{RATE} {points}", programme.event, session.id))
