"""What the core needs from outside, each a short promise. Adapters keep them; tests bring honest fakes."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Literal, Protocol

from bot.messages import Action, Conversation, Person, Reply
from bot.schedule.releases import Release, Standing
from bot.schedule.sessions import Session

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Clock(Protocol):
    """The only place that looks at the wall."""

    def now(self) -> datetime:
        """The present, timezone-aware."""


Pause = Callable[[float], Awaitable[None]]  # waits so many seconds


@dataclass(frozen=True, slots=True)
class Judgement:
    """How one question of a message was decided, for `/why`. Scores run from 0 to 1.

    `against` is how much spoke for giving no answer; the runner-up is empty where there was none.
    """

    asked: str
    outcome: Literal["answered", "asked_which", "abstained"]
    target: str
    score: float
    threshold: float
    runner_up: str = ""
    runner_up_score: float = 0.0
    against: float = 0.0


@dataclass(frozen=True, slots=True)
class Memory:
    """What a follow-up may refer to.

    `subjects` are ids of what was talked about, latest first; the first `latest` of them belong to the last message.
    `target` is what was asked for last, and `offered` are the buttons that were offered last, so that "the second" can
    be understood. `language` was chosen, `heard` is the one in which the person wrote last. `judged` is kept for
    organisers alone, who may ask why. `schedule` is what was last told of a programme, as its skill writes it; empty
    where something else was talked about since.
    """

    subjects: tuple[str, ...] = ()
    latest: int = 0
    target: str | None = None
    offered: tuple[Action, ...] = ()
    question: str = ""
    language: str | None = None
    heard: str | None = None
    judged: tuple[Judgement, ...] = ()
    schedule: str = ""


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

    async def keep_zone(self, person: Person, zone: str | None, *, at: datetime, said: bool = False) -> None:
        """Remember the time zone that the person lives by, such as "Europe/Madrid".

        Args:
            said: whether the person said so. It then stays, whatever their platform tells later; None said is none
                wanted.
        """

    async def zone_of(self, person: Person) -> str | None:
        """The time zone that the person said, else that their platform told; None where nobody knows or wants one."""

    async def forget(self, person: Person) -> None:
        """Forget the person."""


class Leases(Protocol):
    """Who may do what only one process may do, such as polling Telegram."""

    async def take(self, name: str, holder: str, *, until: datetime, now: datetime) -> bool:
        """Hold the lease until then, for the first time or for longer; False while another holds it.

        A lease is free again from its `until` on; also where it ends so much later than any that is asked for now that
        its holder's clock was put back since. Processes bring their own `now`: renew well before `until`, and stop
        the work when that fails, or two may be at it while their clocks differ.
        """

    async def release(self, name: str, holder: str) -> None:
        """Give the lease back; nothing happens where this holder does not have it."""


class Encoder(Protocol):
    """Texts into vectors whose products are similarities of meaning. Threads may share it; it needs no network."""

    @property
    def name(self) -> str:
        """Which model this is; another name means other vectors, and what was fitted on these is fitted anew."""

    def encode(self, texts: Sequence[str]) -> "NDArray[np.float32]":
        """One row of length 1 a text, in their order, `len(texts)` by dimensions; no texts are no rows, as wide."""


@dataclass(frozen=True, slots=True)
class ReleaseNote:
    """A release without its sessions. `counts` says what it changed: new, moved_time, moved_room, retitled, ..."""

    number: int
    made_at: datetime
    source: str
    counts: Mapping[str, int] = field(default_factory=dict)


class Programmes(Protocol):
    """The programme of every event, as numbered releases that never change."""

    async def events(self) -> Sequence[str]:
        """The ids of all events that have a release, in their alphabet."""

    async def newest(self) -> Mapping[str, int]:
        """The number of each event's newest release: quick, to see what has to be read again."""

    async def latest(self, event: str) -> Release | None:
        """The newest release; None where the event has none."""

    async def release(self, event: str, number: int) -> Release | None:
        """The release of this number; None where there is none."""

    async def history(self, event: str) -> Sequence[ReleaseNote]:
        """Every release, newest first; empty where the event has none."""

    async def standing(self, event: str) -> Standing:
        """What counts beside the releases; nothing where nobody said anything."""

    async def keep(self, release: Release, standing: Standing, counts: Mapping[str, int]) -> bool:
        """Write the next release, and what counts beside it from now on; all or nothing.

        False, and nothing is written, where its number is not the next one: somebody else was first.
        """

    async def stand(self, event: str, standing: Standing) -> None:
        """Write only what counts beside the releases."""

    async def last_changed(self, event: str) -> Mapping[str, int]:
        """For each session of the newest release, by its id: the number of the release that changed it last."""


@dataclass(frozen=True, slots=True)
class Feed:
    """Where an event's programme is fetched from, again and again.

    `zone` is what an organiser said where the file names none. `etag` and `modified` are what the server said of the
    copy that was read last; empty where it says nothing. `trouble` is why the newest copy was not taken.
    """

    event: str
    url: str
    zone: str | None = None
    etag: str = ""
    modified: str = ""
    trusted: bool = False  # whether its changes may be sent to people without an organiser's word
    checked_at: datetime | None = None
    trouble: Trouble | None = None


class Feeds(Protocol):
    """The feeds that events follow, one each."""

    async def all(self) -> Sequence[Feed]:
        """Every feed, by the id of its event."""

    async def of(self, event: str) -> Feed | None:
        """The feed of this event; None where it follows none."""

    async def save(self, feed: Feed) -> None:
        """Remember the feed in place of what its event followed before."""

    async def forget(self, event: str) -> None:
        """Follow none; the releases stay."""


@dataclass(frozen=True, slots=True)
class Star:
    """A session in somebody's schedule."""

    event: str
    session: str


class Stars(Protocol):
    """Everybody's own schedule: the sessions that each person starred. A star outlives the session's cancellation."""

    async def star(self, person: Person, star: Star, *, at: datetime) -> bool:
        """Put it on the person's schedule; False where it is there already."""

    async def unstar(self, person: Person, star: Star) -> bool:
        """Take it off; False where it is not there."""

    async def of(self, person: Person) -> Sequence[Star]:
        """What the person starred, by event and session; empty for a person who starred nothing."""

    async def forget(self, person: Person) -> None:
        """Take everything off the person's schedule."""


class CalendarAddresses(Protocol):
    """The secret part of each person's calendar address. Who has it may read that person's schedule."""

    async def address(self, person: Person, new: str, *, at: datetime) -> str:
        """The person's address; `new`, remembered from now on, where there is none yet."""

    async def owner(self, address: str) -> Person | None:
        """Whose schedule it is; None where nobody has this address, or it was revoked."""

    async def revoke(self, person: Person) -> None:
        """Have the person's address lead nowhere; the next one is another."""


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """A session as a calendar gets to know it.

    `event` and the session's id name it for ever; `changed` is the number of the release that changed it last, and `at`
    is when the newest was made, so that the same release is the same calendar.
    """

    event: str
    zone: str
    session: Session
    changed: int
    at: datetime
    link: str = ""


class CalendarWriter(Protocol):
    """Writes calendars that Google's, Apple's and Outlook's programs read."""

    def write(self, name: str, entries: Sequence[CalendarEntry]) -> bytes:
        """An iCalendar file of this name; the same entries give the same bytes, none at all an empty calendar."""
