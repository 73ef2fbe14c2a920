"""A message into the questions it holds: "who hosted it and what was the theme?" are two."""

import re

MOST_PIECES = 4
_QUESTION_WORDS = (
    "who|whom|whose|what|when|where|which|why|how|is|are|was|were|did|do|does|can|could|tell|give|name|list"
    "|explain|define"
    "|qui[eé]n|qui[eé]nes|qu[eé]|cu[aá]ndo|d[oó]nde|cu[aá]l|cu[aá]nt[oa]s?|c[oó]mo|por qu[eé]"
    "|qui|quand|où|quel|quelle|combien|comment"
    "|wer|was|wann|wo|wie|chi|cosa|quando|dove|come|quant[ie]|quem|onde"
)
_BEFORE = "in|on|at|by|for|from|to|with|of|en|a|de|por|con|dans|avec|par"
_ends = re.compile(r"(?<=[?!？！])\s*|(?<=[.;。])\s+|\n+")
_commas = re.compile(r"[,;:(){}\[\]]+|\s[-–—]+\s|\b(?:but|because|pero|mais|aber)\b", re.IGNORECASE)
_joins = re.compile(
    rf"(?:,\s*|\s+)(?:and|also|y|et|und|e)\s+(?:also\s+)?(?=(?:(?:{_BEFORE})\s+)?(?:{_QUESTION_WORDS})\b)|,\s+(?=(?:{_QUESTION_WORDS})\b)",
    re.IGNORECASE,
)


def sentences(text: str) -> list[str]:
    """The sentences and lines of a message, without empty ones."""
    return [piece.strip() for piece in _ends.split(text) if piece and any(map(str.isalnum, piece))]


def questions(sentence: str) -> list[str]:
    """The questions that one sentence joins with "and"; the sentence itself where it joins none."""
    return [piece.strip() for piece in _joins.split(sentence) if piece and any(map(str.isalnum, piece))]


def asks(sentence: str) -> bool:
    """Whether a sentence asks for something rather than stating it."""
    return (
        "?" in sentence or "？" in sentence or bool(re.match(rf"\W*(?:{_QUESTION_WORDS})\b", sentence, re.IGNORECASE))
    )


def clauses(sentence: str) -> list[str]:
    """The parts of a sentence between commas, dashes and "but", each long enough to say something."""
    parts = [part.strip() for part in _commas.split(sentence)]
    return [part for part in parts if len(part.split()) > 1]
