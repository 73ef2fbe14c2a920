"""Alembic runs this file. `migrating.upgrade` hands in the connection, with one transaction around everything."""

from alembic import context

from bot.adapters.database.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,  # SQLite cannot change a column; Alembic copies the table
)
with context.begin_transaction():
    context.run_migrations()
