"""The features that make two ways of asking alike, in four blocks."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise

from bot.understanding.meanings import meaning
from bot.understanding.words import is_mask

NGRAM_SIZES = (2, 3)
PAIR_WINDOW = 4  # words


@dataclass(frozen=True, slots=True)
class FeatureBlock:
    """One kind of feature and its weight in the similarity."""

    name: str
    weight: float
    of: Callable[[Sequence[str]], Counter[str]]


def ngrams(words: Sequence[str]) -> Counter[str]:
    """Runs of 2 and 3 characters within each word, its ends marked by spaces."""
    return Counter(chain.from_iterable(map(_runs, words)))


def meanings(words: Sequence[str]) -> Counter[str]:
    return Counter(map(meaning, words))


def bigrams(words: Sequence[str]) -> Counter[str]:
    """Neighbouring meanings in their order, the ends of the text included."""
    line = ["^", *map(meaning, words), "$"]
    return Counter(f"{first} {second}" for first, second in pairwise(line))


def pairs(words: Sequence[str]) -> Counter[str]:
    """Two meanings near each other, whatever their order."""
    line = list(map(meaning, words))
    near = ((word, other) for at, word in enumerate(line) for other in line[at + 1 : at + PAIR_WINDOW])
    return Counter(f"{min(pair)} {max(pair)}" for pair in near)


@lru_cache(maxsize=50_000)
def _runs(word: str) -> tuple[str, ...]:
    if is_mask(word):
        return (word,) * 3  # a name counts as much as a short word, whatever it is
    padded = f" {word} "
    return tuple(padded[at : at + size] for size in NGRAM_SIZES for at in range(len(padded) - size + 1))


NGRAMS = FeatureBlock("ngrams", 1.5, ngrams)
MEANINGS = FeatureBlock("meanings", 1.0, meanings)
BLOCKS = (NGRAMS, MEANINGS, FeatureBlock("bigrams", 0.5, bigrams), FeatureBlock("pairs", 0.5, pairs))
