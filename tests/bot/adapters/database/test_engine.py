import asyncio
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import insert, select, text, update
from sqlalchemy.exc import IntegrityError, StatementError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.adapters.database.engine import open_database, reading, writing
from bot.adapters.database.tables import content_texts, content_trouble, misses
from tests.fakes import NOON

DOG = {"folded": "dog", "text": "dog", "times": 0, "first_at": NOON, "last_at": NOON, "nearest": "[]"}


async def count_once_more(engine: AsyncEngine) -> None:
    """Reads, then writes what it read and one: loses counts unless writers take turns."""
    async with writing(engine) as connection:
        times = await connection.scalar(select(misses.c.times))
        await connection.execute(update(misses).values(times=(times or 0) + 1))


async def add_and_fail(engine: AsyncEngine) -> None:
    async with writing(engine) as connection:
        await connection.execute(insert(misses).values(DOG))
        raise ZeroDivisionError


async def times_of(engine: AsyncEngine) -> int | None:
    async with reading(engine) as connection:
        times: int | None = await connection.scalar(select(misses.c.times))
    return times


@pytest.mark.parametrize(
    "pragma, value", [("journal_mode", "wal"), ("synchronous", 1), ("busy_timeout", 5000), ("foreign_keys", 1)]
)
async def test_every_connection_is_set_up(engine: AsyncEngine, pragma: str, value: str | int) -> None:
    async with reading(engine) as one, reading(engine) as other:
        found = [await connection.scalar(text(f"PRAGMA {pragma}")) for connection in (one, other)]

    assert found == [value, value]


async def test_opening_makes_the_folders_above_the_file(tmp_path: Path) -> None:
    engine = open_database(f"sqlite+aiosqlite:///{tmp_path}/a/b/docent.db")

    assert (tmp_path / "a" / "b").is_dir()
    await engine.dispose()


async def test_200_increments_at_once_are_counted_exactly(engine: AsyncEngine) -> None:
    async with writing(engine) as connection:
        await connection.execute(insert(misses).values(DOG))

    await asyncio.gather(*(count_once_more(engine) for _ in range(200)))

    assert await times_of(engine) == 200


async def test_two_engines_on_one_file_count_exactly(engine: AsyncEngine, url: str) -> None:
    other = open_database(url)
    async with writing(engine) as connection:
        await connection.execute(insert(misses).values(DOG))

    await asyncio.gather(*(count_once_more(each) for each in [engine, other] * 50))

    assert await times_of(engine) == 100
    await other.dispose()


async def test_reader_waits_for_no_writer_and_sees_one_state(engine: AsyncEngine) -> None:
    async with writing(engine) as writer, reading(engine) as reader:
        before = (await reader.execute(select(misses.c.text))).all()
        await writer.execute(insert(misses).values(DOG))
        await writer.commit()
        after = (await reader.execute(select(misses.c.text))).all()

    assert (before, after, await times_of(engine)) == ([], [], 0)


async def test_exception_takes_back_what_was_written(engine: AsyncEngine) -> None:
    with pytest.raises(ZeroDivisionError):
        await add_and_fail(engine)

    assert await times_of(engine) is None


async def test_text_of_a_revision_that_does_not_exist_is_refused(engine: AsyncEngine) -> None:
    with pytest.raises(IntegrityError):
        async with writing(engine) as connection:
            await connection.execute(insert(content_texts).values(revision=7, path="a.md", text=""))


async def test_error_shows_nothing_of_what_people_wrote(engine: AsyncEngine) -> None:
    async with writing(engine) as connection:
        await connection.execute(insert(misses).values(DOG))

    with pytest.raises(IntegrityError) as caught:
        async with writing(engine) as connection:
            await connection.execute(insert(misses).values(DOG))

    assert "dog" not in str(caught.value)


async def test_moment_without_a_time_zone_is_refused(engine: AsyncEngine) -> None:
    naive = datetime(2026, 11, 22)  # noqa: DTZ001 - what is refused

    with pytest.raises(StatementError, match="time zone"):
        async with writing(engine) as connection:
            await connection.execute(insert(content_trouble).values(id=1, since=naive, says=""))
