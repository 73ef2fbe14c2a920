"""Times of day, and offsets from UTC, as people write them in tables. Times are since midnight."""

import re
from datetime import timedelta, timezone

from bot.adapters.importers.days import folded

MIDNIGHT = timedelta(days=1)

_CLOCK = re.compile(
    r"(?<![\d:./])(?P<hour>\d{1,2})(?:\s?[:.hH]\s?(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?)?"
    r"\s*(?P<half>[aApP]\.?\s?[mM]\b\.?)?(?P<hours>\s?(?:h|hs|hrs|Uhr|uhr|UHR)\b)?(?![\d:/])"
)
_DIGITS = re.compile(r"(?<!\d)([01]?\d|2[0-3])([0-5]\d)(?!\d)")
# 09:00-10:30 is a range; an offset west of Greenwich is written 09:00:00-05:00, T09:00-05:00 or 09:00 -0500.
_OFFSET = re.compile(
    r"(?<=\d)\s*(?:(?:Z|UTC|GMT)\b|(?P<ahead>\+)(?P<h>\d{2}):?(?P<m>\d{2})\b|\s-(?P<west>\d{4})\b)\s*$"
)
_WEST = re.compile(r"^-(?P<west>\d{2}:?\d{2})\s*$")
_AT_NOON = dict.fromkeys(("noon", "mittag", "mittags", "mediodia", "midi", "mezzogiorno"), 12)
_AT_MIDNIGHT = dict.fromkeys(("midnight", "mitternacht", "medianoche", "minuit", "mezzanotte"), 24)
_WORDS_OF_TIME = _AT_NOON | _AT_MIDNIGHT


def clocks(text: str) -> tuple[timedelta, ...]:
    """The times of day in a text: the first two, where there are more."""
    found = [match for match in _CLOCK.finditer(text) if int(match["hour"]) <= 30]  # noqa: PLR2004 # 25:30 is after midnight
    sure = [match for match in found if match["minute"] or match["half"] or match["hours"]]
    if not sure:
        return _spoken(text) or _digits(text)
    times = found if len(sure) == 1 and len(found) == 2 else sure  # noqa: PLR2004 # "9-10:30"
    halves = [match["half"] for match in times[:2]]
    times_of_day = [_clock(match, match["half"] or halves[-1]) for match in times[:2]]
    if len(halves) == 2 and not halves[0] and halves[1] and times_of_day[0] > times_of_day[1]:  # noqa: PLR2004 # "11-1 pm"
        times_of_day[0] = _clock(times[0], "am")
    return tuple([*times_of_day, *_spoken(text)][:2])


def _clock(match: re.Match[str], half: str | None) -> timedelta:
    hour = int(match["hour"])
    if half and hour <= 12:  # noqa: PLR2004 # 13 pm is 13
        hour = hour % 12 + (12 if half[0] in "pP" else 0)
    return timedelta(hours=hour, minutes=int(match["minute"] or 0), seconds=int(match["second"] or 0))


def _digits(text: str) -> tuple[timedelta, ...]:
    """0900 or 0900-1030, where a cell holds nothing else."""
    if not re.fullmatch(r"[\d\s–—-]*(?:h|hrs|uhr)?", text.strip()):
        return ()
    return tuple(timedelta(hours=int(hour), minutes=int(minute)) for hour, minute in _DIGITS.findall(text)[:2])


def _spoken(text: str) -> tuple[timedelta, ...]:
    return tuple(
        timedelta(hours=_WORDS_OF_TIME[word])
        for word in re.findall(r"[^\W\d_]+", folded(text))
        if word in _WORDS_OF_TIME
    )


def without_offset(clock: str, rest: str, *, exact: bool) -> tuple[str, timezone | None]:
    """A time without its offset from UTC, and the offset. After an `exact` time a hyphen is a minus, not a range."""
    west = _WEST.match(rest) if exact else None
    found = west or _OFFSET.search(clock + rest)
    if not found:
        return clock + rest, None
    if west:
        rest = ""
    else:
        clock, rest = "", (clock + rest)[: found.start()]
    return clock + rest, _offset(found.groupdict())


def _offset(digits: dict[str, str | None]) -> timezone | None:
    numbers = (digits["west"] or f"{digits['h'] or '00'}{digits['m'] or '00'}").replace(":", "")
    ahead = timedelta(hours=int(numbers[:2]), minutes=int(numbers[2:]))
    return timezone(-ahead if digits["west"] else ahead) if ahead < MIDNIGHT else None
