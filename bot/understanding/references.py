"""What is pointed at instead of named: "the other one", "the second one", "the one after that"."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.messages import Action
from bot.ports import Memory
from bot.understanding import beside
from bot.understanding.beside import Spoken
from bot.understanding.pointing import FILLERS, LAST, ORDINALS
from bot.understanding.said import said
from bot.understanding.words import fold, stem, words

MOST = 4  # things that are worth asking about
_ARTICLES = frozenset(words("the el la lo los las l le les der die das den dem il i o a os as"))
NEXT = frozenset({"next"})  # also said of what comes next from today


Phrase = tuple[str, ...]
Meant = Callable[[Spoken], Iterable[str]]

_OTHER = (
    *("other one", "another one", "the other", "la otra", "el otro", "l'autre", "der andere", "die andere"),
    *("das andere", "l'altro", "l'altra", "o outro", "a outra", "другой", "другая", "другое", "另一个", "另外一个"),
    *("อีกอัน", "อีกคน", "อีกงาน", "الآخر", "الأخرى"),
)
_AFTER = (
    *("one after that", "one after it", "one after", "following one", "next one", "la siguiente", "el siguiente"),
    *("la suivante", "le suivant", "celle d'après", "die nächste", "das nächste", "il successivo", "la successiva"),
    *("a seguinte", "o seguinte", "следующая", "следующий", "下一个", "ครั้งถัดไป", "التالي", "التالية"),
)
_BEFORE = (
    *("one before that", "one before it", "one before", "previous one", "earlier one", "la anterior", "el anterior"),
    *("la précédente", "le précédent", "celle d'avant", "die vorige", "die vorherige", "das vorherige"),
    *("la precedente", "il precedente", "a anterior", "o anterior", "предыдущая", "предыдущий", "上一个", "前一个"),
    *("ครั้งก่อนหน้า", "السابق", "السابقة"),
)
_LATEST = ("last one", "latest one", "la última", "la dernière", "die letzte", "l'ultima", "a última", "последняя")
_THE_ONE = tuple(
    map(
        words,
        (
            *(
                "the one about",
                "the one on",
                "the one with",
                "the one for",
                "the one of",
                "the one that says",
                "the one in",
            ),
            *("la de", "el de", "la del", "el del", "la que dice", "celle de", "celui de", "celle sur", "celui sur"),
            *("die mit", "das mit", "quella su", "quello su", "a de", "o de"),
        ),
    )
)
# Only where nothing else is said: "what came before that?" asks something of its own.
_AFTER_THAT = ("after that", "después de eso", "après cela", "danach", "dopo", "depois disso")
_BEFORE_THAT = ("before that", "antes de eso", "avant cela", "davor", "prima", "antes disso")


@dataclass(frozen=True, slots=True)
class Reference:
    """What stands around the words that point, and the ids of what they may mean, the likeliest first."""

    before: tuple[str, ...]
    behind: tuple[str, ...]
    record_ids: tuple[str, ...]

    @property
    def alone(self) -> bool:
        """Whether nothing is asked of what is pointed at: "and the other one?"."""
        return all(word in FILLERS for word in (*self.before, *self.behind))

    def naming(self, name: str) -> str:
        """The question with the name in place of the words that point."""
        return " ".join((*self.before, name, *self.behind))


def reference(text: str, spoken: Spoken) -> Reference | None:
    """How a question points at something that was talked about; None where it does not."""
    line = said(text)
    for at, word in enumerate(line):
        for phrase, meant in _WAYS.get(word, ()):
            end = at + len(phrase)
            if line[at:end] == phrase and _may_stand(phrase, line[:at], line[end:]):
                found = _reference(line, at, end, meant(spoken))
                if found.record_ids or (found.alone and phrase[0] not in NEXT):
                    return found
        if word in ORDINALS or word in LAST:
            listed = _in_list(line, at, spoken.memory)
            if listed:
                return listed
    return None


def described(text: str, offered: Sequence[Action]) -> Action | None:
    """The one button whose label has all the words of "the one about the fees"; None where several have, or none."""
    line = said(text)
    about = next((line[len(start) :] for start in _THE_ONE if line[: len(start)] == start), ())
    wanted = {stem(word) for word in about if word not in FILLERS}
    fitting = [action for action in offered if wanted and wanted <= set(map(stem, said(action.label)))]
    return fitting[0] if len(fitting) == 1 else None


def _may_stand(phrase: Phrase, before: Phrase, behind: Phrase) -> bool:
    """Whether it points where it stands: before a noun "la siguiente" does not, and "after that" only by itself."""
    alone = all(word in FILLERS for word in (*before, *behind))
    return alone or "one" in phrase or (phrase not in _BY_ITSELF and not behind)


def _reference(line: Phrase, start: int, end: int, record_ids: Iterable[str]) -> Reference:
    if start and line[start - 1] in _ARTICLES:
        start -= 1
    return Reference(line[:start], line[end:], tuple(record_ids)[:MOST])


def _in_list(line: Phrase, at: int, memory: Memory) -> Reference | None:
    """What "the second one" means of several things that were named together."""
    place = _place(line, at)
    listed = beside.listed(memory) if place is not None else ()
    if place is None or place >= len(listed) or not listed:
        return None
    end = at + 2 if line[at + 1 : at + 2] == ("one",) else at + 1
    return _reference(line, at, end, [listed[place]])


def _place(line: Phrase, at: int) -> int | None:
    """The place in a list that "second one" or a last "the second" means, counted from 0; -1 is the last."""
    place = -1 if line[at] in LAST else ORDINALS.get(line[at])
    followed = line[at + 1 : at + 2]
    ends = not followed and at > 0 and line[at - 1] in _ARTICLES
    return place if ends or followed == ("one",) else None


def _by_first_word(*ways: tuple[Sequence[str], Meant]) -> Mapping[str, Sequence[tuple[Phrase, Meant]]]:
    """The ways of pointing by their first word, the longest first."""
    found: defaultdict[str, list[tuple[Phrase, Meant]]] = defaultdict(list)
    for lines, meant in ways:
        for phrase in (words(fold(line)) for line in lines):
            found[phrase[0]].append((phrase, meant))
    return {first: sorted(each, key=lambda way: -len(way[0])) for first, each in found.items()}


_BY_ITSELF = frozenset(words(fold(line)) for line in (*_AFTER_THAT, *_BEFORE_THAT))
_WAYS = _by_first_word(
    (_OTHER, beside.other),
    (_AFTER, beside.after),
    (_BEFORE, beside.before),
    (_LATEST, beside.latest),
    (_AFTER_THAT, beside.after),
    (_BEFORE_THAT, beside.before),
)
