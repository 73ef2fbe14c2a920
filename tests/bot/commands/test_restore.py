from pathlib import Path

import pytest

from bot.adapters.database.alone import alone
from tests.bot.commands.conftest import Docent, Process


def test_backup_of_one_database_restores_into_another(
    here: Docent, new_postgresql_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    here("chat", typed="Which mountain is the highest?\n")
    missed = here("misses").stdout
    saved = here("backup", "docent.backup").stdout.split()[1]
    monkeypatch.setenv("DOCENT_DATABASE_URL", new_postgresql_url)

    restored = here("restore", "docent.backup").stdout

    assert "highest" in missed
    assert (here("misses").stdout, restored.split(",")[0]) == (missed, f"Restored {saved} rows")


def test_database_that_holds_something_is_replaced_only_when_told_to(process: Process, tmp_path: Path) -> None:
    process("chat")
    process("backup", "docent.backup")

    refused = process("restore", "docent.backup")
    replaced = process("restore", "docent.backup", "--replace")

    says = (
        f'The database "{tmp_path / "docent.db"}" is not empty. Replace all that it holds with the backup: --replace\n'
    )
    assert (refused.returncode, refused.stdout, refused.stderr) == (1, "", says)
    assert (replaced.returncode, replaced.stderr) == (0, "")


def test_database_on_which_docent_runs_stays(process: Process, tmp_path: Path) -> None:
    process("chat")
    process("backup", "docent.backup")

    with alone(f"sqlite:///{tmp_path / 'docent.db'}"):
        refused = process("restore", "docent.backup", "--replace")

    assert (refused.returncode, refused.stderr.partition(" works")[0]) == (1, "Another docent run")
