"""What a programme's own names are called in a question: rooms, speakers, tracks, types and languages."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from bot.schedule.sessions import Programme
from bot.understanding.schedule import lexicon
from bot.understanding.schedule.tokens import Token, cut, stems
from bot.understanding.words import fold

ROOM_WORD = "room"  # stands for "Saal", "hall", "sala" ... in rooms' names and in questions
_code = re.compile(r"([a-z]+)(\d+)")
_HALLS = frozenset({"hs", "h", "r", "s", "sr"})  # letters that stand for a word for room
_in_brackets = re.compile(r"\(([^()]+)\)")
_SHORT = 2  # characters; a shorter name needs a word for it beside it


@dataclass(frozen=True, slots=True)
class Name:
    """What some words of a question name. `values` are as the programme writes them.

    A `whole` name was said in full; of a name that is not `sure`, everyday words were said.
    """

    kind: str  # "room", "speaker", "track", "type", "language"
    values: tuple[str, ...]
    start: int  # of the words
    end: int
    weight: float


@dataclass(frozen=True, slots=True)
class Names:
    """Every name of a programme, ready to be found."""

    aliases: Mapping[str, Mapping[tuple[str, ...], tuple[str, ...]]]  # by kind: stems, and the values called so
    parts: Mapping[str, tuple[str, ...]]  # a word of a speaker's name, and the speakers
    names: Mapping[str, frozenset[str]]  # a speaker's name, and its words
    vocabulary: frozenset[str]
    longest: int

    @classmethod
    def of(cls, programme: Programme) -> Self:
        rooms = dict.fromkeys([*programme.rooms, *(room for each in programme.sessions for room in each.rooms)])
        tracks = dict.fromkeys(each.track for each in programme.sessions if each.track)
        types = dict.fromkeys(each.type for each in programme.sessions if each.type)
        spoken = dict.fromkeys(each.language for each in programme.sessions if each.language)
        people = dict.fromkeys(name for each in programme.sessions for name in (*each.speakers, *each.chairs))
        aliases = {
            "room": _gathered((room, _room_names(room)) for room in rooms),
            "track": _gathered((track, _labels(track, lexicon.TRACK)) for track in tracks),
            "type": _gathered((kind, _labels(kind, lexicon.TYPES)) for kind in types),
            "language": _gathered((code, _language_names(code)) for code in spoken),
        }
        named = {person: frozenset(cut(person)) - lexicon.HONORIFICS for person in people}
        parts: defaultdict[str, list[str]] = defaultdict(list)
        for person, own in named.items():
            for word in own:
                parts[word].append(person)
        plain = {word for name in (*rooms, *tracks, *types) for word in cut(name)}
        longest = max((len(form) for own in aliases.values() for form in own), default=1)
        vocabulary = frozenset(plain | set(parts))
        return cls(aliases, {word: tuple(own) for word, own in parts.items()}, named, vocabulary, longest)

    def find(self, line: Sequence[Token]) -> Iterator[Name]:
        """Every name that some words may mean; they may overlap."""
        forms = [ROOM_WORD if token.text in lexicon.ROOM else token.stem for token in line]
        for kind, own in self.aliases.items():
            for start in range(len(line)):
                for end in range(start + 1, min(len(line), start + self.longest) + 1):
                    if values := own.get(tuple(forms[start:end])):
                        yield Name(kind, values, start, end, _weight(line[start:end]))
        yield from self._people(line)
        yield from self._partly(line, "track", lexicon.TRACK)
        yield from self._partly(line, "room", lexicon.ROOM)

    def _people(self, line: Sequence[Token]) -> Iterator[Name]:
        """People by runs of the words of their names, in any order."""
        for start in range(len(line)):
            able = frozenset(self.parts.get(line[start].text, ()))
            end = start
            while able and end < len(line):
                end += 1
                values = tuple(sorted(able))
                weight = end - start + (0.5 if end - start > 1 or line[start].text not in lexicon.SMALL else -0.5)
                yield Name("speaker", values, start, end, weight)
                if end < len(line):
                    able &= frozenset(self.parts.get(line[end].text, ()))

    def _partly(self, line: Sequence[Token], kind: str, cues: frozenset[str]) -> Iterator[Name]:
        """A name by some of its words beside the word for what it is: "the privacy track", "room: simulation"."""
        for at in (at for at, token in enumerate(line) if token.text in cues):
            for start, end in _beside(at, line):
                said = tuple(token.stem for token in line[start:end] if token.text not in lexicon.SMALL | cues)
                if said in self.aliases[kind]:
                    break  # found as a whole
                forms = (own for form, own in self.aliases[kind].items() if said and set(said) <= set(form))
                if values := tuple(dict.fromkeys(value for own in forms for value in own)):
                    yield Name(kind, values, min(start, at), max(end, at + 1), len(said) + 0.25)
                    break


def _beside(at: int, line: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Up to three words before or after a place, the most first, that do not begin or end with a small one."""
    for size in (3, 2, 1):
        for start, end in ((at - size, at), (at + 1, at + 1 + size)):
            inside = start >= 0 and end <= len(line)
            if inside and not {line[start].text, line[end - 1].text} & lexicon.SMALL:
                yield start, end


def _weight(line: Sequence[Token]) -> float:
    return sum(0.25 if token.text in lexicon.SMALL else 1.0 for token in line)


def _gathered(called: Iterable[tuple[str, Iterable[tuple[str, ...]]]]) -> dict[tuple[str, ...], tuple[str, ...]]:
    """The values by what they are called; what is the whole name of one is not taken for a part of another's."""
    gathered: defaultdict[tuple[str, ...], dict[str, None]] = defaultdict(dict)
    every = [(value, [form for form in forms if form]) for value, forms in called]
    whole = {forms[0] for _, forms in every if forms}
    for value, forms in every:
        for at, form in enumerate(forms):
            if at == 0 or form not in whole:
                gathered[form][value] = None
    return {form: tuple(values) for form, values in gathered.items()}


def _room_names(room: str) -> Iterator[tuple[str, ...]]:
    """All of it, with and without what is in brackets, without the word for room; "HS1" is the hall 1, too."""
    folded = fold(room)
    outside = _in_brackets.sub(" ", folded)
    for text in (folded, outside, *_in_brackets.findall(folded), *re.split(r" - |: |, | / | \| ", folded)):
        words = cut(text)
        yield tuple(ROOM_WORD if word in lexicon.ROOM else stem for word, stem in zip(words, stems(words), strict=True))
        rest = tuple(word for word in words if word not in lexicon.ROOM)
        if rest != words and len("".join(rest)) > _SHORT and not set(rest) <= lexicon.SMALL:
            yield stems(rest)
        if len(words) == 1 and (code := _code.fullmatch(words[0])):
            yield code.groups()
            if code[1] in _HALLS:
                yield (ROOM_WORD, code[2])


def _labels(label: str, cues: frozenset[str]) -> Iterator[tuple[str, ...]]:
    """A label with and without the word for what it is: "Network Track", "network"."""
    words = cut(label)
    yield stems(words)
    yield stems(word for word in words if word not in cues)
    for text in re.split(r" - |: | / | & ", fold(label)):
        if len(cut(text)) > 1:
            yield stems(cut(text))


def _language_names(written: str) -> Iterator[tuple[str, ...]]:
    folded = fold(written)
    if len(folded) > len("eng"):
        yield stems(cut(written))
    code = lexicon.LANGUAGES.get(folded.split("-")[0].split("_")[0])
    for word, own in lexicon.LANGUAGES.items():
        if own == code and len(word) > len("eng"):
            yield stems((word,))
