"""What words that are no grammar name: the sessions with such a title, or about such a topic."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.understanding.schedule import lexicon
from bot.understanding.schedule.asked import Lack, What
from bot.understanding.schedule.names import Names
from bot.understanding.schedule.titles import Run, Titles
from bot.understanding.schedule.tokens import Token
from bot.understanding.words import stem

_LONG = 5  # characters of a word that may be a part of a longer one: "Datenschutz" of "Datenschutzgrundverordnung"
_NEAREST = 3


@dataclass(frozen=True, slots=True)
class Subject:
    """The sessions that words name, or what the programme lacks of them."""

    ids: frozenset[str] = frozenset()
    words: tuple[str, ...] = ()
    lacks: Lack | None = None
    missing: str = ""
    nearest: tuple[str, ...] = ()  # ids of sessions
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Subjects:
    """Finds what words name."""

    titles: Titles
    names: Names

    def subject(self, runs: Sequence[Run], content: Sequence[Token], *, deeply: bool, what: What) -> Subject | None:
        """What the runs of titles and the other words name together; None where there are neither.

        Args:
            runs: words that stand in titles in this order.
            content: words beside them that must name something, too.
            deeply: look into descriptions.
            what: what is asked; of one session, a word too many is forgiven.
        """
        if not runs and not content:
            return None
        words = tuple(token.text for token in content)
        if runs:
            return self._beside(runs, content, what)
        unheard = [token.text for token in content if self._is_outside(token, deeply=deeply)]
        if unheard:
            return Subject(words=words, lacks=Lack.OUTSIDE, missing=" ".join(unheard))
        if all(word.isdigit() for word in words):
            return Subject(words=words, lacks=Lack.OUTSIDE, missing=" ".join(words))
        deeply = deeply and any(len(word) > 1 for word in words)
        ids = self._about([token.stem for token in content], deeply=deeply)
        if ids:
            return Subject(ids, words, exact=any(token.stem in self.titles.titled for token in content))
        return Subject(words=words, lacks=Lack.TOPIC, missing=" ".join(words), nearest=self._near(content))

    def _is_outside(self, token: Token, *, deeply: bool) -> bool:
        """Whether a word asks what no programme knows, and no talk on it is asked for."""
        return token.text in lexicon.OUTSIDE and not (deeply and token.stem in self.titles.titled)

    def _beside(self, runs: Sequence[Run], content: Sequence[Token], what: What) -> Subject:
        """The titles that have all runs, and the other words at least somewhere."""
        ids = runs[0].ids
        for run in runs[1:]:
            ids = ids & run.ids or ids | run.ids
        words = tuple(token.text for token in content)
        fitting = self._about([token.stem for token in content], deeply=True) & ids if content else ids
        if fitting:
            return Subject(fitting, words, exact=True)
        asks_more = [token.text for token in content if token.text in lexicon.OUTSIDE]
        weight = sum(run.weight for run in runs)
        forgiven = not asks_more and len(content) == 1 and weight > 1 and what is not What.LIST
        if forgiven:
            return Subject(ids, (), exact=True)
        lack = Lack.OUTSIDE if asks_more else Lack.TOPIC
        return Subject(
            words=words, lacks=lack, missing=" ".join(asks_more or words), nearest=tuple(sorted(ids))[:_NEAREST]
        )

    def _about(self, said: Sequence[str], *, deeply: bool) -> frozenset[str]:
        """The sessions that have every word: in titles and labels, as another word or a part, in descriptions."""
        for hits in (self._named, self._alike, self._part):
            if found := _common(hits(word) for word in said):
                return self._best(found, said)
        if not deeply:
            return frozenset()
        found = _common(
            self._named(word) | self._alike(word) | self.titles.described.get(word, frozenset()) for word in said
        )
        return self._best(found, said)

    def _best(self, found: frozenset[str], said: Sequence[str]) -> frozenset[str]:
        """Those with most of the words in their titles."""
        most = max((self._in_title(key, said) for key in found), default=0)
        return frozenset(key for key in found if self._in_title(key, said) == most or most == 0)

    def _in_title(self, key: str, said: Sequence[str]) -> int:
        return sum(key in self._named(word) for word in said)

    def _named(self, word: str) -> frozenset[str]:
        titles = self.titles
        return frozenset().union(*(each.get(word, ()) for each in (titles.titled, titles.joined, titles.labelled)))

    def _alike(self, word: str) -> frozenset[str]:
        own = self._named(word)
        for group in lexicon.SYNONYMS:
            alike = {stem(other) for other in group}
            if word in alike:
                own = own.union(*(self._named(other) for other in alike))
        return own

    def _part(self, word: str) -> frozenset[str]:
        own = self._alike(word)
        if len(word) < _LONG:
            return own
        longer = (ids for other, ids in self.titles.titled.items() if word in other)
        return own.union(*longer)

    def _near(self, content: Sequence[Token]) -> tuple[str, ...]:
        """Sessions that have at least one of the words in their title."""
        found = [self._named(token.stem) for token in content]
        return tuple(sorted(frozenset().union(*found)))[:_NEAREST]


def _common(hits: Iterable[frozenset[str]]) -> frozenset[str]:
    """The sessions that are among all hits; none where there are none."""
    every = list(hits)
    return frozenset.intersection(*every) if every else frozenset()
