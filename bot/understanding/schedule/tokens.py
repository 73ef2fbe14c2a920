"""A folded question cut into words that know where they stood."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.understanding.words import fold, stem

MOST = 60  # words that are looked at
_word = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Token:
    """One word, as it is taken to be meant: a typing mistake is mended in `text`, not in where it stood."""

    text: str
    start: int
    end: int

    @property
    def stem(self) -> str:
        return stem(self.text)


def tokens(folded: str) -> list[Token]:
    """The words of a folded text, at most MOST of them."""
    found = _word.finditer(folded)
    return [Token(match.group(), *match.span()) for match, _ in zip(found, range(MOST), strict=False)]


def cut(text: str) -> tuple[str, ...]:
    """The words of a name or title, folded."""
    return tuple(_word.findall(fold(text)))


def stems(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(stem, words))
