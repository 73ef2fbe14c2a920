"""Words that ask for the same thing: "refund" and "reimbursement" are one meaning, as are all forms of either."""

from collections.abc import Mapping
from functools import lru_cache

from bot.understanding import shipped
from bot.understanding.words import fold, stem


@lru_cache(maxsize=50_000)
def meaning(word: str) -> str:
    """What stands for a folded word: the name of its group, or the stem of a word that is in none."""
    root = stem(word)
    return _groups().get(root, root)


@lru_cache(maxsize=1)
def _groups() -> Mapping[str, str]:
    """The group of each stem. One that stands in several belongs to the first; a group is named by its first word."""
    groups: dict[str, str] = {}
    for line in shipped.same_meaning():
        first, *others = (stem(word) for word in fold(line).split())
        name = groups.get(first, first)
        for each in (first, *others):
            groups.setdefault(each, name)
    return groups
