"""What a rehearsal has in place of stores that several processes share."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.notifications.ledger import Slots
from bot.schedule.releases import Release


@dataclass(frozen=True, slots=True)
class OneRelease:
    """The programme that is rehearsed, which does not change meanwhile."""

    release: Release

    async def all(self) -> Sequence[Release]:
        return [self.release]


class OneBot:
    """The pace of one bot that nobody shares, and that no platform ever pauses."""

    def __init__(self) -> None:
        self._next: datetime | None = None

    async def reserve(self, bot: str, *, wanted: int, answered: int, spacing: timedelta, now: datetime) -> Slots:  # noqa: ARG002 - nobody is answered
        first = max(self._next or now, now)
        self._next = first + wanted * spacing
        return Slots(tuple(first + number * spacing for number in range(wanted)))

    async def pause(self, bot: str, *, until: datetime, now: datetime, alarm: str = "") -> None:
        """Nothing to heed: the sink takes everything."""

    async def alarm(self, bot: str) -> str:  # noqa: ARG002 - there is none
        return ""
