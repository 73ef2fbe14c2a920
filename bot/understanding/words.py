"""Text into comparable words: the same for small and capital letters, accents, quotes and dashes."""

import re
import unicodedata
from functools import lru_cache

import Stemmer

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
_word = re.compile(rf"[{_MASK_RANGE}]|[^\W_{_MASK_RANGE}]+(?:[.&](?=[^\W_])[^\W_]+)*")
_latin_accents = re.compile("[\u0300-\u036f]")
_quotes = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-"})


def fold(text: str) -> str:
    """Small letters without accents, straight quotes, single spaces; other scripts keep their marks."""
    spread = unicodedata.normalize("NFKD", text[:TEXT_LIMIT].translate(_quotes))
    folded = unicodedata.normalize("NFC", _latin_accents.sub("", spread)).casefold()
    return " ".join(folded.replace("ß", "ss").split())


def words(text: str) -> tuple[str, ...]:
    """The words of a folded text, in order; at most WORDS_LIMIT of them."""
    return tuple(match.group() for match, _ in zip(_word.finditer(text), range(WORDS_LIMIT), strict=False))


def is_mask(word: str) -> bool:
    return "\ue001" <= word <= "\ue00f"


_stemmer = Stemmer.Stemmer("english", 0)


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The stem of a folded word; digits and other scripts come back as they are."""
    return str(_stemmer.stemWord(word))
