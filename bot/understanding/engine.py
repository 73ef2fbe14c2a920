"""From one piece of text to the targets it may mean, best first."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Self

from rapidfuzz import fuzz

from bot.knowledge.snapshot import Asking
from bot.ports import Encoder, Memory
from bot.understanding import context, dates, ellipsis
from bot.understanding.alone import kinds_of
from bot.understanding.deciding import Thresholds
from bot.understanding.lines import Lines
from bot.understanding.matching import Match, Matcher
from bot.understanding.mentions import Mention, Name, Names, masked
from bot.understanding.next_event import asked_of_next
from bot.understanding.ridge import Ridge
from bot.understanding.targets import Target, kind_of
from bot.understanding.vocabulary import Vocabulary
from bot.understanding.weighing import thresholds, weighed
from bot.understanding.words import MASKS, fold, words

CONTEXT_BONUS = 1.35
NOBODY_KNOWN = 0.5  # "what did he say?" before anybody was named
READINGS_KEPT = 2000
SHORTEST_ACRONYM = 3  # letters
LONGEST_KEPT = 300  # characters; nobody asks a longer question twice

Keep = Callable[[str, Callable[[], Matcher], Encoder | None], Matcher]


def fit_anew(_: str, fit: Callable[[], Matcher], __: Encoder | None) -> Matcher:
    """A `Keep` that keeps nothing."""
    return fit()


@dataclass(frozen=True, slots=True)
class Understood:
    """One piece of a message: its words and names, and the targets it may mean with their scores, best first."""

    text: str
    words: tuple[str, ...]
    mentions: tuple[Mention, ...]
    masked: tuple[str, ...]
    matches: tuple[Match, ...]
    outside: float = 0.0  # how much it looks like a question that nobody here answers

    @property
    def best(self) -> Match:
        return self.matches[0] if self.matches else Match("", 0.0)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text says by itself, whatever was said before."""

    words: tuple[str, ...]
    mentions: tuple[Mention, ...]
    masked: tuple[str, ...]
    candidates: tuple[Match, ...]
    outside: float
    stranger: bool = False  # whether it names something by an acronym that nobody here knows


