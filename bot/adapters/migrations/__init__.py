"""Alembic migrations, run by `bot.adapters.database.migrating`."""
