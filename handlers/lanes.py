"""One lane per conversation: first come, first served within it; conversations do not wait for each other."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial

from bot.messages import Conversation

MOST_WAITING = 1000
MOST_IN_ONE = 20

Work = Callable[[], Awaitable[None]]


class Crowded(Exception):
    """No more is taken in just now.

    `everywhere` is true when all lanes together are full, and false when it is this conversation's own.
    """

    def __init__(self, *, everywhere: bool) -> None:
        super().__init__("All lanes are full." if everywhere else "The lane is full.")
        self.everywhere = everywhere


@dataclass(slots=True)
class Lane:
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)  # wakes those who wait in the order they came
    inside: int = 0


class Lanes:
    """Somebody may wait in a lane (`enter`), or leave work to be done there in its turn (`start`).

    Only what is left to be done is bounded: whoever waits is counted by those who let them in.
    """

    def __init__(self, most: int = MOST_WAITING, most_in_one: int = MOST_IN_ONE) -> None:
        self._lanes: dict[str, Lane] = {}
        self._works: set[asyncio.Task[None]] = set()
        self._most = most
        self._most_in_one = most_in_one
        self._left = asyncio.Event()  # set when a work is done, for those who wait for room

    def __len__(self) -> int:
        """How many conversations have somebody in their lane just now."""
        return len(self._lanes)

    @property
    def works(self) -> int:
        """How much work was started and is not done, waiting or in hand."""
        return len(self._works)

    @property
    def full(self) -> bool:
        """Whether nothing more can be started."""
        return len(self._works) >= self._most

    @asynccontextmanager
    async def enter(self, conversation: Conversation) -> AsyncIterator[None]:
        """Wait for those who came earlier."""
        key = conversation.key
        lane = self._join(key)
        try:
            async with lane.turn:
                yield
        finally:
            self._leave(key, lane)

    def start(self, conversation: Conversation, work: Work) -> None:
        """Have this done when those who came earlier are served. It handles its own failures.

        Raises:
            Crowded: too much is waiting; nothing was taken in.
        """
        if self.full:
            raise Crowded(everywhere=True)
        key = conversation.key
        waiting = self._lanes.get(key)
        if waiting and waiting.inside >= self._most_in_one:
            raise Crowded(everywhere=False)
        # Joined here, not in the task: the order is that of the calls.
        lane = self._join(key)
        task = asyncio.create_task(self._do(lane, work))
        self._works.add(task)
        task.add_done_callback(partial(self._done, key, lane))

    async def room(self) -> None:
        """Return when there is room for more work."""
        while self.full:
            self._left.clear()
            await self._left.wait()

    async def drain(self, seconds: float) -> int:
        """Let the works end, those that need longer are given up; how many were."""
        works = set(self._works)
        if not works:
            return 0
        _, late = await asyncio.wait(works, timeout=seconds)
        for task in late:
            task.cancel()
        if late:
            await asyncio.wait(late)
        return len(late)

    async def _do(self, lane: Lane, work: Work) -> None:
        async with lane.turn:
            await work()

    def _done(self, key: str, lane: Lane, task: asyncio.Task[None]) -> None:
        # Here, not in `_do`: a task that is given up before its first step never runs.
        self._leave(key, lane)
        self._works.discard(task)
        self._left.set()

    def _join(self, key: str) -> Lane:
        lane = self._lanes.setdefault(key, Lane())
        lane.inside += 1
        return lane

    def _leave(self, key: str, lane: Lane) -> None:
        lane.inside -= 1
        if not lane.inside:
            del self._lanes[key]
