"""Which of many entries a question asks for: kernel ridge regression on the similarity to every phrasing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, Self

import numpy as np

from bot.understanding.similarity import Floats, Similarity
from bot.understanding.words import fold, words

KERNEL_POWER = 1.5
RIDGE = 0.3
OUTSIDE = ""


class Matchable(Protocol):
    """What can be matched: an id, a title (may be empty), and other ways of asking for it."""

    @property
    def id(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def phrasings(self) -> Sequence[str]: ...


@dataclass(frozen=True, slots=True)
class Match:
    """How well an entry fits, from 0 to 1, comparable across questions."""

    entry_id: str
    score: float


@dataclass(frozen=True, slots=True)
class Matcher:
    """Fitted once for a set of entries, then asked often; `fit` and `rank` keep no other state."""

    entry_ids: tuple[str, ...]
    phrasings: tuple[str, ...]
    similarity: Similarity
    weights: Floats  # phrasings x entries: the ridge's dual coefficients

    @classmethod
    def fit(cls, entries: Iterable[Matchable], *, negatives: Sequence[str] = ()) -> Self:
        """Learn these entries.

        `negatives` are questions that belong to none of them; together they are one more thing to be matched, OUTSIDE,
        which is never ranked.
        """
        ids: list[str] = []
        lines: list[str] = []
        owners: list[int] = []
        for entry in entries:
            own = dict.fromkeys(fold(line) for line in (entry.text, *entry.phrasings))
            known = [line for line in own if words(line)]
            lines += known
            owners += [len(ids)] * len(known)
            ids.append(entry.id)
        outside = [line for line in map(fold, negatives) if words(line)]
        owners += [len(ids)] * len(outside)
        ids += [OUTSIDE] if outside else []
        similarity = Similarity.fit([words(line) for line in (*lines, *outside)])
        return cls(tuple(ids), (*lines, *outside), similarity, _ridge(similarity, owners, len(ids)))

    def rank(self, text: str) -> list[Match]:
        """All entries, best first."""
        scores = self.scores(words(fold(text)))
        ranked = (Match(self.entry_ids[at], float(scores[at])) for at in np.argsort(-scores, kind="stable"))
        return [match for match in ranked if match.entry_id != OUTSIDE]

    def scores(self, question: Sequence[str]) -> Floats:
        """The score of each entry for the words of a question, in the order of `entry_ids`."""
        if not question or not self.entry_ids:
            return np.zeros(len(self.entry_ids), dtype=np.float32)
        kernel = self.similarity.to_all(question) ** KERNEL_POWER
        return np.clip(kernel @ self.weights, 0, 1).astype(np.float32)

    def nearest_phrasing(self, question: Sequence[str]) -> str:
        """The phrasing most like the question, for whoever wants to know why."""
        return self.phrasings[int(np.argmax(self.similarity.to_all(question)))] if self.phrasings else ""


def _ridge(similarity: Similarity, owners: Sequence[int], classes: int) -> Floats:
    """The closed form (K + ridge I)^-1 Y, where Y is one where a phrasing belongs to an entry."""
    kernel = similarity.gram()
    np.power(kernel, KERNEL_POWER, out=kernel)
    kernel[np.diag_indices_from(kernel)] += RIDGE
    belongs = np.zeros((similarity.size, classes), dtype=np.float32)
    belongs[np.arange(len(owners)), owners] = 1
    return np.linalg.solve(kernel, belongs)
