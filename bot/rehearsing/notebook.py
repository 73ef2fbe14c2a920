"""What happened in a rehearsal: every message that went out, and whatever did not go out or came later."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.messages import Conversation, Reply
from bot.notifications.dispatching import Prepare
from bot.notifications.ledger import Delivery, Result, State
from bot.notifications.outcomes import Outgoing


@dataclass(frozen=True, slots=True)
class Message:
    """One message as it went out, with all that it is about."""

    at: datetime
    deliveries: tuple[Delivery, ...]
    reply: Reply
    silent: bool = False

    @property
    def recipient(self) -> int:
        return self.deliveries[0].recipient.id

    @property
    def due(self) -> datetime:
        """When the first of what it says was due, or should be tried again after quiet hours."""
        return min(delivery.try_at for delivery in self.deliveries)

    @property
    def late(self) -> timedelta:
        """How long after that it went out; what was merged into it before its time is not late."""
        return max(self.at - self.due, timedelta())


@dataclass(frozen=True, slots=True)
class Omission:
    """A delivery that did not go out when it was due; `until` is when it is tried again, None where it is not."""

    at: datetime
    delivery: Delivery
    state: State
    why: str
    until: datetime | None = None


@dataclass(slots=True)
class Notebook:
    """Looks over the dispatcher's shoulder."""

    messages: list[Message] = field(default_factory=list)
    put_off: list[Omission] = field(default_factory=list)
    left_out: list[Omission] = field(default_factory=list)
    _begun: dict[Conversation, Outgoing] = field(default_factory=dict)

    def watching(self, prepare: Prepare) -> Prepare:
        """The same, of which notes are taken."""

        async def watched(claimed: Sequence[Delivery], now: datetime) -> tuple[Sequence[Outgoing], Sequence[Result]]:
            messages, results = await prepare(claimed, now)
            # A recipient is sent one message after the other, so that their chat names it.
            self._begun |= {message.conversation: message for message in messages}
            self._note({delivery.id: delivery for delivery in claimed}, results)
            return messages, results

        return watched

    def sent(self, conversation: Conversation, at: datetime) -> Message:
        """The message to this chat went out."""
        outgoing = self._begun[conversation]
        message = Message(at, outgoing.deliveries, outgoing.reply, outgoing.silent)
        self.messages.append(message)
        return message

    def _note(self, claimed: dict[object, Delivery], results: Sequence[Result]) -> None:
        for result in results:
            delivery = claimed[result.id]
            note = Omission(result.at, delivery, result.state, result.why, result.try_at)
            if result.state is not State.QUEUED:
                self.left_out.append(note)
            elif result.try_at and result.try_at > delivery.try_at:
                self.put_off.append(note)
