"""What can be asked for, and one request for it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.knowledge.phrases import Phrases
from bot.knowledge.snapshot import Asking, Knowledge
from bot.messages import Action, Reply
from bot.ports import Memory
from bot.understanding.mentions import Mention, Name


@dataclass(frozen=True, slots=True)
class Target:
    """Something a skill can answer: an entry, or one fact of a kind of record.

    `about` is the kind or id of what it belongs to, so that "when was it?" finds the facts of what "it" is. `needs` is
    the kind of name without which there is nothing to answer. `withheld` targets only say that something is not
    published.
    """

    id: str
    text: str
    phrasings: tuple[str, ...]
    about: str | None = None
    needs: str | None = None
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class Request:
    """One question, understood: what is asked for, of whom or what, and all that an answer may depend on."""

    target: str
    score: float
    text: str
    words: tuple[str, ...]
    mentions: tuple[Mention, ...]
    telling: tuple[str, ...]  # words that carry meaning and that nothing in the target accounts for
    memory: Memory
    knowledge: Knowledge
    language: str
    now: datetime
    roles_in: Callable[[str], tuple[str, ...]]  # the canonical roles that a title names

    @property
    def phrases(self) -> Phrases:
        return self.knowledge.phrasebook(self.language)

    def mentioned(self, kind: str) -> tuple[str, ...]:
        """The ids of every mention of this kind, in the order of the question."""
        found = (mention for mention in self.mentions if mention.kind == kind)
        return tuple(dict.fromkeys(record_id for mention in found for record_id in mention.record_ids))

    def remembered(self, known: Callable[[str], bool]) -> str | None:
        """The latest subject of the conversation that is known there."""
        return next((subject for subject in self.memory.subjects if known(subject)), None)


def kind_of(record_id: str) -> str:
    """The kind of a record: "events" for `events/spring-meetup`, "people" for `people#hao-tang`."""
    return record_id.partition("#")[0].partition("/")[0]


class Skill(Protocol):
    """One kind of question and its answers."""

    def targets(self, knowledge: Knowledge, asking: Asking) -> Iterable[Target]:
        """What can be asked of this skill at this revision."""

    def names(self, knowledge: Knowledge, asking: Asking) -> Iterable[Name]:
        """The names by which its records are called."""

    def answer(self, request: Request) -> Reply:
        """The answer to a request for one of its targets; an abstention where the fact is not known."""

    def offer(self, request: Request) -> Action | None:
        """A button for the target of the request; None where there is nothing to show."""

    def show(self, record_id: str, request: Request) -> Reply | None:
        """What the button of a record brings; None where the record is not of this skill."""
