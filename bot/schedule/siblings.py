"""Sessions of one title and the same speakers, of which only the time says which is which."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from bot.schedule.sessions import Session, Status

Pair = tuple[Session, Session]
Key = Callable[[Session], Hashable]


def paired(found: Sequence[Session], lost: Sequence[Session]) -> Iterator[Pair]:
    """Which of the later sessions is which of the earlier ones: what starts when it started, then the others.

    The others are paired in the order of their start, and where one side has fewer, each of those with the nearest in
    time. What was cancelled is known only where it stood: announced elsewhere it is another session.
    """
    for key in _STILL_THERE:
        pairs = list(_alike(found, lost, key))
        yield from pairs
        found, lost = _without(found, [new for new, _ in pairs]), _without(lost, [old for _, old in pairs])
    yield from _moved(_in_order(found), _in_order([each for each in lost if not each.cancelled]))


def _alike(found: Sequence[Session], lost: Sequence[Session], key: Key) -> Iterator[Pair]:
    by_key: dict[Hashable, list[Session]] = defaultdict(list)
    for each in _in_order(lost):
        by_key[key(each)].append(each)
    for each in _in_order(found):
        if by_key[key(each)]:
            yield each, by_key[key(each)].pop(0)


def _moved(found: list[Session], lost: list[Session]) -> Iterator[Pair]:
    if len(found) == len(lost):
        yield from zip(found, lost, strict=True)
    elif len(found) < len(lost):
        yield from _nearest(found, lost)
    else:
        yield from ((new, old) for old, new in _nearest(lost, found))


def _nearest(fewer: Sequence[Session], more: list[Session]) -> Iterator[Pair]:
    for one in fewer:
        other = min(more, key=lambda each: abs(each.start - one.start))
        more.remove(other)
        yield one, other


def _without(sessions: Sequence[Session], those: Sequence[Session]) -> list[Session]:
    ids = {each.id for each in those}
    return [each for each in sessions if each.id not in ids]


def _in_order(sessions: Sequence[Session]) -> list[Session]:
    return sorted(sessions, key=lambda each: (_start(each), each.cancelled, each.id))


def _start(session: Session) -> datetime:
    # Within one zone Python compares what the clocks show, and those show the last hour of summer time twice.
    return session.start.astimezone(UTC)


def _all_but_its_id(session: Session) -> Hashable:
    return _start(session), replace(session, id="", part_of="")


def _all_but_its_status(session: Session) -> Hashable:
    return _all_but_its_id(replace(session, status=Status.PLANNED))


def _slot(session: Session) -> Hashable:
    return _start(session), session.rooms


_STILL_THERE: Sequence[Key] = (_all_but_its_id, _all_but_its_status, _slot, _start)
