"""Sparse TF-IDF vectors of phrasings in several blocks, and how alike a question is to each of them."""

import math
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from bot.understanding.features import BLOCKS, FeatureBlock

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]
FREQUENT = 100  # features of more than one phrasing in a hundred
ROWS_AT_ONCE = 1024  # keeps the product's own memory small
COVERAGE_POWER = 0.35  # how much unknown words of a question weaken it; from .2 to .5 the measured difference is small


@dataclass(frozen=True)
class Postings:
    """One block, fitted: per feature its weight and the phrasings that have it, in compressed rows."""

    vocabulary: Mapping[str, int]
    idf: Floats
    unknown_idf: float
    starts: Ints
    documents: Ints
    weights: Floats

    @classmethod
    def fit(cls, counts: Iterable[Counter[str]], owners: Sequence[int] | None = None) -> Self:
        """The postings of these phrasings' feature counts.

        A feature is rare when few phrasings have it and, where `owners` says whose each phrasing is, when few entries
        do: then idf is the mean of both.
        """
        vocabulary, rows, columns, tf = _cells(counts)
        size = int(rows[-1]) + 1 if len(rows) else 0
        frequency = np.bincount(columns, minlength=len(vocabulary))
        rarity, unknown = idf(frequency, size), idf(np.zeros(1), size)
        if owners is not None:
            entries = len(set(owners))
            having = _entries_with(columns, np.asarray(owners, dtype=np.int64)[rows], len(vocabulary))
            rarity, unknown = _mean(rarity, idf(having, entries)), _mean(unknown, idf(np.zeros(1), entries))
        weights = (1 + np.log(tf)) * rarity[columns]
        norms = np.sqrt(np.bincount(rows, weights**2, minlength=size))
        weights /= np.maximum(norms, 1e-9).astype(np.float32)[rows]
        order = np.argsort(columns, kind="stable")
        starts = np.concatenate([[0], np.cumsum(frequency)]).astype(np.int32)
        return cls(vocabulary, rarity, float(unknown[0]), starts, rows[order], weights[order])

    @cached_property
    def _idf(self) -> list[float]:
        return [float(rarity) for rarity in self.idf]

    def weighed(self, count: Counter[str]) -> tuple[list[int], list[float]]:
        """The known features of a question and their weights: a vector of length 1, shortened by what is unknown."""
        columns, weights, mass, missing = [], [], 0.0, 0.0
        for feature, times in count.items():
            tf = 1 + math.log(times)
            column = self.vocabulary.get(feature)
            if column is None:
                missing += (tf * self.unknown_idf) ** 2
                continue
            columns.append(column)
            weights.append(weight := tf * self._idf[column])
            mass += weight * weight
        scale = (mass / (mass + missing)) ** COVERAGE_POWER / mass**0.5 if columns else 0.0
        return columns, [weight * scale for weight in weights]

    def cosines(self, count: Counter[str], size: int) -> Floats:
        """The cosine of a question with each of `size` phrasings, weakened by the share of it that is unknown."""
        columns, weights = self.weighed(count)
        return products(self, columns, weights, size) if columns else np.zeros(size, dtype=np.float32)

    def add_to(self, gram: Floats, share: float) -> None:
        """Add the cosines of the phrasings with each other, times `share`, to a square matrix.

        Features that many phrasings have go through one dense product, rare ones pair by pair: each is faster so.
        """
        frequency = np.diff(self.starts)
        frequent = np.flatnonzero(frequency > len(gram) // FREQUENT)
        dense = np.zeros((len(gram), len(frequent)), dtype=np.float32)
        for column, feature in enumerate(frequent):
            span = slice(self.starts[feature], self.starts[feature + 1])
            dense[self.documents[span], column] = self.weights[span]
        for first in range(0, len(gram), ROWS_AT_ONCE):
            gram[first : first + ROWS_AT_ONCE] += share * (dense[first : first + ROWS_AT_ONCE] @ dense.T)
        for feature in np.flatnonzero(frequency <= len(gram) // FREQUENT):
            span = slice(self.starts[feature], self.starts[feature + 1])
            documents, weights = self.documents[span], self.weights[span]
            gram[documents[:, None], documents] += share * np.multiply.outer(weights, weights)


def products(postings: "Postings | Joined", columns: Sequence[int], weights: Sequence[float], size: int) -> Floats:
    """The product of a question, as weights of features, with each of `size` phrasings."""
    begins = postings.starts[columns]
    lengths = postings.starts[np.add(columns, 1)] - begins
    # The places of all these postings in one go: a loop over features would take longer than the sums.
    skipped = begins - np.concatenate([[0], np.cumsum(lengths)[:-1]])
    places = np.repeat(skipped, lengths) + np.arange(lengths.sum())
    weighed = postings.weights[places] * np.repeat(weights, lengths)
    return np.bincount(postings.documents[places], weighed, minlength=size).astype(np.float32)


def _cells(counts: Iterable[Counter[str]]) -> tuple[dict[str, int], Ints, Ints, Floats]:
    """All features by their first appearance; and row, column and count of every cell, row by row."""
    vocabulary: dict[str, int] = {}
    lengths, columns, times = array("i"), array("i"), array("f")
    for count in counts:
        lengths.append(len(count))
        columns.extend(vocabulary.setdefault(feature, len(vocabulary)) for feature in count)
        times.extend(count.values())
    rows = np.repeat(np.arange(len(lengths), dtype=np.int32), np.frombuffer(lengths, dtype=np.int32))
    return vocabulary, rows, np.frombuffer(columns, dtype=np.int32), np.frombuffer(times, dtype=np.float32)


def idf(frequency: NDArray[np.generic], size: int) -> Floats:
    """The smoothed log((1 + n) / (1 + df)) + 1."""
    return (np.log((1 + size) / (1 + frequency.astype(np.float32))) + 1).astype(np.float32)


def _mean(one: Floats, other: Floats) -> Floats:
    return np.asarray((one + other) / 2, dtype=np.float32)


def _entries_with(columns: Ints, owners: NDArray[np.int64], features: int) -> NDArray[np.int64]:
    """How many entries have each feature."""
    entries = int(owners.max(initial=0)) + 1
    return np.bincount(np.unique(columns * entries + owners) // entries, minlength=features)


class Joined(NamedTuple):
    """The postings of all blocks one after the other, times what each block counts."""

    starts: Ints
    documents: Ints
    weights: Floats
    offsets: tuple[int, ...]  # where the features of each block begin


@dataclass(frozen=True)
class Similarity:
    """All blocks together: from 0 (nothing alike) to 1 (the same words)."""

    size: int
    postings: tuple[Postings, ...]

    @classmethod
    def fit(cls, texts: Sequence[Sequence[str]], owners: Sequence[int] | None = None) -> Self:
        """Learn these texts; `owners` says which entry each belongs to, None that nobody knows."""
        return cls(len(texts), tuple(Postings.fit(map(block.of, texts), owners) for block in BLOCKS))

    def gram(self) -> Floats:
        """How alike the phrasings are to each other, as one square matrix."""
        gram = np.zeros((self.size, self.size), dtype=np.float32)
        for block, postings in zip(BLOCKS, self.postings, strict=True):
            postings.add_to(gram, _share(block))
        return np.clip(gram, 0, 1, out=gram)

    def to_all(self, words: Sequence[str]) -> Floats:
        """How alike a question is to each phrasing, in the order they were fitted."""
        columns: list[int] = []
        weights: list[float] = []
        for block, postings, offset in zip(BLOCKS, self.postings, self._joined.offsets, strict=True):
            own, weighed = postings.weighed(block.of(words))
            columns += [offset + column for column in own]
            weights += weighed
        if not columns:
            return np.zeros(self.size, dtype=np.float32)
        return np.clip(products(self._joined, columns, weights, self.size), 0, 1)

    @cached_property
    def _joined(self) -> Joined:
        counts = np.concatenate([np.diff(postings.starts) for postings in self.postings])
        return Joined(
            np.concatenate([[0], np.cumsum(counts)]),
            np.concatenate([postings.documents for postings in self.postings]),
            np.concatenate([_share(block) * each.weights for block, each in zip(BLOCKS, self.postings, strict=True)]),
            tuple(np.cumsum([0, *(len(postings.vocabulary) for postings in self.postings[:-1])]).tolist()),
        )


def _share(block: FeatureBlock) -> float:
    return block.weight / sum(each.weight for each in BLOCKS)
