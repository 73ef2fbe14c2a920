import asyncio
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import insert, make_url, select, text, update
from sqlalchemy.exc import IntegrityError, InternalError, StatementError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.adapters.database.engine import open_database, place_of, read_address, reading, writing
from bot.adapters.database.migrating import upgrade
from bot.adapters.database.tables import content_texts, content_trouble, misses
from tests.fakes import NOON
from tests.postgresql import Server

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


async def test_reader_waits_for_no_writer_and_sees_one_state(each_engine: AsyncEngine) -> None:
    async with writing(each_engine) as writer, reading(each_engine) as reader:
        before = (await reader.execute(select(misses.c.text))).all()
        await writer.execute(insert(misses).values(DOG))
        await writer.commit()
        after = (await reader.execute(select(misses.c.text))).all()

    assert (before, after, await times_of(each_engine)) == ([], [], 0)


async def test_exception_takes_back_what_was_written(each_engine: AsyncEngine) -> None:
    with pytest.raises(ZeroDivisionError):
        await add_and_fail(each_engine)

    assert await times_of(each_engine) is None


async def test_text_of_a_revision_that_does_not_exist_is_refused(each_engine: AsyncEngine) -> None:
    with pytest.raises(IntegrityError):
        async with writing(each_engine) as connection:
            await connection.execute(insert(content_texts).values(revision=7, path="a.md", text=""))


async def test_error_shows_nothing_of_what_people_wrote(each_engine: AsyncEngine) -> None:
    async with writing(each_engine) as connection:
        await connection.execute(insert(misses).values(DOG))

    with pytest.raises(IntegrityError) as caught:
        async with writing(each_engine) as connection:
            await connection.execute(insert(misses).values(DOG))

    assert "dog" not in str(caught.value)


async def test_moment_without_a_time_zone_is_refused(each_engine: AsyncEngine) -> None:
    naive = datetime(2026, 11, 22)  # noqa: DTZ001 - what is refused

    with pytest.raises(StatementError, match="time zone"):
        async with writing(each_engine) as connection:
            await connection.execute(insert(content_trouble).values(id=1, since=naive, says=""))


async def test_reader_on_postgresql_may_not_write(postgresql_url: str) -> None:
    engine = open_database(postgresql_url)

    with pytest.raises(InternalError, match="read-only transaction"):
        async with reading(engine) as connection:
            await connection.execute(insert(misses).values(DOG))

    await engine.dispose()


async def test_server_that_was_restarted_is_met_again(new_postgresql_url: str, postgresql_server: Server) -> None:
    upgrade(new_postgresql_url)
    engine = open_database(new_postgresql_url)
    assert await times_of(engine) is None
    name = postgresql_server.name_of(new_postgresql_url)
    postgresql_server.db.execute(
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = %s", [name]
    )

    assert await times_of(engine) is None
    await engine.dispose()


@pytest.mark.parametrize(
    "url, read",
    [
        ("postgresql://ana:s3cret@db/docent", ("db", {})),
        ("postgres://ana:s3cret@db/docent", ("db", {})),
        ("postgresql+psycopg://ana@%2Frun%2Fpg/docent", ("/run/pg", {})),
        ("postgresql:///docent?host=/run/pg&connect_timeout=3", (None, {"host": "/run/pg", "connect_timeout": "3"})),
    ],
)
def test_addresses_of_servers_and_sockets_are_understood(url: str, read: tuple[str | None, dict[str, str]]) -> None:
    address = read_address(url)

    host, query = read
    assert (address.drivername, address.host, dict(address.query)) == (
        "postgresql+psycopg",
        host,
        {"connect_timeout": "10", "tcp_user_timeout": "30000", "keepalives_idle": "30", **query},
    )


@pytest.mark.parametrize("url", ["postgresql://ana@%2Frun%2Fpg/docent", "postgresql://ana@/docent?host=/run/pg"])
def test_place_of_a_socket_is_its_folder_and_the_database(url: str) -> None:
    assert place_of(url) == ("PostgreSQL", "/run/pg/docent")


async def test_socket_that_stands_for_the_host_is_found(postgresql_url: str) -> None:
    address = make_url(postgresql_url)
    host = address.query.get("host", address.host)
    assert isinstance(host, str)
    quoted = address.set(host=host.replace("/", "%2F"), query={})
    engine = open_database(quoted.render_as_string(hide_password=False))

    assert await times_of(engine) is None
    await engine.dispose()
