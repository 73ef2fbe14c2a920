"""Languages by their codes."""

import re
from functools import cache

from babel import Locale

_NAMED_IN = ("en", "de", "es", "fr", "it", "pt", "nl")


def code(language: str) -> str:
    """The code of a language: "de" for "German", "Deutsch" and "de-DE"; what the file says where it is none."""
    if re.fullmatch(r"[A-Za-z]{2}(?:[-_][A-Za-z]{2,4})?", language):
        return language[:2].casefold()
    return _names().get(language.casefold(), language)


@cache
def _names() -> dict[str, str]:
    """Languages of two letters by their names, and by the names that they have themselves."""
    names: dict[str, str] = {}
    for named_in in reversed(_NAMED_IN):
        names |= {name.casefold(): code for code, name in Locale(named_in).languages.items() if len(code) == 2}  # noqa: PLR2004 # de, not de_AT
    return names
