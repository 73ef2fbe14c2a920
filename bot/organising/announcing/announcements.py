"""Announcements: what changed in an event's programme since people were last told, and what became of telling it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from bot.notifications.campaigns import Campaign


class State(StrEnum):
    """What became of an announcement. Kept in databases: the words stay."""

    WAITING = "waiting"
    RELEASED = "released"  # let go, and perhaps not queued yet for everybody concerned
    QUEUED = "queued"  # let go, and queued for all of them
    DISMISSED = "dismissed"  # nobody is told
    UNDONE = "undone"  # nothing was left to tell: it was moved back, or is over


@dataclass(frozen=True, slots=True)
class Announcement:
    """All that changed from one release to another, as one thing to decide on.

    `opened_at` is when the first of it was made, `changed_at` when the last was. `decided_by` is the key of a person,
    or what decided in their place.
    """

    id: int
    event: str
    from_release: int
    to_release: int
    state: State
    opened_at: datetime
    changed_at: datetime
    decided_at: datetime | None = None
    decided_by: str = ""

    @property
    def waits(self) -> bool:
        return self.state is State.WAITING

    @property
    def told(self) -> bool:
        """Whether it was let go."""
        return self.state in {State.RELEASED, State.QUEUED}


class Announcements(Protocol):
    """The announcements of every event. One waits at most; each begins with the release that ended the one before."""

    async def newest(self) -> Mapping[str, Announcement]:
        """The newest of each event that ever had one, by event."""

    async def find(self, id_: int) -> Announcement | None:
        """The announcement; None where there is none."""

    async def released(self) -> Sequence[Announcement]:
        """Those that were let go and may not be queued for everybody yet."""

    async def last_told(self, event: str) -> Announcement | None:
        """The one that was let go last; None where none was."""

    async def open(self, event: str, from_release: int, to_release: int, *, at: datetime) -> bool:
        """Have a new one wait; False where one waits already, or one of these changes was decided on."""

    async def grow(self, id_: int, to_release: int, *, at: datetime) -> bool:
        """Have it end with a later release; False where it does so already, or waits no more."""

    async def decide(self, id_: int, to_release: int, state: State, *, by: str, at: datetime) -> bool:
        """Have it wait no more. False where it waits no more already, or has grown beyond this release."""

    async def queued(self, id_: int) -> None:
        """What was let go is queued for everybody concerned."""


@dataclass(frozen=True, slots=True)
class Reach:
    """How many people, and how many channels and groups, are told; each once, of however much.

    `of` counts both for each campaign, by its key.
    """

    people: int = 0
    channels: int = 0
    of: Mapping[str, int] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.people or self.channels)


class Audiences(Protocol):
    """Who would be told something if it were told now."""

    async def reach(self, campaigns: Sequence[Campaign]) -> Reach:
        """Whom the ledger would queue these for, whoever has them already."""
