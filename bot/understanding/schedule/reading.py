"""A question cut into names, titles, times and what is left."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.schedule.timetable import Timetable
from bot.understanding.schedule import changes, courtesy, lexicon
from bot.understanding.schedule.calling import Calling
from bot.understanding.schedule.meaning import Meaning
from bot.understanding.schedule.mending import Mender
from bot.understanding.schedule.names import Name, Names
from bot.understanding.schedule.times import told
from bot.understanding.schedule.titles import Run, Titles
from bot.understanding.schedule.tokens import Token, tokens
from bot.understanding.schedule.told import Told
from bot.understanding.words import fold

_ABBREVIATED = 3  # characters of a weekday that is not written out
_COMPOUND = re.compile(
    rf"\b({'|'.join(day for day in lexicon.WEEKDAYS if len(day) > _ABBREVIATED)}) ?"
    r"(morgen|fruh|frueh|vormittag|nachmittag|abend|mittag|nacht|manana)\b"
)
_MORNINGS = {
    **dict.fromkeys(("morgen", "fruh", "frueh", "manana"), "vormittag"),
    "mittag": "mittags",
    "nacht": "nachts",
}
_NAMELESS = "\0"  # stands where the event is named, and names nothing else
# Of names as long as each other, whose comes first.
_ORDER = {"speaker": 3.0, "title": 2.5, "track": 2.0, "room": 2.0, "type": 1.0, "language": 0.0}


@dataclass(slots=True)
class Reading:
    """A question being read: its words, and which of them are accounted for."""

    text: str
    line: list[Token]
    used: list[bool]
    names: list[Name]
    runs: list[Run]
    told: Told

    @property
    def said(self) -> set[str]:
        return {token.text for token in self.line}

    @property
    def rest(self) -> list[Token]:
        """The words that are not accounted for."""
        return [token for token, used in zip(self.line, self.used, strict=True) if not used]

    @property
    def left(self) -> set[str]:
        """The same as a set."""
        return {token.text for token in self.rest}

    @property
    def blanked(self) -> str:
        """The text without what is accounted for."""
        return _without(self.told.text, self.line, self.used, " ")

    @property
    def unnamed(self) -> str:
        """The text with "it" for each name and title."""
        named: list[Name | Run] = [*self.names, *self.runs]
        places = {(self.line[each.start].start, self.line[each.end - 1].end) for each in named}
        text = self.text
        for start, end in sorted(places, reverse=True):
            text = f"{text[:start]}it{text[end:]}"
        return text

    @property
    def has_whole_title(self) -> bool:
        return any(run.whole for run in self.runs)

    def values(self, kind: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(value for name in self.names if name.kind == kind for value in name.values))


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads questions about one programme."""

    timetable: Timetable
    names: Names
    titles: Titles
    mender: Mender
    meaning: Meaning
    calling: Calling

    def read(self, text: str, now: datetime) -> Reading:
        """The question in parts: names and titles first, so that "after" in a title is no time."""
        folded = self._mended(_apart(fold(text)))
        line = tokens(folded)
        names, runs = self.chosen(line)
        used = [False] * len(line)
        if (called := self._called(line, [*names, *runs])) is not None:
            start, end = called
            nameless = [replace(token, text=_NAMELESS) for token in line[start:end]]
            names, runs = self.chosen([*line[:start], *nameless, *line[end:]])
            used[start:end] = [True] * (end - start)
        places: list[Name | Run] = [*names, *runs]
        for each in places:
            used[each.start : each.end] = [True] * (each.end - each.start)
        found = told(_without(folded, line, used, "\0"), self.timetable, now)
        for at, token in enumerate(line):
            used[at] = used[at] or any(start <= token.start < end for start, end in found.spans)
        return Reading(folded, line, used, names, runs, found)

    def chosen(self, line: Sequence[Token]) -> tuple[list[Name], list[Run]]:
        """The names and the titles that account for the most words, none over another."""
        able: list[tuple[float, float, int, Name | Run]] = [
            (name.weight, _ORDER[name.kind], name.end - name.start, name)
            for name in self.names.find(line)
            if self.meaning.is_meant(name, line)
        ]
        able += [
            (run.weight, _ORDER["title"], run.end - run.start, run)
            for run in self.titles.runs(line)
            if len(line) == 1 or not (run.whole and run.end - run.start == 1)  # one word may be a topic as well
        ]
        taken: list[Name | Run] = []
        for *_, each in sorted(able, key=lambda entry: entry[:3], reverse=True):
            if all(_may_stand_with(each, other) for other in taken):
                taken.append(each)
        return [each for each in taken if isinstance(each, Name)], [each for each in taken if isinstance(each, Run)]

    def _called(self, line: Sequence[Token], places: Sequence[Name | Run]) -> tuple[int, int] | None:
        """Where the event is named, and not as a part of something longer: "FrOSCon" of "FrOSCon meets Science"."""
        found = self.calling.place(line)
        if found is None:
            return None
        start, end = found
        over = [each for each in places if each.start < end and start < each.end]
        return None if any(each.start < start or end < each.end for each in over) else found

    def _mended(self, folded: str) -> str:
        """The text with its typing mistakes mended and everything else where it was."""
        text = folded
        for token in reversed(self.mender.mend(tokens(folded))):
            if text[token.start : token.end] != token.text:
                apart = " " if text[token.end : token.end + 1].isalnum() else ""
                text = text[: token.start] + token.text + apart + text[token.end :]
        return text


def _may_stand_with(one: Name | Run, other: Name | Run) -> bool:
    """Whether they lie apart, or are titles, or a track and a type, with the same words."""
    if one.end <= other.start or other.end <= one.start:
        return True
    if (one.start, one.end) != (other.start, other.end):
        return False
    if isinstance(one, Name) and isinstance(other, Name):
        return {one.kind, other.kind} == {"track", "type"}
    return isinstance(one, Run) and isinstance(other, Run)


def _apart(folded: str) -> str:
    """The text without a greeting; "Samstagabend" as two words; "Samstag morgen" is no tomorrow."""
    plain = changes.as_cancellations(courtesy.greeted(folded))
    return _COMPOUND.sub(lambda match: f"{match[1]} {_MORNINGS.get(match[2], match[2])}", plain)


def _without(text: str, line: Sequence[Token], used: Sequence[bool], blank: str) -> str:
    """The text with a blank for each character of the words that are used."""
    for token, covered in zip(line, used, strict=True):
        if covered:
            text = text[: token.start] + blank * (token.end - token.start) + text[token.end :]
    return text
