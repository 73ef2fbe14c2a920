"""The tables, as the newest migration leaves them."""

import re
from datetime import UTC, datetime, timedelta

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Connection,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

EPOCH, MICROSECOND = datetime(1970, 1, 1, tzinfo=UTC), timedelta(microseconds=1)
_unstorable = re.compile("[\x00\ud800-\udfff]")


def storable(text: str) -> str:
    """The text without what no database takes."""
    return _unstorable.sub("�", text)


def microseconds(moment: datetime) -> int:
    """A moment as `Instant` keeps it, since 1970."""
    return (moment - EPOCH) // MICROSECOND


class Moment(TypeDecorator[datetime]):
    """A timezone-aware moment, kept in UTC: SQLite knows no time zones and would give it back naive."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy calls it so
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("A moment needs a time zone.")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy calls it so
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Written(TypeDecorator[str]):
    """Text as people send it; characters that no database takes (halves of a pair, NUL) become �."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy calls it so
        return None if value is None else storable(value)


class Instant(TypeDecorator[datetime]):
    """A timezone-aware moment as microseconds since 1970: narrow rows, and both databases compare and add alike."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:  # noqa: ARG002 - SQLAlchemy calls it so
        return None if value is None else microseconds(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy calls it so
        return None if value is None else EPOCH + value * MICROSECOND


# JSON is kept as text: what cannot be read then fails in our own hands, row by row, and not while rows are fetched.
Json = Written

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)

content_revisions = Table(
    "content_revisions",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("content_hash", Written, nullable=False),
    Column("loaded_at", Moment, nullable=False),
)

content_texts = Table(
    "content_texts",
    metadata,
    Column("revision", ForeignKey(content_revisions.c.number, ondelete="CASCADE"), primary_key=True),
    Column("path", Written, primary_key=True),
    Column("text", Written, nullable=False),
)

content_trouble = Table(
    "content_trouble",
    metadata,
    Column("id", Integer, CheckConstraint("id = 1", name="one_row"), primary_key=True, autoincrement=False),
    Column("since", Moment, nullable=False),
    Column("says", Written, nullable=False),
)

memories = Table(
    "memories",
    metadata,
    Column("conversation", Written, primary_key=True),
    Column("state", Json, nullable=False),
    Column("updated_at", Moment, nullable=False),
)

transcripts = Table(
    "transcripts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("conversation", Written, nullable=False, index=True),
    Column("asked", Written, nullable=False),
    Column("reply", Json, nullable=False),
    Column("at", Moment, nullable=False),
)

misses = Table(
    "misses",
    metadata,
    Column("folded", Written, primary_key=True),
    Column("text", Written, nullable=False),
    Column("times", Integer, nullable=False),
    Column("first_at", Moment, nullable=False),
    Column("last_at", Moment, nullable=False),
    Column("nearest", Json, nullable=False),
)

persons = Table(
    "persons",
    metadata,
    Column("platform", Written, primary_key=True),
    Column("account", Written, primary_key=True),
    Column("id", Written, primary_key=True),
    Column("language", Written),
    Column("zone", Written),
    Column("zone_said", SmallInteger, nullable=False, server_default=text("0")),  # 1: by themselves
    Column("seen_at", Moment, nullable=False),
)

leases = Table(
    "leases",
    metadata,
    Column("name", Written, primary_key=True),
    Column("holder", Written, nullable=False),
    Column("until", Moment, nullable=False),
)


releases = Table(
    "releases",
    metadata,
    Column("event", Written, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("made_at", Moment, nullable=False),
    Column("source", Written, nullable=False),
    Column("counts", Json, nullable=False),
    Column("programme", Json, nullable=False),
)

# The sessions of each event's newest release, for what has to be joined with them; the release itself is the truth.
sessions = Table(
    "sessions",
    metadata,
    Column("event", Written, primary_key=True),
    Column("id", Written, primary_key=True),
    Column("starts_at", Moment, nullable=False, index=True),
    Column("ends_at", Moment),
    Column("status", Written, nullable=False),
    Column("changed_in", Integer, nullable=False),  # the number of the release that changed it last
)

standings = Table(
    "standings",
    metadata,
    Column("event", Written, primary_key=True),
    Column("held", Json, nullable=False),
    Column("aliases", Json, nullable=False),
)

feeds = Table(
    "feeds",
    metadata,
    Column("event", Written, primary_key=True),
    Column("url", Written, nullable=False),
    Column("zone", Written),
    Column("etag", Written, nullable=False),
    Column("modified", Written, nullable=False),
    Column("trusted", Integer, nullable=False),
    Column("checked_at", Moment),
    Column("trouble", Written),
    Column("trouble_since", Moment),
)

stars = Table(
    "stars",
    metadata,
    Column("platform", Written, primary_key=True),
    Column("account", Written, primary_key=True),
    Column("person", Written, primary_key=True),
    Column("event", Written, primary_key=True),
    Column("session", Written, primary_key=True),
    Column("starred_at", Moment, nullable=False),
    Index("ix_stars_event_session", "event", "session", "platform", "account", "person"),
)

calendar_addresses = Table(
    "calendar_addresses",
    metadata,
    Column("platform", Written, primary_key=True),
    Column("account", Written, primary_key=True),
    Column("person", Written, primary_key=True),
    Column("address", Written, nullable=False, unique=True),
    Column("made_at", Moment, nullable=False),
)


_early = text("overview_at IS NOT NULL")

recipients = Table(
    "recipients",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("platform", Written, nullable=False),
    Column("account", Written, nullable=False),
    Column("chat", Written, nullable=False),
    Column("thread", Written, nullable=False),
    # Whose private chat it is, as `stars` names them; both empty for a channel or group. Telegram's people have no
    # account, while their chats have that of the bot.
    Column("person_account", Written, nullable=False),
    Column("person", Written, nullable=False),
    Column("language", Written),
    Column("zone", Written),
    Column("inactive_because", Written, nullable=False),  # empty while they can be reached and want to be
    Column("silenced", Integer, nullable=False),  # a bit for each kind of notification they do not want
    Column("quiet_from", Integer, nullable=False),  # minutes after midnight; the same as until: no quiet hours
    Column("quiet_until", Integer, nullable=False),
    Column("most_a_day", Integer, nullable=False),
    Column("overview_at", Integer),  # minutes after midnight, by the venue's clocks; NULL: no morning overview
    Column("met_at", Moment, nullable=False),
    Column("free_at", Instant, nullable=False),  # when the platform takes the next message for them
    Column("told_on", Integer, nullable=False),  # the day, as an ordinal, on which `told` messages were sent
    Column("told", Integer, nullable=False),
    UniqueConstraint("platform", "account", "chat", "thread"),
    Index("ix_recipients_person", "platform", "person_account", "person"),
    Index("ix_recipients_overview_at", "overview_at", "id", sqlite_where=_early, postgresql_where=_early),
)


def _recipient() -> Column[int]:
    return Column("recipient", ForeignKey(recipients.c.id, ondelete="CASCADE"), primary_key=True)


NO_LEAD = -1  # minutes of the one row of those who want no reminder: of this session, or of all

_of_one = text("event <> ''")

# Empty event and session: for all sessions. Who has rows for a session has these for it and none of the others.
lead_times = Table(
    "lead_times",
    metadata,
    _recipient(),
    Column("event", Written, primary_key=True),
    Column("session", Written, primary_key=True),
    Column("minutes", Integer, primary_key=True, autoincrement=False),
    Index("ix_lead_times_session", "event", "session", sqlite_where=_of_one, postgresql_where=_of_one),
)

follows = Table(
    "follows",
    metadata,
    _recipient(),
    Column("event", Written, primary_key=True),  # empty: the association
    Column("scope", Written, primary_key=True),
    Column("name", Written, primary_key=True),
    Index("ix_follows_event", "event", "scope", "name", "recipient"),
)

feedback = Table(
    "feedback",
    metadata,
    Column("event", Written, primary_key=True),
    Column("session", Written, primary_key=True),
    _recipient(),
    Column("rating", Integer),
    Column("words", Written, nullable=False),
    Column("at", Moment, nullable=False),
)

campaigns = Table(
    "campaigns",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", Written, nullable=False, unique=True),
    Column("kind", Written, nullable=False),
    Column("event", Written, nullable=False),
    Column("session", Written, nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("audience", Json, nullable=False),
    Column("payload", Json, nullable=False),
    Column("planned_to", Json, nullable=False),  # how far its audience has its rows: see ledger/parts.py
    Column("withdrawn", Integer, nullable=False),  # 1: nothing of it is pending any more, until it is planned again
    Column("made_at", Moment, nullable=False),
    Index("ix_campaigns_event", "event", "session"),
)

planned = Table(
    "planned",
    metadata,
    Column("event", Written, primary_key=True),  # empty: deadlines
    Column("version", Written, nullable=False),
    Column("at", Moment, nullable=False),
)

_queued, _at_work, _open = text("state = 0"), text("state IN (1, 2)"), text("state <= 2")
_IN_TURN = "platform", "rank", "try_at", "campaign", "recipient"

deliveries = Table(
    "deliveries",
    metadata,
    Column("campaign", Integer, primary_key=True, autoincrement=False),
    Column("recipient", Integer, primary_key=True, autoincrement=False),
    Column("platform", Written, nullable=False),
    Column("rank", SmallInteger, nullable=False),
    Column("state", SmallInteger, nullable=False),
    Column("try_at", Instant, nullable=False),
    Column("attempts", SmallInteger, nullable=False),
    Column("holder", Written),
    Column("lease_until", Instant),
    Column("sent_at", Instant),
    Column("receipt", Json),
    Column("why", Written),
    Index("ix_deliveries_due", *_IN_TURN, sqlite_where=_queued, postgresql_where=_queued),
    Index("ix_deliveries_recipient", "recipient", sqlite_where=_open, postgresql_where=_open),
    Index("ix_deliveries_lease", "lease_until", sqlite_where=_at_work, postgresql_where=_at_work),
    sqlite_with_rowid=False,
)

rates = Table(
    "rates",
    metadata,
    Column("bot", Written, primary_key=True),
    Column("next_slot_at", Instant, nullable=False),
    Column("paused_until", Instant, nullable=False),
    Column("alarm", Written, nullable=False),
)

_waiting = text("state = 'waiting'")

announcements = Table(
    "announcements",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("event", Written, nullable=False, index=True),
    Column("from_release", Integer, nullable=False),
    Column("to_release", Integer, nullable=False),
    Column("state", Written, nullable=False),
    Column("opened_at", Moment, nullable=False),
    Column("changed_at", Moment, nullable=False),
    Column("decided_at", Moment),
    Column("decided_by", Written, nullable=False),
    Index("ix_announcements_waiting", "event", unique=True, sqlite_where=_waiting, postgresql_where=_waiting),
)

organisers = Table(
    "organisers",
    metadata,
    Column("platform", Written, primary_key=True),
    Column("account", Written, primary_key=True),
    Column("person", Written, primary_key=True),
    Column("invited_by", Written, nullable=False),
    Column("since", Moment, nullable=False),
)

invitations = Table(
    "invitations",
    metadata,
    Column("code_hash", Written, primary_key=True),
    Column("made_by", Written, nullable=False),
    Column("expires_at", Moment, nullable=False),
)

# Files that organisers sent, while they wait to be taken in; forgotten after an hour, and not in backups.
uploads = Table(
    "uploads",
    metadata,
    Column("id", Written, primary_key=True),
    Column("platform", Written, nullable=False),
    Column("account", Written, nullable=False),
    Column("person", Written, nullable=False),
    Column("name", Written, nullable=False),
    Column("data", LargeBinary, nullable=False),
    Column("sent_at", Moment, nullable=False),
    Column("event", Written, nullable=False),
    Column("zone", Written),
)


def insert(connection: AsyncConnection | Connection, table: Table) -> sqlite.Insert | postgresql.Insert:
    """An insert that knows ON CONFLICT, which both databases spell alike and SQLAlchemy keeps per database."""
    return postgresql.insert(table) if connection.dialect.name == "postgresql" else sqlite.insert(table)
