"""One `docent run` on SQLite: refused while the other lives, and not a moment longer."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.adapters.database.alone import ENDING, alone
from bot.adapters.database.stores import open_stores
from bot.errors import SetUpWrong
from tests.factories import ROOT

HOLD = """
import sys, time
from bot.adapters.database.alone import alone
with alone(sys.argv[1]):
    print("held", flush=True)
    time.sleep(60)
"""


@contextmanager
def holding(url: str) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the database."""
    command = [sys.executable, "-c", HOLD, url]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8") as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        try:
            yield process
        finally:
            process.kill()


def test_second_is_refused_and_told_what_to_do(url: str, file: Path) -> None:
    with alone(url), pytest.raises(SetUpWrong) as wrong, alone(url):
        pass

    assert str(wrong.value) == (
        f"Another docent run works on {file} already. Stop that one first."
        " Several beside each other need PostgreSQL: set DOCENT_DATABASE_URL."
    )


def test_one_after_the_other_is_fine(url: str) -> None:
    for _ in range(2):
        with alone(url):
            pass


def test_the_same_file_by_another_name_is_the_same(url: str, file: Path, tmp_path: Path) -> None:
    with alone(url):
        (tmp_path / "link").symlink_to(file.parent)
        with pytest.raises(SetUpWrong, match="works on"), alone(f"sqlite:///{tmp_path / 'link' / file.name}"):
            pass


def test_process_that_was_killed_holds_nothing(url: str) -> None:
    with holding(url) as process:
        with pytest.raises(SetUpWrong, match="works on"), alone(url):
            pass
        process.send_signal(signal.SIGKILL)
        process.wait()

        with alone(url):
            pass


async def test_other_commands_work_beside_it(url: str) -> None:
    with alone(url):
        async with open_stores(url) as stores:
            assert await stores.misses.grouped() == []


def test_what_goes_wrong_inside_is_not_taken_for_a_lock(url: str) -> None:
    with pytest.raises(ZeroDivisionError), alone(url):
        raise ZeroDivisionError


def test_folder_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(SetUpWrong, match="There is no folder"), alone(f"sqlite:///{tmp_path / 'file' / 'docent.db'}"):
        pass


def test_lock_that_cannot_be_made_is_one_line(url: str, file: Path) -> None:
    file.with_name(f"{file.name}{ENDING}").mkdir(parents=True)

    with pytest.raises(SetUpWrong, match=file.name), alone(url):
        pass


def test_on_postgresql_there_may_be_many(postgresql_url: str) -> None:
    with alone(postgresql_url), alone(postgresql_url):
        pass
