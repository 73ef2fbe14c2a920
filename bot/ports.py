"""What the core needs from outside, each a short promise. Adapters keep them; tests bring honest fakes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from bot.messages import Action, Conversation, Person, Reply


class Clock(Protocol):
    """The only place that looks at the wall."""

    def now(self) -> datetime:
        """The present, timezone-aware."""


@dataclass(frozen=True, slots=True)
class Memory:
    """What a follow-up may refer to.

    `subjects` are ids of what was talked about, latest first; the first `latest` of them belong to the last message.
    `target` is what was asked for last, and `offered` are the buttons that were offered last, so that "the second" can
    be understood.
    """

    subjects: tuple[str, ...] = ()
    latest: int = 0
    target: str | None = None
    offered: tuple[Action, ...] = ()
    question: str = ""
    language: str | None = None


class Forgetful(Protocol):
    """What every store of what people wrote promises to whoever tidies up."""

    async def forget_older_than(self, age: timedelta, *, now: datetime) -> int:
        """Delete what was last touched longer ago than `age`; how many went."""


class Memories(Protocol):
    """The short memory of each conversation."""

    async def load(self, conversation: Conversation) -> Memory:
        """What is remembered; an empty memory for a conversation never seen."""

    async def save(self, conversation: Conversation, memory: Memory, *, at: datetime) -> None:
        """Remember this and nothing else of the conversation."""

    async def forget(self, conversation: Conversation) -> None:
        """Forget the conversation."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One question as the person saw it, and its reply."""

    asked: str
    reply: Reply
    at: datetime


class Transcripts(Protocol):
    """What a page shows again after a reload. Kept only where the platform does not keep it itself."""

    async def recent(self, conversation: Conversation, *, limit: int = 20) -> Sequence[Turn]:
        """The latest turns, oldest first; empty for a conversation never seen."""

    async def append(self, conversation: Conversation, turn: Turn) -> None:
        """Keep one more turn."""

    async def forget(self, conversation: Conversation) -> None:
        """Delete every turn of the conversation."""


@dataclass(frozen=True, slots=True)
class Miss:
    """A question that was abstained from, grouped by its folded text; never with the asker."""

    text: str
    times: int
    first_at: datetime
    last_at: datetime
    nearest: tuple[str, ...] = field(default=())


class Misses(Protocol):
    """Questions that found no answer, for curators."""

    async def record(self, text: str, *, nearest: Sequence[str], at: datetime) -> None:
        """Count one more miss of this text (folded, and cut at 300 characters)."""

    async def grouped(self) -> Sequence[Miss]:
        """All misses, the most frequent first, then the latest."""

    async def forget_older_than(self, age: timedelta, *, now: datetime) -> int:
        """Delete misses last seen longer ago than `age`; how many went."""


@dataclass(frozen=True, slots=True)
class Revision:
    """One numbered state of the content: its files as they were, by path below the content folder."""

    number: int
    content_hash: str
    loaded_at: datetime
    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why the newest edit of the content was not taken."""

    since: datetime
    says: str


class Revisions(Protocol):
    """Every state of the content that was good enough to serve, and what is wrong with the newest edit."""

    async def latest(self) -> Revision | None:
        """The newest good revision; None before the first load."""

    async def keep(self, texts: Mapping[str, str], content_hash: str, *, at: datetime) -> Revision:
        """Write the next revision and clear the trouble. The same hash as the newest writes nothing and returns it."""

    async def trouble(self) -> Trouble | None:
        """What is wrong with the newest edit; None when it is served."""

    async def report(self, says: str, *, at: datetime) -> None:
        """Keep what is wrong with the newest edit; `since` stays while the text stays the same."""


class Persons(Protocol):
    """Whom Docent has met on the platforms. Nothing of what they wrote."""

    async def seen(self, person: Person, language: str | None, *, at: datetime) -> None:
        """Remember the person and their language; None leaves the language that is known."""

    async def language_of(self, person: Person) -> str | None:
        """The language remembered last; None for a person never seen, or whose language nobody knows."""

    async def forget(self, person: Person) -> None:
        """Forget the person."""


class Leases(Protocol):
    """Who may do what only one process may do, such as polling Telegram."""

    async def take(self, name: str, holder: str, *, until: datetime, now: datetime) -> bool:
        """Hold the lease until then, for the first time or for longer; False while another holds it.

        A lease is free again from its `until` on. Processes bring their own `now`: renew well before `until`, and stop
        the work when that fails, or two may be at it while their clocks differ.
        """

    async def release(self, name: str, holder: str) -> None:
        """Give the lease back; nothing happens where this holder does not have it."""
