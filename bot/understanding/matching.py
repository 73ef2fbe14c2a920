"""Which of many entries a question asks for: kernel ridge regression on the similarity to every phrasing."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Self

import numpy as np

from bot.ports import Encoder
from bot.understanding import kernel, shipped
from bot.understanding.calibrating import held_out, nearest_without, threshold
from bot.understanding.candidates import Candidates
from bot.understanding.deciding import Decision, Match, Thresholds, decide
from bot.understanding.lines import OUTSIDE, Lines, Matchable, confidences, entries_of
from bot.understanding.meanings import meaning
from bot.understanding.ridge import Ridge
from bot.understanding.similarity import Floats, Similarity
from bot.understanding.vocabulary import Vocabulary
from bot.understanding.words import MASKS, fold, words

__all__ = ["OUTSIDE", "Match", "Matchable", "Matcher"]

RANKED = 10
RIVAL = 0.96  # of the best score: two so close are asked about
USUAL, USUAL_OF_MANY = 0.12, 0.45  # thresholds where a store says too little about itself
MOST_ENTRIES, MOST_LINES = 1_000, 14_000  # of more the nearest line decides alone: a ridge over all would be too slow
Calibrate = Callable[[Ridge, Lines], Thresholds]
NAMES = {ord(mask): name for name, mask in MASKS.items()}


@dataclass(frozen=True)
class Matcher:
    """Fitted once for a set of entries, then asked often.

    `weights` are the ridge's dual coefficients, phrasings by entries; `vectors` are what an encoder makes of the
    phrasings. Where there are too many phrasings for a ridge, `candidates` do its work.
    """

    entry_ids: tuple[str, ...]
    phrasings: tuple[str, ...]
    similarity: Similarity
    weights: Floats
    thresholds: Thresholds = field(default_factory=lambda: _from(USUAL))
    candidates: Candidates | None = None
    encoder: Encoder | None = None
    vectors: Floats | None = None

    @classmethod
    def fit(
        cls,
        entries: Iterable[Matchable],
        encoder: Encoder | None = None,
        *,
        negatives: Sequence[str] | None = None,
        calibrate: Calibrate | None = None,
    ) -> Self:
        """Learn these entries, and from which score on to answer.

        Args:
            entries: any number, also none. An entry without phrasings, or with none that has words, is ranked last.
            encoder: adds likeness of meaning to likeness of words; of no use where there are very many entries.
            negatives: questions that belong to no entry; together they are one more thing to be matched, OUTSIDE,
                which is never ranked. None takes the list that ships.
            calibrate: finds the thresholds in what was solved, where scores are weighed further before the decision.
        """
        lines = Lines.of(entries, shipped.out_of_scope() if negatives is None else negatives)
        if lines.entries > MOST_ENTRIES or len(lines.texts) > MOST_LINES:
            return cls._of_many(lines)
        similarity = Similarity.fit([words(text) for text in lines.texts], lines.owners)
        vectors = encoder.encode([_spoken(text) for text in lines.texts]) if encoder else None
        ridge = kernel.solve(kernel.joined(similarity.gram(), vectors, vectors), lines)
        limits = calibrate(ridge, lines) if calibrate else _from(threshold(held_out(ridge, lines), USUAL))
        return cls(lines.ids, lines.texts, similarity, ridge.alpha, limits, encoder=encoder, vectors=vectors).ready()

    @classmethod
    def _of_many(cls, lines: Lines) -> Self:
        candidates = Candidates.fit(lines.texts, lines.owners)
        limits = _from(threshold(nearest_without(candidates, lines), USUAL_OF_MANY))
        empty = Similarity(0, ()), np.zeros((0, 0), dtype=np.float32)
        return cls(lines.ids, lines.texts, *empty, limits, candidates).ready()

    def rank(self, text: str) -> list[Match]:
        """The entries that a question may ask for, best first: RANKED, and fewer only where the store has fewer.

        Scores from 0 to 1 are comparable across questions: a score counts less for what speaks for OUTSIDE. Of a very
        long text only the beginning is read.
        """
        folded = fold(text)
        line = words(folded)
        scores = confidences(self._scores(folded, dict.fromkeys((line, self.mended(line)))), entries_of(self.entry_ids))
        best = np.argsort(-scores.round(5), kind="stable")[:RANKED]
        return [
            Match(self.entry_ids[at], float(score)) for at, score in zip(best, scores[best].clip(0, 1), strict=True)
        ]

    def decide(self, text: str) -> Decision:
        """To answer with the best, to ask which of the best is meant, or to abstain."""
        return decide(self.rank(text), self.thresholds)

    def scores(self, question: Sequence[str]) -> Floats:
        """The score of each entry for the words of a question, in the order of `entry_ids`, OUTSIDE among them."""
        return np.clip(self._scores(" ".join(question), [tuple(question)]), 0, 1)

    def nearest_phrasing(self, question: Sequence[str]) -> str:
        """The phrasing most like the question, for whoever wants to know why; empty where there is none."""
        if self.candidates and question:
            some, like = self.candidates.nearest([question])
            return self.phrasings[int(some[np.argmax(like)])]
        return self.phrasings[int(np.argmax(self.similarity.to_all(question)))] if self.phrasings else ""

    def ready(self) -> Self:
        """This one, after it has mended a word: what that takes is made once, and no question should wait for it."""
        self.mended(("?",))
        return self

    def mended(self, line: Sequence[str]) -> tuple[str, ...]:
        """The words without typing mistakes. A form of a known word is no mistake, however rare it is."""
        return tuple(word if meaning(word) in self._known else self._vocabulary.mend(word) for word in line)

    @cached_property
    def _vocabulary(self) -> Vocabulary:
        counted = Counter(word for line in self.phrasings for word in words(line))
        # As one line, the most frequent first: mending needs no more, and of very many lines this is far smaller.
        known = [word for word, _ in counted.most_common()]
        return Vocabulary.fit({"": [known]}, others=(), chatter=frozenset())

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(map(meaning, self._vocabulary.known))

    def _scores(self, text: str, readings: Iterable[tuple[str, ...]]) -> Floats:
        """The score of each id for a text whose words were read in one or more ways."""
        lines = [line for line in readings if line]
        if not lines or not self.phrasings:
            return np.zeros(len(self.entry_ids), dtype=np.float32)
        if self.candidates:
            return self.candidates.scores(lines, len(self.entry_ids))
        cosines = np.asarray(np.mean(list(map(self.similarity.to_all, lines)), axis=0), dtype=np.float32)
        vector = self.encoder.encode([_spoken(text)]) if self.encoder else None
        return np.asarray(kernel.joined(cosines[None], vector, self.vectors)[0] @ self.weights, dtype=np.float32)


def _from(limit: float) -> Thresholds:
    """To answer from one score on, and to ask which where two are very close."""
    return Thresholds(answer=limit, ask=limit, rival=RIVAL)


def _spoken(text: str) -> str:
    """A text as an encoder can read it: the mask of a person is the word for one."""
    return text.translate(NAMES)
