"""Typing mistakes in a question, mended against the words that a programme and its questions are made of."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Self

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.understanding.schedule import lexicon
from bot.understanding.schedule.tokens import Token
from bot.understanding.words import stem

SHORTEST = 4  # characters of a word that may be misspelt; of these only two may be swapped
_NEAR = 4  # words as near as each other that are weighed
_TWO_MISTAKES = 9  # characters from which on a word may have two

# Words that are mended; others are known, but a word that is merely like "oder" or "would" is rather another one.
_ASKING = frozenset().union(
    lexicon.SESSIONS,
    lexicon.WHEN,
    lexicon.WHERE,
    lexicon.WHO,
    lexicon.SPEAKS,
    lexicon.CHAIRS,
    lexicon.DESCRIBES,
    lexicon.TRACK,
    lexicon.LANGUAGE,
    lexicon.WEEKDAYS,
    lexicon.MONTHS,
    lexicon.ORDINALS,
    lexicon.LANGUAGES,
    *lexicon.SYNONYMS,
)
_TIMES = frozenset(
    [
        "today",
        "tomorrow",
        "yesterday",
        "tonight",
        "morning",
        "afternoon",
        "evening",
        "night",
        "noon",
        "midday",
        "midnight",
        "now",
        "next",
        "later",
        "after",
        "before",
        "between",
        "until",
        "during",
        "currently",
        "upcoming",
        "lunch",
        "weekend",
        "heute",
        "morgen",
        "gestern",
        "ubermorgen",
        "vormittag",
        "nachmittag",
        "abend",
        "mittag",
        "jetzt",
        "gerade",
        "nachste",
        "nachster",
        "nachstes",
        "spater",
        "danach",
        "vorher",
        "nach",
        "zwischen",
        "manana",
        "tarde",
        "noche",
        "ahora",
        "siguiente",
        "proximo",
        "proxima",
        "despues",
        "antes",
        "entre",
        "aujourd",
        "demain",
        "matin",
        "apres",
        "midi",
        "soir",
        "maintenant",
        "prochain",
        "prochaine",
        "avant",
        "ensuite",
        "oggi",
        "domani",
        "mattina",
        "pomeriggio",
        "sera",
        "adesso",
        "prossimo",
        "prossima",
        "dopo",
        "prima",
        "dann",
        "follows",
        "following",
        "follow",
        "comes",
        "rest",
        "long",
        "lange",
        "dauert",
        "dura",
        "dure",
        "duracion",
        "duree",
        "durata",
        "duration",
        "length",
        "minutes",
        "hours",
        "how",
        "many",
        "much",
        "wie",
        "viele",
        "lang",
        "cuantas",
        "cuantos",
        "cuanto",
        "combien",
        "quanti",
        "quante",
        "quanto",
        "still",
        "cancelled",
        "canceled",
        "abgesagt",
        "cancelado",
        "annule",
        "annullato",
    ]
)
_SHORT_FORMS = {
    **dict.fromkeys(("wht", "wat", "waht", "whta"), "what"),
    **dict.fromkeys(("whn", "wehn", "whne"), "when"),
    **dict.fromkeys(("wher", "whre", "whr", "werhe"), "where"),
    **dict.fromkeys(("tmw", "tmr", "tmrw", "2moro", "tmoro"), "tomorrow"),
    **dict.fromkeys(("2day", "tday"), "today"),
    **dict.fromkeys(("spkr", "spkrs"), "speaker"),
    "abt": "about",
    "b4": "before",
    "rm": "room",
    "sesh": "session",
    "prez": "presentation",
    "arvo": "afternoon",
    "aft": "afternoon",
    "nxt": "next",
    "rn": "now",
    "bw": "between",
    "btw": "between",
    "btwn": "between",
}
KNOWN = _ASKING.union(_TIMES, lexicon.OUTSIDE, lexicon.GRAMMAR, lexicon.NUMBERS, lexicon.LAST)


@dataclass(frozen=True, slots=True)
class Mender:
    """The words that a programme's names and titles are made of, by their first letter."""

    own: frozenset[str]
    stems: frozenset[str]  # of all that the programme says; what is among them is no mistake
    letters: Mapping[str, tuple[str, ...]]  # the programme's words by their first letter

    @classmethod
    def of(cls, own: Iterable[str], everywhere: frozenset[str]) -> Self:
        words = frozenset(own)
        return cls(words, frozenset(map(stem, words)) | everywhere, _by_letter(words))

    def mend(self, line: Sequence[Token]) -> list[Token]:
        """The words as they are meant: "nodered" and "open hab" as the programme writes them, mistakes mended."""
        return [self._mended(token) for token in self._joined(line)]

    def _joined(self, line: Sequence[Token]) -> list[Token]:
        whole: list[Token] = []
        for token in line:
            before = whole[-1] if whole else None
            if before and before.text + token.text in self.own and not {before.text, token.text} <= self.own:
                whole[-1] = Token(before.text + token.text, before.start, token.end)
            elif self._knows(token.text) or not (halves := self._halves(token.text)):
                whole.append(token)
            else:
                at = token.start + len(halves[0])
                whole += [Token(halves[0], token.start, at), Token(halves[1], at, token.end)]
        return whole

    def _halves(self, word: str) -> tuple[str, str] | None:
        cuts = ((word[:at], word[at:]) for at in range(3, len(word) - 2))
        return next((pair for pair in cuts if pair[0] in self.own and pair[1] in self.own), None)

    def _knows(self, word: str) -> bool:
        return word in KNOWN or word in self.own or stem(word) in self.stems

    def _mended(self, token: Token) -> Token:
        word = token.text
        if word in _SHORT_FORMS and word not in self.own:
            return replace(token, text=_SHORT_FORMS[word])
        if self._knows(word) or len(word) < SHORTEST or any(letter.isdigit() for letter in word):
            return token
        cutoff = 2 if len(word) >= _TWO_MISTAKES else 1
        near = [
            (distance, at, sorted(found) != sorted(word), -len(found), found)
            for at, letters in enumerate((self.letters, _ASKING_BY_LETTER))
            for found, distance, _ in process.extract(
                word, letters.get(word[0], ()), scorer=OSA.distance, score_cutoff=cutoff, limit=_NEAR
            )
        ]
        if not near:
            swapped = word[1] + word[0] + word[2:]
            return replace(token, text=swapped) if self._knows(swapped) else token
        # Of those as near, the programme's own word, then one with letters swapped or left out rather than wrong.
        *_, best = min(near)
        if len(word) == SHORTEST and sorted(best) != sorted(word):
            return token
        return replace(token, text=best)


def _by_letter(words: Iterable[str]) -> dict[str, tuple[str, ...]]:
    letters: defaultdict[str, list[str]] = defaultdict(list)
    for word in sorted(words):
        if len(word) >= SHORTEST and not word.isdigit():
            letters[word[0]].append(word)
    return {first: tuple(own) for first, own in letters.items()}


_ASKING_BY_LETTER = _by_letter(_ASKING | _TIMES)
