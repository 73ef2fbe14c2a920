"""A message into the questions it holds: "who hosted it and what was the theme?" are two."""

import re

from bot.understanding.unspaced import is_unspaced
from bot.understanding.words import words

MOST_PIECES = 4
_QUESTION_WORDS = (
    "who|whom|whose|what|when|where|which|why|how|is|are|was|were|did|do|does|can|could|tell|give|name|list"
    "|explain|define"
    "|qui[eé]n|qui[eé]nes|qu[eé]|cu[aá]ndo|d[oó]nde|cu[aá]l|cu[aá]nt[oa]s?|c[oó]mo|por qu[eé]"
    "|qui|quand|où|quel|quelle|combien|comment"
    "|wer|wen|wem|was|wann|wo|wohin|woher|wie|welche[rsnm]?|warum|chi|cosa|che|quando|dove|come|quant[ieao]|quale|quali"
    "|quem|onde|quais|qual"
    "|кто|кого|кому|что|чего|когда|где|куда|откуда|как|как(?:ой|ая|ое|ие|ую|ого|их|ов|ова|овы)|сколько|почему|зачем|чей|чья"
    "|من|ما|ماذا|متى|أين|اين|كيف|كم|هل|لماذا|أي|أية"
)
_BEFORE = "in|on|at|by|for|from|to|with|of|en|a|de|por|con|dans|avec|par|für|von|mit|da|di|em|с|в|о|на|по|у|في|إلى|على"
_ASKS_WITHOUT_SPACES = re.compile(
    "什么|谁|哪|怎|如何|多少|几|吗|呢|为何|是否|多久|介绍|说说"
    "|ไหม|มั้ย|อะไร|ใคร|ไหน|เมื่อไ|เมื่อใด|เท่าไ|กี่|อย่างไร|ยังไง|ทำไม|หรือไม่|หรือเปล่า|หรือยัง"
)
_ends = re.compile(r"(?<=[?!？！؟。])\s*|(?<=[.;؛；])\s+|\n+")
_commas = re.compile(
    r"[,;:(){}\[\]，；：、،؛]+|\s[-–—]+\s|\b(?:but|because|pero|mais|aber|mas|но|لكن)\b|但是|不过|แต่", re.IGNORECASE
)
_joins = re.compile(
    rf"(?:[,،]\s*|\s+)(?:(?:and|also|y|et|und|e|и|а)\s+(?:also\s+)?|و\s*)(?=(?:(?:{_BEFORE})\s+)?(?:{_QUESTION_WORDS})\b)"
    rf"|[,،]\s+(?=(?:{_QUESTION_WORDS})\b)",
    re.IGNORECASE,
)
_joins_without_spaces = re.compile(r"\s*[，、,]\s*|以及|还有|\s*และ\s*")


def sentences(text: str) -> list[str]:
    """The sentences and lines of a message, without empty ones."""
    return [piece.strip() for piece in _ends.split(text) if piece and any(map(str.isalnum, piece))]


def questions(sentence: str) -> list[str]:
    """The questions that one sentence joins with "and"; the sentence itself where it joins none."""
    joins = _joins_without_spaces if not sentence.isascii() and any(map(is_unspaced, sentence)) else _joins
    parts = [piece.strip() for piece in joins.split(sentence) if piece and any(map(str.isalnum, piece))]
    return parts if joins is _joins or all(map(asks, parts)) else [sentence]


def asks(sentence: str) -> bool:
    """Whether a sentence asks for something rather than stating it."""
    return (
        any(mark in sentence for mark in "?？؟")
        or bool(re.match(rf"\W*(?:(?:{_BEFORE})\s+)?(?:{_QUESTION_WORDS})\b", sentence, re.IGNORECASE))
        or bool(_ASKS_WITHOUT_SPACES.search(sentence))
    )


def clauses(sentence: str) -> list[str]:
    """The parts of a sentence between commas, dashes and "but", each long enough to say something."""
    parts = [part.strip() for part in _commas.split(sentence)]
    return [part for part in parts if len(words(part)) > 1]
