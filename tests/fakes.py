"""Small honest implementations of the ports, in memory; `tests/ports` holds them to the promises of the adapters."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from bot.messages import Conversation, Person
from bot.ports import Memory, Miss, Revision, Trouble, Turn
from bot.understanding.words import fold

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


class FakeClock:
    """Stands still until it is moved."""

    def __init__(self, now: datetime = NOON) -> None:
        self._now = now

    def now(self) -> datetime:
        return self._now

    def move(self, by: timedelta) -> None:
        self._now += by


class FakeMemories:
    def __init__(self) -> None:
        self._memories: dict[str, tuple[Memory, datetime]] = {}

    async def load(self, conversation: Conversation) -> Memory:
        memory, _ = self._memories.get(conversation.key, (Memory(), None))
        return memory

    async def save(self, conversation: Conversation, memory: Memory, *, at: datetime) -> None:
        self._memories[conversation.key] = (memory, at)

    async def forget(self, conversation: Conversation) -> None:
        self._memories.pop(conversation.key, None)

    async def forget_older_than(self, age: timedelta, *, now: datetime) -> int:
        old = [key for key, (_, at) in self._memories.items() if at < now - age]
        for key in old:
            del self._memories[key]
        return len(old)


class FakeTranscripts:
    def __init__(self) -> None:
        self._turns: dict[str, list[Turn]] = defaultdict(list)

    async def recent(self, conversation: Conversation, *, limit: int = 20) -> Sequence[Turn]:
        turns = self._turns[conversation.key]
        return turns[max(len(turns) - max(limit, 0), 0) :]

    async def append(self, conversation: Conversation, turn: Turn) -> None:
        self._turns[conversation.key] = [*self._turns[conversation.key], turn][-60:]

    async def forget(self, conversation: Conversation) -> None:
        self._turns.pop(conversation.key, None)

    async def forget_older_than(self, age: timedelta, *, now: datetime) -> int:
        before = sum(map(len, self._turns.values()))
        for key, turns in self._turns.items():
            self._turns[key] = [turn for turn in turns if turn.at >= now - age]
        return before - sum(map(len, self._turns.values()))


class FakeMisses:
    def __init__(self) -> None:
        self._misses: dict[str, Miss] = {}

    async def record(self, text: str, *, nearest: Sequence[str], at: datetime) -> None:
        folded = fold(text)[:300]
        miss = self._misses.get(folded, Miss(text[:300], 0, at, at))
        self._misses[folded] = replace(miss, times=miss.times + 1, last_at=at, nearest=tuple(nearest))

    async def grouped(self) -> Sequence[Miss]:
        by_text = [self._misses[folded] for folded in sorted(self._misses)]
        return sorted(by_text, key=lambda miss: (miss.times, miss.last_at), reverse=True)

    async def forget_older_than(self, age: timedelta, *, now: datetime) -> int:
        kept = {folded: miss for folded, miss in self._misses.items() if miss.last_at >= now - age}
        gone = len(self._misses) - len(kept)
        self._misses = kept
        return gone


class FakeRevisions:
    def __init__(self) -> None:
        self._revisions: list[Revision] = []
        self._trouble: Trouble | None = None

    async def latest(self) -> Revision | None:
        return self._revisions[-1] if self._revisions else None

    async def keep(self, texts: Mapping[str, str], content_hash: str, *, at: datetime) -> Revision:
        self._trouble = None
        if not self._revisions or self._revisions[-1].content_hash != content_hash:
            self._revisions.append(Revision(len(self._revisions) + 1, content_hash, at, dict(texts)))
        return self._revisions[-1]

    async def trouble(self) -> Trouble | None:
        return self._trouble

    async def report(self, says: str, *, at: datetime) -> None:
        if self._trouble is None or self._trouble.says != says:
            self._trouble = Trouble(at, says)


class FakePersons:
    def __init__(self) -> None:
        self._persons: dict[Person, tuple[str | None, datetime]] = {}
        self._zones: dict[Person, tuple[str | None, bool]] = {}

    async def seen(self, person: Person, language: str | None, *, at: datetime) -> None:
        self._persons[person] = (language or await self.language_of(person), at)

    async def language_of(self, person: Person) -> str | None:
        language, _ = self._persons.get(person, (None, None))
        return language

    async def keep_zone(self, person: Person, zone: str | None, *, at: datetime, said: bool = False) -> None:
        _, was_said = self._zones.get(person, (None, False))
        if said >= was_said:
            self._zones[person] = (zone, said)
            await self.seen(person, None, at=at)

    async def zone_of(self, person: Person) -> str | None:
        zone, _ = self._zones.get(person, (None, False))
        return zone

    async def forget(self, person: Person) -> None:
        self._persons.pop(person, None)
        self._zones.pop(person, None)

    async def forget_older_than(self, age: timedelta, *, now: datetime) -> int:
        old = [person for person, (_, at) in self._persons.items() if at < now - age]
        for person in old:
            await self.forget(person)
        return len(old)


FARTHEST = timedelta(minutes=10)


class FakeLeases:
    def __init__(self) -> None:
        self._leases: dict[str, tuple[str, datetime]] = {}

    async def take(self, name: str, holder: str, *, until: datetime, now: datetime) -> bool:
        holds, ends = self._leases.get(name, (holder, now))
        if holds != holder and now < ends <= until + FARTHEST:
            return False
        self._leases[name] = (holder, until)
        return True

    async def release(self, name: str, holder: str) -> None:
        holds, _ = self._leases.get(name, (None, None))
        if holds == holder:
            del self._leases[name]


class FakeEncoder:
    """Hears the same in words that are told to it together, like "cost price fee", and in the same word."""

    def __init__(self, *same: str) -> None:
        self._meanings = {word: words for words in same for word in words.split()}
        self.name = f"fake: {'; '.join(same)}"
        self.encoded: list[str] = []  # every text, in the order it came

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.encoded.extend(texts)
        rows = np.zeros((len(texts), 256), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in fold(text).split():
                row[crc32(self._meanings.get(word, word).encode(errors="replace")) % 256] += 1
        rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1)
        return rows
