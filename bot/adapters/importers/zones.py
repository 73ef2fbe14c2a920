"""Time zones by name. An offset, a Z and an abbreviation are no names: they do not say when the clocks change."""

import re
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from bot.errors import ZoneNeeded

_OFFSET = re.compile(r"^(?:etc/)?(?:gmt|utc)?\s*[+-]\s*\d|^z(?:ulu)?$", re.IGNORECASE)
_WITHIN = re.compile(r"\b[A-Z][A-Za-z]+/[A-Z][A-Za-z_+-]+(?:/[A-Z][A-Za-z_]+)?")


@cache
def _known() -> dict[str, str]:
    return {name.casefold(): name for name in available_timezones()}


def named(text: str) -> str:
    """The zone that a text names, in the usual spelling; empty where it names none."""
    text = text.strip().strip('"')
    if not text or _OFFSET.match(text):
        return ""
    name = WINDOWS_TO_OLSON.get(text, text).replace(" ", "_")
    return _known().get(name.casefold(), "") or within(text)


def within(text: str) -> str:
    """The zone that stands somewhere in a text: "Start (Europe/Berlin)"."""
    return next((name for found in _WITHIN.findall(text) if (name := _known().get(found.casefold(), ""))), "")


def chosen(asked: str | None, in_file: str, *, example: str) -> ZoneInfo:
    """The zone that a programme is shown in: the one asked for, else the file's.

    Raises:
        ZoneNeeded: the file names none, or the one asked for is unknown.
    """
    if asked is not None:
        name = named(asked)
        if not name:
            raise ZoneNeeded(f"“{asked}” is not a time zone; write one like Europe/Madrid or Asia/Bangkok.")
        return ZoneInfo(name)
    if not in_file:
        raise ZoneNeeded(
            f"The file does not name its time zone{example}. Name the venue’s, such as Europe/Madrid or Asia/Bangkok."
        )
    return ZoneInfo(in_file)
