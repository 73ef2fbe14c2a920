"""Words for days in a question: dates, weekdays, "day 2", "the weekend"."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from bot.schedule.timetable import Timetable
from bot.understanding.schedule import lexicon
from bot.understanding.schedule.told import Told, any_of

_MONTH = rf"(?P<month>{any_of(lexicon.MONTHS)})\b\.?"
_ORDINAL = any_of(lexicon.ORDINALS)
_NUMBER = any_of(lexicon.NUMBERS)
_DAY = r"(?:day|tag|dia|jour|journee|giorno|giornata)"
_OF_MONTH = r"(?P<day>[12]\d|3[01]|0?[1-9])"
_ISO = re.compile(r"\b(?P<year>20\d\d)-(?P<month>\d\d)-(?P<day>\d\d)\b")
_DATES = (
    re.compile(
        rf"\b{_OF_MONTH}(?:st|nd|rd|th|er|\.|º|a)?\s*(?:of |de |d')?(?:the )?\s*{_MONTH}(?:\s*(?:de |"
        rf"of )?(?P<year>20\d\d))?"
    ),
    re.compile(
        rf"\b{_MONTH}\s*(?:the )?{_OF_MONTH}(?:st|nd|rd|th)?\b(?![:.h]\d|\s?[ap]m|"
        rf"\s?uhr)(?:,?\s*(?P<year>20\d\d))?"
    ),
)
_NUMERIC = re.compile(
    r"(?P<before>\b(?:on|am|on the|the|den|dem|vom|el|le|il|del|del dia|du|"
    r"date)\s+)?\b(?P<day>\d{1,2})(?P<sign>[./-])(?P<month>\d{1,2})"
    r"(?:(?P<end>[./-])(?P<year>20\d\d|\d\d)?)?(?![\d:h])"
)
_THE_DAY = re.compile(
    rf"(?<!tra )(?<!fra )(?<!\be )(?<!entre )\b(?:(?:on |am |the |den |dem )+{_OF_MONTH}(?:st|nd|rd|th|\.(?!\d))|"
    rf"(?:el|le|il|dia) (?:dia )?{_OF_MONTH.replace('day', 'other')}\b(?!\s?[:.h]\d|\s?h\b))"
)
_SUFFIXED = re.compile(r"\b(?P<day>[12]\d|3[01]|[4-9])(?:st|nd|rd|th)\b(?! (?:session|talk|floor|one|item|century))")
_NTH_DAY = (
    re.compile(rf"\b{_DAY}\s*(?:#|no\.?|nr\.?|number )?\s*(?P<n>\d{{1,2}}|{_NUMBER})\b(?!\s?[:.]\d)"),
    re.compile(rf"\b(?P<n>{_ORDINAL}) (?:conference |congress )?{_DAY}\b"),
    re.compile(rf"\b{_DAY} (?P<n>{_ORDINAL})\b"),
)
_LAST_DAY = re.compile(rf"\b(?:{any_of(lexicon.LAST)}) (?:conference )?{_DAY}\b|\b{_DAY} (?:final|ultimo)\b")
_WEEKDAY = re.compile(
    rf"\b(?:next |this |on |am |nachsten |kommenden |el |le |este |ce |il )?(?P<weekday>{any_of(lexicon.WEEKDAYS)})s?\b"
)
_ALONE_MONTH = re.compile(rf"\b(?:in|im|en|a) {_MONTH}(?!\w)")
_WEEKEND = re.compile(
    r"\b(?:(?:on |am |at )?(?:the |this )?(?:weekend|wochenende)|(?:este )?fin de semana|"
    r"(?:ce )?week-end)\b"
)
_FAR = re.compile(
    r"\b(?:(?:next|last) (?:week|month|year)|(?:nachste|naechste|letzte)[nrs]? (?:woche|monat|jahr)|"
    r"(?:la )?(?:semana|mes|ano) (?:que viene|proxim[oa]|pasad[oa])|(?:la )?semaine (?:prochaine|derniere)|"
    r"(?:l')?an(?:nee)? (?:prochaine?|derniere?)|"
    r"(?:la )?(?:prossima|scorsa) settimana|(?:l')?anno (?:prossimo|scorso))\b"
)


def tell_dates(found: Told, timetable: Timetable, today: date) -> None:
    """Gather the days that the text names, those outside the event's dates apart."""
    _written(found, timetable)
    _numeric(found, timetable)
    _counted(found, timetable, today)
    if found.take(_WEEKEND):
        _weekend(found, timetable)
    if match := found.take(_FAR):
        found.never = match.group()
    _weekdays(found, timetable, today)
    if match := found.take(_ALONE_MONTH):
        month = lexicon.MONTHS[match["month"]]
        if all(day.month != month for day in _between(timetable.first_day, timetable.last_day)):
            found.never = match["month"]


