"""The features that make two ways of asking alike, in four blocks."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.understanding.words import is_mask, stem

NGRAM_SIZES = (2, 3, 4)
PAIR_WINDOW = 4  # words


@dataclass(frozen=True, slots=True)
class FeatureBlock:
    """One kind of feature and its weight in the similarity."""

    name: str
    weight: float
    of: Callable[[Sequence[str]], Counter[str]]


def ngrams(words: Sequence[str]) -> Counter[str]:
    """Runs of 2 to 4 characters within each word, its ends marked by spaces."""
    found: Counter[str] = Counter()
    for word in words:
        if is_mask(word):
            found[word] += len(NGRAM_SIZES)
            continue
        padded = f" {word} "
        found.update(padded[at : at + size] for size in NGRAM_SIZES for at in range(len(padded) - size + 1))
    return found


def stems(words: Sequence[str]) -> Counter[str]:
    return Counter(map(stem, words))


def bigrams(words: Sequence[str]) -> Counter[str]:
    """Neighbouring stems in their order, the ends of the text included."""
    line = ["^", *map(stem, words), "$"]
    return Counter(f"{first} {second}" for first, second in pairwise(line))


def pairs(words: Sequence[str]) -> Counter[str]:
    """Two stems near each other, whatever their order."""
    line = list(map(stem, words))
    near = ((line[at], other) for at in range(len(line)) for other in line[at + 1 : at + PAIR_WINDOW])
    return Counter(" ".join(sorted(pair)) for pair in near)


BLOCKS = (
    FeatureBlock("ngrams", 2.0, ngrams),
    FeatureBlock("stems", 1.0, stems),
    FeatureBlock("bigrams", 0.5, bigrams),
    FeatureBlock("pairs", 0.5, pairs),
)
