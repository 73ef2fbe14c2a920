"""Text into comparable words: the same for small and capital letters, accents, quotes and dashes."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

import Stemmer

from bot.understanding import hanzi, unspaced
from bot.understanding.unspaced import HAN, THAI

TEXT_LIMIT = 2000  # characters that are looked at; what a person asks fits many times over
WORDS_LIMIT = 80

# Names found in a question become one private-use character each, so that "who is Hao Tang" and "who is Ebba Lund"
# are the same way of asking.
MASKS = {
    "person": "\ue001",
    "organisation": "\ue002",
    "event": "\ue003",
    "place": "\ue004",
    "role": "\ue005",
    "when": "\ue006",
    "association": "\ue007",
    "namesake": "\ue008",
    "topic": "\ue009",
}
_MASK_RANGE = "\ue001-\ue00f"
_LETTERS = rf"[^\W_{_MASK_RANGE}{HAN}{THAI}]"
_word = re.compile(rf"[{_MASK_RANGE}]|(?P<run>[{HAN}]+|[{THAI}]+)|{_LETTERS}+(?:[.&](?={_LETTERS}){_LETTERS}+)*")
_ascii_word = re.compile(r"[a-zA-Z0-9]+(?:[.&][a-zA-Z0-9]+)*")  # the same, for most texts and three times as fast
# Accents say little about what is meant; only Russian й is a letter of its own.
_accents = re.compile("[\u0300-\u0305\u0307-\u036f]|(?<![иИ])\u0306")
_arabic_marks = re.compile("[\u0640\u064b-\u065f\u0670]")
_quotes = {"’": "'", "‘": "'", "`": "'", "´": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-"}
_digits = {f"{zero + digit:c}": str(digit) for zero in (0x660, 0x6F0, 0xE50) for digit in range(10)}
_arabic_letters = {"ى": "ي", "ة": "ه", "ک": "ك", "ی": "ي"}
_strokes = {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ı": "i"}
_same = str.maketrans(_quotes | _digits | _arabic_letters | _strokes | hanzi.SIMPLIFIED)


def fold(text: str) -> str:
    """Small letters without accents, straight quotes, single spaces, digits 0 to 9; Thai keeps its marks."""
    if text.isascii():
        return " ".join(text[:TEXT_LIMIT].replace("`", "'").casefold().split())
    spread = unicodedata.normalize("NFKD", text[:TEXT_LIMIT].translate(_same))
    folded = unicodedata.normalize("NFC", _accents.sub("", _arabic_marks.sub("", spread))).casefold()
    return " ".join(folded.replace("ß", "ss").split())


def words(text: str) -> tuple[str, ...]:
    """The words of a folded text, in order; at most WORDS_LIMIT of them."""
    if text.isascii():
        return tuple(_ascii_word.findall(text)[:WORDS_LIMIT])
    return tuple(islice(_words(text), WORDS_LIMIT))


def _words(text: str) -> Iterator[str]:
    for found in _word.finditer(text):
        if found["run"]:
            yield from unspaced.cut(found["run"])
        else:
            yield found.group()


def is_mask(word: str) -> bool:
    return "\ue001" <= word <= "\ue00f"


_english = Stemmer.Stemmer("english", 0)
_russian = Stemmer.Stemmer("russian", 0)
# Snowball's Arabic stemmer takes the same word apart differently with and without its article; these are the affixes of
# the light stemming that Larkey, Ballesteros and Connell found best for search (light10, 2002).
_arabic_prefix = re.compile("^(?:[وفبك]?ال|لل|و)(?=.{3})")
_arabic_suffix = re.compile("(?<=.{3})(?:ها|ان|ات|ون|ين|يه|ه|ي)$")


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The stem of a folded word; digits and scripts without a stemmer come back as they are."""
    if "а" <= word[:1] <= "я":
        return str(_russian.stemWord(word))
    if "\u0621" <= word[:1] <= "\u064a":
        return _arabic_suffix.sub("", _arabic_suffix.sub("", _arabic_prefix.sub("", word)))
    return str(_english.stemWord(word))
