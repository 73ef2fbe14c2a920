"""The nearest of very many lines: candidates by the meanings of their words, put in order by their letters as well.

With 100,000 entries a ridge over all of them is out of reach, and so are postings of letters, which most lines share.
Meanings are rare enough to bring the candidates; only these are compared letter by letter.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Self

import numpy as np

from bot.understanding.features import MEANINGS, NGRAMS, ngrams
from bot.understanding.similarity import Floats, Ints, Postings, idf
from bot.understanding.words import words

CANDIDATES = 50
LETTERS_SHARE = NGRAMS.weight / (NGRAMS.weight + MEANINGS.weight)


@dataclass(frozen=True, slots=True)
class Candidates:
    """Of all lines the postings of their meanings; of their letters only how rare each run is, and each line's norm."""

    lines: tuple[str, ...]  # words parted by spaces
    owners: Ints
    meanings: Postings
    rarity: Mapping[str, float]
    norms: Floats

    @classmethod
    def fit(cls, texts: Sequence[str], owners: Sequence[int]) -> Self:
        """Learn these lines, and whose each is."""
        lines = tuple(" ".join(words(text)) for text in texts)
        meanings = Postings.fit(MEANINGS.of(line.split()) for line in lines)
        lines_with = Counter(run for line in lines for run in NGRAMS.of(line.split()))
        rare = idf(np.fromiter(lines_with.values(), dtype=np.float32, count=len(lines_with)), len(lines))
        rarity = dict(zip(lines_with, rare.tolist(), strict=True))
        norms = np.fromiter((_norm(line.split(), rarity) for line in lines), dtype=np.float32, count=len(lines))
        return cls(lines, np.asarray(owners, dtype=np.int32), meanings, rarity, norms)

    def nearest(self, readings: Sequence[Sequence[str]]) -> tuple[Ints, Floats]:
        """The likeliest lines for a question, read in one or more ways, and how like it they are, from 0 to 1."""
        near = _mean([self.meanings.cosines(MEANINGS.of(line), len(self.lines)) for line in readings])
        some = np.argpartition(-near, min(CANDIDATES, len(near) - 1))[:CANDIDATES].astype(np.int32)
        letters = _mean([self._letters(line, some) for line in readings])
        return some, np.clip((1 - LETTERS_SHARE) * near[some] + LETTERS_SHARE * letters, 0, 1)

    def scores(self, readings: Sequence[Sequence[str]], entries: int, without: Sequence[int] = ()) -> Floats:
        """How like its nearest line each of so many entries is, `without` some lines; 0 where none is a candidate."""
        some, like = self.nearest(readings)
        like[np.isin(some, without)] = 0
        scores = np.zeros(entries, dtype=np.float32)
        np.maximum.at(scores, self.owners[some], like)
        return scores

    def _letters(self, line: Sequence[str], some: Ints) -> Floats:
        """The cosine of the runs of letters with those of some lines."""
        weighs = {run: times * self.rarity.get(run, 1.0) ** 2 for run, times in ngrams(line).items()}
        own = _norm(line, self.rarity)
        like = cache(lambda word: sum(weighs.get(run, 0.0) * times for run, times in ngrams((word,)).items()))
        products = np.array([sum(map(like, self.lines[at].split())) for at in some], dtype=np.float32)
        return np.asarray(products / np.maximum(self.norms[some] * own, 1e-9), dtype=np.float32)


def _norm(line: Sequence[str], rarity: Mapping[str, float]) -> float:
    return math.hypot(*(times * rarity.get(run, 1.0) for run, times in ngrams(line).items()))


def _mean(readings: Sequence[Floats]) -> Floats:
    return np.asarray(np.mean(readings, axis=0), dtype=np.float32)
