"""Years and months in a question, in the words of every language that the calendar data knows."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.knowledge.periods import Period, parse
from bot.understanding import months
from bot.understanding.mentions import Mention
from bot.understanding.unspaced import is_unspaced
from bot.understanding.words import fold, words

_RELATIVE = {
    -1: """
        last year | last year's | last years | year ago | año pasado | l'an dernier | année dernière |
        letztes jahr | letzten jahr | vergangenes jahr |
        anno scorso | ano passado |
        прошлый год | прошлом году |
        العام الماضي | السنة الماضية |
        去年 |
        ปีที่แล้ว | ปีก่อน
    """,
    0: """
        this year | este año | cette année | dieses jahr | diesem jahr | quest'anno | este ano |
        этот год | этом году |
        هذا العام | هذه السنة |
        今年 |
        ปีนี้
    """,
    1: """
        next year | próximo año | año que viene | année prochaine | l'an prochain | nächstes jahr |
        nächsten jahr | prossimo anno | anno prossimo | próximo ano | ano que vem |
        следующий год | следующем году | будущем году |
        العام القادم | العام المقبل | السنة القادمة | السنة المقبلة |
        明年 |
        ปีหน้า
    """,
}
_AFTER_ANOTHER = {
    -1: """
        year before | previous year | año anterior | año antes | année précédente | année d'avant | jahr davor |
        jahr zuvor | anno prima | anno precedente | ano anterior |
        год назад | предыдущем году | годом ранее |
        السنة السابقة | العام السابق |
        前一年 |
        ปีก่อนหน้า
    """,
    1: """
        year after | following year | año siguiente | año después | année suivante | année d'après | jahr danach |
        jahr darauf | anno dopo | anno successivo | ano seguinte |
        год спустя | годом позже |
        السنة التالية | العام التالي |
        后一年 | 第二年 |
        ปีถัดไป
    """,
}
_LONGEST = 3  # words of such a phrase
_year = re.compile(r"(?:19|20)\d\d")
_buddhist_year = re.compile(r"25[5-9]\d")  # what Thailand calls 2007 to 2056
_months = {name: number for number, names in months.NAMES.items() for name in names}
_months |= {f"{number}月": number for number in range(1, 13)}


_lines = {
    words(fold(line)): f"{kind}{years:+d}"
    for kind, phrases in (("year", _RELATIVE), ("then", _AFTER_ANOTHER))
    for years, own in phrases.items()
    for line in own.split("|")
}
_phrases = {"".join(line): found for line, found in _lines.items()}
WORDS = frozenset(_months).union(*_lines)  # none of them is a misspelling of anything


def find(question: Sequence[str], taken: Sequence[Mention]) -> Iterable[Mention]:
    """Mentions of kind "when": `2026`, `month-10`, `year+1` for next year, `then-1` for the year before."""
    free = [not any(mention.covers(at) for mention in taken) for at in range(len(question))]
    at = 0
    while at < len(question):
        size, found = _first(question, at) if free[at] else (1, None)
        if found:
            yield Mention("when", (found,), at, at + size)
        at += size


def _first(question: Sequence[str], at: int) -> tuple[int, str | None]:
    """How many words from there on name a time, and its id; one word and None where they name none."""
    for size in range(_LONGEST, 0, -1):
        said = "".join(question[at : at + size])
        if said in _phrases and at + size <= len(question):
            return size, _phrases[said]
        if size < _LONGEST and said in _months:
            return size, f"month-{_months[said]:02d}"
    if question[at] == "may" and question[at - 1 : at] in (["in"], ("in",)):
        return 1, "month-05"
    if _buddhist_year.fullmatch(question[at]) and any(map(is_unspaced, question)):
        return 1, str(int(question[at]) - 543)
    return 1, question[at] if _year.fullmatch(question[at]) else None


def lean(found: Sequence[str]) -> bool:
    """Whether these ids of mentions count from a year that was talked about: "the year before"."""
    return any(each.startswith("then") for each in found)


def period(found: Sequence[str], now: datetime, then: int | None = None) -> Period | None:
    """The period that these ids of mentions mean together; None where there are none.

    "October" alone is this year's; two years are from the one to the other. `then` is the year that was talked about,
    which "the year before" goes back from.
    """
    years = [int(each) for each in found if each.isdigit()]
    years += [now.year + int(each.removeprefix("year")) for each in found if each.startswith("year")]
    years += [(then or now.year) + int(each.removeprefix("then")) for each in found if each.startswith("then")]
    months = [int(each.removeprefix("month-")) for each in found if each.startswith("month-")]
    if not years and not months:
        return None
    if not months:
        return Period(_parsed(f"{min(years)}").first, _parsed(f"{max(years)}").last, "year")
    year = years[0] if years else now.year
    return _parsed(f"{year}-{months[0]:02d}")


def _parsed(written: str) -> Period:
    found = parse(written)
    if not isinstance(found, Period):
        raise TypeError(written)
    return found
