"""All stores of one database, opened together."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from bot.adapters.database.buffered import (
    BufferedMemories,
    BufferedMisses,
    RememberedPersons,
    written_in_time,
)
from bot.adapters.database.engine import open_database
from bot.adapters.database.feeds import SqlFeeds
from bot.adapters.database.leases import SqlLeases
from bot.adapters.database.memories import SqlMemories
from bot.adapters.database.migrating import upgrade
from bot.adapters.database.misses import SqlMisses
from bot.adapters.database.persons import SqlPersons
from bot.adapters.database.programmes import SqlProgrammes
from bot.adapters.database.revisions import SqlRevisions
from bot.adapters.database.stars import SqlCalendarAddresses, SqlStars
from bot.adapters.database.transcripts import SqlTranscripts


@dataclass(frozen=True, slots=True)
class Stores:
    """What Docent keeps."""

    memories: SqlMemories | BufferedMemories
    misses: SqlMisses | BufferedMisses
    transcripts: SqlTranscripts
    revisions: SqlRevisions
    persons: SqlPersons | RememberedPersons
    leases: SqlLeases
    programmes: SqlProgrammes
    feeds: SqlFeeds
    stars: SqlStars
    calendar_addresses: SqlCalendarAddresses


@asynccontextmanager
async def open_stores(url: str) -> AsyncIterator[Stores]:
    """The stores of this database, migrated first; closed at the end.

    Raises:
        SetUpWrong: the database cannot be used.
    """
    upgrade(url)
    engine = open_database(url)
    memories, misses, persons = SqlMemories(engine), SqlMisses(engine), SqlPersons(engine)
    transcripts, revisions, leases = SqlTranscripts(engine), SqlRevisions(engine), SqlLeases(engine)
    schedule = SqlProgrammes(engine), SqlFeeds(engine), SqlStars(engine), SqlCalendarAddresses(engine)
    try:
        if engine.dialect.name != "sqlite":  # replicas must see at once what another one remembers
            yield Stores(memories, misses, transcripts, revisions, persons, leases, *schedule)
            return
        async with (
            written_in_time(BufferedMemories(memories)) as at_hand,
            written_in_time(BufferedMisses(misses)) as new,
        ):
            yield Stores(at_hand, new, transcripts, revisions, RememberedPersons(persons), leases, *schedule)
    finally:
        await engine.dispose()
