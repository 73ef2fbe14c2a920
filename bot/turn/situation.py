"""A message where it stands: what is known, who asks, and what was said before."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from bot.command_words import Kept
from bot.knowledge.phrases import Phrases
from bot.knowledge.snapshot import Knowledge
from bot.messages import Question, Reply
from bot.ports import Memory
from bot.turn.ready import Ready
from bot.understanding.deciding import Thresholds
from bot.understanding.engine import Engine, Understood
from bot.understanding.targets import Request, Skill

if TYPE_CHECKING:
    from bot.turn.answering import Turned

Told = tuple[Reply, "Sequence[Turned]"]  # the reply to a whole message, and what its pieces were about


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What is known and what was learnt from it, swapped whole when the content changes."""

    knowledge: Knowledge
    engine: Engine
    skills: dict[str, Skill]  # by target
    thresholds: Thresholds = field(default_factory=Thresholds)
    ready: "Ready[Told]" = field(default_factory=Ready, init=False, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Situation:
    """One message of one conversation at one revision of the content. `language` is the one to answer in."""

    snapshot: Snapshot
    question: Question
    memory: Memory
    language: str
    kept: Kept
    organiser: bool = False
    zone: str | None = None  # the asker's own, where it is known

    @property
    def knowledge(self) -> Knowledge:
        return self.snapshot.knowledge

    @property
    def engine(self) -> Engine:
        return self.snapshot.engine

    @property
    def phrases(self) -> Phrases:
        return self.snapshot.knowledge.phrases[self.language]

    def after(self, memory: Memory) -> "Situation":
        """The same message where something else is remembered."""
        return replace(self, memory=memory)

    def request(self, understood: Understood, target: str, score: float) -> Request:
        """What a skill is asked for."""
        return Request(
            target=target,
            score=score,
            text=understood.text,
            words=understood.words,
            mentions=understood.mentions,
            telling=self.engine.vocabulary.telling(target, understood.masked),
            memory=self.memory,
            knowledge=self.knowledge,
            language=self.language,
            now=self.question.asked_at,
            roles_in=self.engine.roles_in,
        )


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a message.

    `memory` is what the next one may lean on. `missed` is the question that found no answer, with the ids of what was
    `nearest`; None where nothing was missed. `zone` is the time zone that the person chose, empty for none; None where
    they chose nothing.
    """

    reply: Reply
    memory: Memory
    missed: str | None = None
    nearest: tuple[str, ...] = ()
    zone: str | None = None
