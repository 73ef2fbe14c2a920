"""What a channel or a person may follow of an event, by the words people have for it. Pure."""

import re
from collections.abc import Iterable

from bot.notifications.campaigns import Scope
from bot.notifications.subscriptions import Follow
from bot.schedule.sessions import Programme
from bot.understanding.schedule import lexicon
from bot.understanding.words import fold, words

_AROUND = re.compile(
    r"^(?:(?:everything|anything|whatever|all|every|each|the|of|sessions?|talks?|events?|what is on|that is|happening|"
    r"what happens|in|at|on|from|for|with|todo|lo|que|hay|las?|sesiones|charlas|en|del?|el|tout|ce|qui|se|passe|les?|"
    r"dans|alles|was|im|ist|aus|tutto|quello|che|nella|nel) )+"
)
_EVERYTHING = lexicon.word_set(
    "everything all sessions talks programme program schedule event conference todo tout alles tutto"
) | {""}
_GENERIC = lexicon.ROOM | lexicon.TRACK | {"the"}


def named(programme: Programme, what: str) -> tuple[Follow, ...]:
    """The event, room or track that is meant; several where the words fit several, none where they fit none."""
    told = fold(what)
    rest = _AROUND.sub("", f"{told} ").strip()
    if told in _EVERYTHING or rest in _EVERYTHING | {fold(programme.title), fold(programme.event)}:
        return (Follow(programme.event, Scope.EVENT),)
    every = tuple(all_of(programme))
    for fits in (_is_called, _is_called_in_short, _is_part_of):
        if found := tuple(each for each in every if _kind_fits(each, rest) and fits(rest, each.name)):
            return found
    return ()


def all_of(programme: Programme) -> Iterable[Follow]:
    """Every room and track of a programme."""
    rooms = dict.fromkeys((*programme.rooms, *(room for each in programme.sessions for room in each.rooms)))
    tracks = dict.fromkeys(each.track for each in programme.sessions if each.track)
    yield from (Follow(programme.event, Scope.ROOM, room) for room in rooms)
    yield from (Follow(programme.event, Scope.TRACK, track) for track in tracks)


def _kind_fits(follow: Follow, told: str) -> bool:
    """Whether "room" or "track" in the words speaks against it."""
    is_track = bool(set(words(told)) & lexicon.TRACK)
    return not is_track or follow.scope is Scope.TRACK or bool(set(words(fold(follow.name))) & lexicon.TRACK)


def _is_called(told: str, name: str) -> bool:
    return words(told) == words(fold(name))


def _is_called_in_short(told: str, name: str) -> bool:
    short = _telling(told)
    return bool(short) and short == _telling(fold(name))


def _is_part_of(told: str, name: str) -> bool:
    short = _telling(told)
    return bool(short) and set(short) <= set(words(fold(name)))


def _telling(text: str) -> tuple[str, ...]:
    return tuple(word for word in words(text) if word not in _GENERIC)
