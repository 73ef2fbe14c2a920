"""Sparse TF-IDF vectors of phrasings in several blocks, and how alike a question is to each of them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from bot.understanding.features import BLOCKS, FeatureBlock

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]
FREQUENT = 100  # features of more than one phrasing in a hundred
ROWS_AT_ONCE = 1024  # keeps the product's own memory small
COVERAGE_POWER = 0.35  # how much unknown words of a question weaken it; measured best with the recipe's other figures


@dataclass(frozen=True, slots=True)
class Postings:
    """One block, fitted: per feature its weight and the phrasings that have it, in compressed rows."""

    vocabulary: Mapping[str, int]
    idf: Floats
    unknown_idf: float
    starts: Ints
    documents: Ints
    weights: Floats

    @classmethod
    def fit(cls, counts: Sequence[Counter[str]]) -> Self:
        """The postings of these phrasings' feature counts; idf is the smoothed log((1 + n) / (1 + df)) + 1."""
        vocabulary: dict[str, int] = {}
        for count in counts:
            for feature in count:
                vocabulary.setdefault(feature, len(vocabulary))
        size = len(counts)
        rows = np.repeat(np.arange(size, dtype=np.int32), [len(count) for count in counts])
        columns = np.array([vocabulary[feature] for count in counts for feature in count], dtype=np.int32)
        tf = np.array([times for count in counts for times in count.values()], dtype=np.float32)
        frequency = np.bincount(columns, minlength=len(vocabulary))
        idf = (np.log((1 + size) / (1 + frequency)) + 1).astype(np.float32)
        weights = (1 + np.log(tf)) * idf[columns]
        norms = np.sqrt(np.bincount(rows, weights**2, minlength=size))
        order = np.argsort(columns, kind="stable")
        starts = np.concatenate([[0], np.cumsum(frequency)]).astype(np.int32)
        normed = (weights / np.maximum(norms, 1e-9)[rows]).astype(np.float32)
        return cls(vocabulary, idf, float(np.log(1 + size) + 1), starts, rows[order], normed[order])

    def cosines(self, count: Counter[str], size: int) -> Floats:
        """The cosine of a question with each of `size` phrasings, weakened by the share of it that is unknown."""
        known = [(self.vocabulary[feature], times) for feature, times in count.items() if feature in self.vocabulary]
        if not known:
            return np.zeros(size, dtype=np.float32)
        unknown = np.array([times for feature, times in count.items() if feature not in self.vocabulary], dtype=float)
        columns, tf = (np.array(part) for part in zip(*known, strict=True))
        weights = (1 + np.log(tf)) * self.idf[columns]
        mass = float(weights @ weights)
        missing = float((((1 + np.log(unknown)) * self.unknown_idf) ** 2).sum())
        coverage = mass / (mass + missing)
        return self._accumulate(columns, weights / mass**0.5 * coverage**COVERAGE_POWER, size)

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

    def _accumulate(self, columns: Ints, weights: Floats, size: int) -> Floats:
        spans = [slice(self.starts[column], self.starts[column + 1]) for column in columns]
        documents = np.concatenate([self.documents[span] for span in spans])
        lengths = [span.stop - span.start for span in spans]
        products = np.concatenate([self.weights[span] for span in spans]) * np.repeat(weights, lengths)
        return np.bincount(documents, products, minlength=size).astype(np.float32)


@dataclass(frozen=True, slots=True)
class Similarity:
    """All blocks together: from 0 (nothing alike) to 1 (the same words)."""

    size: int
    postings: tuple[Postings, ...]

    @classmethod
    def fit(cls, texts: Sequence[Sequence[str]]) -> Self:
        return cls(len(texts), tuple(Postings.fit([block.of(words) for words in texts]) for block in BLOCKS))

    def gram(self) -> Floats:
        """How alike the phrasings are to each other, as one square matrix."""
        gram = np.zeros((self.size, self.size), dtype=np.float32)
        for block, postings in zip(BLOCKS, self.postings, strict=True):
            postings.add_to(gram, _share(block))
        return np.clip(gram, 0, 1, out=gram)

    def to_all(self, words: Sequence[str]) -> Floats:
        """How alike a question is to each phrasing, in the order they were fitted."""
        total = np.zeros(self.size, dtype=np.float32)
        for block, postings in zip(BLOCKS, self.postings, strict=True):
            total += _share(block) * postings.cosines(block.of(words), self.size)
        return np.clip(total, 0, 1)


def _share(block: FeatureBlock) -> float:
    return block.weight / sum(each.weight for each in BLOCKS)
