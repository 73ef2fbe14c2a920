"""How far ahead something is, as a language says it."""

from datetime import timedelta
from typing import Literal

from babel.dates import format_timedelta

from bot import writing
from bot.knowledge.notifying_phrases import NotifyingPhrases

_ONLY = 1e9  # no larger unit is taken than the one that is given
_HOURS_FROM, _DAYS_FROM = timedelta(hours=3), timedelta(days=2)


def ahead(time: timedelta, language: str) -> str:
    """Such as "in 10 minutes", "in 2 hours", "in 7 days": exact, or rounded where it is far ahead."""
    locale = writing.locale(language)
    return str(format_timedelta(time, granularity=_unit(time), threshold=_ONLY, add_direction=True, locale=locale))


def soon(time: timedelta, phrases: NotifyingPhrases, language: str) -> str:
    """What stands before that which comes: "In 10 minutes:"; what starts within half a minute starts now."""
    if time < timedelta(seconds=30):
        return phrases.now
    written = ahead(time, language)
    return phrases.soon.format(time=written[:1].upper() + written[1:])


def _unit(time: timedelta) -> Literal["day", "hour", "minute"]:
    minutes = round(time / timedelta(minutes=1))
    if time >= _DAYS_FROM or minutes % (24 * 60) == 0:
        return "day"
    return "hour" if time >= _HOURS_FROM or minutes % 60 == 0 else "minute"
