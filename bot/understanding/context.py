"""Words that lean on what was said before, and what a question leans on."""

from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz import fuzz

from bot.messages import Action
from bot.understanding import pointing
from bot.understanding.said import said
from bot.understanding.words import fold, is_mask, words

# What is asked for by a name alone.
ASKED_BY_NAME = {
    "event": "event.summary",
    "place": "event.summary",
    "topic": "event.topics",
    "when": "events.list",
    "person": "person.roles",
    "organisation": "organisation.summary",
    "role": "role.holder",
}
SAME_LABEL = 88  # of 100: how alike a typed text and a button's label are when the button is meant
SHORT = 3  # words; shorter questions are taken to go on with what was said


def points_at_somebody(words: Sequence[str]) -> bool:
    """Whether a question is about "him" or "her", and can mean nothing else by it."""
    return any(word in pointing.SOMEBODY for word in words)


def leans_on_person(words: Sequence[str]) -> bool:
    return any(word in pointing.PERSON_PRONOUNS for word in words)


def leans(words: Sequence[str]) -> bool:
    """Whether a question cannot stand alone: it points back, begins with "and", or is very short."""
    return bool(words) and (
        any(word in pointing.THING_PRONOUNS or word in pointing.PERSON_PRONOUNS for word in words)
        or words[0] in pointing.BEGINNINGS
        or pointing.is_brief(words, SHORT)
    )


def is_only_a_name(masked: Sequence[str]) -> bool:
    """Whether a question names something and asks nothing of it: "and the world conference?"."""
    return any(map(is_mask, masked)) and all(is_mask(word) or word in pointing.FILLERS for word in masked)


def chosen(text: str, offered: Sequence[Action]) -> Action | None:
    """The button that was meant by typing its label, its number, "the second" or "none of these"; None otherwise."""
    if not offered:
        return None
    line = said(text)
    telling = tuple(word for word in line if word not in pointing.AROUND_A_CHOICE)
    whole = "".join(line)
    if whole in pointing.NONE or "".join(telling) in pointing.NONE:
        return next((action for action in offered if action.press == "none"), None)
    if len(telling) == 1 and telling[0] in pointing.LAST:
        return offered[-1]
    at = pointing.ORDINALS.get(telling[0] if len(telling) == 1 else whole)
    if at is not None:
        return offered[at] if at < len(offered) else None
    typed = " ".join(telling)
    alike = ((fuzz.ratio(typed, _folded(action.label), score_cutoff=SAME_LABEL), action) for action in offered)
    best = max(alike, key=lambda pair: pair[0])
    return best[1] if best[0] >= SAME_LABEL else None


@lru_cache(maxsize=2000)
def _folded(label: str) -> str:
    """The words of a button, kept: the same few are looked at for every message."""
    return " ".join(words(fold(label)))
