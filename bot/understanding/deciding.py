"""Whether to answer, to ask which, or to say that there is no answer."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

WEIGHED = 6  # matches that may speak against the best
OFFERED = 4


@dataclass(frozen=True, slots=True)
class Match:
    """How well an entry fits, from 0 to 1, comparable across questions."""

    entry_id: str
    score: float


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Scores from 0 to 1.

    At `answer` the best is taken; from `ask` on, close ones are offered, and `margin` is how close. What speaks against
    an answer counts `outweighs` times. Where another comes to the share `rival` of the best, however good that is, it
    is asked which is meant; above 1, never.
    """

    answer: float = 0.08
    ask: float = 0.07
    margin: float = 0.02
    outweighs: float = 0.75
    rival: float = 2.0


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
    unpublished = max((match.score for match in matches[:WEIGHED] if withheld(match.entry_id)), default=0.0)
    against = outside + (0.0 if withheld(best.entry_id) else unpublished)
    outweighed = against * thresholds.outweighs >= best.score
    if best.score >= thresholds.answer and not outweighed:
        rivals = tuple(match for match in matches[:OFFERED] if match.score >= best.score * thresholds.rival)
        return AskWhich(rivals) if len(rivals) > 1 else Answer(best)
    close = tuple(
        match for match in matches[:OFFERED] if match.score >= max(thresholds.ask, best.score - thresholds.margin)
    )
    if len(close) > 1 and not outweighed:
        return AskWhich(close)
    return Abstain(tuple(matches[:OFFERED]))