def _written(found: Told, timetable: Timetable) -> None:
    """Dates with the month in letters, and ISO dates."""
    for pattern in (_ISO, *_DATES):
        while match := found.take(pattern):
            written = match["month"]
            month = int(written) if written.isdigit() else lexicon.MONTHS[written]
            _calendar_day(found, int(match["day"]), month, match["year"], timetable)


def _counted(found: Told, timetable: Timetable, today: date) -> None:
    """Days by a number: "the 26th", "day 2", "the last day"."""
    if match := found.take(_THE_DAY) or found.take(_SUFFIXED):
        number = int(match["day"] or match.groupdict()["other"])
        found.day(_day_called(number, match.group(), timetable, today), timetable)
    for pattern in _NTH_DAY:
        if match := found.take(pattern):
            _nth(found, match["n"], timetable)
    if found.take(_LAST_DAY) and timetable.days:
        found.day(timetable.days[-1], timetable)


def _day_called(number: int, said: str, timetable: Timetable, today: date) -> date:
    """The event's day with this number in its date; else "el día 2" is its second, and "the 30th" the next such day."""
    within = [day for day in _between(timetable.first_day, timetable.last_day) if day.day == number]
    if not within and "dia" in said.split() and number <= len(timetable.days):
        return timetable.days[number - 1]
    return within[0] if within else _next_with(number, today)


def _between(first: date, last: date) -> Iterator[date]:
    yield from (first + timedelta(days=at) for at in range(min((last - first).days, 366) + 1))


def _calendar_day(found: Told, day: int, month: int, year: str | None, timetable: Timetable) -> None:
    """A day of a month; of the event's year where none is written."""
    century = 0 if year and len(year) > len("26") else 2000
    years = [century + int(year)] if year else sorted({timetable.first_day.year, timetable.last_day.year})
    able = [made for each in years if (made := _made(each, month, day))]
    within = [each for each in able if timetable.has(each)]
    if able:
        found.day((within or able)[0], timetable)


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _numeric(found: Told, timetable: Timetable) -> None:
    """Dates in numbers: "25.08.", "25/08", "8/25". A point may part hours from minutes, so it is not enough."""
    for match in list(_NUMERIC.finditer(found.text)):
        sure = (
            match["year"] or match["sign"] == "/" or (match["sign"] == "." and (match["before"] or match["end"] == "."))
        )
        if not sure or (match["sign"] == "-" and not match["year"]):
            continue
        one, other = int(match["day"]), int(match["month"])
        year = timetable.first_day.year
        days = [made for pair in ((other, one), (one, other)) if (made := _made(year, *pair))]
        if days:
            month, day = next(
                ((each.month, each.day) for each in days if timetable.has(each)), (days[0].month, days[0].day)
            )
            found.blank(*match.span())
            _calendar_day(found, day, month, match["year"], timetable)


def _next_with(number: int, today: date) -> date:
    """The next day of a month that has this number."""
    return next(day for day in _between(today, today + timedelta(days=92)) if day.day == number or number > 31)  # noqa: PLR2004 - days of a month


def _nth(found: Told, written: str, timetable: Timetable) -> None:
    number = int(written) if written.isdigit() else lexicon.NUMBERS.get(written) or lexicon.ORDINALS[written]
    if 1 <= number <= len(timetable.days):
        found.day(timetable.days[number - 1], timetable)
    else:
        found.never = f"day {number}"


def _weekend(found: Told, timetable: Timetable) -> None:
    days = [day for day in _between(timetable.first_day, timetable.last_day) if day.weekday() >= 5]  # noqa: PLR2004 - Saturday and Sunday
    if not days:
        found.never = "weekend"
    for day in days:
        found.day(day, timetable)


def _weekdays(found: Told, timetable: Timetable, today: date) -> None:
    while match := found.take(_WEEKDAY):
        weekday = lexicon.WEEKDAYS[match["weekday"]]
        days = [day for day in _between(timetable.first_day, timetable.last_day) if day.weekday() == weekday]
        ahead = [day for day in days if day >= today]
        if days:
            found.day((ahead or days)[0], timetable)
        else:
            found.never = match["weekday"]
