"""Days and times as a person reads them, on the clocks of the venue."""

import re
from datetime import date, datetime
from functools import lru_cache

from babel.dates import format_date, format_skeleton

from bot import writing
from bot.knowledge.phrases import AttendingPhrases
from bot.schedule.sessions import Programme, Session

_SHORT = {"en": "EEEE d MMMM", "th": "EEEEที่ d MMMM", "es": "EEEE d 'de' MMMM"}
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*(?=\s)|[。！？]|\n")
_OVER = 1.2  # times the limit: what is hardly longer is not worth a button


@lru_cache(maxsize=1024)
def short_day_name(day: date, language: str) -> str:
    """A day with its weekday and without its year: "Saturday 25 August"."""
    return str(format_date(day, _SHORT.get(language, "EEEE d MMMM"), locale=writing.locale(language)))


@lru_cache(maxsize=1024)
def _on_button(day: date, language: str) -> str:
    return str(format_skeleton("EEEd", datetime(day.year, day.month, day.day), locale=writing.locale(language)))  # noqa: DTZ001 - a day of the calendar


def briefly(session: Session, programme: Programme, language: str) -> str:
    """When a session begins, as short as a button wants it: "Sat 25, 14:00"."""
    start = session.start.astimezone(programme.tz)
    return f"{_on_button(start.date(), language)}, {start:%H:%M}"


def times(session: Session, programme: Programme, language: str) -> str:
    """From when to when: "14:00–15:00", or "00:30–02:00 (Sunday 26 August)" on the conference day before.

    What ends on another day says so: "09:00 – Monday 27 August, 18:00".
    """
    start = session.start.astimezone(programme.tz)
    told = f"{start:%H:%M}"
    end = f"{session.end.astimezone(programme.tz):%H:%M}" if session.end else ""
    last_day = programme.end_told_with_day(session)
    if end and last_day is None:
        told += f"–{end}"
    if start.date() != programme.day_of(session.start):
        told += f" ({short_day_name(start.date(), language)})"
    return f"{told} – {short_day_name(last_day, language)}, {end}" if last_day else told


def titled(session: Session, phrases: AttendingPhrases) -> str:
    """The title, or that there is none."""
    return session.title or phrases.untitled


def in_rooms(session: Session, language: str) -> str:
    """Its rooms behind something else, such as " · Belfry and Crypt"; empty where it has none."""
    return f" · {writing.listed(session.rooms, language)}" if session.rooms else ""


def language_name(written: str, language: str) -> str:
    """A session's language by its name: "German" for "de" or "de-AT"; as it is written where that is no code."""
    code = written.replace("_", "-").partition("-")[0].lower()
    return str(writing.locale(language).languages.get(code, written))


def when(session: Session, programme: Programme, language: str) -> str:
    """Day, times and zone: "Saturday 25 August 2018, 14:00–15:00 (Europe/Berlin)"."""
    day = writing.day(programme.day_of(session.start), language)
    return f"{day}, {times(session, programme, language)} ({programme.zone})"


def cut(text: str, limit: int) -> str:
    """The text, ended at a word where it is longer than the limit."""
    if len(text) <= limit:
        return text
    return text[: limit - 2].rsplit(None, 1)[0].rstrip(",.;:") + " …"


def opening(text: str, limit: int) -> str:
    """The first sentences of a text; all of them where the whole is hardly longer than the limit."""
    if len(text) <= limit * _OVER:
        return text
    ends = [found.end() for found in _SENTENCE_END.finditer(text, 0, limit + 1) if found.end() <= limit]
    return text[: ends[-1]].rstrip() if ends else cut(text, limit)
