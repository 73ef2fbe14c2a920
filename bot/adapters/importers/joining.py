"""Rows that are one session: in several rooms at once, or written twice."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import replace

from bot.adapters.importers.telling import Finding, Findings
from bot.schedule.sessions import Kind, Session


def joined(sessions: Sequence[Session], findings: Findings) -> list[Session]:
    """Each session once, with all its rooms.

    Rows are one session when they share their id, title and time, or, being without ids or having the same speakers,
    title and time: nobody speaks in two places. An id alone never makes two rows one.
    """
    return _once(_once(sessions, _same_id, findings), _same_people, findings)


def _once(sessions: Iterable[Session], key: Callable[[Session], Hashable], findings: Findings) -> list[Session]:
    kept: dict[Hashable, Session] = {}
    for at, session in enumerate(sessions):
        known = key(session) or at
        if known in kept:
            kept[known] = _both(kept[known], session, findings)
        else:
            kept[known] = session
    return list(kept.values())


def _same_id(session: Session) -> Hashable:
    return session.id and (session.id, session.title, session.start, session.end)


def _same_people(session: Session) -> Hashable:
    told_apart = session.id if not session.speakers or session.kind is Kind.BREAK else ""
    return (
        bool(session.title)
        and not told_apart
        and (session.title, session.start, session.end, frozenset(session.speakers))
    )


def _both(one: Session, other: Session, findings: Findings) -> Session:
    if set(other.rooms) <= set(one.rooms) and set(other.speakers) <= set(one.speakers):
        findings.add(Finding.REPEATED, one.title)
    return replace(
        one,
        rooms=tuple(dict.fromkeys((*one.rooms, *other.rooms))),
        speakers=tuple(dict.fromkeys((*one.speakers, *other.speakers))),
        chairs=tuple(dict.fromkeys((*one.chairs, *other.chairs))),
        description=one.description or other.description,
    )
