"""“What will the weather be at the next conference?” asks for the weather: the rest only says of which event."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.understanding import pointing
from bot.understanding.deciding import Match
from bot.understanding.targets import Target
from bot.understanding.vocabulary import Vocabulary

NEXT = "events.next"
ENOUGH = 0.2  # of the score for which event comes next: what scores less accounts for the words by chance
TELLING = 0.2  # the least weight of a word by which something is asked: "how much", "how long"


def asked_of_next(
    matches: Sequence[Match], line: Sequence[str], targets: Mapping[str, Target], vocabulary: Vocabulary
) -> tuple[Match, ...]:
    """The matches, best first, with what is asked of the next event before which event that is.

    Args:
        matches: best first.
        line: the words of the question, names masked.
        targets: by id.
        vocabulary: tells which words a target accounts for.
    """
    if not matches or matches[0].entry_id != NEXT or not pointing.said(line) & pointing.NEXT:
        return tuple(matches)
    best, *others = matches
    more = _more(NEXT, line, vocabulary)
    asked = next((each for each in others if more and _accounts_for(more, each, best, targets, vocabulary)), None)
    if asked is None:
        return tuple(matches)
    return (replace(asked, score=best.score), *(match for match in matches if match is not asked))


def _more(target: str, line: Sequence[str], vocabulary: Vocabulary) -> tuple[str, ...]:
    """The words by which something is asked that the target does not account for."""
    return tuple(word for word in vocabulary.unexplained(target, line) if vocabulary.weight(word) >= TELLING)


def _accounts_for(
    more: Sequence[str], match: Match, best: Match, targets: Mapping[str, Target], vocabulary: Vocabulary
) -> bool:
    """Whether a target is a fact of events, or one that is not published, and nothing more is said than it knows."""
    target = targets[match.entry_id]
    is_of_events = target.withheld or target.about == "events"
    return is_of_events and match.score >= ENOUGH * best.score and not _more(match.entry_id, more, vocabulary)
