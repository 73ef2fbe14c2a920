"""Blocks: rows that hold the talks of others."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from bot.adapters.importers import marks
from bot.adapters.importers.identity import fitting
from bot.schedule.sessions import Kind, Session

_TALKS_OF_A_BLOCK = 3  # that make a block of a row whose title does not say that it is one


def with_blocks(sessions: Sequence[Session]) -> list[Session]:
    """The sessions, with blocks marked and their talks naming them: as the file says, else as room and time show."""
    named = {session.id: parent for session in sessions if session.part_of and (parent := _named(session, sessions))}
    found = {talk: block for talk, block in _seen(sessions) if talk not in named}
    parents = {**found, **named}
    blocks = set(parents.values())
    by_id = {session.id: session for session in sessions}
    return [_placed(session, parents.get(session.id, ""), by_id, is_block=session.id in blocks) for session in sessions]


def _placed(session: Session, parent: str, by_id: dict[str, Session], *, is_block: bool) -> Session:
    kind = Kind.BLOCK if is_block else session.kind
    track = session.track or ("" if parent else session.part_of)  # a name that no row has is only a heading
    rooms = session.rooms or (by_id[parent].rooms if parent else ())
    return replace(session, part_of=parent, kind=kind, track=track, rooms=rooms)


def _named(session: Session, sessions: Sequence[Session]) -> str:
    """The id of the block that a session names by its id or title; of several, the one around it."""
    given = session.part_of
    others = [other for other in sessions if other.id != session.id]
    by_id = [other.id for other in others if other.id in {given, fitting(given)}]
    by_title = [other for other in others if other.title.casefold() == given.casefold()]
    around = [other.id for other in by_title if _holds(other, session)] or [other.id for other in by_title]
    return next(iter(by_id or around), "")


def _seen(sessions: Sequence[Session]) -> Iterator[tuple[str, str]]:
    """Talks and their blocks, as pairs of ids, where one row takes the whole time of others in its room."""
    rooms: dict[str, list[Session]] = defaultdict(list)
    for session in sessions:
        for room in session.rooms:
            rooms[room].append(session)
    smallest: dict[str, Session] = {}
    for together in rooms.values():
        for block in sorted(together, key=_length, reverse=True):
            talks = [session for session in together if _holds(block, session)]
            if _is_block(block, talks):
                smallest |= {session.id: block for session in talks}
    yield from ((talk, block.id) for talk, block in smallest.items())


def _is_block(block: Session, talks: Sequence[Session]) -> bool:
    speaking = [session for session in talks if session.kind is Kind.TALK]
    if block.kind is Kind.BREAK or not speaking or _overlap(speaking):
        return False
    return len(speaking) >= (1 if marks.may_be_block(block.title, block.type) else _TALKS_OF_A_BLOCK)


def _holds(block: Session, talk: Session) -> bool:
    """Whether a talk lies within the time of a longer row."""
    if block.end is None or talk is block or (block.cancelled != talk.cancelled and block.cancelled):
        return False
    ends = talk.end or talk.start
    return block.start <= talk.start and ends <= block.end and talk.start < block.end and _length(talk) < _length(block)


def _overlap(talks: Sequence[Session]) -> bool:
    ordered = sorted(talks, key=lambda talk: talk.start)
    return any(one.end and one.end > other.start for one, other in pairwise(ordered))


def _length(session: Session) -> float:
    return (session.end - session.start).total_seconds() if session.end else 0.0
