"""Recipients and what they asked for, the delivery ledger, changes that wait for an organiser, invited organisers."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

QUEUED, CLAIMED, SENDING = 0, 1, 2


def upgrade() -> None:
    _order_stars()
    _make_recipients()
    _make_ledger()
    _make_organising()
    _dismiss_what_was()


def _order_stars() -> None:
    # The audience of a reminder is read in order, a part at a time.
    op.drop_index("ix_stars_event_session", "stars")
    op.create_index("ix_stars_event_session", "stars", ["event", "session", "platform", "account", "person"])


def _make_recipients() -> None:
    op.create_table(
        "recipients",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("platform", sa.Text, nullable=False),
        sa.Column("account", sa.Text, nullable=False),
        sa.Column("chat", sa.Text, nullable=False),
        sa.Column("thread", sa.Text, nullable=False),
        sa.Column("person_account", sa.Text, nullable=False),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("language", sa.Text),
        sa.Column("zone", sa.Text),
        sa.Column("inactive_because", sa.Text, nullable=False),
        sa.Column("silenced", sa.Integer, nullable=False),
        sa.Column("quiet_from", sa.Integer, nullable=False),
        sa.Column("quiet_until", sa.Integer, nullable=False),
        sa.Column("most_a_day", sa.Integer, nullable=False),
        sa.Column("overview_at", sa.Integer),
        sa.Column("met_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("free_at", sa.BigInteger, nullable=False),
        sa.Column("told_on", sa.Integer, nullable=False),
        sa.Column("told", sa.Integer, nullable=False),
        sa.UniqueConstraint("platform", "account", "chat", "thread", name="uq_recipients_platform"),
    )
    op.create_index("ix_recipients_person", "recipients", ["platform", "person_account", "person"])
    early = sa.text("overview_at IS NOT NULL")
    op.create_index(
        "ix_recipients_overview_at", "recipients", ["overview_at", "id"], sqlite_where=early, postgresql_where=early
    )
    op.create_table(
        "lead_times",
        sa.Column("recipient", sa.Integer, sa.ForeignKey("recipients.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("event", sa.Text, primary_key=True),
        sa.Column("session", sa.Text, primary_key=True),
        sa.Column("minutes", sa.Integer, primary_key=True, autoincrement=False),
    )
    of_one = sa.text("event <> ''")
    op.create_index(
        "ix_lead_times_session", "lead_times", ["event", "session"], sqlite_where=of_one, postgresql_where=of_one
    )
    op.create_table(
        "follows",
        sa.Column("recipient", sa.Integer, sa.ForeignKey("recipients.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("event", sa.Text, primary_key=True),
        sa.Column("scope", sa.Text, primary_key=True),
        sa.Column("name", sa.Text, primary_key=True),
    )
    op.create_index("ix_follows_event", "follows", ["event", "scope", "name", "recipient"])
    op.create_table(
        "feedback",
        sa.Column("event", sa.Text, primary_key=True),
        sa.Column("session", sa.Text, primary_key=True),
        sa.Column("recipient", sa.Integer, sa.ForeignKey("recipients.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("rating", sa.Integer),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )


def _make_ledger() -> None:
    op.create_table(
        "campaigns",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("key", sa.Text, nullable=False, unique=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("event", sa.Text, nullable=False),
        sa.Column("session", sa.Text, nullable=False),
        sa.Column("due_at", sa.BigInteger, nullable=False),
        sa.Column("expires_at", sa.BigInteger, nullable=False),
        sa.Column("audience", sa.Text, nullable=False),
        sa.Column("payload", sa.Text, nullable=False),
        sa.Column("planned_to", sa.Text, nullable=False),
        sa.Column("withdrawn", sa.Integer, nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_campaigns_event", "campaigns", ["event", "session"])
    op.create_table(
        "deliveries",
        sa.Column("campaign", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("recipient", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("platform", sa.Text, nullable=False),
        sa.Column("rank", sa.SmallInteger, nullable=False),
        sa.Column("state", sa.SmallInteger, nullable=False),
        sa.Column("try_at", sa.BigInteger, nullable=False),
        sa.Column("attempts", sa.SmallInteger, nullable=False),
        sa.Column("holder", sa.Text),
        sa.Column("lease_until", sa.BigInteger),
        sa.Column("sent_at", sa.BigInteger),
        sa.Column("receipt", sa.Text),
        sa.Column("why", sa.Text),
        sqlite_with_rowid=False,
    )
    queued = sa.text(f"state = {QUEUED}")
    is_open = sa.text(f"state <= {SENDING}")
    at_work = sa.text(f"state IN ({CLAIMED}, {SENDING})")
    op.create_index(
        "ix_deliveries_due",
        "deliveries",
        ["platform", "rank", "try_at", "campaign", "recipient"],
        sqlite_where=queued,
        postgresql_where=queued,
    )
    op.create_index(
        "ix_deliveries_recipient",
        "deliveries",
        ["recipient"],
        sqlite_where=is_open,
        postgresql_where=is_open,
    )
    op.create_index(
        "ix_deliveries_lease",
        "deliveries",
        ["lease_until"],
        sqlite_where=at_work,
        postgresql_where=at_work,
    )
    op.create_table(
        "rates",
        sa.Column("bot", sa.Text, primary_key=True),
        sa.Column("next_slot_at", sa.BigInteger, nullable=False),
        sa.Column("paused_until", sa.BigInteger, nullable=False),
        sa.Column("alarm", sa.Text, nullable=False),
    )


def _make_organising() -> None:
    op.create_table(
        "announcements",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("event", sa.Text, nullable=False, index=True),
        sa.Column("from_release", sa.Integer, nullable=False),
        sa.Column("to_release", sa.Integer, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True)),
        sa.Column("decided_by", sa.Text, nullable=False),
    )
    waiting = sa.text("state = 'waiting'")
    op.create_index(
        "ix_announcements_waiting",
        "announcements",
        ["event"],
        unique=True,
        sqlite_where=waiting,
        postgresql_where=waiting,
    )
    op.create_table(
        "organisers",
        sa.Column("platform", sa.Text, primary_key=True),
        sa.Column("account", sa.Text, primary_key=True),
        sa.Column("person", sa.Text, primary_key=True),
        sa.Column("invited_by", sa.Text, nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "invitations",
        sa.Column("code_hash", sa.Text, primary_key=True),
        sa.Column("made_by", sa.Text, nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
    )


def _dismiss_what_was() -> None:
    # Releases made before anybody could be told of changes are news to nobody.
    op.execute(
        "INSERT INTO announcements"
        " (event, from_release, to_release, state, opened_at, changed_at, decided_at, decided_by)"
        " SELECT event, 1, MAX(number), 'dismissed', MIN(made_at), MAX(made_at), MAX(made_at), 'upgrade'"
        " FROM releases GROUP BY event HAVING MAX(number) > 1"
    )
