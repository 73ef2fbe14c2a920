"""Words for hours in a question: "at 3pm", "between two and four", "halb drei", "a las 14"."""

import re
from dataclasses import replace
from datetime import time

from bot.schedule.timetable import Timetable
from bot.schedule.windows import Part, When
from bot.understanding.schedule import lexicon
from bot.understanding.schedule.told import Told, any_of

_LATEST_HOUR = 24
_HALF_DAY = 12
_EARLY = 8  # an hour before this one is rather one of the afternoon
_NUMBER = any_of(lexicon.NUMBERS)
_UNIT = r"a\.?\s?m\b\.?|p\.?\s?m\b\.?|uhr\b|h\b|hs\b|o\s?'?\s?clock\b|hrs?\b|heures?\b|horas?\b|ore\b"
_FRACTION = r"half past|half(?= \w)|quarter past|quarter to|halb|viertel nach|viertel vor"
_AFTERWARDS = r"y media|y cuarto|et demie|et quart|e mezza|e un quarto|e mezzo"


def _clock(name: str) -> str:
    return (
        rf"(?:(?P<{name}f>{_FRACTION}) )?(?P<{name}h>\d{{1,2}}|{_NUMBER})(?:\s?[:.h]\s?(?P<{name}m>[0-5]\d)(?!\d))?"
        rf"\s?(?P<{name}u>{_UNIT})?(?:\s?(?P<{name}a>{_AFTERWARDS})\b)?"
    )


_THE = r"(?:las? |le |les |l'|all'|den |de )*"
_END = r"(?![\w:]|[.]\d)"
_RANGE = re.compile(
    rf"\b(?P<lead>between|from|zwischen|von|entre|desde|de|tra|fra|dalle|dall'|da)\s+{_THE}{_clock('a')}\s*"
    rf"(?:-|to|and|till?|until|und|bis|y|a|hasta|et|jusqu'a|e|alle|all'|/)+\s*{_THE}{_clock('b')}{_END}"
)
_DASHED = re.compile(rf"\b{_clock('a')}\s*(?:-|to|bis|till)\s*{_clock('b')}{_END}")
_SINCE = re.compile(
    rf"\b(?:after|from|since|nach|ab|seit|despues de|a partir de|desde|apres|a partir de|des|dopo|dalle|"
    rf"dall')\s+{_THE}{_clock('a')}{_END}(?:\s*(?:on|onwards?|an|en adelante|in poi))?"
)
_UNTIL = re.compile(
    rf"\b(?:before|until|till|by|vor|bis|antes de|hasta|avant|jusqu'a|prima delle|prima di|entro le|"
    rf"fino alle)\s+{_THE}{_clock('a')}{_END}"
)
_AT = re.compile(
    rf"\b(?:at|@|um|gegen|around|about|approximately|a las?|a eso de las?|sobre las?|hacia las?|alle|all'|"
    rf"verso le|a|vers|ca\.?|circa|starting at|starts? at)\s+{_THE}{_clock('a')}{_END}"
)
_BARE = re.compile(rf"(?<![\w:.-]){_clock('a')}{_END}")
# Written as hours of the same length, so that what follows stands where it stood.
_HOURS = {
    "noon": "12 h",
    "midday": "12:00 ",
    "mediodia": "12:00   ",
    "mezzogiorno": "12:00      ",
    "midnight": "00:00   ",
}
_HOURS |= {"mitternacht": "00:00      ", "medianoche": "00:00     ", "mezzanotte": "00:00     ", "minuit": "00:00 "}
_midday = re.compile(rf"\b(?:{'|'.join(_HOURS)})\b")
_OF_DAY = re.compile(
    r"\s*(?:in the |am |de la |del |du |di |nel |de l')?(?P<part>morning|manana|matin|mattina|"
    r"morgens|fruh|afternoon|tarde|apres-?\s?midi|pomeriggio|nachmittags|evening|noche|soir|sera|abends|at night|"
    r"night)\b"
)


