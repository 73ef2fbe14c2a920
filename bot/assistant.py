"""The question door: a question or a pressed button in, a reply out."""

from bot import wording
from bot.messages import Conversation, Question, Reply
from bot.ports import Memories, Misses
from bot.turn import Snapshot, Turn

__all__ = ["Assistant", "Snapshot"]


class Assistant:
    """Answers questions. Callers send one at a time for each conversation, so that replies keep their order."""

    def __init__(self, snapshot: Snapshot, memories: Memories, misses: Misses | None) -> None:
        self.snapshot = snapshot
        self._memories = memories
        self._misses = misses

    @property
    def title(self) -> str:
        return f"{self.snapshot.knowledge.association.acronym} {wording.ASSISTANT}"

    def welcome(self, language: str | None = None) -> Reply:
        """What a newcomer sees: who answers here, and questions to begin with."""
        knowledge = self.snapshot.knowledge
        says = knowledge.phrasebook(language).welcome
        name = knowledge.association.name
        return wording.helping(says.format(name=wording.ASSISTANT, association=name), knowledge)

    async def answer(self, question: Question) -> Reply:
        """The reply to a message or a pressed button; there always is one."""
        memory = await self._memories.load(question.conversation)
        turn = Turn(self.snapshot, question, memory)
        reply, remembered = turn.reply()
        await self._memories.save(question.conversation, remembered, at=question.asked_at)
        if self._misses and turn.missed is not None:
            await self._misses.record(turn.missed, nearest=reply.entries, at=question.asked_at)
        return reply

    async def forget(self, conversation: Conversation) -> None:
        """Forget what the conversation was about."""
        await self._memories.forget(conversation)
