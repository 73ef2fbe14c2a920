"""Whether to answer, to ask which, or to say that there is no answer."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.understanding.matching import Match


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Scores from 0 to 1. At `answer` the best is taken; from `ask` on, close ones are offered; `margin` is how close."""

    answer: float = 0.16
    ask: float = 0.13
    margin: float = 0.03


@dataclass(frozen=True, slots=True)
class Answer:
    """The best is good enough."""

    match: Match


@dataclass(frozen=True, slots=True)
class AskWhich:
    """Some may be meant, the likeliest first."""

    matches: tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class Abstain:
    """Nothing is good enough; `nearest` may still help."""

    nearest: tuple[Match, ...]


Decision = Answer | AskWhich | Abstain


def decide(matches: Sequence[Match], thresholds: Thresholds) -> Decision:
    """The decision for these matches, which come best first."""
    best = matches[0] if matches else Match("", 0.0)
    if best.score >= thresholds.answer:
        return Answer(best)
    close = tuple(match for match in matches[:4] if match.score >= max(thresholds.ask, best.score - thresholds.margin))
    if len(close) > 1:
        return AskWhich(close)
    return Abstain(tuple(matches[:4]))
