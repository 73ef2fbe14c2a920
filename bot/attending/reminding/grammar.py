"""How ways of asking to be told of something, or not, are written: patterns over folded text, each for a whole message.

<d> stands for lengths of time, <e> for more of them, <start> for the start of a session, <what> for words that name
something, <at>, <from> and <until> for hours, <n> for a number of messages, <changes>, <opinion> and <due> for what
changes, feedback and deadlines are called. A group `it` stands for the session that is spoken of, `day` for what is
added to words that name one.
"""

from typing import Literal

Verb = Literal[
    "lead",
    "none",
    "remind",
    "at",
    "in",
    "overview",
    "no overview",
    "feedback",
    "no feedback",
    "rate",
    "quiet",
    "quiet after",
    "quiet before",
    "no quiet",
    "cap",
    "no cap",
    "deadlines",
    "no deadlines",
    "follow",
    "unfollow",
    "silence",
    "unsilence",
    "list",
    "stop",
    "start",
    "no hour",  # of whatever is meant: it is wished for at an hour that no clock shows
]
Way = tuple[Verb, str]
