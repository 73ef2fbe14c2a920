"""How a question was read: "Tuesday 2 June 2026, from 13:00, topic: clean energy"."""

from collections.abc import Iterator
from datetime import time

from bot import writing
from bot.schedule.queries import Pick, Query
from bot.schedule.windows import Meal, When, meal_window
from bot.skills.schedule.telling import Teller
from bot.understanding.schedule.asked import Asked


def how_read(asked: Asked, teller: Teller) -> str:
    """In a few words; empty where the question named nothing."""
    query, phrases = asked.query, teller.phrases.read
    days = map(teller.day, query.when.days)
    parts = [writing.listed(days, teller.reader.language) if query.when.days else ""]
    parts += [*_times(query.when, teller), *_names(query, asked.words, teller)]
    if query.pick:
        parts.append(phrases.first if query.pick is Pick.FIRST else phrases.last)
    return ", ".join(filter(None, parts))


def _names(query: Query, words: tuple[str, ...], teller: Teller) -> Iterator[str]:
    phrases = teller.phrases.read
    named = (
        (phrases.room, query.rooms),
        (phrases.speaker, query.speakers),
        (phrases.track, query.tracks),
        (phrases.type, query.types),
        (phrases.language, tuple(map(teller.spoken, query.languages))),
        (phrases.topic, (" ".join(words),) if words else ()),
    )
    yield from (phrase.format(names=", ".join(names)) for phrase, names in named if names)


def _times(when: When, teller: Teller) -> Iterator[str]:
    phrases = teller.phrases.read
    if when.part:
        yield str(getattr(phrases, when.part.value))
    if when.meal:
        yield _meal(when, when.meal, teller)
    if when.at is not None:
        yield phrases.at.format(time=_clock(when.at))
    if when.since is not None and when.until is not None:
        yield f"{_clock(when.since)}–{_clock(when.until)}"
    elif when.since is not None:
        yield phrases.since.format(time=_clock(when.since))
    elif when.until is not None:
        yield phrases.until.format(time=_clock(when.until))
    if when.moment:
        yield str(getattr(phrases, when.moment.value)).format(time=teller.clock(teller.now))


def _meal(when: When, meal: Meal, teller: Teller) -> str:
    day = next(iter(when.days or teller.timetable.days), None)
    if day is None:
        return ""
    window = meal_window(meal, day, teller.timetable)
    edge = teller.clock(window.end if meal is Meal.BEFORE else window.start)
    return str(getattr(teller.phrases.read, meal.value.replace(" ", "_"))).format(time=edge)


def _clock(at: time) -> str:
    return f"{at:%H:%M}"
