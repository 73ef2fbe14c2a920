"""Words that lean on what was said before, and what a question leans on."""

from collections.abc import Sequence

from bot.understanding.words import is_mask, words

PERSON_PRONOUNS = frozenset(words("he him his she her hers el ella su sus il elle lui son sa ses quien"))
THING_PRONOUNS = frozenset(
    words("it its there that this they them their those these ello eso esto alli ahi ca cela y en leur leurs ils elles")
)
FILLERS = frozenset(
    words("and what about how ok so then also now please the a an of for in at y e et pero mais tambien aussi")
)
SHORT = 3  # words; shorter questions are taken to go on with what was said


def leans_on_person(words: Sequence[str]) -> bool:
    return any(word in PERSON_PRONOUNS for word in words)


def leans(words: Sequence[str]) -> bool:
    """Whether a question cannot stand alone: it points back, begins with "and", or is very short."""
    return bool(words) and (
        any(word in THING_PRONOUNS or word in PERSON_PRONOUNS for word in words)
        or words[0] in {"and", "y", "et", "und", "e", "but"}
        or len(words) <= SHORT
    )


def is_only_a_name(masked: Sequence[str]) -> bool:
    """Whether a question names something and asks nothing of it: "and the world conference?"."""
    return any(map(is_mask, masked)) and all(is_mask(word) or word in FILLERS for word in masked)
