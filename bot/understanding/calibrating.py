"""From which score on to answer, learnt from the store itself.

Every line is asked as if it had not been known, and should be answered; every entry is taken out whole and its lines
asked, which should be refused, as should the questions that nobody here answers. The threshold is where the share of
right answers plus the F1 of refusing is highest: as many questions to be refused as to be answered, which is how people
ask bots, and each kind of strange question counting alike.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from bot.understanding.candidates import Candidates
from bot.understanding.lines import Lines, confidences
from bot.understanding.ridge import Ridge
from bot.understanding.similarity import Floats
from bot.understanding.words import words

SAMPLED = 900  # lines of entries held out; more cost time and hardly move the threshold
SAMPLED_OUTSIDE = 300
SAMPLED_OF_MANY = 200
USUAL_COUNTS = 30  # the usual threshold counts as much as so many lines, where the store says little
STEPS = 400


@dataclass(frozen=True, slots=True)
class Evidence:
    """How held-out lines scored: those to be answered, whether rightly, and each kind of those to be refused."""

    asked: Floats
    right: Floats
    strange: tuple[Floats, ...]


def held_out(ridge: Ridge, lines: Lines) -> Evidence:
    """What the ridge would have said without what was asked."""
    groups = lines.groups()
    own = sampled(groups[: lines.entries], SAMPLED)
    alone, missing = (confidences(scores, lines.entries) for scores in ridge.unseen(own))
    owners = [lines.owners[line] for group in own for line in group]
    missing[np.arange(len(owners)), owners] = -1  # the entry that was taken out
    known = [len(group) > 1 for group in own for _ in group]
    right = [bool(scores.argmax() == owner) for scores, owner in zip(alone, owners, strict=True)]
    outside = [[line] for group in groups[lines.entries :] for line in group]
    strange, _ = ridge.unseen(sampled(outside, SAMPLED_OUTSIDE))
    return Evidence(
        _best(alone)[known],
        np.array(right, dtype=np.float32)[known],
        (_best(missing), _best(confidences(strange, lines.entries))),
    )


def nearest_without(candidates: Candidates, lines: Lines) -> Evidence:
    """What the nearest line would have said without what was asked."""
    groups = lines.groups()
    some = sampled(groups[: lines.entries], SAMPLED_OF_MANY)
    outside = [line for group in groups[lines.entries :] for line in group[::2]]
    asked = [_heard(candidates, lines, line, [line]) for group in some if len(group) > 1 for line in group]
    missing = [_heard(candidates, lines, line, group) for group in some for line in group]
    strange = [_heard(candidates, lines, line, [line]) for line in outside]
    right = np.array([heard.right for heard in asked], dtype=np.float32)
    best, *refused = (np.array([heard.best for heard in each], np.float32) for each in (asked, missing, strange))
    return Evidence(best, right, tuple(refused))


class Heard(NamedTuple):
    """The best score that a line found, and whether it was its own entry's."""

    best: float
    right: bool


def _heard(candidates: Candidates, lines: Lines, line: int, without: Sequence[int]) -> Heard:
    scores = confidences(candidates.scores([words(lines.texts[line])], len(lines.ids), without), lines.entries)
    return Heard(float(scores.max(initial=0)), int(scores.argmax()) == lines.owners[line])


def threshold(evidence: Evidence, usual: float) -> float:
    """The score from which on an answer is given; `usual` where the store says nothing."""
    kinds = [kind for kind in evidence.strange if len(kind)]
    if not len(evidence.asked) or not kinds:
        return usual
    seen = np.unique(np.concatenate([evidence.asked, *kinds]))
    steps = np.quantile(seen, np.linspace(0, 1, STEPS), method="nearest")
    best = max(steps.tolist(), key=lambda step: _gain(step, evidence, kinds))
    known = len(evidence.asked)
    logs = known * np.log(max(best, usual / 4)) + USUAL_COUNTS * np.log(usual)
    return float(np.exp(logs / (known + USUAL_COUNTS)))


def _gain(step: float, evidence: Evidence, kinds: Sequence[Floats]) -> float:
    """In-scope accuracy plus the F1 of refusing."""
    answered = evidence.asked >= step
    refused = float(np.mean([(kind < step).mean() for kind in kinds]))
    lost = 1 - float(answered.mean())
    return float((answered * evidence.right).mean()) + 2 * refused / (1 + refused + lost)


def _best(scores: Floats) -> Floats:
    return np.asarray(scores.max(axis=1, initial=0).clip(0, 1), dtype=np.float32)


def sampled(groups: Sequence[list[int]], lines: int) -> list[list[int]]:
    """Groups spread evenly over all, with about so many lines."""
    filled = [group for group in groups if group]
    every = max(1, round(sum(map(len, filled)) / lines))
    return filled[::every]
