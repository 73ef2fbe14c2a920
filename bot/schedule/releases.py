"""Numbered states of a programme, and what leads from one to the next."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import chain, count
from zoneinfo import ZoneInfo

from bot.schedule.differences import in_order
from bot.schedule.recognising import folded, recognised
from bot.schedule.sessions import Kind, Programme, Session, Status


@dataclass(frozen=True, slots=True)
class Release:
    """One state of an event's programme; never changed once it is there. Numbers count from 1 for each event."""

    number: int
    programme: Programme
    made_at: datetime
    source: str  # where it came from, as organisers read it: a file's name, an address, or what was done by hand


@dataclass(frozen=True, slots=True)
class Standing:
    """What counts beside the releases of an event, whatever a file says.

    `held` are the ids of sessions that an organiser restored and that the file still cancels or lacks. `aliases` are
    ids of the file that stand for an earlier id of the same session.
    """

    held: frozenset[str] = frozenset()
    aliases: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class State:
    """A programme and what counts beside it. `overruled` stay cancelled although the file announces them."""

    programme: Programme
    standing: Standing = field(default_factory=Standing)
    overruled: tuple[Session, ...] = ()


def following(imported: Programme, latest: Programme | None, standing: Standing) -> State:
    """The state after this import.

    Sessions keep their ids. What was added by hand stays. What was cancelled stays cancelled, and what the file lacks
    is cancelled, unless an organiser restored it.
    """
    known = recognised(imported, latest, standing.aliases)
    old = {session.id: session for session in latest.sessions} if latest else {}
    by_hand = {session.id for session in old.values() if session.kind is Kind.SIDE}
    sessions = (_in_zone(_worded(session, old), imported.tz) for session in known.programme.sessions)
    given = {session.id: session for session in sessions if session.id not in by_hand}
    held = frozenset(id_ for id_ in standing.held if id_ not in given or given[id_].cancelled)
    after = in_order((*_still_cancelled(given, old, standing.held), *_kept(given, old, held)))
    overruled = tuple(each for each in after if each.cancelled and each.id in given and not given[each.id].cancelled)
    return State(replace(_framed(known.programme, latest), sessions=after), Standing(held, known.aliases), overruled)


def _worded(session: Session, old: Mapping[str, Session]) -> Session:
    """The session, its description as it was where only its spaces and line breaks are others: that is no change."""
    before = old.get(session.id)
    same = before is not None and before.description.split() == session.description.split()
    return replace(session, description=before.description) if before and same else session


def _in_zone(session: Session, zone: ZoneInfo) -> Session:
    end = session.end.astimezone(zone) if session.end else None
    return replace(session, start=session.start.astimezone(zone), end=end)


def _still_cancelled(
    given: Mapping[str, Session], old: Mapping[str, Session], restored: frozenset[str]
) -> Iterator[Session]:
    for session in given.values():
        before = old.get(session.id)
        if session.id in restored:
            yield replace(session, status=Status.PLANNED)
        elif before is not None and before.cancelled:
            yield replace(session, status=Status.CANCELLED)
        else:
            yield session


def _kept(given: Mapping[str, Session], old: Mapping[str, Session], held: frozenset[str]) -> Iterator[Session]:
    for session in old.values():
        if session.id in given:
            continue
        stays = session.kind is Kind.SIDE or session.id in held
        yield session if stays else replace(session, status=Status.CANCELLED)


def _framed(programme: Programme, latest: Programme | None) -> Programme:
    if latest is None:
        return programme
    return replace(
        programme,
        title=programme.title or latest.title,
        first_day=programme.first_day or latest.first_day,
        last_day=programme.last_day or latest.last_day,
        rooms=programme.rooms or latest.rooms,
    )


def cancelled(state: State, id_: str) -> State:
    """The state after an organiser called this session off."""
    standing = replace(state.standing, held=state.standing.held - {id_})
    return State(_with_status(state.programme, id_, Status.CANCELLED), standing)


def restored(state: State, id_: str) -> State:
    """The state after an organiser said that this session takes place, whatever the file says of it now."""
    standing = replace(state.standing, held=state.standing.held | {id_})
    return State(_with_status(state.programme, id_, Status.PLANNED), standing)


def _with_status(programme: Programme, id_: str, status: Status) -> Programme:
    sessions = (replace(each, status=status) if each.id == id_ else each for each in programme.sessions)
    return replace(programme, sessions=in_order(sessions))


def with_side_event(state: State, session: Session) -> State:
    """The state after an organiser added this beside the file; it gets an id of its own and survives imports."""
    taken = {each.id for each in state.programme.sessions}
    name = "side-" + (re.sub(r"[^a-z0-9]+", "-", folded(session.title)).strip("-")[:40] or "event")
    free = next(id_ for id_ in chain([name], (f"{name}-{number}" for number in count(2))) if id_ not in taken)
    side = replace(session, id=free, kind=Kind.SIDE)
    return replace(state, programme=replace(state.programme, sessions=in_order((*state.programme.sessions, side))))


def named(programme: Programme, words: str) -> tuple[Session, ...]:
    """The sessions that are meant: the one of this id, else those of this title, else those with it in their title."""
    wanted = folded(words)
    for fits in (
        lambda each: each.id == words,
        lambda each: folded(each.title) == wanted,
        lambda each: wanted in folded(each.title),
    ):
        if found := tuple(session for session in programme.sessions if fits(session)):
            return found
    return ()