def tell_hours(found: Told, timetable: Timetable) -> None:
    found.text = _midday.sub(lambda each: _HOURS[each.group()], found.text)
    match = _RANGE.search(found.text) or _dashed(found.text)
    if match:
        found.blank(*match.span())
        last = _time(match, "b", found, timetable)
        first = _time(match, "a", found, timetable, like=match["bu"] or "")
        if first and last:
            found.when = replace(found.when, since=first, until=last)
            return
    for pattern, lead in ((_SINCE, "after"), (_UNTIL, "before"), (_AT, "at"), (_BARE, "")):
        for each in pattern.finditer(found.text):
            if not lead and not _is_plain(each):
                continue
            clock = _time(each, "a", found, timetable)
            if clock is not None:
                found.blank(*each.span())
                found.when = _placed(found.when, lead or "at", clock)
                break


def _is_plain(match: re.Match[str]) -> bool:
    """Whether it is a time without a word before it: "14:30", "3pm"; "3.11" may be a version."""
    if match["am"] and "." in match.group() and not match["au"]:
        return match["ah"].isdigit() and int(match["ah"]) in range(7, 24) and int(match["am"]) % 5 == 0
    return bool(match["am"] or match["au"])


def _dashed(text: str) -> re.Match[str] | None:
    """Two times with a dash between them, one of which is plainly a time."""
    return next((each for each in _DASHED.finditer(text) if each["am"] or each["bm"] or each["bu"] or each["au"]), None)


def _placed(when: When, lead: str, clock: time) -> When:
    if lead in {"after", "from", "nach", "ab"}:
        return replace(when, since=clock)
    if lead in {"before", "until", "till", "by", "vor", "bis"}:
        return replace(when, until=clock)
    return replace(when, at=clock) if when.at is None else when


def _time(match: re.Match[str], name: str, found: Told, timetable: Timetable, *, like: str = "") -> time | None:
    """A time of day; None where the hour or the minute is none."""
    written, minute = match[f"{name}h"], int(match[f"{name}m"] or 0)
    hour = int(written) if written.isdigit() else lexicon.NUMBERS[written]
    unit = (match[f"{name}u"] or like).replace(".", "").replace(" ", "")
    hour, minute = _fractions(hour, minute, match[f"{name}f"] or "", match[f"{name}a"] or "")
    after = _OF_DAY.match(found.text, match.end())
    part = after["part"] if after else ""
    if after:
        found.blank(*after.span())
    if part in {
        "afternoon",
        "tarde",
        "pomeriggio",
        "nachmittags",
        "evening",
        "noche",
        "soir",
        "sera",
        "abends",
        "at night",
        "night",
    } or part.startswith("apres"):
        unit = "pm"
    elif part:
        unit = "am"
    if hour == _LATEST_HOUR:
        hour = 0
    if hour > _LATEST_HOUR:
        return None
    if unit == "pm" and hour < _HALF_DAY:
        hour += _HALF_DAY
    elif unit == "am" and hour == _HALF_DAY:
        hour = 0
    elif (
        not unit.startswith(("am", "pm", "uhr"))
        and _is_afternoon(hour, found, timetable)
        and not written.startswith("0")
    ):
        hour += _HALF_DAY
    return time(hour, minute)


def _fractions(hour: int, minute: int, before: str, after: str) -> tuple[int, int]:
    match before:
        case "half past" | "half":
            return hour, 30
        case "quarter past" | "viertel nach":
            return hour, 15
        case "quarter to" | "viertel vor":
            return (hour - 1) % _LATEST_HOUR, 45
        case "halb":
            return (hour - 1) % _LATEST_HOUR, 30
    if after:
        return hour, 30 if "medi" in after or "demi" in after or "mezz" in after else 15
    return hour, minute


def _is_afternoon(hour: int, found: Told, timetable: Timetable) -> bool:
    """Whether "at 3" means 15:00: nothing of the programme starts at three in the morning."""
    if 1 <= hour < _HALF_DAY and found.when.part in {Part.AFTERNOON, Part.EVENING, Part.NIGHT}:
        return True
    if not 1 <= hour < _EARLY:
        return False
    tz = timetable.programme.tz
    return all(span.start.astimezone(tz).hour != hour for span in timetable.spans.values())
