"""Memories and misses at hand, written to the database a moment later, many in one transaction.

For one process with its own database. What a crash can take is what the last moment's conversations were about: whoever
goes on is then understood as somebody who begins; and the misses of that moment are not counted.
"""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Protocol, TypeVar

from bot.adapters.database.memories import SqlMemories
from bot.adapters.database.misses import SqlMisses
from bot.adapters.database.persons import SqlPersons
from bot.messages import Conversation, Person
from bot.ports import Memory, Miss

logger = logging.getLogger(__name__)
AT_HAND = 10_000  # conversations
WRITTEN_AFTER_SECONDS = 0.2


class BufferedMemories:
    """Answers from what is at hand; everything is written by `flush`, which `written_in_time` calls."""

    def __init__(self, memories: SqlMemories) -> None:
        self._memories = memories
        self._at_hand: OrderedDict[Conversation, Memory] = OrderedDict()
        self._unwritten: dict[Conversation, tuple[Memory, datetime]] = {}
        self.changed = asyncio.Event()

    async def load(self, conversation: Conversation) -> Memory:
        known = self._at_hand.get(conversation)
        if known is None:
            known = await self._memories.load(conversation)
            self._keep(conversation, known)
        return known

    async def save(self, conversation: Conversation, memory: Memory, *, at: datetime) -> None:
        self._keep(conversation, memory)
        self._unwritten[conversation] = (memory, at)
        self.changed.set()

    async def forget(self, conversation: Conversation) -> None:
        self._at_hand.pop(conversation, None)
        self._unwritten.pop(conversation, None)
        await self._memories.forget(conversation)

    async def forget_older_than(self, age: timedelta, *, now: datetime) -> int:
        await self.flush()
        self._at_hand.clear()  # what is still remembered is read again
        return await self._memories.forget_older_than(age, now=now)

    async def flush(self) -> None:
        """Write what was not written yet; what cannot be written now is tried again next time."""
        self.changed.clear()
        writing, self._unwritten = self._unwritten, {}
        if not writing:
            return
        try:
            await self._memories.save_all(writing)
        except Exception as error:  # noqa: BLE001 - people are answered all the same
            logger.warning("%d memories could not be written: %s", len(writing), type(error).__name__)
            self._unwritten = writing | self._unwritten

    def _keep(self, conversation: Conversation, memory: Memory) -> None:
        self._at_hand[conversation] = memory
        self._at_hand.move_to_end(conversation)
        while len(self._at_hand) > AT_HAND:
            oldest = next(iter(self._at_hand))
            if oldest in self._unwritten:
                break
            del self._at_hand[oldest]


class BufferedMisses:
    """Counts misses a moment later."""

    def __init__(self, misses: SqlMisses) -> None:
        self._misses = misses
        self._unwritten: list[tuple[str, Sequence[str], datetime]] = []
        self.changed = asyncio.Event()

    async def record(self, text: str, *, nearest: Sequence[str], at: datetime) -> None:
        self._unwritten.append((text, nearest, at))
        self.changed.set()

    async def grouped(self) -> Sequence[Miss]:
        await self.flush()
        return await self._misses.grouped()

    async def forget_older_than(self, age: timedelta, *, now: datetime) -> int:
        await self.flush()
        return await self._misses.forget_older_than(age, now=now)

    async def flush(self) -> None:
        """Count what was not counted yet; what cannot be written now is tried again next time."""
        self.changed.clear()
        writing, self._unwritten = self._unwritten, []
        if not writing:
            return
        try:
            await self._misses.record_all(writing)
        except Exception as error:  # noqa: BLE001 - people are answered all the same
            logger.warning("%d misses could not be written: %s", len(writing), type(error).__name__)
            self._unwritten = [*writing, *self._unwritten][-AT_HAND:]


class RememberedPersons:
    """Languages and zones at hand; what is learnt is written at once, for it is rarely learnt."""

    def __init__(self, persons: SqlPersons) -> None:
        self._persons = persons
        self._languages: dict[Person, str | None] = {}
        self._zones: dict[Person, str | None] = {}
        self._told: dict[Person, str | None] = {}  # what platforms told last, which they do with every message
        self._looking: dict[Person, object] = {}  # a mark for each who is looked up just now; gone once somebody writes

    async def seen(self, person: Person, language: str | None, *, at: datetime) -> None:
        await self._persons.seen(person, language, at=at)
        self._look_again(person, self._languages)

    async def language_of(self, person: Person) -> str | None:
        return await self._at_hand(self._languages, person, self._persons.language_of)

    async def keep_zone(self, person: Person, zone: str | None, *, at: datetime, said: bool = False) -> None:
        if not said and self._told.get(person, "") == zone:
            return
        await self._persons.keep_zone(person, zone, at=at, said=said)
        self._look_again(person, self._zones, self._told)
        if not said:
            _keep(self._told, person, zone)

    async def zone_of(self, person: Person) -> str | None:
        return await self._at_hand(self._zones, person, self._persons.zone_of)

    async def forget(self, person: Person) -> None:
        await self._persons.forget(person)
        self._look_again(person, self._languages, self._zones, self._told)

    async def forget_older_than(self, age: timedelta, *, now: datetime) -> int:
        gone = await self._persons.forget_older_than(age, now=now)
        self._languages, self._zones, self._told, self._looking = {}, {}, {}, {}
        return gone

    def _look_again(self, person: Person, *changed: dict[Person, str | None]) -> None:
        self._looking.pop(person, None)
        for known in changed:
            known.pop(person, None)

    async def _at_hand(
        self, known: dict[Person, str | None], person: Person, look_up: Callable[[Person], Awaitable[str | None]]
    ) -> str | None:
        if person in known:
            return known[person]
        mark = self._looking.setdefault(person, object())
        found = await look_up(person)
        if self._looking.get(person) is mark:  # else it may be what was there before somebody wrote
            _keep(known, person, found)
            del self._looking[person]
        return found


def _keep(known: dict[Person, str | None], person: Person, found: str | None) -> None:
    if len(known) >= AT_HAND:
        del known[next(iter(known))]
    known[person] = found


class Buffer(Protocol):
    """Something to write in time."""

    changed: asyncio.Event

    async def flush(self) -> None:
        """Write what was not written yet."""


B = TypeVar("B", bound=Buffer)


@asynccontextmanager
async def written_in_time(buffer: B, after_seconds: float = WRITTEN_AFTER_SECONDS) -> AsyncIterator[B]:
    """The buffer, written at most this much later, and all of it at the end."""
    writing = asyncio.create_task(_writing(buffer, after_seconds))
    try:
        yield buffer
    finally:
        writing.cancel()
        await asyncio.gather(writing, return_exceptions=True)
        await buffer.flush()


async def _writing(buffer: Buffer, after_seconds: float) -> None:
    while True:
        await buffer.changed.wait()
        await asyncio.sleep(after_seconds)
        flushing = asyncio.ensure_future(buffer.flush())
        try:
            await asyncio.shield(flushing)
        except asyncio.CancelledError:
            await flushing  # before the database is closed
            raise
