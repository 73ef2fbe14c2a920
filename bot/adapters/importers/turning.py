"""The hour at which a programme's conference days turn."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.adapters.importers.drafts import Draft
from bot.schedule.sessions import DAY_TURNS


def of(draft: Draft, zone: ZoneInfo) -> time:
    """The file's own hour, else four in the morning, where that fits the days under which the file lists its sessions.

    Where it does not, the first hour that does: when its days begin, or just after the last session of a night.
    """
    late, early = _bounds(draft, zone)
    stated: list[time | None] = [draft.day_turns] if draft.day_turns else [DAY_TURNS, draft.opens]
    after = [(datetime.min + late + timedelta(minutes=1)).time()] if late is not None else []  # noqa: DTZ901 # only its clock
    for turn in [*stated, DAY_TURNS, *after]:
        if turn is not None and (late is None or late < _since(turn)) and (early is None or _since(turn) <= early):
            return turn
    return draft.day_turns or DAY_TURNS


def _bounds(draft: Draft, zone: ZoneInfo) -> tuple[timedelta | None, timedelta | None]:
    """The latest start that still belongs to the night before, and the earliest that belongs to its own day."""
    starts = [(row.day, _local(row.start, zone)) for row in draft.rows if row.day and isinstance(row.start, datetime)]
    late = [_since(start.time()) for day, start in starts if start.date() - day == timedelta(days=1)]
    early = [_since(start.time()) for day, start in starts if start.date() == day]
    return max(late, default=None), min(early, default=None)


def _local(start: datetime, zone: ZoneInfo) -> datetime:
    return start.astimezone(zone) if start.tzinfo else start


def _since(clock: time) -> timedelta:
    return timedelta(hours=clock.hour, minutes=clock.minute)
