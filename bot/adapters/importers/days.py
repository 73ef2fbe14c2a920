"""Days as people write them in tables: by numbers, or with the name of a month in one of several languages."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from babel import Locale

LANGUAGES = ("en", "de", "es", "fr", "it", "pt", "nl")
YEARS = range(1970, 2200)

_NUMBERS = re.compile(r"(?<![\d:])(\d{1,4})\s?([./-])\s?(\d{1,2})\s?\2\s?(\d{2,4})(?![\d:])")
_SHORT_NUMBERS = re.compile(r"(?<![\d:])(\d{1,2})([./])(\d{1,2})\2?(?![\d:./])")
_YEAR = re.compile(r"(?<![\d:])20\d\d(?![\d:])")
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th|er|º|ª|°)\b", re.IGNORECASE)
_MONTHS_OF_A_YEAR = 12

Order = Literal["day first", "month first"]


@dataclass(frozen=True, slots=True)
class Days:
    """How a file's days are to be read: 2/6 is June or February, and 2 June needs a year."""

    order: Order = "day first"
    year: int | None = None

    def within(self, text: str) -> tuple[date | None, str]:
        """The day that a text names, and what is left of the text."""
        if numbers := _NUMBERS.search(text):
            return self._numbered(numbers), f"{text[: numbers.start()]} {text[numbers.end() :]}"
        plain = _ORDINAL.sub("", folded(text))
        for pattern in _with_month():
            if found := pattern.search(plain):
                return self._named(found), f"{plain[: found.start()]} {_YEAR.sub(' ', plain[found.end() :])}"
        if self.year and (short := _SHORT_NUMBERS.search(text)) and (short[2] == "/" or text[short.end() - 1] == "."):
            first, second = int(short[1]), int(short[3])
            swapped = short[2] == "/" and self.order == "month first"
            day = day_of(self.year, *((first, second) if swapped else (second, first)))
            return day, f"{text[: short.start()]} {text[short.end() :]}"
        return None, text

    def _named(self, found: re.Match[str]) -> date | None:
        year = found["year"] or (elsewhere[0] if (elsewhere := _YEAR.search(found.string)) else self.year) or 0
        return day_of(int(year), _months()[found["month"]], int(found["day"]))

    def _numbered(self, numbers: re.Match[str]) -> date | None:
        first, second, third = int(numbers[1]), int(numbers[3]), int(numbers[4])
        if len(numbers[1]) == 4:  # noqa: PLR2004 # the digits of a year
            return day_of(first, second, third)
        year = third if len(numbers[4]) > 2 else 2000 + third  # noqa: PLR2004 # the same
        if self.order == "month first" and numbers[2] != ".":
            first, second = second, first
        return day_of(year, second, first) or day_of(year, first, second)


def days(texts: Iterable[str], year: int | None) -> Days:
    """How the days of a file are to be read, as all of its texts together show it."""
    known = list(texts)
    pairs = [(int(found[1]), int(found[3])) for text in known if (found := _NUMBERS.search(text)) and found[2] != "."]
    pairs = [(first, second) for first, second in pairs if first <= 31]  # noqa: PLR2004 # else it is a year
    firsts, seconds = {first for first, _ in pairs}, {second for _, second in pairs}
    return Days("month first" if _month_first(firsts, seconds, known) else "day first", year)


def _month_first(firsts: set[int], seconds: set[int], texts: list[str]) -> bool:
    if any(first > _MONTHS_OF_A_YEAR for first in firsts) or not firsts:
        return False
    if any(second > _MONTHS_OF_A_YEAR for second in seconds):
        return True
    if len(firsts) != len(seconds):  # a programme has more days than months
        return len(seconds) > len(firsts)
    return any(re.search(r"\d\s?[ap]\.?m\b", text, re.IGNORECASE) for text in texts)


@cache
def _with_month() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Patterns of days with a month's name, for folded text: "2 de junio de 2026" before "Jun 2, 2026"."""
    months = "|".join(sorted(_months(), key=len, reverse=True))
    return (
        re.compile(
            rf"(?<![\d:])(?P<day>\d{{1,2}})\.?[\s-]*(?:de\s+|di\s+|of\s+)?(?P<month>{months})\b\.?"
            r"(?:[\s,-]*(?:de\s+|del\s+)?(?P<year>\d{4})\b(?!:))?"
        ),
        re.compile(
            rf"\b(?P<month>{months})\b\.?[\s-]*(?P<day>\d{{1,2}})(?![\d:.h])(?:[\s,]+(?P<year>\d{{4}})\b(?!:))?"
        ),
    )


@cache
def _months() -> dict[str, int]:
    """Months by their names and short names in every language here, folded."""
    months = {"sept": 9, "mrz": 3, "marz": 3}
    for language in LANGUAGES:
        for width in ("wide", "abbreviated"):
            named = Locale(language).months["format"][width]
            months |= {folded(name): number for number, name in named.items()}
    return months


def folded(text: str) -> str:
    """In small letters, without accents and dots around it."""
    plain = "".join(c for c in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(c))
    return plain.strip(".")


def day_of(year: int, month: int, day: int) -> date | None:
    """The day, where there is such a one in a year that a programme can be of."""
    try:
        return date(year, month, day) if year in YEARS else None
    except ValueError:
        return None
