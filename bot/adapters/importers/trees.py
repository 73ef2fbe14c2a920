"""Taking values out of JSON whose shape only its sender knows."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from bot.adapters.importers import private
from bot.adapters.importers.durations import duration
from bot.adapters.importers.moments import Reading

_PLAIN = Reading()


def text(value: object) -> str:
    """A value as text: numbers too, and of a text in several languages the English one or the first."""
    if isinstance(value, Mapping):
        return text(value.get("en") or value.get("name") or value.get("title") or next(iter(value.values()), ""))
    return str(value).strip() if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def mappings(value: object) -> Iterator[Mapping[str, Any]]:
    """The mappings in a list, or in the values of a mapping; what else is there is passed over."""
    values = value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ()
    yield from (item for item in values if isinstance(item, Mapping))


def moment(value: object) -> datetime | None:
    """An ISO date with its time of day: aware where an offset stands there, else naive."""
    stamp = _PLAIN.stamp(text(value))
    if stamp.day is None or not stamp.clocks:
        return None
    return datetime(stamp.day.year, stamp.day.month, stamp.day.day, tzinfo=stamp.offset) + stamp.clocks[0]


def day(value: object) -> date | None:
    return _PLAIN.stamp(text(value)).day


def clock(value: object) -> timedelta | None:
    clocks = _PLAIN.stamp(text(value)).clocks
    return clocks[0] if clocks else None


def span(value: object) -> timedelta | None:
    return duration(text(value))


def private_keys(value: Mapping[str, Any]) -> list[str]:
    """Keys that hold private data."""
    return [key for key, held in value.items() if held and private.by_name(key)]
