"""Which sessions the words of a question name by their title, or are about."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Self, TypeVar

from bot.schedule.sessions import Programme
from bot.understanding.schedule import lexicon
from bot.understanding.schedule.tokens import Token, cut, stems
from bot.understanding.words import stem

K = TypeVar("K")
_HELD = (
    lexicon.SMALL
    | lexicon.SESSIONS
    | lexicon.WHEN
    | lexicon.WHO
    | lexicon.SPEAKS
    | lexicon.BY
    | frozenset(
        [
            *lexicon.WEEKDAYS,
            *lexicon.ORDINALS,
            *lexicon.LAST,
            "now",
            "next",
            "later",
            "today",
            "tomorrow",
            "jetzt",
            "ahora",
        ]
    )
)
_MANY = 4  # small words of a title in a row that do, too
_FEW = 5  # sessions that are told together, where a whole title is a part of others
_BEGINNING = 3  # words that a title begins with, too, when one of them tells
_TELLING = 2  # words of a title in a row that tell it from chance


_COUNTED = (
    (lexicon.SMALL - {"part", "area"}) | lexicon.ROOM | frozenset(["day", "tag", "dia", "jour", "giorno", "at", "um"])
)


@dataclass(frozen=True, slots=True)
class Run:
    """Words of a question that stand in titles in this order."""

    ids: frozenset[str]
    start: int
    end: int
    weight: float  # telling words
    whole: bool  # whether they are a whole title


@dataclass(frozen=True, slots=True)
class Titles:
    """Titles by their words, and what else sessions say of what they are about."""

    words: Mapping[str, tuple[str, ...]]  # stems of each title, in order, by session id
    telling: Mapping[str, tuple[str, ...]]  # those that tell it from others
    pairs: Mapping[tuple[str, str], frozenset[tuple[str, int]]]  # neighbours among them, by id and place
    rows: Mapping[tuple[str, ...], frozenset[str]]  # every _MANY words in a row, and beginnings
    entire: Mapping[tuple[str, ...], frozenset[str]]  # whole titles, by their stems
    numbered: Mapping[tuple[str, str], frozenset[str]]  # a word and the number after it
    titled: Mapping[str, frozenset[str]]  # a stem, and the sessions that have it in their title
    joined: Mapping[str, frozenset[str]]  # two words of a title written as one: "powerbi"
    labelled: Mapping[str, frozenset[str]]  # the same for track and type
    described: Mapping[str, frozenset[str]]  # the same for the description
    vocabulary: frozenset[str]  # words of titles, as they are written
    everywhere: frozenset[str]  # stems of descriptions

    @classmethod
    def of(cls, programme: Programme) -> Self:
        written = {session.id: cut(session.title) for session in programme.sessions}
        words = {key: stems(own) for key, own in written.items()}
        telling = {key: stems(_telling(own)) for key, own in written.items()}
        labelled = _index((s.id, stems(cut(f"{s.track} {s.type}"))) for s in programme.sessions)
        described = _index((s.id, set(stems(cut(s.description)))) for s in programme.sessions)
        entire: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
        for key, own in words.items():
            entire[own].add(key)
        entire.pop((), None)
        return cls(
            words=words,
            telling=telling,
            pairs=_pairs(telling),
            rows=_rows(words, telling),
            entire={form: frozenset(ids) for form, ids in entire.items()},
            numbered=_index((key, _numbers(own)) for key, own in words.items()),
            titled=_index(words.items()),
            joined=_index((key, [stem(a + b) for a, b in pairwise(own)]) for key, own in written.items()),
            labelled=labelled,
            described=described,
            vocabulary=frozenset(word for own in written.values() for word in own),
            everywhere=frozenset(described),
        )

    def runs(self, line: Sequence[Token]) -> Iterator[Run]:
        """Whole titles, and two or more telling words of titles in a row."""
        said = stems(token.text for token in line)
        for start in range(len(said)):
            for end in range(len(said), start, -1):
                if ids := self.entire.get(said[start:end]):
                    own = _telling([token.text for token in line[start:end]])
                    if own or end - start >= _TELLING:
                        weight = len(own) if end - start == 1 else max(len(own), _TELLING)
                        longer = self._with(said[start:end]) if len(own) >= _TELLING else ids
                        every = ids | longer if len(ids | longer) <= _FEW else ids
                        yield Run(every, start, end, weight, whole=True)
                        break
        yield from self._partial(line)
        yield from self._verbatim(said)
        yield from self._numbered(line)
        yield from self._joined(line)

    def _with(self, said: Sequence[str]) -> frozenset[str]:
        """The sessions whose title has these words in a row, whole or not."""
        able = frozenset.intersection(*(self.titled.get(word, frozenset()) for word in said))
        size = len(said)
        return frozenset(
            key for key in able if any(self.words[key][at : at + size] == said for at in range(len(self.words[key])))
        )

    def _numbered(self, line: Sequence[Token]) -> Iterator[Run]:
        """A word and the number after it, as titles have them: "session 2", "part 1"."""
        for at, (word, number) in enumerate(pairwise(line)):
            if number.text.isdigit() and word.text.isalpha() and word.text not in _COUNTED:
                ids = self.numbered.get((word.stem, number.text))
                if ids:
                    yield Run(ids, at, at + 2, 1, whole=False)

    def _joined(self, line: Sequence[Token]) -> Iterator[Run]:
        """Two words that a title writes as one: "power bi" of "PowerBI"."""
        for at, (one, other) in enumerate(pairwise(line)):
            if {one.text, other.text}.isdisjoint(_HELD) and (ids := self.titled.get(stem(one.text + other.text))):
                yield Run(ids, at, at + 2, _TELLING, whole=False)

    def _verbatim(self, said: Sequence[str]) -> Iterator[Run]:
        """Many small words in a row as they stand in a title: "all I really want is"."""
        for size in (_MANY, _BEGINNING):
            for start in range(len(said) - size + 1):
                if ids := self.rows.get(tuple(said[start : start + size])):
                    yield Run(ids, start, start + size, _TELLING - 0.5, whole=False)

    def _partial(self, line: Sequence[Token]) -> Iterator[Run]:
        places = [at for at, token in enumerate(line) if token.text not in _HELD]
        for first in range(len(places) - 1):
            found: frozenset[tuple[str, int]] | None = None
            last = first
            while last + 1 < len(places) and _near(line, places[last], places[last + 1]):
                pair = (line[places[last]].stem, line[places[last + 1]].stem)
                steps = last - first
                more = frozenset((key, at - steps) for key, at in self.pairs.get(pair, ()))
                able = more if found is None else found & more
                if not able:
                    break
                found, last = able, last + 1
            if found:
                yield self._run(frozenset(key for key, _ in found), line, places[first], places[last], last - first + 1)

    def _run(self, ids: frozenset[str], line: Sequence[Token], first: int, last: int, weight: int) -> Run:
        """The run with the small words beside it that stand beside it in every title, too."""
        start, end = first, last + 1
        while start and all(_has(self.words[key], (line[start - 1].stem, line[start].stem)) for key in ids):
            start -= 1
        while end < len(line) and all(_has(self.words[key], (line[end - 1].stem, line[end].stem)) for key in ids):
            end += 1
        return Run(ids, start, end, weight, whole=False)

    def about(self, word: str, *, deeply: bool) -> tuple[frozenset[str], frozenset[str]]:
        """The sessions that have a stem in title, track or type; and those that have it anywhere, if `deeply`."""
        near = self.titled.get(word, frozenset()) | self.labelled.get(word, frozenset())
        return near, near | self.described.get(word, frozenset()) if deeply else near


def _telling(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(word for word in words if word not in _HELD)


def _near(line: Sequence[Token], one: int, other: int) -> bool:
    """Whether only small words stand between two words."""
    return all(token.text in lexicon.SMALL for token in line[one + 1 : other])


def _has(words: Sequence[str], pair: tuple[str, str]) -> bool:
    return any(pair == (one, other) for one, other in pairwise(words))


def _pairs(telling: Mapping[str, Sequence[str]]) -> dict[tuple[str, str], frozenset[tuple[str, int]]]:
    pairs: defaultdict[tuple[str, str], set[tuple[str, int]]] = defaultdict(set)
    for key, own in telling.items():
        for at, pair in enumerate(pairwise(own)):
            pairs[pair].add((key, at))
    return {pair: frozenset(places) for pair, places in pairs.items()}


def _rows(
    words: Mapping[str, Sequence[str]], telling: Mapping[str, Sequence[str]]
) -> dict[tuple[str, ...], frozenset[str]]:
    rows: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    for key, own in words.items():
        for at in range(len(own) - _MANY + 1):
            rows[tuple(own[at : at + _MANY])].add(key)
        if any(word in telling[key] for word in own[:_BEGINNING]):
            rows[tuple(own[:_BEGINNING])].add(key)
    return {row: frozenset(ids) for row, ids in rows.items()}


def _numbers(words: Sequence[str]) -> list[tuple[str, str]]:
    return [(word, number) for word, number in pairwise(words) if number.isdigit()]


def _index(words: Iterable[tuple[str, Iterable[K]]]) -> dict[K, frozenset[str]]:
    index: defaultdict[K, set[str]] = defaultdict(set)
    for key, own in words:
        for word in own:
            index[word].add(key)
    return {word: frozenset(ids) for word, ids in index.items()}
