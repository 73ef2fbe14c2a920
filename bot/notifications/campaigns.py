"""What is told to many at once: a campaign has one text, one due time and an audience."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Kind(StrEnum):
    """What a notification is about; each can be silenced by itself."""

    REMINDER = "reminder"  # of a session in one's own schedule
    FOLLOWED = "followed"  # of a session of the event, room or track that a channel or group follows
    CHANGE = "change"  # of a session in one's own schedule, or followed
    OVERVIEW = "overview"  # of one's own day, in the morning
    DEADLINE = "deadline"  # of the association or of an event
    FEEDBACK = "feedback"  # asked for after a session
    BROADCAST = "broadcast"  # sent once to an audience
    ORGANISER = "organiser"  # changes that wait for an organiser's word

    @property
    def at_least_once(self) -> bool:
        """Whether it is sent again where nobody knows if it arrived; else it is not, and shown to the organiser."""
        return self is not Kind.BROADCAST

    @property
    def rank(self) -> int:
        """Who goes first: 0 before 1."""
        return int(self is Kind.BROADCAST)

    @property
    def asked_by_name(self) -> bool:
        """Whether the person asked to be told of this very thing, or has to act: it is never dropped silently."""
        return self in {Kind.REMINDER, Kind.CHANGE, Kind.FOLLOWED, Kind.DEADLINE, Kind.ORGANISER}

    @property
    def bit(self) -> int:
        """Its place among the kinds that a recipient silenced. Kept in databases: new kinds go to the end."""
        return 1 << list(Kind).index(self)


class Scope(StrEnum):
    """What a recipient can follow."""

    EVENT = "event"
    ROOM = "room"
    TRACK = "track"
    DEADLINES = "deadlines"
    FEEDBACK = "feedback"  # the session after which they want to be asked
    ORGANISING = "organising"  # changes that wait for an organiser; without an event

    @property
    def named(self) -> bool:
        """Whether people name it when they say what they follow; the others are set in other ways."""
        return self not in {Scope.FEEDBACK, Scope.ORGANISING}


@dataclass(frozen=True, slots=True)
class Starred:
    """Whoever has the session in their schedule, with this lead time, before the campaign's due time."""

    event: str
    session: str
    lead_minutes: int


@dataclass(frozen=True, slots=True)
class Followers:
    """Whoever follows one of these scopes of the event: ("event", ""), ("room", "Hall A"), ("track", "Energy").

    With a lead time, those alone who have it for the campaign's session; None: all of them. Who gave feedback of a
    session, or was asked for it before its end was changed, is not asked of it again.
    """

    event: str
    follows: tuple[tuple[Scope, str], ...]
    lead_minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Concerned:
    """Whoever has had the session in their schedule for long enough, and whoever follows one of these scopes."""

    event: str
    session: str
    follows: tuple[tuple[Scope, str], ...] = ()


@dataclass(frozen=True, slots=True)
class EarlyRisers:
    """Whoever wants a morning overview at this hour and had one of these sessions in their schedule by then."""

    event: str
    sessions: tuple[str, ...]
    at_minutes: int  # after midnight, by the venue's clocks


@dataclass(frozen=True, slots=True)
class Everybody:
    """Every recipient; of one platform where it is named."""

    platform: str = ""


Audience = Starred | Followers | Concerned | EarlyRisers | Everybody


@dataclass(frozen=True, slots=True)
class Campaign:
    """One thing to tell an audience.

    `key` says what it is, for ever: the same key is planned once, and a recipient is told of it once. It holds whatever
    makes it another thing, such as the start of the session: a session that moves is reminded of anew. `expires` is the
    moment from which it is not sent any more. `payload` is what its words need beside the schedule, as JSON holds it.
    Who starred a session after `starred_by` is not told: of a change, because they know what it changed to. None: after
    it was due.
    """

    key: str
    kind: Kind
    due: datetime
    expires: datetime
    audience: Audience
    event: str = ""
    session: str = ""  # empty where it is about more than one
    payload: dict[str, object] = field(default_factory=dict)
    starred_by: datetime | None = None
