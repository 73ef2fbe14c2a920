"""Clocks that count to twelve and do not say which half of the day they mean."""

import re
from collections.abc import Collection, Iterable
from datetime import timedelta

_HALF_DAY = timedelta(hours=12)
_MORNING, _AFTERNOON_ENDS, _ENDS = timedelta(hours=8), timedelta(hours=7), timedelta(hours=13)
_SAYS_WHICH = re.compile(r"\d\s?[ap]\.?m\b|\b0\d:|T\d|noon", re.IGNORECASE)


def are_not_told(clocks: Collection[timedelta], texts: Iterable[str]) -> bool:
    """Whether a file's clocks go from the morning to twelve and begin again: nine, noon, half past one.

    Args:
        clocks: every time of day in the file.
        texts: as they are written; "01:00" and "1 pm" say which half they mean.
    """
    if not clocks or max(clocks) >= _ENDS or any(map(_SAYS_WHICH.search, texts)):
        return False
    return min(clocks) < _AFTERNOON_ENDS and max(clocks) >= _MORNING


def afternoon(clock: timedelta) -> timedelta:
    """What such a clock means: before seven it is the afternoon."""
    return clock + _HALF_DAY if clock < _AFTERNOON_ENDS else clock
