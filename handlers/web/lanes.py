"""One lane per conversation, so that what was asked first is answered and kept first."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from bot.messages import Conversation


@dataclass(slots=True)
class Lane:
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)  # wakes those who wait in the order they came
    inside: int = 0


class Lanes:
    """First come, first served, within a conversation; conversations do not wait for each other."""

    def __init__(self) -> None:
        self._lanes: dict[str, Lane] = {}

    def __len__(self) -> int:
        """How many conversations have somebody in their lane just now."""
        return len(self._lanes)

    @asynccontextmanager
    async def enter(self, conversation: Conversation) -> AsyncIterator[None]:
        """Wait for those who came earlier."""
        lane = self._lanes.setdefault(conversation.key, Lane())
        lane.inside += 1
        try:
            async with lane.turn:
                yield
        finally:
            lane.inside -= 1
            if not lane.inside:
                del self._lanes[conversation.key]
