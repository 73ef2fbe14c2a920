import asyncio
import gzip
import json
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot.adapters.database import restoring
from bot.adapters.database.backing_up import NOT_IN_BACKUPS, back_up
from bot.adapters.database.migrating import migrate, newest, opened, tables_at, upgrade
from bot.adapters.database.restoring import restore
from bot.adapters.database.stores import open_stores
from bot.adapters.database.tables import metadata, misses
from bot.errors import SetUpWrong
from bot.messages import Kind, Reply
from bot.notifications.ledger import CampaignReport, Reached, State
from bot.ports import Turn
from tests.bot.adapters.database.conftest import ANA, fill, rows_of
from tests.fakes import NOON

Lines = list[dict[str, Any]]
CARRIED = set(metadata.tables) - NOT_IN_BACKUPS
LATER = NOON + timedelta(minutes=5)
LONG_AGO = NOON - timedelta(days=1)  # nothing was due yet
TABLES_OF_0001 = set(tables_at("0001").tables)


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    return tmp_path / "docent.backup"


def quietly(done: int, total: int) -> None:
    """Tells nobody."""


def saved(url: str, backup: Path) -> Path:
    back_up(url, backup, at=NOON, told=quietly)
    return backup


def refused(url: str, backup: Path, *, replace: bool = True) -> str:
    with pytest.raises(SetUpWrong) as caught:
        restore(url, backup, now=LONG_AGO, told=quietly, replace=replace)
    return str(caught.value)


def edit(backup: Path, change: Callable[[Lines], object]) -> None:
    with gzip.open(backup, "rt", encoding="utf-8") as file:
        lines = [json.loads(line) for line in file]
    change(lines)
    with gzip.open(backup, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(line) + "\n" for line in lines)


def carried(url: str) -> dict[str, list[tuple[object, ...]]]:
    return {name: rows for name, rows in rows_of(url).items() if name in CARRIED}


def test_everything_comes_back_from_any_database_into_any_other(source_url: str, each_url: str, backup: Path) -> None:
    fill(source_url)

    head = restore(each_url, saved(source_url, backup), now=LONG_AGO, told=quietly).head

    assert carried(each_url) == carried(source_url)
    assert {name for name, rows in carried(each_url).items() if rows} == CARRIED
    assert head.total == sum(map(len, carried(source_url).values()))


def test_numbers_go_on_where_they_were(each_url: str, source_url: str, backup: Path) -> None:
    async def write_on() -> tuple[int, list[str]]:
        async with open_stores(each_url) as stores:
            revision = await stores.revisions.keep({}, "hash-3", at=NOON)
            await stores.transcripts.append(ANA, Turn("one more", Reply(Kind.HELP, ()), NOON))
            return revision.number, [turn.asked for turn in await stores.transcripts.recent(ANA)][3:]

    fill(source_url)
    restore(each_url, saved(source_url, backup), now=LONG_AGO, told=quietly)

    assert asyncio.run(write_on()) == (3, ["one more"])


def test_database_that_holds_something_stays_unless_it_is_to_be_replaced(each_url: str, backup: Path) -> None:
    fill(each_url, word="old")
    saved(each_url, backup)
    before = carried(each_url)
    asyncio.run(forget(each_url))
    fill(each_url, word="new")
    after = rows_of(each_url)

    says = refused(each_url, backup, replace=False)

    assert says.endswith("is not empty. Replace all that it holds with the backup: --replace")
    assert rows_of(each_url) == after
    restore(each_url, backup, now=LONG_AGO, told=quietly, replace=True)
    assert carried(each_url) == before


async def forget(url: str) -> None:
    async with open_stores(url) as stores:
        await stores.transcripts.forget(ANA)
        await stores.misses.forget_older_than(timedelta(0), now=NOON + timedelta(days=1))


def test_leases_are_given_back_by_a_restore(each_url: str, backup: Path) -> None:
    fill(each_url)

    restore(each_url, saved(each_url, backup), now=LONG_AGO, told=quietly, replace=True)

    assert rows_of(each_url)["leases"] == []


