"""The time zone that a person lives by, and whether they said it themselves."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.add_column("persons", sa.Column("zone", sa.Text))
    op.add_column("persons", sa.Column("zone_said", sa.SmallInteger, nullable=False, server_default=sa.text("0")))
