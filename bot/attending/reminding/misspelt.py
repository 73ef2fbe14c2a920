"""Typing mistakes in the words that wishes are made of: "remnd me 10 minuts bfore". Pure."""

import re
from functools import lru_cache
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.understanding.schedule import lexicon
from bot.understanding.schedule.mending import KNOWN

SHORTEST: Final = 5  # characters of a word that may be misspelt; shorter ones are too much alike
_TWO_MISTAKES: Final = 9  # characters from which on a word may have two
_WORD: Final = re.compile(rf"[^\W\d_]{{{SHORTEST},}}")
_ANY_WORD: Final = re.compile(r"[^\W\d_]+")
_REPEATED: Final = re.compile(r"([^\W\d_])\1+")
_SHORT: Final = lexicon.word_set(
    "off on stop start mute turn again all of my me not most max cap day ask rate text ping para basta mich nicht keine"
)
_OURS: Final = lexicon.word_set(
    "remind reminder reminders reminding notify notification notifications message messages before minutes morning "
    "overview overviews summary digest feedback deadline deadlines quiet disturb follow following unfollow subscribe "
    "unsubscribe changes schedule programme "
    "recuerdame avisame recordatorio recordatorios antes minutos resumen plazos "
    "rappelle rappelez rappel rappels avant apercu echeances "
    "erinnere erinnerung erinnerungen minuten vorher ubersicht fristen "
    "ricordami avvisami promemoria minuti prima riepilogo scadenze"
)


def mended(folded: str) -> str:
    """The text with words that are nearly one of ours, and no other word of questions, as that one."""
    return _WORD.sub(lambda found: _mended(found[0]), _ANY_WORD.sub(lambda found: _undoubled(found[0]), folded))


@lru_cache(maxsize=4096)
def _undoubled(word: str) -> str:
    """A short word of ours for one that has a letter too often: "offf", "onn"."""
    if word in KNOWN or word in _SHORT:
        return word
    once, twice = _REPEATED.sub(r"\1", word), _REPEATED.sub(r"\1\1", word)
    return next((each for each in (twice, once) if each in _SHORT), word)


@lru_cache(maxsize=4096)
def _mended(word: str) -> str:
    if word in _OURS or word in KNOWN:
        return word
    near = [each for each in sorted(_OURS) if each[0] == word[0]]
    cutoff = 2 if len(word) >= _TWO_MISTAKES else 1
    found = process.extractOne(word, near, scorer=OSA.distance, score_cutoff=cutoff)
    return str(found[0]) if found else word
