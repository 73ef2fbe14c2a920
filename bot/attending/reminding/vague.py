"""Words that do not say which session is meant, whatever titles they stand in: "one", "a talk", "my next one". Pure."""

from typing import Final

from bot.understanding.pointing import NEXT
from bot.understanding.schedule import lexicon
from bot.understanding.words import fold, words

_ANY: Final = lexicon.SESSIONS | lexicon.word_set(
    "one ones something anything thing things stuff workshop workshops "
    "algo alguna alguno cosa taller talleres quelque chose truc atelier ateliers etwas eins sache qualcosa laboratorio"
)
_MY: Final = lexicon.word_set("my mi mis mon ma mes mein meine meinem meinen meiner meines mio mia miei mie")
_SMALL: Final = lexicon.SMALL | _MY
_ARTICLES: Final = lexicon.word_set(
    "a an the el la los las un una le les une der die das dem den ein eine einen einem il lo gli i uno"
)


def names_none(what: str) -> bool:
    """Whether the words could mean any session: "a talk", "something", "the next one"."""
    said = set(words(fold(what)))
    return is_next(what) or (said <= _SMALL | _ANY and bool(said & _ANY))


def is_next(what: str) -> bool:
    """Whether the words mean what comes next, of whatever kind."""
    telling = set(words(fold(what))) - _SMALL - lexicon.SESSIONS
    return bool(telling) and telling <= NEXT


def is_my_next(what: str) -> bool:
    """Whether they mean what comes next on one's own schedule."""
    return is_next(what) and bool(set(words(fold(what))) & _MY)


def is_whole_title(what: str, title: str) -> bool:
    """Whether a title has no other words than these, articles left out."""
    said = set(words(fold(what))) - _ARTICLES
    return bool(said) and said == set(words(fold(title))) - _ARTICLES
