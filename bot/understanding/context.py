"""Words that lean on what was said before, and what a question leans on."""

from collections.abc import Sequence

from rapidfuzz import fuzz

from bot.messages import Action
from bot.understanding.mentions import Mention
from bot.understanding.words import fold, is_mask, words

PERSON_PRONOUNS = frozenset(words("he him his she her hers el ella su sus il elle lui son sa ses quien"))
THING_PRONOUNS = frozenset(
    words("it its there that this they them their those these ello eso esto alli ahi ca cela y en leur leurs ils elles")
)
FILLERS = frozenset(
    words("and what about how ok so then also now please the a an of for in at y e et pero mais tambien aussi")
)
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
_AROUND_A_CHOICE = frozenset(words("the one ones option number please i mean meant el la le les"))
_ORDINALS = {
    **dict.fromkeys(words("1 1st first primero primera premier premiere"), 0),
    **dict.fromkeys(words("2 2nd second segundo segunda deuxieme"), 1),
    **dict.fromkeys(words("3 3rd third tercero tercera troisieme"), 2),
    **dict.fromkeys(words("4 4th fourth cuarto cuarta quatrieme"), 3),
    **dict.fromkeys(words("5 5th fifth quinto quinta cinquieme"), 4),
}
_LAST = frozenset(words("last ultimo ultima dernier derniere"))
_NONE = frozenset({("none",), ("none", "of", "these"), ("none", "of", "them"), ("neither",), ("ninguno",), ("aucun",)})
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


def only_name(masked: Sequence[str], mentions: Sequence[Mention]) -> str | None:
    """The kind of the one name that a question consists of: "chiang mai"; None where it says more."""
    return mentions[0].kind if len(masked) == 1 and len(mentions) == 1 and is_mask(masked[0]) else None


def is_only_a_name(masked: Sequence[str]) -> bool:
    """Whether a question names something and asks nothing of it: "and the world conference?"."""
    return any(map(is_mask, masked)) and all(is_mask(word) or word in FILLERS for word in masked)


def chosen(text: str, offered: Sequence[Action]) -> Action | None:
    """The button that was meant by typing its label, its number, "the second" or "none of these"; None otherwise."""
    if not offered:
        return None
    said = tuple(word for word in words(fold(text)) if word not in _AROUND_A_CHOICE)
    if said in _NONE:
        return next((action for action in offered if action.press == "none"), None)
    if len(said) == 1 and said[0] in _LAST:
        return offered[-1]
    if len(said) == 1 and said[0] in _ORDINALS:
        return offered[_ORDINALS[said[0]]] if _ORDINALS[said[0]] < len(offered) else None
    alike = ((fuzz.ratio(" ".join(said), " ".join(words(fold(action.label)))), action) for action in offered)
    best = max(alike, key=lambda pair: pair[0])
    return best[1] if best[0] >= SAME_LABEL else None
