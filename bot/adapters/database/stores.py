"""All stores of one database, opened together."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext
from dataclasses import dataclass

from bot.adapters.database.buffered import BufferedMemories, buffered
from bot.adapters.database.engine import open_database
from bot.adapters.database.leases import SqlLeases
from bot.adapters.database.memories import SqlMemories
from bot.adapters.database.migrating import upgrade
from bot.adapters.database.misses import SqlMisses
from bot.adapters.database.persons import SqlPersons
from bot.adapters.database.revisions import SqlRevisions
from bot.adapters.database.transcripts import SqlTranscripts


@dataclass(frozen=True, slots=True)
class Stores:
    """What Docent keeps."""

    memories: SqlMemories | BufferedMemories
    transcripts: SqlTranscripts
    misses: SqlMisses
    revisions: SqlRevisions
    persons: SqlPersons
    leases: SqlLeases


@asynccontextmanager
async def open_stores(url: str) -> AsyncIterator[Stores]:
    """The stores of this database, migrated first; closed at the end.

    Raises:
        SetUpWrong: the database cannot be used.
    """
    upgrade(url)
    engine = open_database(url)
    memories = SqlMemories(engine)
    try:
        # SQLite has one process; replicas on PostgreSQL must see at once what another one remembers.
        async with buffered(memories) if engine.dialect.name == "sqlite" else nullcontext(memories) as remembering:
            yield Stores(
                remembering,
                SqlTranscripts(engine),
                SqlMisses(engine),
                SqlRevisions(engine),
                SqlPersons(engine),
                SqlLeases(engine),
            )
    finally:
        await engine.dispose()
