"""What changed between two states of a programme."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from bot.schedule.sessions import Programme, Session, Status


@dataclass(frozen=True, slots=True)
class Change:
    """One session before and after; several things may have changed at once."""

    before: Session
    after: Session

    @property
    def moved_time(self) -> bool:
        """Whether it starts or ends at another moment."""
        return _times(self.before) != _times(self.after)

    @property
    def moved_room(self) -> bool:
        return set(self.before.rooms) != set(self.after.rooms)

    @property
    def retitled(self) -> bool:
        return self.before.title != self.after.title

    @property
    def speakers(self) -> bool:
        """Whether others speak; another order of the same names does not count."""
        return set(self.before.speakers) != set(self.after.speakers)

    @property
    def cancelled(self) -> bool:
        return self.after.cancelled and not self.before.cancelled

    @property
    def restored(self) -> bool:
        return self.before.cancelled and not self.after.cancelled


@dataclass(frozen=True, slots=True)
class Difference:
    """All that leads from one programme to another, each part in the order of the programme.

    `frame` is the new programme without its sessions. `gone` are sessions that the new one lacks altogether; releases
    keep them as cancelled, so that between two releases there are none.
    """

    frame: Programme
    frame_before: Programme | None  # None where there was no programme
    new: tuple[Session, ...] = ()
    changed: tuple[Change, ...] = ()
    gone: tuple[Session, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything differs, be it a word of a description."""
        return bool(self.new or self.changed or self.gone or self.frame != self.frame_before)

    @property
    def moved_time(self) -> tuple[Change, ...]:
        return tuple(change for change in self.changed if change.moved_time)

    @property
    def moved_room(self) -> tuple[Change, ...]:
        return tuple(change for change in self.changed if change.moved_room)

    @property
    def retitled(self) -> tuple[Change, ...]:
        return tuple(change for change in self.changed if change.retitled)

    @property
    def speakers(self) -> tuple[Change, ...]:
        return tuple(change for change in self.changed if change.speakers)

    @property
    def restored(self) -> tuple[Change, ...]:
        return tuple(change for change in self.changed if change.restored)

    @property
    def cancelled(self) -> tuple[Session, ...]:
        """Sessions that took place before and do not any more, as they are now."""
        now = [change.after for change in self.changed if change.cancelled]
        gone = [replace(session, status=Status.CANCELLED) for session in self.gone if not session.cancelled]
        return tuple(now + gone)


def difference(old: Programme | None, new: Programme) -> Difference:
    """What changed from the old programme, None where there was none, to the new one. Sessions are known by id."""
    before = {session.id: session for session in old.sessions} if old else {}
    there = {session.id for session in new.sessions}
    return Difference(
        frame=replace(new, sessions=()),
        frame_before=replace(old, sessions=()) if old else None,
        new=tuple(session for session in new.sessions if session.id not in before),
        changed=tuple(_changes(before, new.sessions)),
        gone=tuple(session for session in before.values() if session.id not in there),
    )


def applied(changes: Difference, old: Programme | None) -> Programme:
    """The new programme, made from the old one and the difference alone."""
    sessions = {session.id: session for session in old.sessions} if old else {}
    for session in changes.gone:
        del sessions[session.id]
    sessions |= {change.after.id: change.after for change in changes.changed}
    sessions |= {session.id: session for session in changes.new}
    return replace(changes.frame, sessions=in_order(sessions.values()))


def in_order(sessions: Iterable[Session]) -> tuple[Session, ...]:
    """Sessions by their start; what starts together by room, title and id, so that one set has one order."""
    return tuple(sorted(sessions, key=lambda each: (each.start.astimezone(UTC), each.rooms, each.title, each.id)))


def _changes(before: dict[str, Session], sessions: Iterable[Session]) -> Iterator[Change]:
    for session in sessions:
        known = before.get(session.id)
        if known is not None and (known != session or _times(known) != _times(session)):
            yield Change(known, session)


def _times(session: Session) -> tuple[datetime, datetime | None]:
    # Within one zone Python compares what the clocks show, and those show the last hour of summer time twice.
    return session.start.astimezone(UTC), session.end.astimezone(UTC) if session.end else None
