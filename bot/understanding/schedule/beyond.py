"""What no programme knows, whatever is named: prices, the way there, the time of day, what a kind of thing is."""

import re

_PRICE = re.compile(
    r"\b(?:how much (?!time)|how old|how far|how (?:do|can|would) (?:i|we|you) (?:get|go|reach|register|sign|"
    r"join|pay|apply|submit|contact|reset)|how to get|was kostet|wieviel kostet|"
    r"cuanto (?:cuesta|vale|es)|combien (?:coute|ca coute)|quanto costa|como (?:llego|llegar)|wie komme|"
    r"comment (?:aller|venir|arriver)|come (?:arrivo|si arriva)|can i (?:park|bring|buy|pay|eat|smoke|leave|get|"
    r"change|cancel))"
)
# What somebody asks of a secretary: their own day, and to book rooms.
_OWN = re.compile(
    r"\bmy (?!schedule|agenda|programme?|plan|talks?\b|sessions?\b|list\b|stars?\b)|"
    r"\b(?:am i|do i have|have i|did i|are you|were you)\b|"
    r"\b(?:could|can|will|would|please|to) (?:you )?(?:please )?(?:schedule|book|reserve|cancel|set)\b"
)
_CLOCK = re.compile(
    r"\b(?:what|which) (?:day|date|time|year|month) (?:is )?(?:it|today)\b|"
    r"\b(?:today'?s|tomorrow'?s|the|current) date\b|\bwie ?(?:spat|viel uhr) ist es\b|"
    r"\bque hora es\W*$|\bquelle heure est[- ]il\b|\bche or[ae] (?:e|sono)\W*$"
)
_KIND_OF = re.compile(
    r"^(?:so )?(?:what|was|que|cos'?|cosa|qu'?)\s?(?:is|are|'s|s|ist|sind|es|son|e|est-ce qu(?:e|"
    r"'))? ?(?:c'est qu(?:e |'))?(?:an?|eine?|un|une|una|uno)\b"
)


def is_outside(text: str, blanked: str) -> bool:
    """Whether it asks what no programme knows, whatever it names: a price, the way there, what time it is.

    Args:
        text: the folded question.
        blanked: the same without names, titles and times.
    """
    return bool(_PRICE.search(blanked) or _CLOCK.search(text) or _OWN.search(blanked))


def is_of_a_kind(text: str) -> bool:
    """Whether it asks so of a kind of thing: "what is a pulsar"."""
    return bool(_KIND_OF.match(text))
