"""The words of a message, kept at hand: several parts look at them, and most people say what others have said."""

from functools import lru_cache

from bot.understanding.words import fold, words


@lru_cache(maxsize=1000)
def said(text: str) -> tuple[str, ...]:
    """The folded words of a text, in order."""
    return words(fold(text))
