"""Which due times are looked at when it is worked out what is to be told."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Horizon:
    """What falls due after `since` and until `until`, the latter included, and has not expired by `now`.

    Without `since`, whatever has not expired, however long it has been due: nothing is lost to a stop of Docent. The
    same goes for what is about something that `moved`, by the ids of sessions, their ends and deadlines.
    """

    now: datetime
    until: datetime
    since: datetime | None = None
    moved: Collection[str] = frozenset()

    def holds(self, due: datetime, expires: datetime, about: str = "") -> bool:
        """Whether it is looked at; `about` is the id of what it is about, empty for more than one thing."""
        if not (due <= self.until and self.now < expires > due):
            return False
        return self.since is None or self.since < due or about in self.moved
