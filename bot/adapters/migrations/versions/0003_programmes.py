"""Programmes in numbered releases, the feeds they come from, and everybody's own schedule."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    _make_releases()
    _make_feeds()
    _make_own_schedules()


def _make_releases() -> None:
    op.create_table(
        "releases",
        sa.Column("event", sa.Text, primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("counts", sa.Text, nullable=False),
        sa.Column("programme", sa.Text, nullable=False),
    )
    op.create_table(
        "sessions",
        sa.Column("event", sa.Text, primary_key=True),
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True)),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("changed_in", sa.Integer, nullable=False),
    )
    op.create_index("ix_sessions_starts_at", "sessions", ["starts_at"])
    op.create_table(
        "standings",
        sa.Column("event", sa.Text, primary_key=True),
        sa.Column("held", sa.Text, nullable=False),
        sa.Column("aliases", sa.Text, nullable=False),
    )


def _make_feeds() -> None:
    op.create_table(
        "feeds",
        sa.Column("event", sa.Text, primary_key=True),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("zone", sa.Text),
        sa.Column("etag", sa.Text, nullable=False),
        sa.Column("modified", sa.Text, nullable=False),
        sa.Column("trusted", sa.Integer, nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True)),
        sa.Column("trouble", sa.Text),
        sa.Column("trouble_since", sa.DateTime(timezone=True)),
    )


def _make_own_schedules() -> None:
    op.create_table(
        "stars",
        sa.Column("platform", sa.Text, primary_key=True),
        sa.Column("account", sa.Text, primary_key=True),
        sa.Column("person", sa.Text, primary_key=True),
        sa.Column("event", sa.Text, primary_key=True),
        sa.Column("session", sa.Text, primary_key=True),
        sa.Column("starred_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_stars_event_session", "stars", ["event", "session"])
    op.create_table(
        "calendar_addresses",
        sa.Column("platform", sa.Text, primary_key=True),
        sa.Column("account", sa.Text, primary_key=True),
        sa.Column("person", sa.Text, primary_key=True),
        sa.Column("address", sa.Text, nullable=False, unique=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
    )
