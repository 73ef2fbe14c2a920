"""The delivery ledger: who is to be told what, who has it already, and what became of it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import IntEnum
from typing import NamedTuple, Protocol

from bot.messages import Conversation, Person, Reply
from bot.notifications.campaigns import Campaign, Kind


class State(IntEnum):
    """How far a delivery is. Kept in databases: the numbers stay."""

    QUEUED = 0
    CLAIMED = 1  # by a process that holds a lease on it
    SENDING = 2  # written down before the platform is called
    SENT = 3
    FAILED = 4  # the platform refuses it, and would again
    BLOCKED = 5  # the recipient cannot be reached any more, or has stopped Docent
    EXPIRED = 6  # its moment passed before it could be sent
    UNKNOWN = 7  # it may have arrived or not, and is not sent again
    WITHDRAWN = 8  # not wanted any more: unstarred, moved, cancelled
    SKIPPED = 9  # left out by the recipient's own settings, such as a cap per day


class DeliveryId(NamedTuple):
    """One row: one campaign for one recipient."""

    campaign: int
    recipient: int


@dataclass(frozen=True, slots=True)
class Recipient:
    """A person, or a channel or group, that deliveries go to, and what they set. `person` is None for the latter.

    Quiet hours are minutes after midnight in `zone`, none where both are the same. `told` messages went to them on the
    day `told_on` (an ordinal, in their zone); `free_at` is when the platform takes the next one for them.
    """

    id: int
    conversation: Conversation
    person: Person | None = None
    language: str | None = None
    zone: str | None = None
    quiet_from: int = 0
    quiet_until: int = 0
    most_a_day: int = 0  # 0: no cap
    told_on: int = 0
    told: int = 0
    free_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Delivery:
    """A row that this process holds. `try_at` is its due time, or later where it was put off.

    `attempts` counts how often it may have been sent already: it was put off with a `why`, or its sender crashed.
    """

    id: DeliveryId
    key: str
    kind: Kind
    event: str
    session: str
    due: datetime
    try_at: datetime
    expires: datetime
    payload: Mapping[str, object]
    recipient: Recipient
    attempts: int = 0


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a delivery.

    QUEUED puts it off to `try_at`, and counts as an attempt where it says `why`. `receipt` is the platform's, as
    `MessageSender` gave it. `why` is for organisers, in plain words without a name.
    """

    id: DeliveryId
    state: State
    at: datetime
    receipt: str = ""
    why: str = ""
    try_at: datetime | None = None
    free_at: datetime | None = None  # with SENT: when the platform takes the next message for this recipient
    told_on: int = 0  # with SENT: the recipient's day, to count messages; 0 where it shares a message that was counted


@dataclass(frozen=True, slots=True)
class Recovered:
    """What crashed processes had left: rows to be sent again, and rows of which nobody will know."""

    queued: int = 0
    unknown: int = 0


@dataclass(frozen=True, slots=True)
class CampaignReport:
    """A campaign and how many of its rows are in each state.

    `late` are seconds after the due time at the percentiles 50, 95 and 99, None where none was sent; `why` counts the
    reasons of those that were not sent.
    """

    id: int
    key: str
    kind: Kind
    event: str
    due: datetime
    counts: Mapping[State, int]
    late: tuple[float, float, float] | None = None
    why: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reached:
    """Up to when, and from which release or content, the campaigns of an event were planned, by whichever process."""

    at: datetime
    version: str


