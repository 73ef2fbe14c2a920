"""Years and months in a question, in the words of every language that the calendar data knows."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.knowledge.periods import Period, parse
from bot.understanding import months
from bot.understanding.mentions import Mention

_RELATIVE = {"last year": -1, "this year": 0, "next year": 1}
_AFTER_ANOTHER = {"year before": -1, "previous year": -1, "year after": 1, "following year": 1}
_year = re.compile(r"(?:19|20)\d\d")
_months = {name: number for number, names in months.NAMES.items() for name in names}


def find(question: Sequence[str], taken: Sequence[Mention]) -> Iterable[Mention]:
    """Mentions of kind "when": record ids are `2026`, `month-10`, or `year+1` for next year."""
    for at, word in enumerate(question):
        if any(mention.covers(at) for mention in taken):
            continue
        pair = " ".join(question[at : at + 2])
        relative = _RELATIVE.get(pair)
        if pair in _AFTER_ANOTHER:
            yield Mention("when", (f"then{_AFTER_ANOTHER[pair]:+d}",), at, at + 2)
        if relative is not None:
            yield Mention("when", (f"year{relative:+d}",), at, at + 2)
        elif _year.fullmatch(word):
            yield Mention("when", (word,), at, at + 1)
        elif word in _months or (word == "may" and question[at - 1 : at] in (["in"], ("in",))):
            yield Mention("when", (f"month-{_months.get(word, 5):02d}",), at, at + 1)


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
