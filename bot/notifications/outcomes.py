"""What a sent message, or one that could not be sent, means for its deliveries in the ledger. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from bot.errors import OutcomeUnknown, Refused, RetryLater, TokenRefused, Unreachable
from bot.messages import Conversation, Platform, Reply
from bot.notifications.ledger import Delivery, Result, State

CHAT_SPACING: Final = timedelta(seconds=1)
# 20 messages a minute, https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
GROUP_SPACING: Final = timedelta(seconds=3)
MOST_ATTEMPTS: Final = 5  # of what may have arrived each time
WAITS_SECONDS: Final = (2, 10, 30, 60, 120, 300)  # after the first attempt, the second ...; the last again and again


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What one recipient is sent at once: one delivery, or several that share a reply.

    `told_on` is the recipient's day on which it counts, as an ordinal.
    """

    deliveries: tuple[Delivery, ...]
    reply: Reply
    silent: bool = False
    told_on: int = 0

    @property
    def conversation(self) -> Conversation:
        return self.deliveries[0].recipient.conversation

    @property
    def expires(self) -> datetime:
        """The moment from which part of it is not to be sent any more."""
        return min(delivery.expires for delivery in self.deliveries)


def sent(message: Outgoing, receipt: str, *, now: datetime) -> tuple[Result, ...]:
    """It arrived. Of deliveries that share a message the first alone counts for the recipient's day."""
    free_at = now + spacing_of(message.conversation)
    return tuple(
        Result(delivery.id, State.SENT, now, receipt, free_at=free_at, told_on=0 if at else message.told_on)
        for at, delivery in enumerate(message.deliveries)
    )


def failed(message: Outgoing, error: Exception, *, now: datetime) -> tuple[Result, ...]:
    """It was not sent, or nobody knows; by the error that says so. Other errors than ours are Docent's own faults."""
    return tuple(_failed(delivery, error, now) for delivery in message.deliveries)


def unworded(delivery: Delivery, why: str, *, now: datetime) -> Result:
    """No words were found for it. The database may have been away: it is tried again as long as that is of use."""
    again = _next_try(delivery, now)
    if again >= delivery.expires:
        return Result(delivery.id, State.FAILED, now, why=why)
    return Result(delivery.id, State.QUEUED, now, why=why, try_at=again)


def put_off(deliveries: Sequence[Delivery], *, now: datetime, until: datetime | None = None) -> tuple[Result, ...]:
    """It was not tried at all, and is due as before, or later."""
    return tuple(
        Result(delivery.id, State.QUEUED, now, try_at=max(until or delivery.try_at, delivery.try_at))
        for delivery in deliveries
    )


def spacing_of(conversation: Conversation) -> timedelta:
    """How long the platform wants one chat to be left alone after a message."""
    # The ids of groups begin with a minus sign.
    in_group = conversation.platform is Platform.TELEGRAM and conversation.chat.startswith("-")
    return GROUP_SPACING if in_group else CHAT_SPACING


def _failed(delivery: Delivery, error: Exception, now: datetime) -> Result:
    match error:
        case RetryLater():
            return Result(delivery.id, State.QUEUED, now, try_at=now + timedelta(seconds=error.seconds))
        case TokenRefused():
            return Result(delivery.id, State.QUEUED, now, try_at=delivery.try_at)
        case Unreachable():
            return Result(delivery.id, State.BLOCKED, now, why=error.why or "cannot be reached")
        case OutcomeUnknown():
            return _unknown(delivery, error, now)
        case Refused():
            return Result(delivery.id, State.FAILED, now, why=error.why)
        case _:  # the call may have been made: what is sent once at most must not be sent again by hand
            state = State.FAILED if delivery.kind.at_least_once else State.UNKNOWN
            return Result(delivery.id, state, now, why=f"a fault of Docent ({type(error).__name__})")


def _unknown(delivery: Delivery, error: OutcomeUnknown, now: datetime) -> Result:
    """Sent again where it may be: a few times where it may have arrived, until it expires where that is unlikely."""
    why, again = error.why or "no answer", _next_try(delivery, now)
    is_last = delivery.attempts + 1 >= MOST_ATTEMPTS and not error.unlikely
    if not delivery.kind.at_least_once or is_last or again >= delivery.expires:
        return Result(delivery.id, State.UNKNOWN, now, why=f"{why}, {MOST_ATTEMPTS} times" if is_last else why)
    return Result(delivery.id, State.QUEUED, now, why=why, try_at=again)


def _next_try(delivery: Delivery, now: datetime) -> datetime:
    return now + timedelta(seconds=WAITS_SECONDS[min(delivery.attempts, len(WAITS_SECONDS) - 1)])
