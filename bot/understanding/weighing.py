"""What a matcher's scores are worth to the engine, and from which worth on it answers.

A score counts less for words that the target does not account for. The thresholds are learnt from the store: every line
is asked as if it had not been known, beside the questions that nobody here answers, which speak against an answer; and
the threshold is as high as it can be while one right answer in fifty is given up.
"""

from collections.abc import Callable, Sequence

import numpy as np

from bot.understanding.calibrating import SAMPLED, sampled
from bot.understanding.deciding import Answer, Match, Thresholds, decide
from bot.understanding.lines import OUTSIDE, Lines
from bot.understanding.ridge import Ridge
from bot.understanding.similarity import Floats
from bot.understanding.vocabulary import Vocabulary
from bot.understanding.words import words

EXPLAINED_POWER = 1.0
CANDIDATES = 12
GIVEN_UP = 0.02  # of the right answers to lines that were held out
ASKED_FROM = 0.7  # of the threshold: from here on close ones are offered
ALL = Thresholds(answer=0.0, ask=0.0)


def weighed(
    scores: Floats, ids: Sequence[str], line: Sequence[str], vocabulary: Vocabulary
) -> tuple[tuple[Match, ...], float]:
    """The likeliest targets for the words of a question, best score first, and how much speaks for none."""
    scored = dict(zip(ids, scores.tolist(), strict=True))
    outside = scored.pop(OUTSIDE, 0.0)
    best = sorted(scored.items(), key=lambda pair: -pair[1])[:CANDIDATES]
    worth = ((key, score * vocabulary.explained_share(key, line) ** EXPLAINED_POWER) for key, score in best)
    return tuple(Match(key, float(value)) for key, value in worth), outside


def thresholds(ridge: Ridge, lines: Lines, vocabulary: Vocabulary, withheld: Callable[[str], bool]) -> Thresholds:
    """The thresholds of this store; the usual ones where it says nothing about itself."""
    own = [group for group in sampled(lines.groups()[: lines.entries], SAMPLED) if len(group) > 1]
    alone, _ = ridge.unseen(own)
    rows = [row for group in own for row in group]
    right = [
        found.match.score
        for row, scores in zip(rows, alone.clip(0, 1), strict=True)
        if isinstance(found := _decided(scores, row, lines, vocabulary, withheld), Answer)
        and found.match.entry_id == lines.ids[lines.owners[row]]
    ]
    if not right:
        return Thresholds()
    answer = float(np.quantile(right, GIVEN_UP))
    return Thresholds(answer=answer, ask=ASKED_FROM * answer)


def _decided(scores: Floats, row: int, lines: Lines, vocabulary: Vocabulary, withheld: Callable[[str], bool]) -> object:
    matches, outside = weighed(scores, lines.ids, words(lines.texts[row]), vocabulary)
    best_first = sorted(matches, key=lambda match: -match.score)
    return decide(best_first, ALL, withheld=withheld, outside=outside)
