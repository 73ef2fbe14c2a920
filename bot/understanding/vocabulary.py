"""Which words of a question a target explains, and mending of typing mistakes against the store's own words."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Self

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.understanding import dates, pointing
from bot.understanding.unspaced import is_unspaced
from bot.understanding.words import is_mask, stem

SHORTEST_MENDED = 4
CHATTER_WEIGHT = 0.1
TELLING = 0.5
SURE_LENGTH = 6  # shorter words with another letter are mostly other words
LONG_WORD = 8  # from this length on a word may have two mistakes


@dataclass(frozen=True)
class Vocabulary:
    """The stems of each target, and how telling each stem is: one that many targets use tells little."""

    stems: Mapping[str, frozenset[str]]
    weights: Mapping[str, float]
    known: frozenset[str]
    meant: Mapping[str, tuple[str, ...]]  # words that a misspelt one may be, by first letter, the most frequent first

    @classmethod
    def fit(
        cls, lines: Mapping[str, Sequence[Sequence[str]]], *, others: Sequence[Sequence[str]], chatter: frozenset[str]
    ) -> Self:
        """Learn from the phrasings of each target; `others` are questions that belong to none of them."""
        stemmed = {target: [frozenset(map(stem, line)) for line in own] for target, own in lines.items()}
        stems = {target: frozenset().union(*own) for target, own in stemmed.items()}
        every = [line for own in lines.values() for line in own] + list(others)
        in_lines = Counter(chain.from_iterable(chain(*stemmed.values(), (set(map(stem, line)) for line in others))))
        in_targets = Counter(chain.from_iterable(stems.values()))
        weights = {
            found: min(_rarity(count, len(every)), _rarity(in_targets[found], len(stems)))
            for found, count in in_lines.items()
        }
        weights |= {stem(word): CHATTER_WEIGHT for word in chatter}
        known = frozenset(chain.from_iterable(every)) | chatter | dates.WORDS | pointing.EVERY
        return cls(stems, weights, known, _by_letter(word for own in lines.values() for line in own for word in line))

    def weight(self, word: str) -> float:
        """From 0 (every target has it) to 1 (none has it)."""
        return self.weights.get(stem(word), 1.0)

    def unexplained(self, target: str, words: Sequence[str]) -> tuple[str, ...]:
        """The words that nothing in the target's phrasings accounts for."""
        own = self.stems.get(target, frozenset())
        return tuple(word for word in words if stem(word) not in own)

    def telling(self, target: str, words: Sequence[str]) -> tuple[str, ...]:
        """Those of the unexplained words that carry meaning; names are not among them."""
        return tuple(
            word for word in self.unexplained(target, words) if self.weight(word) >= TELLING and not is_mask(word)
        )

    def explained_share(self, target: str, words: Sequence[str]) -> float:
        """How much of what a question says the target accounts for, from 0 to 1."""
        total = sum(map(self.weight, words))
        if total <= 0:
            return 1.0
        return 1 - sum(map(self.weight, self.unexplained(target, words))) / total

    def mend(self, word: str) -> str:
        """The word, or the known word it was most likely meant to be."""
        if word in self.known or len(word) < SHORTEST_MENDED or is_mask(word) or is_unspaced(word):
            return word
        if any(map(str.isdigit, word)):
            return word
        return _nearest(word, self.meant.get(word[0], ())) or word


def _by_letter(words: Iterable[str]) -> dict[str, tuple[str, ...]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for word, _ in Counter(words).most_common():
        if len(word) >= SHORTEST_MENDED:
            found[word[0]].append(word)
    return {letter: tuple(own) for letter, own in found.items()}


def _nearest(word: str, candidates: Sequence[str]) -> str | None:
    mistakes = 2 if len(word) >= LONG_WORD else 1
    likely = (each for each in candidates if len(word) >= SURE_LENGTH or not _swaps_a_letter(word, each))
    near = process.extractOne(word, list(likely), scorer=OSA.distance, score_cutoff=mistakes, processor=None)
    return near[0] if near else None


def _swaps_a_letter(word: str, other: str) -> bool:
    """Whether one letter stands for another: "pack" and "park" are two words, "prak" and "park" are one."""
    return len(word) == len(other) and sorted(word) != sorted(other)


def _rarity(count: int, size: int) -> float:
    """From 1 (in none) to 0 (in all)."""
    return math.log((1 + size) / (1 + count)) / math.log(1 + size)
