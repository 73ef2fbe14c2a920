"""The question door: a question or a pressed button in, a reply out."""

from bot import command_words, wording
from bot.command_words import Kept
from bot.messages import Command, Conversation, Question, Reply
from bot.ports import Memories, Memory, Misses, Persons
from bot.turn import Snapshot, Turn

__all__ = ["Assistant", "Snapshot"]


class Assistant:
    """Answers questions. Callers send one at a time for each conversation, so that replies keep their order."""

    def __init__(
        self,
        snapshot: Snapshot,
        memories: Memories,
        misses: Misses | None,
        kept: Kept | None = None,
        persons: Persons | None = None,
    ) -> None:
        self.snapshot = snapshot
        self._kept = kept or Kept()
        self._memories = memories
        self._misses = misses
        self._persons = persons

    @property
    def title(self) -> str:
        return f"{self.snapshot.knowledge.association.acronym} {wording.ASSISTANT}"

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that the assistant's own phrases speak."""
        return tuple(self.snapshot.knowledge.phrases)

    def commands(self, language: str | None = None) -> tuple[Command, ...]:
        """What can be typed after a slash."""
        return command_words.listed(self.snapshot.knowledge.phrasebook(language))

    def welcome(self, language: str | None = None) -> Reply:
        """What a newcomer sees: who answers here, and questions to begin with."""
        knowledge = self.snapshot.knowledge
        return wording.welcoming(knowledge.phrasebook(language), knowledge)

    async def answer(self, question: Question) -> Reply:
        """The reply to a message or a pressed button; there always is one."""
        memory = await self._memories.load(question.conversation)
        if memory == Memory() and self._persons and question.person:
            memory = Memory(language=await self._persons.language_of(question.person))
        turn = Turn(self.snapshot, question, memory, self._kept)
        reply, remembered = turn.reply()
        await self._memories.save(question.conversation, remembered, at=question.asked_at)
        if self._persons and question.person and remembered.language != memory.language:
            await self._persons.seen(question.person, remembered.language, at=question.asked_at)
        if self._misses and turn.missed is not None:
            await self._misses.record(turn.missed, nearest=reply.entries or turn.offered(reply), at=question.asked_at)
        return reply

    async def forget(self, conversation: Conversation) -> None:
        """Forget what the conversation was about."""
        await self._memories.forget(conversation)
