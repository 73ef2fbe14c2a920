"""The wall clock: nothing else in Docent looks at it."""

from datetime import UTC, datetime


class SystemClock:
    """The present, in UTC."""

    def now(self) -> datetime:
        return datetime.now(UTC)
