"""All stores of one database, opened together."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

from bot.adapters.database.announcements import SqlAnnouncements, SqlAudiences
from bot.adapters.database.buffered import (
    BufferedMemories,
    BufferedMisses,
    RememberedPersons,
    written_in_time,
)
from bot.adapters.database.engine import open_database
from bot.adapters.database.feeds import SqlFeeds
from bot.adapters.database.leases import SqlLeases
from bot.adapters.database.ledger.sql_ledger import SqlDeliveryLedger
from bot.adapters.database.memories import SqlMemories
from bot.adapters.database.migrating import upgrade
from bot.adapters.database.misses import SqlMisses
from bot.adapters.database.organisers import SqlInvitedOrganisers
from bot.adapters.database.persons import SqlPersons
from bot.adapters.database.programmes import SqlProgrammes
from bot.adapters.database.rates import SqlRates
from bot.adapters.database.revisions import SqlRevisions
from bot.adapters.database.stars import SqlCalendarAddresses, SqlStars
from bot.adapters.database.subscriptions import SqlSubscriptions
from bot.adapters.database.transcripts import SqlTranscripts
from bot.adapters.database.uploads import SqlUploads


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
    uploads: SqlUploads
    subscriptions: SqlSubscriptions
    ledger: SqlDeliveryLedger
    rates: SqlRates
    announcements: SqlAnnouncements
    audiences: SqlAudiences
    invited: SqlInvitedOrganisers


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
    schedule = (
        SqlProgrammes(engine),
        SqlFeeds(engine),
        SqlStars(engine),
        SqlCalendarAddresses(engine),
        SqlUploads(engine),
    )
    ledger, rates = SqlDeliveryLedger(engine), SqlRates(engine)
    told = SqlSubscriptions(engine), ledger, rates
    organising = SqlAnnouncements(engine), SqlAudiences(engine), SqlInvitedOrganisers(engine)
    async with AsyncExitStack() as opened:  # which closes all of them, whatever comes of one
        for close in (engine.dispose, rates.close, ledger.close):
            opened.push_async_callback(close)
        if engine.dialect.name != "sqlite":  # replicas must see at once what another one remembers
            yield Stores(memories, misses, transcripts, revisions, persons, leases, *schedule, *told, *organising)
            return
        at_hand = await opened.enter_async_context(written_in_time(BufferedMemories(memories)))
        new = await opened.enter_async_context(written_in_time(BufferedMisses(misses)))
        known = RememberedPersons(persons)
        yield Stores(at_hand, new, transcripts, revisions, known, leases, *schedule, *told, *organising)
