"""What Telegram's handler needs of the core's question door; `bot.assistant.Assistant` fits it."""

from typing import Protocol

from bot.messages import Command, Question, Reply


class Door(Protocol):
    """Somebody who answers questions."""

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that are spoken."""

    def commands(self, language: str | None = None) -> tuple[Command, ...]:
        """What can be typed after a slash."""

    def welcome(self, language: str | None = None) -> Reply:
        """Who answers here."""

    async def answer(self, question: Question) -> Reply:
        """The reply to a typed question or a pressed button."""
