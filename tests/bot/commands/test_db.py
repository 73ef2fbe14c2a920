from pathlib import Path

import pytest

from bot.adapters.database.migrating import migrate, newest, opened
from tests.bot.commands.conftest import Docent


def test_upgrade_says_from_which_schema_to_which(here: Docent, tmp_path: Path) -> None:
    where = f"SQLite, {tmp_path / 'docent.db'}"

    told = [here("db", "upgrade").stdout, here("db", "upgrade").stdout]

    assert told == [
        f"{where}: from no schema to schema {newest()} ...\nDone.\n",
        f"{where}: at schema {newest()}, the newest, already.\n",
    ]


def test_older_database_is_brought_up(here: Docent, new_postgresql_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCENT_DATABASE_URL", new_postgresql_url)
    with opened(new_postgresql_url) as engine, engine.begin() as connection:
        migrate(connection, "0001")

    lines = here("db", "upgrade").stdout.splitlines()

    assert [line.partition(": ")[2] for line in lines[:1]] + lines[1:] == [
        f"from schema 0001 to schema {newest()} ...",
        "Done.",
    ]
