"""The plain lists in `asked/` that matching cannot do without, read when they are first needed.

`Matcher` is usable alone, without the adapters that read content; so what it needs lies beside the code, and is text.
"""

from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=1)
def out_of_scope() -> tuple[str, ...]:
    """Questions that no association answers; those with a {slot} are for a store whose names are known."""
    return tuple(line for line in _lines("out_of_scope.txt") if "{" not in line)


@lru_cache(maxsize=1)
def same_meaning() -> tuple[str, ...]:
    """Groups of words that ask for the same thing, one a line, parted by spaces."""
    return tuple(_lines("same_meaning.txt"))


def _lines(name: str) -> list[str]:
    text = files("bot.understanding").joinpath("asked", name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