class DeliveryLedger(Protocol):
    """One row for each campaign and recipient, written once; every process that sends shares it.

    A row goes from QUEUED to CLAIMED, under a lease, to SENDING, before the platform is called, to what became of it.
    """

    async def plan(self, campaign: Campaign, *, now: datetime) -> int:
        """Queue the campaign for everybody of its audience who does not have it yet; how many were added.

        Rows that were withdrawn or blocked, or expired by a clock that was ahead, are queued again where the audience
        has them again; what was sent stays sent. Who is inactive or has silenced the kind is left out. Written in
        chunks, each with its cursor in one transaction: what a crash cuts off, the next call goes on with. Calling it
        again looks for newcomers from the beginning; for everybody, among those who were met since.
        """

    async def reached(self, event: str) -> Reached | None:
        """How far the event is planned; deadlines, where it is empty. None where it never was."""

    async def reach(self, event: str, reached: Reached) -> None:
        """From now on it is planned so far."""

    async def withdraw_others(
        self, event: str, kinds: Collection[Kind], keys: Collection[str], *, now: datetime
    ) -> int:
        """Withdraw what is queued or claimed of the event's campaigns of these kinds that have other keys.

        Campaigns that have expired are left: their rows count as expired, which organisers want to know.
        """

    async def withdraw(
        self, recipient: int, *, event: str = "", session: str = "", kinds: Collection[Kind] = ()
    ) -> int:
        """Withdraw what is queued or claimed for one recipient, where the audience does not have them any more.

        Of one session, of these kinds; of all where empty. What is being sent stays so, and is not sent again where it
        did not arrive.
        """

    async def bring_back(self, recipient: int, *, now: datetime) -> int:
        """Queue again what was withdrawn from one recipient, or blocked, and has not expired; how many.

        Where the audience has them again, and the campaign was not withdrawn from everybody: what they would have been
        told, had they not wanted less for a while. What may have arrived is not sent again.
        """

    async def claim(
        self, platform: str, *, holder: str, limit: int, now: datetime, lease: timedelta, merge_until: datetime
    ) -> Sequence[Delivery]:
        """Hold the rows that are due, at most `limit`: the first ranks first, of one rank the longest due.

        With each come the rows of the same recipient that are queued until `merge_until`, which is later than now.
        Left out: recipients whose `free_at` is not reached, or for whom a row is held or being sent already.
        """

    async def step(
        self, results: Sequence[Result], begin: Collection[DeliveryId], *, holder: str, now: datetime, lease: timedelta
    ) -> frozenset[DeliveryId]:
        """Write down what became of rows, and which are sent next; those that may be.

        In one transaction, which may be tried again where it failed. A row may begin that this holder holds still: not
        withdrawn, nor taken over by another after the lease ended. Results count of rows that this holder was the last
        to hold, even where they were recovered meanwhile; others are passed over.
        """

    async def recover(self, *, now: datetime) -> Recovered:
        """Free what is held under leases that ended.

        Claimed rows are queued again, and so are rows in SENDING of kinds that are sent at least once; others of those
        become UNKNOWN.
        """

    async def next_due(self, platform: str) -> datetime | None:
        """When the next queued row is to be tried; None where there is none."""

    async def lose(self, recipient: int, why: str) -> int:
        """The recipient cannot be reached any more: nothing is planned for them, what is pending becomes BLOCKED."""

    async def move(self, recipient: int, chat: str) -> None:
        """The recipient's chat has another id from now on; where that is known already, both become one."""

    async def reports(self, *, event: str = "", campaign: int | None = None) -> Sequence[CampaignReport]:
        """What became of campaigns, the newest due first."""

    async def resend_failed(self, *, event: str = "", campaign: int | None = None, now: datetime) -> int:
        """Queue again what FAILED and has not expired, for whomever it still concerns; how many."""

    async def forget_older_than(self, age: timedelta, *, now: datetime) -> int:
        """Forget campaigns that expired longer ago than `age`, and who was sent what of them; how many rows went."""


@dataclass(frozen=True, slots=True)
class Slots:
    """Moments at which this process may send, in order; none while the platform is paused until `paused_until`."""

    at: tuple[datetime, ...] = ()
    paused_until: datetime | None = None


class Rates(Protocol):
    """How many messages a second one bot may send, shared by all processes."""

    async def reserve(self, bot: str, *, wanted: int, answered: int, spacing: timedelta, now: datetime) -> Slots:
        """Moments for `wanted` messages, each `spacing` after the one before, whoever took that; never before `now`.

        Args:
            answered: answers that were sent since the last call. They waited for no slot; what follows waits for them.

        A slot that was given out more than a minute (of a slow bot, ten slots) ahead is from a clock that was put back,
        and holds nobody up; a pause by that clock lasts as long as the platform asked for.
        """

    async def pause(self, bot: str, *, until: datetime, now: datetime, alarm: str = "") -> None:
        """Nobody sends before. `alarm` says what an operator has to mend; the next slots that are given clear it."""

    async def alarm(self, bot: str) -> str:
        """What an operator has to mend; empty while all is well."""


class MessageSender(Protocol):
    """One platform's way to a recipient who did not ask just now. To try again is for the caller.

    Of a reply in several messages the later ones are waited for, some seconds, so that the first does not come twice.
    """

    async def deliver(self, conversation: Conversation, reply: Reply, *, silent: bool = False) -> str:
        """Send the reply; its receipt, with which it can be edited.

        Raises:
            Unreachable: the conversation is gone, or has blocked us; `why` says which.
            Moved: the conversation has another id.
            RetryLater: nothing was sent; the platform wants a pause, or cannot be reached.
            TokenRefused: nothing was sent, and nothing will be until an operator mends the token.
            Refused: the platform does not take this message, and would not the next time.
            OutcomeUnknown: it may have gone out.
        """
