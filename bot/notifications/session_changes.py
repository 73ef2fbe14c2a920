"""What became of one session between two states of its programme, as people are told of it. Pure."""

from dataclasses import dataclass
from datetime import UTC, datetime

from bot.schedule.recognising import folded
from bot.schedule.sessions import Session


@dataclass(frozen=True, slots=True)
class SessionChange:
    """What is told of one session; `before` is None where it is new, which only followers are told.

    Times and rooms are told apart. Another title is told beside something else, and is itself no reason to tell.
    Words of a description, and names that are only spelt otherwise, are not told; nor are changes of what was cancelled
    and still is.
    """

    before: Session | None
    after: Session

    def __bool__(self) -> bool:
        """Whether there is anything to tell."""
        if self.before is None:
            return not self.after.cancelled
        if self.before.cancelled and self.after.cancelled:
            return False
        return self.cancelled or self.restored or self.moved_time or self.moved_room or self.other_speakers

    @property
    def new(self) -> bool:
        return self.before is None

    @property
    def cancelled(self) -> bool:
        return self.before is not None and self.after.cancelled and not self.before.cancelled

    @property
    def restored(self) -> bool:
        return self.before is not None and self.before.cancelled and not self.after.cancelled

    @property
    def retitled(self) -> bool:
        return self.before is not None and folded(self.before.title) != folded(self.after.title)

    @property
    def moved_time(self) -> bool:
        """Whether it starts at another instant, or ends at another one; an end that was not known before is no move."""
        if self.before is None:
            return False
        ends = (self.before.end, self.after.end)
        other_end = None not in ends and _utc(ends[0]) != _utc(ends[1])
        return other_end or _utc(self.before.start) != _utc(self.after.start)

    @property
    def moved_room(self) -> bool:
        return self.before is not None and set(self.before.rooms) != set(self.after.rooms)

    @property
    def other_speakers(self) -> bool:
        return self.before is not None and _names(self.before) != _names(self.after)


def _names(session: Session) -> set[str]:
    return {folded(name) for name in session.speakers}


def _utc(instant: datetime | None) -> datetime | None:
    return instant.astimezone(UTC) if instant else None
