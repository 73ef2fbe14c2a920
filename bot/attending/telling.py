"""Days and times as a person reads them, on the clocks of the venue."""

from datetime import date
from functools import lru_cache

from babel.dates import format_date

from bot import writing
from bot.schedule.sessions import Programme, Session

_FULL = {"en": "EEEE d MMMM y", "th": "EEEEที่ d MMMM y"}  # elsewhere as the language has it
_SHORT = {"en": "EEEE d MMMM", "th": "EEEEที่ d MMMM", "es": "EEEE d 'de' MMMM"}


@lru_cache(maxsize=1024)
def day_name(day: date, language: str) -> str:
    """A day with its weekday: "Saturday 25 August 2018"."""
    return str(format_date(day, _FULL.get(language, "full"), locale=writing.locale(language)))


@lru_cache(maxsize=1024)
def short_day_name(day: date, language: str) -> str:
    """The same without the year."""
    return str(format_date(day, _SHORT.get(language, "EEEE d MMMM"), locale=writing.locale(language)))


def times(session: Session, programme: Programme, language: str) -> str:
    """From when to when: "14:00–15:00", or "00:30–02:00 (Sunday 26 August)" on the conference day before."""
    start = session.start.astimezone(programme.tz)
    told = f"{start:%H:%M}" + (f"–{session.end.astimezone(programme.tz):%H:%M}" if session.end else "")
    if start.date() != programme.day_of(session.start):
        told += f" ({short_day_name(start.date(), language)})"
    return told


def language_name(written: str, language: str) -> str:
    """A session's language by its name: "German" for "de" or "de-AT"; as it is written where that is no code."""
    code = written.replace("_", "-").partition("-")[0].lower()
    return str(writing.locale(language).languages.get(code, written))


def when(session: Session, programme: Programme, language: str) -> str:
    """Day, times and zone: "Saturday 25 August 2018, 14:00–15:00 (Europe/Berlin)"."""
    day = day_name(programme.day_of(session.start), language)
    return f"{day}, {times(session, programme, language)} ({programme.zone})"


def cut(text: str, limit: int) -> str:
    """The text, ended at a word where it is longer than the limit."""
    if len(text) <= limit:
        return text
    return text[: limit - 2].rsplit(None, 1)[0].rstrip(",.;:") + " …"
