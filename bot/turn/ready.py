"""Replies kept ready: people ask what others have asked, and mostly it does not matter what was said before."""

from collections.abc import Callable, Hashable
from datetime import datetime, timedelta
from typing import Generic, TypeVar

from bot.ports import Memory
from bot.understanding.alone import Leaning, Sealed

T = TypeVar("T")
Quarter = tuple[int, timedelta | None]

KEPT = 2000
QUARTER_SECONDS = 15 * 60  # no day begins within one, in any time zone


class Ready(Generic[T]):
    """What was told lately, at one revision of the content, to questions that stand alone."""

    def __init__(self) -> None:
        self._kept: dict[Hashable, T | None] = {}  # None for a question that leans on what was said before
        self._quarter: Quarter | None = None

    def told(self, asked: Hashable, kinds: frozenset[str], at: datetime, tell: Callable[[Memory], T]) -> T | None:
        """What `tell` makes of any memory of these kinds; None where it leans on more of what was said before.

        Args:
            asked: all that the telling depends on, beside the memory and the day.
        """
        self._turn_over((int(at.timestamp() // QUARTER_SECONDS), at.utcoffset()))
        key = asked, kinds
        if key not in self._kept:
            self._keep(key, _alone(tell, kinds))
        return self._kept[key]

    def _turn_over(self, quarter: Quarter) -> None:
        """Forget what was told before this quarter of an hour: it may speak of "yesterday" as of today."""
        if quarter != self._quarter:
            self._kept.clear()
            self._quarter = quarter

    def _keep(self, key: Hashable, told: T | None) -> None:
        if len(self._kept) >= KEPT:
            del self._kept[next(iter(self._kept))]
        self._kept[key] = told


def _alone(tell: Callable[[Memory], T], kinds: frozenset[str]) -> T | None:
    try:
        return tell(Sealed(kinds))
    except Leaning:
        return None
