"""Names in a question: people, organisations, events, places, roles and dates, misspelt or in another order."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import Self, TypeVar

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.understanding.unspaced import is_unspaced, trimmed
from bot.understanding.words import MASKS, fold, is_mask, stem, words

K = TypeVar("K")
LONGEST_MENDED = 9  # words of a misspelt name
_MISTAKES_FROM = ((12, 3), (8, 2), (0, 1))  # characters, and how many of them may be wrong
_IN = frozenset(
    words(
        "in at to from near en a de desde au aux dans vers nach aus von da di em no na para "
        "в во из на под около في من الى قرب 在 于 จาก ที่ ใน"
    )
)
LONGEST_PERSON_NAME = 3  # words that are tried in every order
SHORTEST_UNSPACED_PART = 2
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
    reach: Mapping[str, int]  # what names begin with, and how many words they have at most; most words begin none
    swapped: Mapping[str, tuple[Name, ...]]  # short acronyms by their sorted letters: "isap" is "iasp"

    @classmethod
    def fit(cls, names: Iterable[Name], *, everyday: frozenset[str] = frozenset()) -> Self:
        """Index the names. `everyday` words are no names by themselves unless they are written with a capital."""
        exact: defaultdict[tuple[str, ...], dict[Name, None]] = defaultdict(dict)
        joined: defaultdict[str, dict[Name, None]] = defaultdict(dict)
        for name in names:
            for form in _forms(name):
                exact[_key(form)][name] = None
                joined["".join(form)][name] = None
        acronyms = {
            "".join(sorted(form)): names
            for form, names in _frozen(joined).items()
            if len(form) == SHORTEST_MENDED - 1 and any(name.text.isupper() for name in names)
        }
        initials: defaultdict[str, list[str]] = defaultdict(list)
        for spelt, called in joined.items():
            if len(spelt) >= SHORTEST_MENDED and _may_be_misspelt(spelt, called):
                initials[spelt[0]].append(spelt)
        by_letter = {letter: tuple(own) for letter, own in initials.items()}
        reach = dict.fromkeys(joined, 1)
        for form in sorted(exact, key=len):
            reach[form[0]] = len(form)
        return cls(_frozen(exact), _frozen(joined), everyday, by_letter, reach, acronyms)

    def find(self, question: Sequence[str], written: Sequence[str] = (), *, mend: bool = True) -> tuple[Mention, ...]:
        """The names in a question's words, from left to right, longest first where they overlap.

        Args:
            question: folded words.
            written: the same words as they were typed; tells "STeP" from "step".
            mend: find misspelt names too.
        """
        found: list[Mention] = []
        reach = {at: max(self.reach.get(word, 0), self.reach.get(stem(word), 0)) for at, word in enumerate(question)}
        begins = {at: size for at, size in reach.items() if size}
        self._add(found, question, begins, lambda at, end: self._exact(question[at:end], written[at:end]))
        if mend:
            begins = {at: LONGEST_MENDED for at, word in enumerate(question) if not is_unspaced(word)}
            self._add(found, question, begins, lambda at, end: self._mended(question[at:end]))
        return tuple(sorted(found, key=lambda mention: mention.start))

    def _add(
        self,
        found: list[Mention],
        question: Sequence[str],
        begins: Mapping[int, int],
        named: Callable[[int, int], tuple[Name, ...]],
    ) -> None:
        """Add the names that begin at some words, each of at most so many words, to those found; the longest first."""
        for size in range(min(max(begins.values(), default=0), len(question)), 0, -1):
            for start, longest in begins.items():
                end = start + size
                if (
                    size > longest
                    or end > len(question)
                    or any(each.start < end and start < each.end for each in found)
                ):
                    continue
                if names := named(start, end):
                    found.append(_mention(names, start, end, question[start - 1] if start else ""))

    def _exact(self, window: Sequence[str], written: Sequence[str]) -> tuple[Name, ...]:
        found = self.exact.get(_key(window)) or (self.joined.get(window[0], ()) if len(window) == 1 else ())
        plain = len(window) == 1 and window[0] in self.everyday and all(word.islower() for word in written)
        return tuple(name for name in found if not plain or name.kind not in {"person", "organisation"})

    def _mended(self, window: Sequence[str]) -> tuple[Name, ...]:
        typed = "".join(window)
        if any(map(is_mask, window)) or typed.isdigit() or all(word in self.everyday for word in window):
            return ()
        if len(typed) < SHORTEST_MENDED:
            return self.swapped.get("".join(sorted(typed)), ()) if len(typed) == SHORTEST_MENDED - 1 else ()
        near = process.extractOne(
            typed, self.initials.get(typed[0], ()), scorer=OSA.distance, score_cutoff=_mistakes(typed), processor=None
        )
        return self.joined[near[0]] if near and _digits(near[0]) == _digits(typed) else ()


def masked(question: Sequence[str], mentions: Sequence[Mention]) -> tuple[str, ...]:
    """The words with each name replaced by the mask of its kind."""
    line: list[str] = []
    rest = list(question)
    for mention in reversed(mentions):
        name = question[mention.start : mention.end]
        before, after = trimmed(rest[: mention.start], name, rest[mention.end :])
        line = [MASKS[mention.kind], *after, *line]
        rest = before
    return (*rest, *line)


def _key(form: Sequence[str]) -> tuple[str, ...]:
    """Several words are found by their stems ("world conferences"); one Latin word as it is ("STeP", not "steps")."""
    return tuple(form) if len(form) == 1 and form[0].isascii() else tuple(map(stem, form))


def _may_be_misspelt(spelt: str, called: Iterable[Name]) -> bool:
    """Whether something near may stand for a name; Arabic ones for pain and suicide are too near to everyday words."""
    return spelt.isascii() or any(name.kind != "namesake" for name in called)


def _mistakes(typed: str) -> int:
    """How many typing mistakes a name of this length may have; the Arabic article says nothing of it."""
    telling = len(typed.removeprefix("ال"))
    return next(mistakes for length, mistakes in _MISTAKES_FROM if telling >= length)


def _digits(text: str) -> str:
    """A year is never a typing mistake for another year."""
    return "".join(character for character in text if character.isdigit())


def _forms(name: Name) -> Iterable[tuple[str, ...]]:
    """The ways a name may be typed: a person's in every order, and by each of its longer parts.

    What is found only whole are misspellings of Latin names; another script's spelling is a name of its own.
    """
    text = fold(name.text)
    if is_unspaced(text):
        yield from _forms_without_spaces(text.replace("·", " ").split(), parts=name.kind == "person")
        return
    parts = words(text)
    if not parts:
        return
    if name.kind != "person" or (name.whole and text.isascii()) or len(parts) > LONGEST_PERSON_NAME:
        yield parts
        return
    yield from permutations(parts)
    yield from ((part,) for part in parts if len(part) >= SHORTEST_PART)
    yield from (parts[at:] for at in range(1, len(parts) - 1))


def _forms_without_spaces(own: Sequence[str], *, parts: bool) -> Iterable[tuple[str, ...]]:
    """With and without the spaces that such scripts put into names, the parts of a person's in every order."""
    for line in permutations(own) if parts and len(own) <= LONGEST_PERSON_NAME else (own,):
        yield words(" ".join(line))
        yield words("".join(line))
    yield from (words(part) for part in own if parts and len(part) >= SHORTEST_UNSPACED_PART)


def _mention(names: Sequence[Name], start: int, end: int, before: str) -> Mention:
    """A mention of one kind: "in Sophia Antipolis" is a place, "what is Sophia Antipolis" the organisation."""
    kinds = dict.fromkeys(name.kind for name in names)
    places = "place" in kinds and (before in _IN or len(kinds) == 1)
    kind = "place" if places else next(kind for kind in kinds if kind != "place")
    ids = dict.fromkeys(name.record_id for name in names if name.kind == kind)
    return Mention(kind, tuple(ids), start, end)


def _frozen(found: Mapping[K, dict[Name, None]]) -> dict[K, tuple[Name, ...]]:
    return {form: tuple(names) for form, names in found.items()}
