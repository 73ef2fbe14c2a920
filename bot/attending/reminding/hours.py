"""Hours of the day as people type them, in folded text: "7:30", "10pm", "half past seven", "10 to 7". Pure."""

import re
from typing import Final

from bot.understanding.schedule import lexicon
from bot.understanding.schedule.told import any_of

DAY: Final = 24 * 60
_HALF_A_DAY: Final = 12 * 60
_DAWN: Final = 5 * 60  # "no messages after 2" is said late at night, "after 5" is not
_WORDED: Final = {
    **dict.fromkeys(["noon", "midday", "mittag", "mediodia", "midi", "mezzogiorno"], 12 * 60),
    **dict.fromkeys(["midnight", "mitternacht", "medianoche", "minuit", "mezzanotte"], 0),
}
_EVENING = r"at night|in the evening|de la noche|du soir|abends|di sera"
_MORNING = r"in the morning|de la manana|du matin|morgens|di mattina"
_DIGITS = (
    rf"\d{{1,2}}(?: ?[:.h] ?\d{{2}})?"
    rf"(?: ?(?:[ap]\.? ?m\b\.?|uhr|h|hs|o'?clock)(?!\w))?(?: (?:{_EVENING}|{_MORNING}))?"
)
CLOCK: Final = rf"(?:{any_of(_WORDED)}|{_DIGITS})"  # a pattern for what `clock` reads
_CLOCK = re.compile(
    r"(?P<hour>\d{1,2})(?: ?[:.h] ?(?P<minute>\d{2}))? ?(?:(?P<half>[ap])\.? ?m\.?|uhr|hs?|o'?clock)?"
    rf"(?: ?(?:(?P<evening>{_EVENING})|(?P<morning>{_MORNING})))?"
)
_at = re.compile(  # a number alone, with more to follow, may count anything: "at 45 degrees"
    rf"\b(?:at|a las?|um|alle|a(?= \d+ ?[:h])) (?P<hour>(?>{_DIGITS}))(?!\w)(?:(?<=\D)|(?<=[:.h]\d\d)|(?= ?$))"
)
_PARTS: Final = {"half past": 30, "quarter past": 15, "quarter to": -15}
_past = re.compile(rf"(?<=\bat )(?:a )?(?P<part>{any_of(_PARTS)}) (?P<hour>\d{{1,2}}|{any_of(lexicon.NUMBERS)})\b")


def with_hours_in_figures(text: str) -> str:
    """The text with "at half past seven" as "at 7:30"."""
    return _past.sub(_in_figures, text)


def clock(text: str) -> int | None:
    """The minutes after midnight of an hour of the day; None where there is no such hour."""
    told = text.strip()
    if told in _WORDED:
        return _WORDED[told]
    found = _CLOCK.fullmatch(told)
    if found is None:
        return None
    hour, minute, half = int(found["hour"]), int(found["minute"] or 0), _half(found)
    if half and 1 <= hour <= 12:  # noqa: PLR2004 - hours of half a day
        hour = hour % 12 + (12 if half == "p" else 0)
    written = hour * 60 + minute
    if minute > 59 or written > DAY or (found["half"] and hour > 23):  # noqa: PLR2004 - on the face of a clock
        return None
    return written % DAY


def missing(text: str) -> str:
    """The hour that is told and that no clock shows: "25 o'clock"; empty where there is none."""
    told = (found["hour"] for found in _at.finditer(text))
    return next((each for each in told if clock(each) is None), "")


def night(first: str, last: str) -> tuple[int, int] | None:
    """The hours between which it is quiet; "10 to 7" begins in the evening. None where one is no hour.

    Nobody wants quiet for more than half a day, so an hour that may be either is the one that makes it shorter.
    """
    begins, ends = clock(first), clock(last)
    if begins is None or ends is None:
        return None
    is_long = not 0 < (ends - begins) % DAY <= _HALF_A_DAY
    return (begins + _HALF_A_DAY) % DAY if is_long and _may_be_either(first) else begins, ends


def evening(text: str) -> int | None:
    """The hour from which on it is quiet: "after 10" is 22:00, "after 12" midnight; None where it is none."""
    told = clock(text)
    if told is None or not _may_be_either(text) or told < _DAWN:
        return told
    return (told + _HALF_A_DAY) % DAY


def _may_be_either(text: str) -> bool:
    """Whether an hour may be one of the morning or of the evening."""
    found = _CLOCK.fullmatch(text.strip())
    return found is not None and not _half(found) and 1 <= int(found["hour"]) <= 12  # noqa: PLR2004 - on a clock's face


def _half(found: re.Match[str]) -> str:
    if found["evening"] or found["morning"]:
        return "p" if found["evening"] else "a"
    return str(found["half"] or "")


def _in_figures(found: re.Match[str]) -> str:
    hour = lexicon.NUMBERS.get(found["hour"]) or int(found["hour"])
    part = _PARTS[found["part"]]
    return f"{hour}:{part}" if part > 0 else f"{hour - 1 or 12}:{60 + part}"
