"""The same session under another id: files come without ids, with new ones, or change their format."""

import re
import unicodedata
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import count

from bot.schedule import siblings
from bot.schedule.sessions import Kind, Programme, Session

DERIVED = "~"  # what the id of a session begins with where its file gives none
Key = Callable[[Session], Hashable]  # None where the session has nothing to be known by
_Groups = dict[Hashable, list[Session]]
_NUMBER = re.compile(r"-\d{1,4}$")  # behind an id of ours that was not free


@dataclass(frozen=True, slots=True)
class Recognised:
    """A programme whose sessions have the ids they had before, and every file's id that stands for an earlier one."""

    programme: Programme
    aliases: Mapping[str, str] = field(default_factory=dict)


def recognised(new: Programme, old: Programme | None, aliases: Mapping[str, str]) -> Recognised:
    """The new programme with the ids of the old one wherever a session is surely the same.

    Args:
        aliases: what earlier programmes taught; a file that has the earlier id again has the last word.
    """
    if old is None:
        return Recognised(new)
    families = _families(new.sessions, old.sessions)
    told_apart = {each.id: before.id for family in families for each, before in siblings.paired(*family)}
    before = {session.id: session for session in old.sessions}
    there = {session.id for session in new.sessions} - {each.id for family in families for each in family[0]}
    held = {each.id for each in new.sessions if each.id in there and _is_still(each, before)} - {*told_apart.values()}
    taken = held | set(told_apart.values())
    known = {
        alias: id_
        for alias, id_ in aliases.items()
        if alias in there and id_ not in taken and not alias.startswith(DERIVED)
    }
    taken |= set(known.values())
    lost = [session for session in old.sessions if session.id not in taken and session.kind is not Kind.SIDE]
    found = [session for session in new.sessions if session.id not in {*held, *known, *told_apart}]
    ids_hold = any(session.id in held and session.kind is not Kind.SIDE for session in new.sessions)
    ids = {**told_apart, **known, **_pairs(found, lost, ids_hold=ids_hold or bool(told_apart))}
    others = {session.id for session in found if session.id not in ids and session.id in before}
    ids |= _renumbered(others, {*before} | {session.id for session in new.sessions if session.id not in ids})
    return _renamed(new, ids)


def _is_still(session: Session, before: Mapping[str, Session]) -> bool:
    """Whether its id says which it is. One of ours says its title, and the earlier session may have got another."""
    known = before.get(session.id)
    return known is not None and (not session.id.startswith(DERIVED) or folded(known.title) == folded(session.title))


def _families(new: Sequence[Session], old: Sequence[Session]) -> list[tuple[list[Session], list[Session]]]:
    """Sessions of one title and the same speakers, where ids of ours do not say which is which: they only count."""
    there = {session.id for session in new}
    families: dict[Hashable, tuple[list[Session], list[Session]]] = {}
    for session in new:
        if session.id.startswith(DERIVED):
            families.setdefault(_family(session), ([], []))[0].append(session)
    for session in old:
        if session.kind is not Kind.SIDE and (session.id.startswith(DERIVED) or session.id not in there):
            families.setdefault(_family(session), ([], []))[1].append(session)
    return [(left, right) for left, right in families.values() if len({each.id for each in (*left, *right)}) > 1]


def _family(session: Session) -> Hashable:
    return folded(session.title), _names(session)


def _renumbered(ids: Iterable[str], taken: Collection[str]) -> dict[str, str]:
    """A free id for each that is an earlier session's."""
    free: dict[str, str] = {}
    for id_ in sorted(ids):
        names = (f"{_NUMBER.sub('', id_)}-{number}" for number in count(2))
        free[id_] = next(name for name in names if name not in taken and name not in free.values())
    return free


def _renamed(programme: Programme, ids: Mapping[str, str]) -> Recognised:
    sessions = tuple(
        replace(each, id=ids.get(each.id, each.id), part_of=ids.get(each.part_of, each.part_of))
        for each in programme.sessions
    )
    # An id of ours teaches nothing: it says what the title says, and the next file may count otherwise.
    aliases = {alias: id_ for alias, id_ in ids.items() if not alias.startswith(DERIVED)}
    return Recognised(replace(programme, sessions=sessions), aliases)


def _pairs(found: Sequence[Session], lost: Sequence[Session], *, ids_hold: bool) -> dict[str, str]:
    sure = dict(_matched(found, lost, _SURE))
    found = [session for session in found if session.id not in sure]
    lost = [session for session in lost if session.id not in sure.values()]
    # Some programs make up every id anew each time. Then no id says that a session is another one.
    all_anew = not ids_hold and len(sure) > len(lost)
    left, right = ([each for each in those if all_anew or each.id.startswith(DERIVED)] for those in (found, lost))
    return {**sure, **dict(_matched(left, right, _WHERE_IDS_SAY_NOTHING))}


def _matched(found: Sequence[Session], lost: Sequence[Session], keys: Sequence[Key]) -> Iterator[tuple[str, str]]:
    for key in keys:
        # What was cancelled and is announced anew is another session, unless nothing about it has changed.
        right = _by_key([each for each in lost if key is _same or not each.cancelled], key)
        pairs = dict(_paired(_by_key(found, key), right, most=len(found) if key in _SURE else 1))
        yield from pairs.items()
        found = [session for session in found if session.id not in pairs]
        lost = [session for session in lost if session.id not in pairs.values()]


def _paired(left: _Groups, right: _Groups, most: int) -> Iterator[tuple[str, str]]:
    """Each with its like; of several alike, and as many on the other side, in the order of their start."""
    for value in left.keys() & right.keys():
        if len(left[value]) == len(right[value]) <= most:
            pairs = zip(*(sorted(those[value], key=_start) for those in (left, right)), strict=True)
            yield from ((one.id, other.id) for one, other in pairs)


def _by_key(sessions: Sequence[Session], key: Key) -> _Groups:
    by_key: _Groups = {}
    for session in sessions:
        by_key.setdefault(key(session), []).append(session)
    by_key.pop(None, None)
    return by_key


def folded(text: str) -> str:
    """A title as people compare it: without accents, case, and spaces too many."""
    plain = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    return " ".join(plain.casefold().split())


def _names(session: Session) -> frozenset[str]:
    return frozenset(map(folded, session.speakers))


def _same(session: Session) -> Hashable:
    return (_start(session), folded(session.title), _names(session)) if session.title else None


def _title_and_speakers(session: Session) -> Hashable:
    return (folded(session.title), _names(session)) if session.title and session.speakers else None


def _title_and_start(session: Session) -> Hashable:
    return (folded(session.title), _start(session)) if session.title else None


def _title(session: Session) -> Hashable:
    return folded(session.title) or None


def _slot_of_the_untitled(session: Session) -> Hashable:
    return None if session.title else (_slot(session), _names(session))


def _slot_and_speakers(session: Session) -> Hashable:
    return (_slot(session), _names(session)) if session.rooms and session.speakers else None


def _speakers(session: Session) -> Hashable:
    return _names(session) or None


def _slot_of_nobody(session: Session) -> Hashable:
    return _slot(session) if session.rooms and not session.speakers else None


def _slot(session: Session) -> Hashable:
    return (_start(session), session.rooms)


def _start(session: Session) -> datetime:
    return session.start.astimezone(UTC)


# What identifies best comes first.
_SURE: Sequence[Key] = (_same, _title_and_speakers, _title_and_start, _title, _slot_of_the_untitled)
# The title is another one; an id of the file's own would say that it is another session.
_WHERE_IDS_SAY_NOTHING: Sequence[Key] = (_slot_and_speakers, _speakers, _slot_of_nobody)
