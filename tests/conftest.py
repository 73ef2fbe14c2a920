"""PostgreSQL for every test that asks for it, one server, started by the first; and how hypothesis tries."""

from collections.abc import Iterator

import pytest
from hypothesis import settings

from bot.adapters.database.migrating import upgrade
from tests.postgresql import Server, serving

# A machine that is busy is no failure, and the same run tries the same: what fails can be seen again.
settings.register_profile("docent", deadline=None, derandomize=True, max_examples=60)
settings.load_profile("docent")


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[Server]:
    with serving() as server:
        yield server


@pytest.fixture(scope="session")
def newest_schema(postgresql_server: Server) -> Iterator[str]:
    """The name of a database that tests copy, which takes less time than to migrate each."""
    with postgresql_server.database() as url:
        upgrade(url)
        yield postgresql_server.name_of(url)


@pytest.fixture
def new_postgresql_url(postgresql_server: Server) -> Iterator[str]:
    """The address of this test's own database, which nobody has migrated yet."""
    with postgresql_server.database() as url:
        yield url


@pytest.fixture
def postgresql_url(postgresql_server: Server, newest_schema: str) -> Iterator[str]:
    """The address of this test's own database, with every table and no row."""
    with postgresql_server.database(newest_schema) as url:
        yield url
