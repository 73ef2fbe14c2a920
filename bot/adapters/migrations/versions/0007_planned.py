"""Up to when the campaigns of each event are planned: who wishes for something after its moment is not told it late."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "planned",
        sa.Column("event", sa.Text, primary_key=True),
        sa.Column("version", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
