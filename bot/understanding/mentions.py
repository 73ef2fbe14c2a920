"""Names in a question: people, organisations, events, places, roles and dates, misspelt or in another order."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import Self, TypeVar

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.understanding.words import MASKS, fold, is_mask, stem, words

K = TypeVar("K")
LONGEST_NAME_WORDS = 9
_MISTAKES_FROM = ((12, 3), (8, 2), (0, 1))  # characters, and how many of them may be wrong
_IN = frozenset(words("in at to from near en a de desde au aux dans vers nach aus von da di em no na para"))
LONGEST_PERSON_NAME = 3  # words that are tried in every order
SHORTEST_PART = 3  # characters of a part of a name that may stand for the whole
SHORTEST_MENDED = 5  # characters; shorter names are too near to too many words


@dataclass(frozen=True, slots=True)
class Name:
    """One way of calling one record. `kind` is a key of MASKS."""

    text: str
    kind: str
    record_id: str
    whole: bool = False  # found only as a whole, not by its parts


@dataclass(frozen=True, slots=True)
class Mention:
    """A name found at some words of a question; several ids where several records are called so."""

    kind: str
    record_ids: tuple[str, ...]
    start: int
    end: int

    def covers(self, at: int) -> bool:
        return self.start <= at < self.end


@dataclass(frozen=True, slots=True)
class Names:
    """Every name, ready to be found."""

    exact: Mapping[tuple[str, ...], tuple[Name, ...]]
    joined: Mapping[str, tuple[Name, ...]]
    everyday: frozenset[str]
    initials: Mapping[str, tuple[str, ...]]  # names long enough to be misspelt, by their first letter
    firsts: frozenset[str]  # what names begin with; most words of most questions need no further look
    swapped: Mapping[str, tuple[Name, ...]]  # short acronyms by their sorted letters: "isap" is "iasp"

    @classmethod
    def fit(cls, names: Iterable[Name], *, everyday: frozenset[str] = frozenset()) -> Self:
        """Index the names. `everyday` words are no names by themselves unless they are written with a capital."""
        exact: defaultdict[tuple[str, ...], dict[Name, None]] = defaultdict(dict)
        joined: defaultdict[str, dict[Name, None]] = defaultdict(dict)
        for name in names:
            for form in _forms(name):
                # Several words are found by their stems ("world conferences"); one word as it is ("STeP", not "steps").
                exact[tuple(map(stem, form)) if len(form) > 1 else form][name] = None
                joined["".join(form)][name] = None
        acronyms = {
            "".join(sorted(form)): names
            for form, names in _frozen(joined).items()
            if len(form) == SHORTEST_MENDED - 1 and any(name.text.isupper() for name in names)
        }
        initials: defaultdict[str, list[str]] = defaultdict(list)
        for spelt in joined:
            if len(spelt) >= SHORTEST_MENDED:
                initials[spelt[0]].append(spelt)
        by_letter = {letter: tuple(own) for letter, own in initials.items()}
        firsts = frozenset(form[0] for form in exact) | frozenset(joined)
        return cls(_frozen(exact), _frozen(joined), everyday, by_letter, firsts, acronyms)

    def find(self, question: Sequence[str], written: Sequence[str] = (), *, mend: bool = True) -> tuple[Mention, ...]:
        """The names in a question's words, from left to right, longest first where they overlap.

        Args:
            question: folded words.
            written: the same words as they were typed; tells "STeP" from "step".
            mend: find misspelt names too.
        """
        found: list[Mention] = []
        for mended in (False, True) if mend else (False,):
            for size in range(min(LONGEST_NAME_WORDS, len(question)), 0, -1):
                for start in range(len(question) - size + 1):
                    if not mended and question[start] not in self.firsts and stem(question[start]) not in self.firsts:
                        continue
                    if any(mention.covers(at) for mention in found for at in range(start, start + size)):
                        continue
                    window = tuple(question[start : start + size])
                    names = self._mended(window) if mended else self._exact(window, written[start : start + size])
                    if names:
                        found.append(_mention(names, start, start + size, question[start - 1] if start else ""))
        return tuple(sorted(found, key=lambda mention: mention.start))

    def _exact(self, window: tuple[str, ...], written: Sequence[str]) -> tuple[Name, ...]:
        key = tuple(map(stem, window)) if len(window) > 1 else window
        found = self.exact.get(key) or (self.joined.get(window[0], ()) if len(window) == 1 else ())
        plain = len(window) == 1 and window[0] in self.everyday and all(word.islower() for word in written)
        return tuple(name for name in found if not plain or name.kind not in {"person", "organisation"})

    def _mended(self, window: tuple[str, ...]) -> tuple[Name, ...]:
        typed = "".join(window)
        if any(map(is_mask, window)) or typed.isdigit() or all(word in self.everyday for word in window):
            return ()
        if len(typed) < SHORTEST_MENDED:
            return self.swapped.get("".join(sorted(typed)), ()) if len(typed) == SHORTEST_MENDED - 1 else ()
        near = process.extractOne(
            typed, self.joined.keys(), scorer=OSA.distance, score_cutoff=_mistakes(typed), processor=None
        )
        if (
            near is None
            or near[0][0] != typed[0]
            or len(near[0]) < SHORTEST_MENDED
            or _digits(near[0]) != _digits(typed)
        ):
            return ()
        return self.joined[near[0]]


def masked(question: Sequence[str], mentions: Sequence[Mention]) -> tuple[str, ...]:
    """The words with each name replaced by the mask of its kind."""
    starts = {mention.start: mention for mention in mentions}
    line: list[str] = []
    for at, word in enumerate(question):
        if at in starts:
            line.append(MASKS[starts[at].kind])
        elif not any(mention.covers(at) for mention in mentions):
            line.append(word)
    return tuple(line)


def _mistakes(typed: str) -> int:
    """How many typing mistakes a name of this length may have."""
    return next(mistakes for length, mistakes in _MISTAKES_FROM if len(typed) >= length)


def _digits(text: str) -> str:
    """A year is never a typing mistake for another year."""
    return "".join(character for character in text if character.isdigit())


def _forms(name: Name) -> Iterable[tuple[str, ...]]:
    """The ways a name may be typed: a person's in every order, and by each of its longer parts."""
    parts = words(fold(name.text))
    if not parts:
        return
    if name.kind != "person" or name.whole or len(parts) > LONGEST_PERSON_NAME:
        yield parts
        return
    yield from permutations(parts)
    yield from ((part,) for part in parts if len(part) >= SHORTEST_PART)
    yield from (parts[at:] for at in range(1, len(parts) - 1))


def _mention(names: Sequence[Name], start: int, end: int, before: str) -> Mention:
    """A mention of one kind: "in Sophia Antipolis" is a place, "what is Sophia Antipolis" the organisation."""
    kinds = dict.fromkeys(name.kind for name in names)
    places = "place" in kinds and (before in _IN or len(kinds) == 1)
    kind = "place" if places else next(kind for kind in kinds if kind != "place")
    ids = dict.fromkeys(name.record_id for name in names if name.kind == kind)
    return Mention(kind, tuple(ids), start, end)


def _frozen(found: Mapping[K, dict[Name, None]]) -> dict[K, tuple[Name, ...]]:
    return {form: tuple(names) for form, names in found.items()}
