"""A way on from a reply that offers none."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot import wording
from bot.messages import Action, Kind, Reply
from bot.turn.answering import Turned
from bot.turn.situation import Situation

MOST = 5
_PARTING = "smalltalk.goodbye"


def with_next_step(reply: Reply, turns: Sequence[Turned], here: Situation) -> Reply:
    """The reply with something to press, unless the person takes leave."""
    if reply.actions or any(turn.target == _PARTING for turn in turns):
        return reply
    return replace(reply, actions=tuple(_on(reply, turns, here))[:MOST] or (help_button(here),))


def help_button(here: Situation) -> Action:
    return Action(here.phrases.label.help, "help")


def _on(reply: Reply, turns: Sequence[Turned], here: Situation) -> Iterable[Action]:
    """What the reply names and does not tell: each of a list, where somebody works, what an organisation is."""
    match reply.kind:
        case Kind.LIST:
            return (_show(entry, here) for entry in reply.entries)
        case Kind.PERSON:
            places = (role.of for entry in reply.entries[:1] for role in here.knowledge.people[entry].roles)
            return (_show(place, here) for place in places if place in here.knowledge.organisations)
        case Kind.ORGANISATION if [turn.target for turn in turns] != ["organisation.summary"]:
            return (_show(entry, here) for entry in reply.entries[:1])
        case _:
            return ()


def _show(record_id: str, here: Situation) -> Action:
    return wording.show(record_id, here.knowledge, here.language)
