"""The same session under another id: files come without ids, with new ones, or change their format."""

import unicodedata
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from bot.schedule.sessions import Kind, Programme, Session

DERIVED = "~"  # what the id of a session begins with where its file gives none
Key = Callable[[Session], Hashable]  # None where the session has nothing to be known by


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
    there = {session.id for session in new.sessions}
    known = {alias: id_ for alias, id_ in aliases.items() if alias in there and id_ not in there}
    taken = there | set(known.values())
    lost = [session for session in old.sessions if session.id not in taken and session.kind is not Kind.SIDE]
    before = {session.id for session in old.sessions}
    found = [session for session in new.sessions if session.id not in before and session.id not in known]
    ids_hold = any(session.id in before and session.kind is not Kind.SIDE for session in new.sessions)
    return _renamed(new, {**known, **_pairs(found, lost, ids_hold=ids_hold)})


def _renamed(programme: Programme, ids: Mapping[str, str]) -> Recognised:
    sessions = tuple(
        replace(each, id=ids.get(each.id, each.id), part_of=ids.get(each.part_of, each.part_of))
        for each in programme.sessions
    )
    return Recognised(replace(programme, sessions=sessions), ids)


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
        left = _unique(found, key)
        right = _unique([each for each in lost if key is _same or not each.cancelled], key)
        pairs = {left[value].id: right[value].id for value in left.keys() & right.keys()}
        yield from pairs.items()
        found = [session for session in found if session.id not in pairs]
        lost = [session for session in lost if session.id not in pairs.values()]


def _unique(sessions: Sequence[Session], key: Key) -> dict[Hashable, Session]:
    by_key: dict[Hashable, list[Session]] = {}
    for session in sessions:
        by_key.setdefault(key(session), []).append(session)
    by_key.pop(None, None)
    return {value: those[0] for value, those in by_key.items() if len(those) == 1}


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
