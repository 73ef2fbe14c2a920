"""Where a question names the event itself, which asks for nothing: "what is on now at FrOSCon 2018?"."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Self

from bot.schedule.sessions import Programme
from bot.understanding.schedule import lexicon, question_words
from bot.understanding.schedule.titles import Titles
from bot.understanding.schedule.tokens import Token, cut, stems

_AT = lexicon.word_set("at during auf bei beim wahrend waehrend pendant durante")
_THE = lexicon.word_set("the this of for der die das des dem el la le il lo al del della dello alla au du de en in a")
_EVERYDAY = lexicon.GRAMMAR | question_words.WORDS | frozenset(lexicon.WEEKDAYS)
_IS = lexicon.word_set("is ist es est e does")
_SEVERAL = 2  # words of the name that tell it from a topic


@dataclass(frozen=True, slots=True)
class Calling:
    """What the event is called, as stems in the order of its title."""

    words: tuple[str, ...]
    joined: frozenset[str]  # several of its words written as one: "pyconuk"
    titled: frozenset[str]  # stems that sessions have in their titles, too

    @classmethod
    def of(cls, programme: Programme, titles: Titles) -> Self:
        said = cut(programme.title)
        joined = {"".join(said[start:end]) for start in range(len(said)) for end in range(start + 2, len(said) + 1)}
        return cls(stems(said), frozenset(joined), frozenset(titles.titled))

    def place(self, line: Sequence[Token]) -> tuple[int, int] | None:
        """From which word to before which the event is named; None where it is not."""
        rows = [row for row in self._rows(line) if self._is_meant(*row, line)]
        rows += [(at, at + 1) for at, token in enumerate(line) if token.text in self.joined]
        return max(rows, key=lambda row: row[1] - row[0], default=None)

    def _rows(self, line: Sequence[Token]) -> list[tuple[int, int]]:
        """Words of the name that stand as they do in the name, as far as they go."""
        beside, rows, start = set(pairwise(self.words)), [], 0
        for at, token in enumerate(line):
            goes_on = at + 1 < len(line) and (token.stem, line[at + 1].stem) in beside
            if not goes_on:
                rows.append((start, at + 1))
                start = at + 1
        return [row for row in rows if line[row[0]].stem in self.words]

    def _is_meant(self, start: int, end: int, line: Sequence[Token]) -> bool:
        """One word is the name with its year, after "at", or where no title has it; "days" and a number are not."""
        said = [each for each in line[start:end] if not each.text.isdigit()]
        telling = [each for each in said if each.text not in _EVERYDAY]
        if not telling:
            return False
        if end - start >= _SEVERAL:
            return True
        before = {each.text for each in line[max(0, start - 1) : start]}
        article = {each.text for each in line[max(0, start - _SEVERAL) : start]}
        if before & _AT or (before & _THE and article & _AT):
            return True
        return telling[0].stem not in self.titled and (not before or bool(before & (_THE | _IS)))
