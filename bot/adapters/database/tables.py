"""The tables, as the newest migration leaves them."""

import re
from datetime import UTC, datetime

from sqlalchemy import (
    CheckConstraint,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    TypeDecorator,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

_unstorable = re.compile("[\x00\ud800-\udfff]")


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
        return None if value is None else _unstorable.sub("�", value)


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
    Index("ix_stars_event_session", "event", "session"),
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


def insert(connection: AsyncConnection, table: Table) -> sqlite.Insert | postgresql.Insert:
    """An insert that knows ON CONFLICT, which both databases spell alike and SQLAlchemy keeps per database."""
    return postgresql.insert(table) if connection.dialect.name == "postgresql" else sqlite.insert(table)
