"""What Slack needs of the core's question door; `bot.assistant.Assistant` fits it."""

from typing import Protocol

from bot.messages import Command, Question, Reply


class Door(Protocol):
    """Somebody who answers questions."""

    @property
    def title(self) -> str:
        """The name people see, such as "IASP Docent"."""

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages it speaks."""

    async def answer(self, question: Question) -> Reply:
        """The reply to a typed question or a pressed button."""

    def welcome(self, language: str | None = None) -> Reply:
        """A greeting, what can be asked, and example questions as actions."""

    def commands(self, language: str | None = None) -> tuple[Command, ...]:
        """What can be typed after a slash."""
