"""Dates and lists as a language writes them."""

import re
from collections.abc import Iterable
from datetime import date
from functools import cache, lru_cache

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.lists import format_list

from bot.knowledge.periods import Period

_LOCALES = {"en": "en_GB"}  # day before month, as the association writes
_LONG = {"th": "d MMMM y"}  # the same calendar as all other dates, without naming it each time
_WITH_WEEKDAY = {"en": "EEEE d MMMM y", "th": "EEEEที่ d MMMM y"}
_SKELETONS = {"month": "yMMMM", "year": "y"}


@cache
def locale(language: str) -> Locale:
    return Locale.parse(_LOCALES.get(language, language))


@lru_cache(maxsize=1000)  # the same few, in every answer
def dates(period: Period, language: str) -> str:
    """The period alone: "2–4 June 2026", "October 2026", "2027"."""
    if period.precision == "day":
        return _days(period, language)
    return str(format_skeleton(_SKELETONS[period.precision], period.first, locale=locale(language)))


@lru_cache(maxsize=1000)
def day(day: date, language: str) -> str:
    """A day with its weekday: "Saturday 25 August 2018"."""
    written = str(format_date(day, _WITH_WEEKDAY.get(language, "full"), locale=locale(language)))
    return re.sub(r"(?<= )1(?= )", "1er", written) if language == "fr" else written


def bounds(period: Period, language: str) -> tuple[str, str]:
    """First and last day for "from … to …"; the first leaves out the month or year that it shares with the last."""
    first, last = period.first, period.last
    if (first.year, first.month) == (last.year, last.month):
        return _first_of_month(str(first.day), language), _day(last, language)
    if first.year != last.year:
        return _day(first, language), _day(last, language)
    short = str(format_skeleton("MMMMd", first, locale=locale(language)))
    return _first_of_month(short, language), _day(last, language)


def listed(names: Iterable[str], language: str) -> str:
    """Names as a sentence has them: "A, B and C"."""
    every = list(names)
    if language == "th" and len(every) > 1:  # the locale's data knows Thai names only, which need no spaces
        return f"{', '.join(every[:-1])} และ {every[-1]}"
    text = format_list(every, locale=locale(language))
    if language == "es" and every and re.match(r"h?i(?!e)", every[-1], re.IGNORECASE):
        return f"{text.removesuffix(f' y {every[-1]}')} e {every[-1]}" if len(every) > 1 else text
    return text


def _days(period: Period, language: str) -> str:
    begins, ends = _day(period.first, language), _day(period.last, language)
    if period.first == period.last:
        return begins
    day_first = ends.startswith(str(period.last.day))  # so that "2026年6月2日" is not cut in the middle
    if day_first and (period.first.year, period.first.month) == (period.last.year, period.last.month):
        return f"{_first_of_month(str(period.first.day), language)}–{ends}"
    return f"{begins} – {ends}"


def _day(day: date, language: str) -> str:
    written = str(format_date(day, _LONG.get(language, "long"), locale=locale(language)))
    return _first_of_month(written, language)


def _first_of_month(written: str, language: str) -> str:
    """French counts the first of a month: "1er juin"."""
    return re.sub(r"^1(?!\d)", "1er", written) if language == "fr" else written
