"""Whether something can be said without a look at what was said before."""

from dataclasses import fields

from bot.ports import Memory
from bot.understanding.targets import kind_of

_WHAT_WAS_SAID = frozenset(field.name for field in fields(Memory))


class Leaning(Exception):
    """What was said before matters here."""


class Sealed(Memory):
    """A memory of which only the kinds of its subjects are shown; whoever looks for more is `Leaning`."""

    __slots__ = ("kinds",)
    kinds: frozenset[str]

    def __init__(self, kinds: frozenset[str]) -> None:
        object.__setattr__(self, "kinds", kinds)  # as frozen as any memory

    def __getattribute__(self, name: str) -> object:
        if name in _WHAT_WAS_SAID:
            raise Leaning
        return super().__getattribute__(name)


def kinds_of(memory: Memory) -> frozenset[str]:
    """The kinds of what the conversation was about: "events", "people"."""
    return memory.kinds if isinstance(memory, Sealed) else frozenset(map(kind_of, memory.subjects))
