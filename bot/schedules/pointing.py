"""Which sessions the words of a wish mean, and what "it" means after a reply. Pure."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from bot.attending import presses
from bot.attending.reminding import hours, of_sessions, several, subjects, vague
from bot.attending.reminding.promising import starts
from bot.attending.reminding.several import Named
from bot.attending.reminding.wishes import Wish
from bot.attending.talking import AND
from bot.messages import Kind, Question, Reply
from bot.notifications.subscriptions import Follow
from bot.schedule import releases
from bot.schedule.sessions import Programme, Session
from bot.schedules.learnt import programme_of
from bot.understanding.pointing import LAST, ORDINALS, is_it
from bot.understanding.schedule.asked import Remembered
from bot.understanding.words import fold, words
from bot.wording import Reader

if TYPE_CHECKING:
    from bot.skills.schedule import ScheduleSkill

COUNTS = frozenset({*ORDINALS, *LAST})  # "the second one" of what was listed
_BESIDE = frozenset({"one", "session", "talk"})
_BOTH = re.compile(r"^(?:both|ambas|ambos|beide|entrambe|entrambi)\s+")


@dataclass(frozen=True, slots=True)
class Pointing:
    """What the words of a message may point at: a programme, what was said before, somebody's own schedule."""

    skill: "ScheduleSkill"
    question: Question
    reader: Reader
    state: str
    own: Collection[str] = ()  # the ids of what they starred there

    @property
    def programme(self) -> Programme:
        return programme_of(self.skill)

    def sessions(self, wish: Wish) -> Sequence[Session]:
        """The sessions that the words of a wish name; none where they name none."""
        if wish.verb not in of_sessions.VERBS or not wish.what:
            return ()
        return self.surely(wish) or self._otherwise(wish.what)

    def surely(self, wish: Wish) -> Sequence[Session]:
        """Those of them that are called so, or that "it" means."""
        if wish.verb not in of_sessions.VERBS or not wish.what:
            return ()
        return self.called("it" if wish.what in of_sessions.IT else wish.what)

    def called(self, what: str) -> Sequence[Session]:
        """The sessions of this title, or that were spoken of just now."""
        if is_it(what):
            return pointed_at(what, self.state, self.programme) or ()
        return titled(what, self.programme)

    def described(self, what: str) -> Sequence[Session]:
        """The one session that the words lead to otherwise than by its title."""
        return () if is_it(what) else described(what, self.skill, self.question, self.reader) or ()

    def follows(self, wish: Wish) -> Sequence[Follow]:
        """The event, room or track that the words of a wish name; none where they name none."""
        return subjects.named(self.programme, wish.what) if wish.verb == "follow" else ()

    def each(self, wish: Wish) -> Sequence[Named]:
        """The names where the words are several, one after the other; none where all of them may mean one session."""
        if wish.verb not in several.VERBS or self.surely(wish):
            return ()
        each = list({tuple(named.sessions) or named.name: named for named in self._cut(wish.what)}.values())
        known = [named for named in each if named.sessions]
        return each if known and each[1:] and not self._means_one(wish, known) else ()

    def in_a_row(self, wish: Wish) -> Sequence[Session]:
        """The sessions of several names, where each of them is known."""
        each = self.each(wish)
        return (
            [session for named in each for session in named.sessions] if all(named.sessions for named in each) else ()
        )

    def owns(self, sessions: Sequence[Session]) -> bool:
        return any(session.id in self.own for session in sessions)

    def _cut(self, what: str) -> Iterator[Named]:
        """One name after the other, each as long as it is a title still: titles hold an "and", too."""
        what = _BOTH.sub("", what)
        while what:
            ends = [len(what), *(found.start() for found in AND.finditer(what) if found.start())]
            end = next((end for end in sorted(ends, reverse=True) if self.called(what[:end])), min(ends))
            yield Named(what[:end], self.called(what[:end]) or self._otherwise(what[:end]))
            between = AND.match(what, end)
            what = what[between.end() :] if between else ""

    def _means_one(self, wish: Wish, known: Sequence[Named]) -> bool:
        """Whether all the words mean one session, "Stone and Sway by Eva", rather than one of the names alone."""
        found = self.sessions(wish)
        names = [named.name for named in known]
        joins = all(AND.search(each.title) for each in found)
        return (
            bool(found)
            and joins
            and not any(vague.is_whole_title(name, each.title) for name in names for each in found)
        )

    def _otherwise(self, what: str) -> Sequence[Session]:
        """What the words mean that stand in no title."""
        if is_it(what):
            return ()
        if vague.is_my_next(what):
            return next_of(self.own, self.programme, self.question.asked_at)
        if vague.is_next(what):
            return listed_by("what is next?", self.skill, self.question, self.reader)
        if vague.names_none(what) or hours.missing(what):
            return ()
        telling = set(words(fold(what))) - _BESIDE
        before = self.state if telling and telling <= COUNTS else ""
        return described(what, self.skill, self.question, self.reader, before) or ()


def titled(what: str, programme: Programme) -> Sequence[Session]:
    """The sessions of this title, or with it in theirs; words that could mean any session have to be all of it."""
    if vague.names_none(what):
        return [each for each in programme.sessions if vague.is_whole_title(what, each.title)]
    if found := releases.named(programme, what):
        return found
    return [each for each in programme.sessions if fold(what) in fold(each.title)]  # dashes and quotation marks differ


def next_of(own: Collection[str], programme: Programme, now: datetime) -> Sequence[Session]:
    """Of somebody's own sessions the one that starts next; several where they start together."""
    to_come = [each for each in programme.sessions if each.id in own and starts(each) > now and not each.cancelled]
    first = min(map(starts, to_come), default=None)
    return [each for each in to_come if starts(each) == first]


def pointed_at(what: str, state: str, programme: Programme) -> list[Session] | None:
    """The sessions that "it" means: what the answer before was about; None where something is named."""
    before = Remembered.read(state)
    if before is None or not before.listed or not is_it(what):
        return None
    return [session for session in programme.sessions if session.id in before.listed]


def described(
    what: str, skill: "ScheduleSkill", question: Question, reader: Reader, state: str = ""
) -> list[Session] | None:
    """The one session that the words of a wish lead to otherwise than by its title; None where there is no such."""
    if releases.named(programme_of(skill), what):
        return None
    found = listed_by(what, skill, question, reader, state)
    return found if len(found) == 1 else None


def listed_by(
    words_: str, skill: "ScheduleSkill", question: Question, reader: Reader, state: str = ""
) -> list[Session]:
    """The sessions that are in the answer to these words."""
    answered = skill.answer(words_, reader, now=question.asked_at, state=state)
    before = Remembered.read(answered.state) if answered and not answered.reply.abstained else None
    ids = before.listed if before else ()
    return [each for each in programme_of(skill).sessions if each.id in ids]


def standing_for(reply: Reply, state: str) -> str:
    """A session that was starred in words is what "it" means from now on."""
    event, _, session = "".join(reply.entries).partition("/") if reply.kind is Kind.SESSION else ("", "", "")
    return Remembered(event=event, listed=(session,)).written() if session else state


def about(press: str, state: str, reply: Reply) -> str:
    """A card that was opened is what "it" means from now on."""
    verb, _, rest = press.partition(" ")
    event, between, session = rest.partition(" ")
    if verb != presses.SESSION or reply.kind is not Kind.SESSION or not between:
        return state
    return Remembered(event=event, listed=(session,)).written()
