import gzip
import json
from pathlib import Path

import pytest
from sqlalchemy import insert

from bot.adapters.database.backing_up import NOT_IN_BACKUPS, back_up
from bot.adapters.database.backup_files import FORMAT, Head
from bot.adapters.database.migrating import migrate, newest, opened, upgrade
from bot.adapters.database.tables import metadata, misses
from bot.errors import SetUpWrong
from tests.bot.adapters.database.conftest import fill, rows_of
from tests.fakes import NOON


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    return tmp_path / "docent.backup"


def quietly(done: int, total: int) -> None:
    """Tells nobody."""


def miss(number: int) -> dict[str, object]:
    text = f"dog {number}?"
    return {"folded": text, "text": text, "times": 1, "first_at": NOON, "last_at": NOON, "nearest": "[]"}


def add_misses(url: str, numbers: range) -> None:
    with opened(url) as engine, engine.begin() as connection:
        connection.execute(insert(misses), [miss(number) for number in numbers])


def lines(backup: Path) -> list[dict[str, object]]:
    with gzip.open(backup, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def test_backup_is_a_head_and_a_row_a_line(each_url: str, backup: Path) -> None:
    upgrade(each_url)
    add_misses(each_url, range(1))

    head = back_up(each_url, backup, at=NOON, told=quietly)

    noon = "2026-11-22T12:00:00+00:00"
    counts = {name: int(name == "misses") for name in metadata.tables if name not in NOT_IN_BACKUPS}
    assert head == Head(FORMAT, newest(), NOON, counts)
    assert lines(backup) == [
        {"docent_backup": FORMAT, "schema": newest(), "made_at": noon, "rows": counts},
        {"table": "misses", "row": {**miss(0), "first_at": noon, "last_at": noon}},
    ]


def test_what_is_written_meanwhile_is_not_in_it_and_waits_for_nothing(each_url: str, backup: Path) -> None:
    upgrade(each_url)
    add_misses(each_url, range(600))
    told: list[tuple[int, int]] = []

    def write_meanwhile(done: int, total: int) -> None:
        told.append((done, total))
        add_misses(each_url, range(600, 1200))

    back_up(each_url, backup, at=NOON, told=write_meanwhile)

    assert (told, len(lines(backup)), len(rows_of(each_url)["misses"])) == ([(500, 600)], 601, 1200)


def test_database_of_an_older_schema_is_not_migrated_for_it(each_url: str, backup: Path) -> None:
    with opened(each_url) as engine, engine.begin() as connection:
        migrate(connection, "0001")

    head = back_up(each_url, backup, at=NOON, told=quietly)

    assert (head.schema, "persons" in head.rows, "persons" in rows_of(each_url)) == ("0001", False, False)


def test_database_without_tables_is_nothing_to_back_up(each_url: str, backup: Path) -> None:
    with pytest.raises(SetUpWrong, match="the database has no tables yet"):
        back_up(each_url, backup, at=NOON, told=quietly)

    assert not backup.exists()


def test_only_its_owner_may_read_it(url: str, backup: Path) -> None:
    fill(url)

    back_up(url, backup, at=NOON, told=quietly)

    assert backup.stat().st_mode & 0o777 == 0o600


def test_file_that_is_there_stays_unless_it_is_to_be_replaced(url: str, backup: Path) -> None:
    fill(url)
    backup.write_text("Dear diary")

    with pytest.raises(SetUpWrong) as caught:
        back_up(url, backup, at=NOON, told=quietly)
    before = backup.read_text()
    back_up(url, backup, at=NOON, told=quietly, replace=True)

    says = f'There is a file "{backup}" already. Name another, or replace it: --replace'
    assert (str(caught.value), before, lines(backup)[0]["schema"]) == (says, "Dear diary", newest())
    assert backup.stat().st_mode & 0o777 == 0o600


def test_backup_that_breaks_off_leaves_the_earlier_one_and_nothing_else(url: str, backup: Path) -> None:
    def break_off(done: int, total: int) -> None:
        raise KeyboardInterrupt

    upgrade(url)
    add_misses(url, range(500))
    backup.write_text("the earlier one")
    with pytest.raises(KeyboardInterrupt):
        back_up(url, backup, at=NOON, told=break_off, replace=True)

    files = sorted(path.name for path in backup.parent.iterdir() if path.is_file())
    assert (backup.read_text(), files) == ("the earlier one", [backup.name])


def test_database_is_not_replaced_by_its_own_backup(url: str, file: Path) -> None:
    fill(url)

    with pytest.raises(SetUpWrong) as caught:
        back_up(url, file, at=NOON, told=quietly, replace=True)

    assert str(caught.value) == f'"{file}" is the database itself. Name another file.'


def test_folder_that_is_not_there_is_told(url: str, tmp_path: Path) -> None:
    fill(url)
    backup = tmp_path / "nowhere" / "docent.backup"

    with pytest.raises(SetUpWrong) as caught:
        back_up(url, backup, at=NOON, told=quietly)

    says = f'The backup cannot be written to "{backup}": No such file or directory. Name another file.'
    assert str(caught.value) == says


def test_folder_in_place_of_the_file_is_told(url: str, tmp_path: Path) -> None:
    fill(url)

    with pytest.raises(SetUpWrong) as caught:
        back_up(url, tmp_path, at=NOON, told=quietly, replace=True)

    assert str(caught.value) == f'The backup cannot be written to "{tmp_path}": Is a directory. Name another file.'
