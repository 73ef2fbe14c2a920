from pathlib import Path

import pytest

from bot.adapters.database.migrating import newest
from bot.commands.backup import Progress
from tests.bot.commands.conftest import Docent, Process


def test_backup_says_what_it_saved_and_where(here: Docent, tmp_path: Path) -> None:
    here("db", "upgrade")

    done = here("backup", "docent.backup")

    assert done.stdout == f"Saved 0 rows of schema {newest()} in docent.backup.\n"
    assert (tmp_path / "docent.backup").stat().st_mode & 0o777 == 0o600


def test_whatever_is_wrong_is_one_line(process: Process) -> None:
    done = process("backup", "docent.backup")

    says = "There is nothing to back up: the database has no tables yet.\n"
    assert (done.returncode, done.stdout, done.stderr) == (1, "", says)


def test_progress_is_told_every_two_seconds_and_not_before(capsys: pytest.CaptureFixture[str]) -> None:
    seconds = iter([0.0, 1.9, 2.0, 3.9, 4.1])
    progress = Progress("Saved", lambda: next(seconds))

    for done in [500, 1000, 1500, 2000]:
        progress(done, 2500)

    assert capsys.readouterr().err == "Saved 1000 of 2500 rows ...\nSaved 2000 of 2500 rows ...\n"