def test_what_was_due_since_the_backup_may_have_gone_out_and_is_not_sent_again(each_url: str, backup: Path) -> None:
    fill(each_url)
    saved(each_url, backup)

    restored = restore(each_url, backup, now=LATER, told=quietly, replace=True)
    reports, reached = asyncio.run(told_and_reached(each_url))

    assert (restored.doubted, reached and reached.at) == (2, LATER)
    assert [dict(each.counts) for each in reports] == [{State.SENT: 1}, {State.UNKNOWN: 2}]


async def told_and_reached(url: str) -> tuple[Sequence[CampaignReport], Reached | None]:
    async with open_stores(url) as stores:
        reached = await stores.ledger.reached("spring-meeting")
        return sorted(await stores.ledger.reports(), key=lambda each: -each.kind.at_least_once), reached


def test_database_on_which_docent_runs_is_not_replaced(each_url: str, backup: Path) -> None:
    fill(each_url)
    saved(each_url, backup)
    asyncio.run(plans(each_url))

    with pytest.raises(SetUpWrong, match=r"A docent run works on .* Stop it first"):
        restore(each_url, backup, now=NOON, told=quietly, replace=True)

    restore(each_url, backup, now=LATER, told=quietly, replace=True)


async def plans(url: str) -> None:
    async with open_stores(url) as stores:
        await stores.leases.take("planner", "somebody", until=NOON + timedelta(seconds=9), now=NOON)


def test_older_backup_is_brought_to_the_newest_schema(source_url: str, each_url: str, backup: Path) -> None:
    fill(source_url)
    saved(source_url, backup)
    edit(backup, as_0001_wrote_it)

    head = restore(each_url, backup, now=LONG_AGO, told=quietly).head

    expected = {name: rows if name in TABLES_OF_0001 else [] for name, rows in carried(source_url).items()}
    assert (head.schema, carried(each_url)) == ("0001", expected)
    upgrade(each_url)


def as_0001_wrote_it(lines: Lines) -> None:
    lines[0]["schema"] = "0001"
    lines[0]["rows"] = {name: rows for name, rows in lines[0]["rows"].items() if name in TABLES_OF_0001}
    lines[1:] = [line for line in lines[1:] if line["table"] in TABLES_OF_0001]


def test_database_of_an_older_schema_takes_a_newer_backup(source_url: str, each_url: str, backup: Path) -> None:
    fill(source_url)
    with opened(each_url) as engine, engine.begin() as connection:
        migrate(connection, "0001")

    restore(each_url, saved(source_url, backup), now=LONG_AGO, told=quietly)

    assert carried(each_url) == carried(source_url)


def set_schema(version: str) -> Callable[[Lines], object]:
    return lambda lines: lines[0].update(schema=version)


@pytest.mark.parametrize("change", [set_schema("9999"), lambda lines: lines[0].update(docent_backup=2)])
def test_backup_of_a_newer_docent_is_refused(url: str, backup: Path, change: Callable[[Lines], object]) -> None:
    fill(url)
    edit(saved(url, backup), change)

    assert refused(url, backup) == (
        f'The backup "{backup}" was made by a newer Docent. Restore it with that version. Nothing was changed.'
    )


def row(lines: Lines, table: str) -> dict[str, Any]:
    found: dict[str, Any] = next(line["row"] for line in lines if line.get("table") == table)
    return found


BREAKS: dict[str, Callable[[Lines], object]] = {
    "last row is missing": lambda lines: lines.pop(),
    "row too many": lambda lines: lines.append({"table": "misses", "row": {**row(lines, "misses"), "folded": "x"}}),
    "same row twice": lambda lines: lines.append(lines[-1]),
    "table nobody knows": lambda lines: lines.append({"table": "alembic_version", "row": {"version_num": "0001"}}),
    "table that is not carried": lambda lines: lines.append({"table": "leases", "row": {}}),
    "line that is no row": lambda lines: lines.append({}),
    "column is missing": lambda lines: row(lines, "misses").pop("text"),
    "column too many": lambda lines: row(lines, "misses").update(mood="good"),
    "text for a number": lambda lines: row(lines, "misses").update(times="2; DROP TABLE misses"),
    "number too great": lambda lines: row(lines, "misses").update(times=2**31),
    "number for a text": lambda lines: row(lines, "misses").update(text=7),
    "nothing where something must be": lambda lines: row(lines, "misses").update(text=None),
    "moment without a zone": lambda lines: row(lines, "misses").update(last_at="2026-11-22T12:00:00"),
    "no moment": lambda lines: row(lines, "misses").update(last_at="noon"),
    "text of a revision that is not there": lambda lines: row(lines, "content_texts").update(revision=77),
    "trouble that breaks a rule": lambda lines: row(lines, "content_trouble").update(id=2),
}


