"""The month names that are written out are those of the calendar data."""

from babel.dates import get_month_names

from bot.understanding import months
from bot.understanding.words import fold, words

LANGUAGES = ("en", "es", "fr", "de", "it", "pt", "ru", "zh", "th", "ar")
SHORTEST = 4  # letters; "may" and "mar" are words of their own


def told_apart(name: str) -> bool:
    """Whether a name is one word, and long enough to be sure of."""
    month = words(fold(name))
    return len(month) == 1 and len(month[0]) >= (SHORTEST if month[0].isascii() else 2)


def test_every_language_s_months_are_known() -> None:
    known: dict[str, int] = {}
    for language in LANGUAGES:
        for context in ("format", "stand-alone"):
            names = get_month_names("wide", context, locale=language).items()
            known |= {words(fold(name))[0]: number for number, name in names if told_apart(name)}

    assert {name: number for number, names in months.NAMES.items() for name in names} == known
