"""Whether words that may be everyday words are meant as a name of the programme."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.understanding.schedule import lexicon
from bot.understanding.schedule.names import Name
from bot.understanding.schedule.titles import Titles
from bot.understanding.schedule.tokens import Token

SHORTEST = 3  # characters of a word that is a name by itself
TOPICAL = lexicon.word_set(
    "about anything something nothing regarding concerning related topic topics subject deal deals dealing uber ueber "
    "zum thema themen etwas irgendwas sobre acerca tema temas algo sur sujet sujets quelque riguardo argomento su sul "
    "sulla qualcosa interested interesado interessiert interesse interesting learn covering covers cover any alguna "
    "algun stuff"
)
_IN = lexicon.word_set(
    "in im at en dans nel nella a zu ins into inside for fur of von de del di du from only just and und y et e"
)
_WITHIN = lexicon.word_set("in im dans nel nella inside")
_CUES = {"room": lexicon.ROOM, "track": lexicon.TRACK}
_OF_PEOPLE = (lexicon.BY - {"in", "de", "di", "with", "mit"}) | (
    lexicon.SPEAKS.union({"has", "hat"}) - {"talk", "talks", "talking", "da"}
)


@dataclass(frozen=True, slots=True)
class Meaning:
    """Judges names by the words around them and by what else their words may mean in this programme."""

    titles: Titles

    def is_meant(self, name: Name, line: Sequence[Token]) -> bool:
        said = [token.text for token in line[name.start : name.end]]
        if len(said) > 1:
            return not set(said) <= lexicon.SMALL
        match name.kind:
            case "speaker":
                return self._is_person(line[name.start], name, line)
            case "room":
                return self._is_room(line[name.start], name, line)
            case "track":
                return _is_cued(name, line) or self._is_all(name, line)
            case "type":
                return said[0] not in lexicon.SESSIONS | lexicon.SPEAKS and self._is_all(name, line)
            case _:
                return said[0] not in lexicon.SMALL and (
                    not self._is_titled(line[name.start]) or self._is_all(name, line)
                )

    def _is_person(self, token: Token, name: Name, line: Sequence[Token]) -> bool:
        """A part of a name; where titles have the word as well, a word for speaking has to be near."""
        word = token.text
        if _is_everyday(word) or word in lexicon.WEEKDAYS or word.isdigit():
            return False
        near = (*line[max(0, name.start - 2) : name.start], *line[name.end : name.end + 1])
        return not self._is_titled(token) or bool({each.text for each in near} & (_OF_PEOPLE | lexicon.HONORIFICS))

    def _is_room(self, token: Token, name: Name, line: Sequence[Token]) -> bool:
        word = token.text
        if len(word) > 1 and any(letter.isdigit() for letter in word):
            return True
        if _is_cued(name, line) or _is_everyday(word):
            return _is_cued(name, line)
        if not self._is_titled(token) and token.stem not in self.titles.everywhere:
            return True
        if _is_within(name, line):
            return True
        if self._is_all(name, line):
            return not {each.text for each in line} & (lexicon.SESSIONS | TOPICAL)
        return _follows_in(name, line)

    def _is_titled(self, token: Token) -> bool:
        return token.stem in self.titles.titled

    def _is_all(self, name: Name, line: Sequence[Token]) -> bool:
        """Whether nothing else in the line could name anything."""
        others = (token for at, token in enumerate(line) if not name.start <= at < name.end)
        known = lexicon.GRAMMAR.union(lexicon.WEEKDAYS)
        return not any(self._is_titled(token) and token.text not in known for token in others)


def _is_everyday(word: str) -> bool:
    return len(word) < SHORTEST or word in lexicon.GRAMMAR or word in lexicon.NUMBERS


def _is_cued(name: Name, line: Sequence[Token]) -> bool:
    """Whether the word for what it is stands beside it: "room", "track"."""
    beside = {token.text for token in (*line[max(0, name.start - 1) : name.start], *line[name.end : name.end + 1])}
    return bool(beside & _CUES[name.kind])


def _is_within(name: Name, line: Sequence[Token]) -> bool:
    """Whether "in" stands right before it."""
    return name.start > 0 and line[name.start - 1].text in _WITHIN


def _follows_in(name: Name, line: Sequence[Token]) -> bool:
    """Whether it follows "in", or "in the"."""
    before = [token.text for token in line[max(0, name.start - 2) : name.start]]
    return bool(before) and (before[-1] in _IN or (before[-1] in lexicon.SMALL and before[0] in _IN))
