"""The times that a question tells, as they are gathered."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from bot.schedule.timetable import Timetable
from bot.schedule.windows import When


def any_of(words: Iterable[str]) -> str:
    """A pattern for one of the words, the longest first."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


@dataclass(slots=True)
class Told:
    """The times that a text tells: `when`, what of it lies outside the event's dates, and the text without them."""

    when: When
    text: str  # with blanks where a time stood
    outside: tuple[date, ...] = ()
    never: str = ""  # a weekday that the event does not have, as it was typed
    spans: list[tuple[int, int]] = field(default_factory=list)

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """The first place that fits, blanked out."""
        found = pattern.search(self.text)
        if found:
            self.blank(*found.span())
        return found

    def blank(self, start: int, end: int) -> None:
        self.text = self.text[:start] + " " * (end - start) + self.text[end:]
        self.spans.append((start, end))

    def day(self, day: date, timetable: Timetable) -> None:
        if timetable.has(day):
            self.when = replace(self.when, days=tuple(dict.fromkeys((*self.when.days, day))))
        else:
            self.outside = (*self.outside, day)
