"""What is fitted: every line that people may ask by, and the entry that it belongs to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, Self

import numpy as np

from bot.understanding.similarity import Floats
from bot.understanding.words import fold, words

OUTSIDE = ""
OUTSIDE_COUNTS = 0.25  # how much of what speaks for OUTSIDE is taken from the score of an entry


class Matchable(Protocol):
    """What can be matched: an id, a title (may be empty), and other ways of asking for it."""

    @property
    def id(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def phrasings(self) -> Sequence[str]: ...


@dataclass(frozen=True, slots=True)
class Lines:
    """All ids, also of entries without a line; every folded line with words; and whose it is, as a place among the ids.

    Questions that belong to no entry come last, under the id OUTSIDE.
    """

    ids: tuple[str, ...]
    texts: tuple[str, ...]
    owners: tuple[int, ...]

    @classmethod
    def of(cls, entries: Iterable[Matchable], negatives: Iterable[str]) -> Self:
        """The lines of these entries, titles included, the same one once for each; nothing at all for no entries."""
        asked = [(entry.id, _with_words(entry.text or "", *entry.phrasings)) for entry in entries]
        outside = _with_words(*negatives) if asked else ()
        asked += [(OUTSIDE, outside)] if outside else []
        return cls(
            tuple(entry_id for entry_id, _ in asked),
            tuple(line for _, lines in asked for line in lines),
            tuple(at for at, (_, lines) in enumerate(asked) for _ in lines),
        )

    @property
    def entries(self) -> int:
        """How many ids are entries."""
        return entries_of(self.ids)

    def groups(self) -> list[list[int]]:
        """The places of the lines of each id."""
        found: list[list[int]] = [[] for _ in self.ids]
        for line, owner in enumerate(self.owners):
            found[owner].append(line)
        return found


def entries_of(ids: Sequence[str]) -> int:
    """How many of these ids are entries: OUTSIDE comes last."""
    return len(ids) - (ids[-1:] == (OUTSIDE,))


def confidences(scores: Floats, entries: int) -> Floats:
    """The scores of so many entries, along the last axis, less some of the score of OUTSIDE, which may follow them."""
    outside = scores[..., entries:].sum(axis=-1, keepdims=True)
    return np.asarray(scores[..., :entries] - OUTSIDE_COUNTS * np.maximum(outside, 0), dtype=np.float32)


def _with_words(*lines: str) -> tuple[str, ...]:
    return tuple(line for line in dict.fromkeys(map(fold, lines)) if words(line))
