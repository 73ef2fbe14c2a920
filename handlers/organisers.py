"""What organisers do in a chat comes before the questions; everybody else's messages are questions."""

from typing import Protocol

from bot.messages import Question, Reply
from bot.organising.door import Fetch


class Organisers(Protocol):
    """The door for organisers; `bot.organising.door.Organising` fits it."""

    async def receive(self, question: Question, fetch: Fetch) -> Reply | None:
        """What comes of a file that was sent in private; None where no organiser sent it."""

    async def answer(self, question: Question) -> Reply | None:
        """What comes of an organiser's button or words; None where they are a question like any other."""


class Answers(Protocol):
    """The question door; `bot.assistant.Assistant` fits it."""

    async def answer(self, question: Question) -> Reply:
        """The reply to a typed question or a pressed button."""


async def answered(question: Question, fetch: Fetch | None, organisers: Organisers | None, assistant: Answers) -> Reply:
    """The reply to a message, and to the file that came with it in private."""
    if organisers is not None:
        reply = await (organisers.receive(question, fetch) if fetch else organisers.answer(question))
        if reply is not None:
            return reply
    return await assistant.answer(question)
