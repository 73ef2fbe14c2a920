"""Lengths and hours as people type them, in folded text: "15 and 5 minutes", "an hour and a half", "7:30", "10pm"."""

import re
from typing import Final

from bot.understanding.schedule import lexicon
from bot.understanding.schedule.told import any_of

MINUTES_OF: Final = {"m": 1, "h": 60, "d": 24 * 60, "w": 7 * 24 * 60}
_NUMBERS: Final = lexicon.NUMBERS | {
    **dict.fromkeys(["a", "an", "einer", "einem", "einen", "un", "un'"], 1),
    **dict.fromkeys(["fifteen", "quince", "quinze", "quindici", "funfzehn"], 15),
    **dict.fromkeys(["twenty", "veinte", "vingt", "venti", "zwanzig"], 20),
    **dict.fromkeys(["thirty", "treinta", "trente", "trenta", "dreissig"], 30),
}
_UNITS: Final = {
    "m": r"m|mins?|minutes?|minuten|minutos?|minut[io]",
    "h": r"h|hs|hrs?|hours?|stunden?|horas?|heures?|or[ae]",
    "d": r"d|days?|tage?n?|dias?|jours?|giorn[io]",
    "w": r"weeks?|wochen?|semanas?|semaines?|settiman[ae]",
}
_NUMBER = rf"(?:\d{{1,5}}|{any_of(_NUMBERS)})"
_STEMS = "min|hour|day|week|stunde|tag|woche|hora|dia|semana|heure|jour|semaine|giorn|settiman"
_UNIT = rf"(?:m|h|d|hs|hrs?|(?:{_STEMS})\w*|or[ae])\b"
_LENGTH = re.compile(rf"(?P<number>{_NUMBER})[ -]?(?P<unit>{_UNIT})?")
# One of them at a time: repeated, the spaces between them could be read in so many ways that it took forever.
_AND = r"(?: ?[,&+] ?(?:(?:and|und|y|e|et) )?| (?:and|und|y|e|et) )"
_HALVES: Final = (
    (
        r"(?:an|one|1) hour and a half|(?:one|1) and a half hours|anderthalb stunden|(?:una|1) hora y media",
        "90 minutes",
    ),
    (r"(?:une|1) heure et demie|un'?ora e mezza|1\.5 ?h(?:ours?)?", "90 minutes"),
    (r"half an? hour|half hour|(?:einer? )?halben? stunde|media hora|(?:une )?demi-?heure|mezz'?ora", "30 minutes"),
    (r"(?:a )?quarter of an hour|(?:einer? )?viertelstunde|un cuarto de hora|un quart d'heure", "15 minutes"),
)
_halves = tuple((re.compile(rf"\b(?:{pattern})\b"), meant) for pattern, meant in _HALVES)

ONE_LENGTH: Final = rf"{_NUMBER}(?:[ -]?{_UNIT})?"
LENGTHS: Final = rf"{ONE_LENGTH}(?:(?:{_AND}| ){ONE_LENGTH}){{0,5}}"  # a pattern for what `minutes` reads

_WORDED: Final = {
    **dict.fromkeys(["noon", "midday", "mittag", "mediodia", "midi", "mezzogiorno"], 12 * 60),
    **dict.fromkeys(["midnight", "mitternacht", "medianoche", "minuit", "mezzanotte"], 0),
}
_DIGITS = r"\d{1,2}(?: ?[:.h] ?\d{2})?(?: ?(?:[ap]\.? ?m\b\.?|uhr|h|hs|o'?clock)(?!\w))?"
CLOCK: Final = rf"(?:{any_of(_WORDED)}|{_DIGITS})"  # a pattern for what `clock` reads
_CLOCK = re.compile(r"(?P<hour>\d{1,2})(?: ?[:.h] ?(?P<minute>\d{2}))? ?(?:(?P<half>[ap])\.? ?m\.?|uhr|hs?|o'?clock)?")
_DAY = 24 * 60


def with_halves_in_minutes(text: str) -> str:
    """The text with "half an hour" as "30 minutes", so that every length is a number."""
    for pattern, meant in _halves:
        text = pattern.sub(meant, text)
    return text


def minutes(text: str) -> tuple[int, ...] | None:
    """How many minutes each length has, the longest first; without a unit they are minutes. None where one is none.

    A unit counts for the lengths before it, too: "15 and 5 minutes". What no "and" parts is added up: "1 h 30 m".
    """
    unit, lengths = "", list[int]()
    for part in reversed(re.split(_AND, text.strip())):
        found = list(_LENGTH.finditer(part))
        if not found or _LENGTH.sub("", part).strip():
            return None
        if any(each["unit"] and not _unit_of(each) for each in found):
            return None
        unit = _unit_of(found[-1]) or unit or "m"
        lengths.append(sum(_number(each["number"]) * MINUTES_OF[_unit_of(each) or unit] for each in found))
    return tuple(sorted(set(lengths), reverse=True))


def clock(text: str) -> int | None:
    """The minutes after midnight of an hour of the day; None where there is no such hour."""
    told = text.strip()
    if told in _WORDED:
        return _WORDED[told]
    found = _CLOCK.fullmatch(told)
    if found is None:
        return None
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if found["half"] and 1 <= hour <= 12:  # noqa: PLR2004 - hours of half a day
        hour = hour % 12 + (12 if found["half"] == "p" else 0)
    written = hour * 60 + minute
    if minute > 59 or written > _DAY or (found["half"] and hour > 23):  # noqa: PLR2004 - on the face of a clock
        return None
    return written % _DAY


def _number(written: str) -> int:
    return int(written) if written.isdigit() else _NUMBERS[written]


def _unit_of(found: re.Match[str]) -> str:
    written = found["unit"] or ""
    return next((unit for unit, pattern in _UNITS.items() if re.fullmatch(pattern, written)), "")