@dataclass(frozen=True, slots=True)
class Engine:
    """Everything that was learnt from one revision of the content."""

    targets: dict[str, Target]
    names: Names
    matcher: Matcher
    vocabulary: Vocabulary
    asking: Asking
    needed: frozenset[str | None]  # kinds of subjects without which some targets say nothing
    readings: dict[str, Reading] = field(default_factory=dict, compare=False, repr=False)
    roles: dict[str, tuple[str, ...]] = field(default_factory=dict, compare=False, repr=False)  # by title, as found

    @classmethod
    def fit(
        cls,
        targets: Sequence[Target],
        names: Iterable[Name],
        asking: Asking,
        keep: Keep = fit_anew,
        encoder: Encoder | None = None,
    ) -> Self:
        """Learn the targets and the names.

        `keep` may bring back a matcher that was fitted on the same text, with the same encoder, before.
        """
        outside = [words(fold(line)) for line in asking.out_of_scope]
        index = Names.fit(names, everyday=_everyday(targets, outside) | asking.chatter)
        lines = {target.id: [_masked_line(line, index) for line in _lines(target)] for target in targets}
        negatives = [_masked_line(line, index) for line in asking.out_of_scope]
        vocabulary = Vocabulary.fit(lines, others=negatives, chatter=asking.chatter)
        fitted = [Target(key, "", _essences(own, asking.chatter)) for key, own in lines.items()]
        outside_lines = _essences(negatives, asking.chatter)
        withheld = {target.id for target in targets if target.withheld}
        whole = (" ".join(line) for own in lines.values() for line in own)
        learnt_from = "\0".join(
            [
                *(f"{each.id}\n" + "\n".join(each.phrasings) for each in fitted),
                *outside_lines,
                *sorted(withheld),
                *sorted(asking.chatter),
                *whole,
            ]
        )

        def calibrate(ridge: Ridge, lines: Lines) -> Thresholds:
            return thresholds(ridge, lines, vocabulary, withheld.__contains__)

        matcher = keep(
            learnt_from,
            lambda: Matcher.fit(fitted, encoder, negatives=outside_lines, calibrate=calibrate),
            encoder,
        )
        needed = frozenset(target.about for target in targets if target.needs)
        return cls({target.id: target for target in targets}, index, matcher, vocabulary, asking, needed)

    def understand(self, text: str, memory: Memory) -> Understood:
        """The piece of text, read in the light of what was said before."""
        reading = self.readings.get(text)
        if reading is None:
            reading = self._read(text)
            self._keep_ready(text, reading)
        return Understood(
            text, reading.words, reading.mentions, reading.masked, self._matches(reading, memory), reading.outside
        )

    def _keep_ready(self, text: str, reading: Reading) -> None:
        """Most people ask what others have asked: a reading costs a thousand times what finding it again does."""
        if len(text) <= LONGEST_KEPT:
            if len(self.readings) >= READINGS_KEPT:
                self.readings.pop(next(iter(self.readings)), None)
            self.readings[text] = reading

    def _read(self, text: str) -> Reading:
        typed = words(text)
        folded = words(fold(text))
        same = typed if len(typed) == len(folded) else folded
        spelt = [(long, was) for word, was in zip(folded, same, strict=True) for long in self._spelt_out(word)]
        line, written = tuple(word for word, _ in spelt), [was for _, was in spelt]
        named = self.names.find(line, written)
        mended = self._mended(line, named)
        named = named if mended == line else self.names.find(mended, written)
        mentions = tuple(sorted((*named, *dates.find(mended, named)), key=lambda mention: mention.start))
        plain = masked(mended, mentions)
        return Reading(
            mended, mentions, plain, *self._candidates(plain), stranger=self._has_stranger(line, written, mentions)
        )

    def _has_stranger(self, line: Sequence[str], written: Sequence[str], mentions: Sequence[Mention]) -> bool:
        """Whether one word is written in capitals among others that are not, and is none that is known."""
        if all(word == word.upper() for word in written):
            return False
        return any(
            len(was) >= SHORTEST_ACRONYM
            and was.isascii()
            and was.isalpha()
            and was.isupper()
            and word not in self.vocabulary.known
            and not any(mention.covers(at) for mention in mentions)
            for at, (word, was) in enumerate(zip(line, written, strict=True))
        )

    def _candidates(self, line: Sequence[str]) -> tuple[tuple[Match, ...], float]:
        """The likeliest targets, each weakened by what it does not account for, and how much speaks for none."""
        scores = self.matcher.scores(_essence(line, self.asking.chatter))
        return weighed(scores, self.matcher.entry_ids, line, self.vocabulary)

    def _spelt_out(self, word: str) -> tuple[str, ...]:
        return tuple(self.asking.short_forms.get(word, word).split())

    def _mended(self, line: Sequence[str], named: Sequence[Mention]) -> tuple[str, ...]:
        """The words without typing mistakes, but for names, which have their own way of being misspelt."""
        return tuple(
            word if any(mention.covers(at) for mention in named) else self.vocabulary.mend(word)
            for at, word in enumerate(line)
        )

    def likest_phrasing(self, target: str, line: Sequence[str]) -> str:
        """The target's way of asking that is most like the masked words, as it is written; empty where it has none."""
        said = " ".join(line)
        own = _lines(self.targets[target]) if target in self.targets else ()
        return max(
            own, key=lambda each: fuzz.token_sort_ratio(said, " ".join(_masked_line(each, self.names))), default=""
        )

    def withheld(self, target: str) -> bool:
        """Whether the target only says that something is not published."""
        return target in self.targets and self.targets[target].withheld

    def roles_in(self, title: str) -> tuple[str, ...]:
        """The canonical roles that a title names: "director" for "Director of the park"."""
        if title not in self.roles:
            found = self.names.find(words(fold(title)), mend=False)
            roles = (role for mention in found if mention.kind == "role" for role in mention.record_ids)
            self.roles[title] = tuple(roles)
        return self.roles[title]

    def _matches(self, reading: Reading, memory: Memory) -> tuple[Match, ...]:
        line, mentions = reading.masked, reading.mentions
        if any(mention.kind == "namesake" for mention in mentions):
            return (Match("namesake", 1.0),)
        if ellipsis.only_names(line, mentions):
            asked = ellipsis.asked_by_name(mentions, self.targets.get(memory.target or ""))
            if asked is not None:
                return (Match(asked, 1.0),)
        leaning = context.leans(line) and not mentions
        bare = leaning and bool(memory.subjects) and ellipsis.is_bare(line)
        kinds = kinds_of(memory)
        weighed = [
            Match(key, min(1.0, match.score * fit))
            for match in reading.candidates
            if (not reading.stranger or self._may_be_of_strangers(match.entry_id))
            and self._has_subject(key := match.entry_id, mentions, kinds)
            and not self._is_of_another_event(key, mentions)
            and ((fit := self._fits(key, line, memory, leaning=leaning)) > 1.0 or not bare)
        ]
        best_first = sorted(weighed, key=lambda match: -match.score)
        return asked_of_next(best_first, line, self.targets, self.vocabulary)

    def _may_be_of_strangers(self, target: str) -> bool:
        """Whether it may be asked of what nobody knows here: "the APAC meeting" may be ours, "members of EBN" not."""
        return self.targets[target].withheld or self.targets[target].about == "events"

    def _is_of_another_event(self, target: str, mentions: Sequence[Mention]) -> bool:
        """Whether the target belongs to one event and the question names another."""
        about = self.targets[target].about or ""
        named = [mention.record_ids for mention in mentions if mention.kind in {"event", "place"}]
        return about.startswith("events/") and bool(named) and not any(about in event_ids for event_ids in named)

    def _has_subject(self, target: str, mentions: Sequence[Mention], kinds: Collection[str]) -> bool:
        """Whether there is somebody or something of the kind that the target needs.

        Args:
            kinds: of what the conversation was about.
        """
        needs = self.targets[target].needs
        if needs is None or self.targets[target].about in kinds:
            return True
        named = {mention.kind for mention in mentions}
        return needs in named or (target == "person.quotations" and "role" in named)

    def _fits(self, target: str, line: Sequence[str], memory: Memory, *, leaning: bool) -> float:
        """More for what the conversation is about, when the question leans on it."""
        if leaning and context.points_at_somebody(line) and "people" not in map(kind_of, memory.subjects):
            return NOBODY_KNOWN
        if not leaning or not memory.subjects:
            return 1.0
        about = self.targets[target].about
        if context.leans_on_person(line):
            return CONTEXT_BONUS if about == "people" else 1.0
        latest = {each for subject in memory.subjects[:2] for each in (subject, kind_of(subject))}
        offered = any(action.press == f"show {target}" for action in memory.offered)
        return CONTEXT_BONUS if about in latest or offered else 1.0


def _essence(line: Sequence[str], chatter: frozenset[str]) -> tuple[str, ...]:
    """The words that carry the question; all of them where nothing but chatter was said."""
    return tuple(word for word in line if word not in chatter) or tuple(line)


def _essences(lines: Sequence[Sequence[str]], chatter: frozenset[str]) -> tuple[str, ...]:
    return tuple(" ".join(_essence(line, chatter)) for line in lines)


def _lines(target: Target) -> tuple[str, ...]:
    return (target.text, *target.phrasings) if target.text else target.phrasings


def _masked_line(line: str, names: Names) -> tuple[str, ...]:
    """A phrasing as words; its {slots} and the names in it become masks."""
    for kind, mask in MASKS.items() if "{" in line else ():
        line = line.replace("{" + kind + "}", f" {mask} ")
    folded = words(fold(line))
    return masked(folded, names.find(folded, mend=False))


def _everyday(targets: Sequence[Target], outside: Sequence[Sequence[str]]) -> frozenset[str]:
    """Words of generic phrasings and of questions that have nothing to do with us: no names of ours."""
    generic = (words(fold(line)) for target in targets if "." in target.id for line in target.phrasings)
    return frozenset(word for line in (*generic, *outside) for word in line)
