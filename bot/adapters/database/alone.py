"""One `docent run` at a time on a SQLite database: held by the operating system, so that no crash leaves it locked."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from sqlalchemy import URL

from bot.adapters.database import unopenable
from bot.adapters.database.engine import prepare_file, read_address
from bot.errors import SetUpWrong

ENDING: Final = ".running"


@contextmanager
def alone(url: str) -> Iterator[None]:
    """Hold the database for one process. On PostgreSQL there may be many.

    What is locked is an empty SQLite file beside it, with SQLite's own lock: that works wherever the database itself
    does, and goes when the process goes, however it goes. Commands that do not ask work beside it.

    Raises:
        SetUpWrong: another process holds it, or no file can be made there.
    """
    address = read_address(url)
    if address.get_backend_name() != "sqlite":
        yield
        return
    prepare_file(address)
    with closing(_held(address)):
        yield


def _held(address: URL) -> sqlite3.Connection:
    file = f"{Path(address.database or '').resolve()}{ENDING}"
    held: sqlite3.Connection | None = None
    try:
        held = sqlite3.connect(file, timeout=0, isolation_level=None)
        held.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        if held:
            held.close()
        raise _taken(address) if unopenable.was_busy(error) else unopenable.cannot_use(address, error) from error
    return held


def _taken(address: URL) -> SetUpWrong:
    return SetUpWrong(
        f"Another docent run works on {unopenable.place(address)} already. Stop that one first."
        " Several beside each other need PostgreSQL: set DOCENT_DATABASE_URL."
    )
