"""What the page needs of the core's question door; `bot.assistant.Assistant` fits it."""

from collections.abc import Sequence
from typing import Protocol

from bot.messages import Conversation, Question, Reply


class Door(Protocol):
    """Somebody who answers questions."""

    @property
    def title(self) -> str:
        """The name people see, such as "IASP Docent"."""

    @property
    def languages(self) -> Sequence[str]:
        """The languages it speaks, by their codes."""

    async def language_of(self, conversation: Conversation, locale: str | None) -> str:
        """The language in which it answers there: chosen, else written in, else the browser's."""

    async def answer(self, question: Question) -> Reply:
        """The reply to a typed question or a pressed button."""

    def welcome(self, language: str | None = None) -> Reply:
        """A greeting, what can be asked, and example questions as actions."""

    async def forget(self, conversation: Conversation) -> None:
        """Forget what was talked about."""
