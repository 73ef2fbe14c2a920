"""Memory that lasts as long as the process: for questions asked from scripts, which leave nothing behind."""

from datetime import datetime

from bot.messages import Conversation
from bot.ports import Memory


class PassingMemories:
    """Keeps the memory of conversations until the process ends."""

    def __init__(self) -> None:
        self._memories: dict[str, Memory] = {}

    async def load(self, conversation: Conversation) -> Memory:
        return self._memories.get(conversation.key, Memory())

    async def save(self, conversation: Conversation, memory: Memory, *, at: datetime) -> None:  # noqa: ARG002 (ends with the process)
        self._memories[conversation.key] = memory

    async def forget(self, conversation: Conversation) -> None:
        self._memories.pop(conversation.key, None)