@pytest.mark.parametrize("change", BREAKS.values(), ids=BREAKS)
def test_broken_backup_changes_nothing(each_url: str, backup: Path, change: Callable[[Lines], object]) -> None:
    fill(each_url)
    edit(saved(each_url, backup), change)
    before = rows_of(each_url)

    says = refused(each_url, backup)

    assert says.startswith(f'The backup "{backup}" is damaged or cut off at line ')
    assert rows_of(each_url) == before


def cut(whole: bytes) -> bytes:
    return whole[: len(whole) // 2]


def cut_at_the_end(whole: bytes) -> bytes:
    return whole[:-1]


def changed_within(whole: bytes) -> bytes:
    middle = len(whole) // 2
    return whole[:middle] + bytes([whole[middle] ^ 255]) + whole[middle + 1 :]


def wrong_checksum(whole: bytes) -> bytes:
    return whole[:-8] + bytes([whole[-8] ^ 255]) + whole[-7:]


@pytest.mark.parametrize("spoil", [cut, cut_at_the_end, changed_within, wrong_checksum])
def test_spoilt_file_changes_nothing(each_url: str, backup: Path, spoil: Callable[[bytes], bytes]) -> None:
    fill(each_url)
    saved(each_url, backup).write_bytes(spoil(backup.read_bytes()))
    before = rows_of(each_url)

    says = refused(each_url, backup)

    assert says.startswith(f'The backup "{backup}" is damaged or cut off at line ')
    assert rows_of(each_url) == before


@pytest.mark.parametrize("content", [b"", b"Dear diary", gzip.compress(b""), gzip.compress(b"{}\n")])
def test_file_of_something_else_is_refused(url: str, backup: Path, content: bytes) -> None:
    backup.write_bytes(content)

    assert refused(url, backup) == f'"{backup}" is not a backup of Docent. Nothing was changed.'


def test_file_that_is_not_there_is_told(url: str, backup: Path) -> None:
    says = f'The backup "{backup}" cannot be read: No such file or directory. Nothing was changed.'
    assert refused(url, backup) == says


def test_error_quotes_nothing_of_what_people_wrote(each_url: str, backup: Path) -> None:
    fill(each_url, word="secret")
    edit(saved(each_url, backup), lambda lines: lines.append(lines[-1]))

    with pytest.raises(SetUpWrong) as caught:
        restore(each_url, backup, now=LONG_AGO, told=quietly, replace=True)

    assert (caught.value.__cause__, "secret" in str(caught.value)) == (None, False)


def test_rows_are_counted_while_they_are_loaded(url: str, backup: Path) -> None:
    fill(url)
    told: list[tuple[int, int]] = []

    head = restore(
        url, saved(url, backup), now=LONG_AGO, told=lambda done, total: told.append((done, total)), replace=True
    ).head

    assert told[-1] == (head.total, head.total)
    assert newest() == head.schema


def test_database_that_somebody_is_using_is_not_waited_for_without_end(
    new_postgresql_url: str, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(new_postgresql_url)
    saved(new_postgresql_url, backup)
    monkeypatch.setattr(restoring, "BUSY_TIMEOUT_MS", 1)

    with opened(new_postgresql_url) as engine, engine.begin() as user:
        user.execute(select(misses))
        says = refused(new_postgresql_url, backup)

    assert (says.startswith("Another program holds the database"), rows_of(new_postgresql_url)["misses"] != []) == (
        True,
        True,
    )
