"""What each recipient asked to be told, and how they want it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.messages import Conversation, Person
from bot.notifications.campaigns import Kind, Scope
from bot.notifications.ledger import Recipient

DEFAULT_LEAD_MINUTES = 10
LONGEST_LEAD_MINUTES = 7 * 24 * 60
QUIET_FROM, QUIET_UNTIL = 22 * 60, 7 * 60  # minutes after midnight
MOST_A_DAY = 20


@dataclass(frozen=True, slots=True)
class LeadTimes:
    """How long before a session its reminders come, in minutes, the longest first; none: no reminder.

    Empty event and session: for every session that has no lead times of its own.
    """

    minutes: tuple[int, ...]
    event: str = ""
    session: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Follow:
    """Something that a recipient follows; `event` is empty for the association's own deadlines."""

    event: str
    scope: Scope
    name: str = ""  # of the room or track, the id of the session; empty for the whole event


@dataclass(frozen=True, slots=True)
class Subscription:
    """All that one recipient set. `inactive_because` is empty while they can be reached and want to be."""

    recipient: Recipient
    lead_times: tuple[LeadTimes, ...] = ()
    follows: tuple[Follow, ...] = ()
    silenced: frozenset[Kind] = frozenset()
    overview_at: int | None = None  # minutes after midnight, by the venue's clocks
    inactive_because: str = ""


@dataclass(frozen=True, slots=True)
class Opinion:
    """What somebody thought of a session: one to five, None where they only wrote; and a sentence, or nothing."""

    event: str
    session: str
    rating: int | None
    words: str
    at: datetime


class Subscriptions(Protocol):
    """What recipients asked for. A recipient who is new has the defaults: one lead time, quiet hours, a cap a day."""

    async def meet(
        self, conversation: Conversation, person: Person | None, *, language: str | None, zone: str | None, at: datetime
    ) -> int:
        """The recipient of this conversation, known from now on; active again where they had been lost or had stopped.

        `person` is None for a channel or group. None leaves the language or the zone that is known.
        """

    async def of(self, conversation: Conversation) -> Subscription | None:
        """What this chat set; None where nothing is known of it."""

    async def of_person(self, person: Person) -> Subscription | None:
        """What this person set, wherever they are told; None where nothing is known of them."""

    async def set_lead_times(self, recipient: int, lead_times: LeadTimes) -> None:
        """In place of those for the same session, or for all. No minutes at all for one session: none of it."""

    async def drop_lead_times(self, recipient: int, *, event: str, session: str) -> None:
        """This session is reminded of as all others are."""

    async def follow(self, recipient: int, follow: Follow) -> bool:
        """False where they follow it already."""

    async def unfollow(self, recipient: int, follow: Follow) -> bool:
        """False where they do not follow it."""

    async def silence(self, recipient: int, kinds: Collection[Kind], *, silent: bool) -> None:
        """Have these kinds not sent any more, or sent again."""

    async def set_overview(self, recipient: int, at_minutes: int | None) -> None:
        """A morning overview at this time of the venue; None: no overview."""

    async def set_quiet_hours(self, recipient: int, start: int, end: int) -> None:
        """Minutes after midnight in the recipient's zone; the same twice: no quiet hours."""

    async def set_zone(self, person: Person, zone: str | None) -> None:
        """By whose clocks this person has quiet hours, wherever they are told; None: by the venue's."""

    async def set_most_a_day(self, recipient: int, most: int) -> None:
        """At most so many messages a day, beside what was asked for by name; 0: no cap."""

    async def stop(self, recipient: int, why: str) -> None:
        """What is pending is withdrawn, and nothing is planned for them any more, until they are met again."""

    async def forget(self, person: Person) -> None:
        """Forget all that this person set and said, and what was sent to them."""

    async def lead_minutes(self, event: str) -> Sequence[int]:
        """The lead times in use for sessions of this event, each once, in order."""

    async def overview_times(self) -> Sequence[int]:
        """The times of morning overviews in use, each once, in order."""

    async def starred(self, event: str) -> frozenset[str]:
        """The ids of sessions of this event that somebody has in their schedule."""

    async def followed(self, event: str) -> frozenset[Follow]:
        """What is followed of this event, by whomever."""

    async def own_sessions(self, recipients: Collection[int], event: str) -> dict[int, tuple[str, ...]]:
        """For each of these recipients the ids of the sessions of the event in their schedule."""

    async def rate(self, recipient: int, opinion: Opinion) -> None:
        """Keep what they thought; a rating or words that are not given leave those given before."""

    async def opinions(self, event: str) -> Sequence[Opinion]:
        """What was thought of the sessions of an event, by session, without a name."""
