"""How questions are put that go on with the one before: "more", "and after that?", "the second one"."""

import re

from bot.understanding.schedule import lexicon

_EXPLETIVE = re.compile(r"\b(?:(?:is|are|was|were|will|isnt|aren't|isn't) there|there(?:'s| is| are|s| be))\b")
_WHETHER = re.compile(r"^(?:and |but )?(?:is|are|was|ist|sind|es|esta|est|sera|e|sono|isnt)\b")
_MORE = re.compile(
    r"^(?:(?:show|give|list)(?: me)? )?(?:the )?(?:more|next (?:page|ten|10|ones)|the rest|rest|weiter|mehr|"
    r"weitere|mas|siguientes|plus|la suite|altri|altre|continue|go on|others?)(?: please| bitte| results)?\W*$"
)
_BEGINS = re.compile(
    r"^(?:what about|how about|and|und|y|et|e|wie (?:ist|sieht) es|was ist mit|que tal|qu'en est|et pour|e per|"
    r"only|just|nur|solo|seulement)\b"
)
_CHOICE = re.compile(
    rf"^(?:and |what about |tell me (?:more )?about |more about |when is |where is |who (?:gives|does|is) |"
    rf"how long is )?(?:the |number |no\.? |#|der |die |das |el |la |le |il )?"
    rf"(?P<n>{'|'.join(sorted(lexicon.ORDINALS))}|[1-9]|last|letzte[rns]?|ultim[oa]|derniere?)(?: (?:one|session|"
    rf"talk|item|uno|una|vortrag|charla))?\W*$"
)


def asks_whether(text: str) -> bool:
    """Whether it asks if something said before is so: "is it in English?"."""
    return bool(_WHETHER.match(text))


def has_expletive(text: str) -> bool:
    """Whether a word that could point back only fills its place: "is there"."""
    return bool(_EXPLETIVE.search(text))


def is_more(text: str) -> bool:
    return bool(_MORE.match(text.strip()))


def begins_again(text: str) -> bool:
    """Whether it begins as what goes on with a question before."""
    return bool(_BEGINS.match(text))


def choice(text: str, offered: int) -> int | None:
    """Which of those that were listed is meant by "the second one", from 0; None where none is."""
    match = _CHOICE.match(text.strip(" ?!.¿¡"))
    if not match or not offered:
        return None
    word = match["n"]
    at = lexicon.ORDINALS.get(word) or (int(word) if word.isdigit() else offered)
    return at - 1 if at <= offered else None
