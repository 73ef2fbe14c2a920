"""Lengths as people type them, in folded text: "15 and 5 minutes", "1h15", "an hour and a half". Pure."""

import re
from typing import Final

from bot.attending.reminding.hours import with_hours_in_figures
from bot.understanding.schedule import lexicon
from bot.understanding.schedule.told import any_of

MINUTES_OF: Final = {"m": 1, "h": 60, "d": 24 * 60, "w": 7 * 24 * 60}
NUMBERS: Final = lexicon.NUMBERS | {
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
_NUMBER = rf"(?:\d{{1,5}}|{any_of(NUMBERS)})"
_STEMS = "min|hour|day|week|stunde|tag|woche|hora|dia|semana|heure|jour|semaine|giorn|settiman"
_UNIT = rf"(?:m|h|d|hs|hrs?|(?:{_STEMS})[a-z]*|or[ae])(?![a-z])"
_LENGTH = re.compile(rf"(?P<number>{_NUMBER})[ -]?(?P<unit>{_UNIT})?")
# One of them at a time: repeated, the spaces between them could be read in so many ways that it took forever.
_AND = r"(?: ?[,&+] ?(?:(?:and|und|y|e|et) )?| (?:and|und|y|e|et) )"
_HOURS = r"(?:h|hrs?|hours?|stunden?|horas?|heures?|or[ae])"
_HALF = r"(?:a half|media|demie?|mezz[oa])"
_QUARTER = r"(?:a quarter|(?:un )?cuarto|(?:un )?quart|un quarto)"
_WORDED: Final = (
    (r"anderthalb stunden|(?:one|1) and a half hours", 90),
    (r"(?:three|3)[- ]quarters? of an hour|tres cuartos de hora|trois quarts d'heure|tre quarti d'ora", 45),
    (r"dreiviertelstunde|3/4 (?:of an )?hours?", 45),
    (r"half an? hour|half hour|(?:einer? )?halben? stunde|media hora|(?:une )?demi-?heure|mezz'?ora", 30),
    (r"(?:1/2|1\u20442) ?(?:an )?(?:hours?|hr|h|stunde|hora|heure|ora)", 30),
    (r"(?:a )?quarter (?:of an )?hour|(?:einer? )?viertelstunde|un cuarto de hora|un quart d'heure", 15),
)
_worded = tuple((re.compile(rf"\b(?:{pattern})\b"), meant) for pattern, meant in _WORDED)
_with_a_part = re.compile(
    rf"\b(?P<number>{_NUMBER}) ?"
    rf"(?:{_HOURS} (?:and|y|et|e) (?:(?P<half>{_HALF})|{_QUARTER})|and (?P<halves>a half) hours)\b"
)
_decimal = re.compile(rf"\b(?P<whole>\d{{1,2}})[.,](?P<part>25|5|75) ?{_HOURS}\b")
_last = re.compile(r"\bthe (?=(?:day|hour|week) before\b)")

_WITH_UNIT = rf"{_NUMBER}[ -]?{_UNIT}"
# Two numbers in a row are a title and a length: "Hall 1 5 minutes".
_ADDED_UP = rf"(?:{_WITH_UNIT}(?: ?{_WITH_UNIT})?(?: ?\d{{1,2}}\b)?|{_NUMBER})"
LENGTHS: Final = rf"{_ADDED_UP}(?:{_AND}{_ADDED_UP}){{0,5}}"  # a pattern for what `minutes` reads
WORDED: Final = rf"(?:{any_of(NUMBERS)})"  # a pattern for numbers in words


def with_halves_in_minutes(text: str) -> str:
    """The text with "half an hour" as "30 minutes" and "half past 7" as "7:30", so that all of them are figures."""
    for pattern, meant in _worded:
        text = pattern.sub(f"{meant} minutes", text)
    text = _with_a_part.sub(_whole_and_part, text)
    text = _decimal.sub(_whole_and_decimals, text)
    return with_hours_in_figures(_last.sub("1 ", text))


def minutes(text: str) -> tuple[int, ...] | None:
    """How many minutes each length has, the longest first; without a unit they are minutes. None where one is none.

    A unit counts for the lengths before it, too: "15 and 5 minutes". What no "and" parts is added up, "1 h 30 m", and
    so are minutes after whole hours, "1 hour and 15 minutes", but not in a list with commas.
    """
    unit, lengths = "", list[tuple[int, str]]()
    for part in reversed(re.split(_AND, text.strip())):
        found = list(_LENGTH.finditer(part))
        if not _is_length(part, found):
            return None
        unit = _unit_of(found[-1]) or ("m" if found[1:] else unit or "m")
        total = sum(number(each["number"]) * MINUTES_OF[_unit_of(each) or unit] for each in found)
        lengths.append((total, _unit_of(found[-1])))
    whole = lengths if re.search("[,&+]", text) else _joined(lengths)
    return tuple(sorted({total for total, _ in whole}, reverse=True))


def number(written: str) -> int:
    """A whole number in digits or as one of NUMBERS."""
    return int(written) if written.isdigit() else NUMBERS[written]


def _joined(lengths: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """The lengths, the last first, with minutes added to the hours that stand before them."""
    joined = list[tuple[int, str]]()
    for total, unit in lengths:
        later, its_unit = joined[-1] if joined else (0, "")
        if unit == "h" and its_unit == "m" and later < MINUTES_OF["h"]:
            joined[-1] = (total + later, "")
        else:
            joined.append((total, unit))
    return joined


def _is_length(part: str, found: list[re.Match[str]]) -> bool:
    if not found or _LENGTH.sub("", part).strip():
        return False
    return all(map(_unit_of, found[:-1])) and not any(each["unit"] and not _unit_of(each) for each in found)


def _whole_and_part(found: re.Match[str]) -> str:
    part = 30 if found["half"] or found["halves"] else 15
    return f"{number(found['number']) * 60 + part} minutes"


def _whole_and_decimals(found: re.Match[str]) -> str:
    return f"{round(float('.'.join(found.groups())) * 60)} minutes"


def _unit_of(found: re.Match[str]) -> str:
    written = found["unit"] or ""
    return next((unit for unit, pattern in _UNITS.items() if re.fullmatch(pattern, written)), "")
