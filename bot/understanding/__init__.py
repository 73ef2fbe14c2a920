"""From typed text to what was asked for, and the decision to answer, to ask which, or to abstain.

`Matcher` is usable alone: `Matcher.fit(entries)`, then `rank` and `decide`.
"""

from bot.understanding.deciding import Abstain, Answer, AskWhich
from bot.understanding.matching import Match, Matcher

__all__ = ["Abstain", "Answer", "AskWhich", "Match", "Matcher"]
