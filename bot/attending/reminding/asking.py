"""Who wants to be told something, and where they say so."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final, Protocol

from bot.knowledge.reminding_phrases import RemindingPhrases
from bot.messages import Conversation, Person, Platform, Question
from bot.wording import Reader

TOLD_ON: Final = frozenset({Platform.TELEGRAM, Platform.SLACK})  # elsewhere nobody can be told anything unasked
_PRIVATE_SLACK: Final = ("D", "U", "W")  # direct messages, and people, whose Home tab is a place of its own


class Chats(Protocol):
    """What only a platform knows of its chats."""

    async def manages(self, conversation: Conversation, person: Person | None) -> bool:
        """Whether somebody administers this channel or group; None is who writes in its name."""

    def private_link(self) -> str:
        """An address that opens the private chat with Docent; empty where people need not open one."""


@dataclass(frozen=True, slots=True)
class Asker:
    """One message of somebody who is told things, or wants to be."""

    conversation: Conversation
    person: Person | None
    reader: Reader
    now: datetime

    @classmethod
    def of(cls, question: Question, reader: Reader) -> "Asker":
        return cls(question.conversation, question.person, reader, question.asked_at)

    @property
    def phrases(self) -> RemindingPhrases:
        return self.reader.phrases.reminding

    @property
    def home(self) -> Conversation | None:
        """Where the person is told, whatever chat they ask in: their private chat; None where there is none."""
        if self.person is None or self.conversation.platform not in TOLD_ON:
            return None
        # Slack opens the direct messages for whoever writes to a person's id.
        account = self.conversation.account if self.conversation.platform is Platform.TELEGRAM else self.person.account
        return Conversation(self.conversation.platform, account, self.person.id)

    @property
    def group(self) -> Conversation | None:
        """The channel, group or topic it is said in; None in private.

        In Slack every question begins a thread, so that the channel is meant, not the thread.
        """
        if self.conversation.platform is Platform.SLACK and not self.conversation.chat.startswith(_PRIVATE_SLACK):
            return replace(self.conversation, thread=None)
        is_private = self.person is not None and self.conversation.chat == self.person.id
        return self.conversation if self.conversation.platform is Platform.TELEGRAM and not is_private else None

    @property
    def together(self) -> bool:
        """Whether others read the answer: what is asked by a command of Slack in a channel is seen by the asker."""
        return self.group is not None and (self.person is None or self.conversation.thread != self.person.id)
