"""What an event is called and when it is, where its programme's file does not say."""

import re
from dataclasses import replace
from typing import TypeVar

from bot.knowledge.periods import Period
from bot.organising.changes import named
from bot.organising.summaries import counted
from bot.organising.uploads import Found
from bot.schedule.sessions import Programme

F = TypeVar("F", bound=Found)
NAMED = 3  # sessions in a warning


def in_words(event: str) -> str:
    """The id of an event as a title: "spring-meeting" as "Spring meeting"."""
    return re.sub(r"[-_.]+", " ", event).strip().capitalize()


def with_title(found: F, title: str) -> F:
    """What was found under this title, where the file gives none."""
    return found if _is_titled(found.programme) else replace(found, programme=replace(found.programme, title=title))


def as_before(programme: Programme, before: Programme) -> Programme:
    """The programme under the title and with the days that it had before, where its own file gives none."""
    return replace(
        programme,
        title=programme.title if _is_titled(programme) else before.title,
        first_day=programme.first_day or before.first_day,
        last_day=programme.last_day or before.last_day,
    )


def _is_titled(programme: Programme) -> bool:
    return programme.title not in {"", programme.event}  # readers write the id where there is nothing else


def on_its_days(found: F, days: Period | None) -> F:
    """What was found with the event's days where the file names none, and a warning of what lies outside them."""
    if days is None:
        return found
    programme = found.programme
    first, last = programme.first_day or days.first, programme.last_day or days.last
    outside = [each for each in programme.sessions if not days.first <= programme.day_of(each.start) <= days.last]
    titles = ", ".join(f"“{named(each)}”" for each in outside[:NAMED]) + (", …" if len(outside) > NAMED else "")
    says = f"{counted(len(outside), 'session')} outside the days that the content gives the event, {days}: {titles}."
    return replace(
        found,
        programme=replace(programme, first_day=first, last_day=last),
        warnings=(*found.warnings, *([says] if outside else [])),
    )
