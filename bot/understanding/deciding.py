"""Whether to answer, to ask which, or to say that there is no answer."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.understanding.matching import Match

WEIGHED = 6  # matches that may speak against the best


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Scores from 0 to 1.

    At `answer` the best is taken; from `ask` on, close ones are offered, and `margin` is how close. What speaks against
    an answer counts `outweighs` times.
    """

    answer: float = 0.08
    ask: float = 0.07
    margin: float = 0.02
    outweighs: float = 0.75


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


def decide(
    matches: Sequence[Match],
    thresholds: Thresholds,
    *,
    withheld: Callable[[str], bool] = lambda _: False,
    outside: float = 0.0,
) -> Decision:
    """The decision for these matches, which come best first.

    Args:
        matches: what may be meant, best first.
        thresholds: from which score on.
        withheld: whether a target only says that something is not published.
        outside: how much the question looks like one that nobody here answers.
    """
    best = matches[0] if matches else Match("", 0.0)
    against = outside + max((match.score for match in matches[:WEIGHED] if withheld(match.entry_id)), default=0.0)
    outweighed = not withheld(best.entry_id) and against * thresholds.outweighs >= best.score
    if best.score >= thresholds.answer and not outweighed:
        return Answer(best)
    close = tuple(match for match in matches[:4] if match.score >= max(thresholds.ask, best.score - thresholds.margin))
    if len(close) > 1 and not outweighed:
        return AskWhich(close)
    return Abstain(tuple(matches[:4]))
