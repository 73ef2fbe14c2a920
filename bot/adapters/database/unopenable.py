"""Why a database does not open, as one line that says what to do, without user, password or options of its address."""

import errno
import sqlite3
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import OperationalError

from bot.errors import SetUpWrong

NOT_AN_ADDRESS = (
    "DOCENT_DATABASE_URL is not the address of a database that Docent knows."
    " Write it like sqlite+aiosqlite:///var/docent.db, or leave it out."
)
NO_FILE = "DOCENT_DATABASE_URL names no file. Write it like sqlite+aiosqlite:///var/docent.db, or leave it out."
NO_DRIVER = "The library for the database in DOCENT_DATABASE_URL is not installed. Install psycopg, or use SQLite."

_IS_FOLDER = '"{place}" is a folder, and the database is a file. Name a file in it in DOCENT_DATABASE_URL.'
_NO_FOLDER = 'There is no folder "{folder}", and none can be made there. Name another place in DOCENT_DATABASE_URL.'
_NOT_ALLOWED = (
    'Docent may not write its database "{place}".'
    ' Let its user write the folder "{folder}" and what is in it, or name another place in DOCENT_DATABASE_URL.'
)
_NOT_OURS = '"{place}" is not a database. Move it away, or name another file in DOCENT_DATABASE_URL.'
_DAMAGED = 'The database "{place}" is damaged. Put back a copy, or move it away to start with an empty one.'
_FULL = 'There is no room for the database "{place}". Free some space on its disk, then start again.'
_FAILING = 'The disk fails to read or write the database "{place}". Check the disk and its quota, then start again.'
_IN_USE = 'Another program holds the database "{place}". Stop it, then start again.'
_NEWER = (
    'The database "{place}" was made by a newer Docent.'
    " Run that version, or name another database in DOCENT_DATABASE_URL."
)
_UNKNOWN = 'Docent cannot use its database "{place}" ({kind}). Check DOCENT_DATABASE_URL.'
_NO_ANSWER = (
    'The database "{place}" does not let Docent in ({kind}).'
    " Check that it runs, and the name and password in DOCENT_DATABASE_URL."
)

_NO_TABLES = (
    'Docent may not make its tables in the database "{place}".'
    " Let its user create tables there, or name another database in DOCENT_DATABASE_URL."
)

_BY_ERRNO = {
    errno.EACCES: _NOT_ALLOWED,
    errno.EPERM: _NOT_ALLOWED,
    errno.EROFS: _NOT_ALLOWED,
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EISDIR: _IS_FOLDER,
    errno.EEXIST: _NO_FOLDER,
    errno.ENOTDIR: _NO_FOLDER,
    errno.ENOENT: _NO_FOLDER,
}
_BY_SQLITE_CODE = {
    sqlite3.SQLITE_PERM: _NOT_ALLOWED,
    sqlite3.SQLITE_READONLY: _NOT_ALLOWED,
    sqlite3.SQLITE_CANTOPEN: _NOT_ALLOWED,
    sqlite3.SQLITE_NOTADB: _NOT_OURS,
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_IOERR: _FAILING,
    sqlite3.SQLITE_BUSY: _IN_USE,
}
_BY_SQLSTATE = {  # https://www.postgresql.org/docs/current/errcodes-appendix.html
    "42501": _NO_TABLES,
    "55P03": _IN_USE,
}
_LOST = "08"  # a connection; psycopg names no state where the server could not say one
_SHUTTING_DOWN = "57P"
_PRIMARY = 0xFF  # SQLite's extended codes keep the primary one in the low byte, https://sqlite.org/rescode.html


def cannot_use(address: URL, error: BaseException | None) -> SetUpWrong:
    """The line for an operator, from what the system or the driver said."""
    if isinstance(error, OSError):
        line = _BY_ERRNO.get(error.errno or 0, _UNKNOWN)
    elif isinstance(error, sqlite3.Error):
        line = _BY_SQLITE_CODE.get(_primary(error), _UNKNOWN)
    else:
        line = _BY_SQLSTATE.get(getattr(error, "sqlstate", None) or "", _NO_ANSWER)
    return _said(line, address, type(error).__name__)


def failing(address: str, error: Exception) -> str:
    """The line for an operator about a database that fails in the middle; empty where it is not that."""
    cause = error.orig if isinstance(error, OperationalError) else None
    return str(cannot_use(make_url(address), cause)) if cause is not None and _is_its_own(cause) else ""


def _is_its_own(cause: BaseException) -> bool:
    """Whether it comes from how the database fares, not from what it was asked."""
    if isinstance(cause, sqlite3.Error):
        return _primary(cause) in _BY_SQLITE_CODE
    state = getattr(cause, "sqlstate", None) or _LOST
    return state in _BY_SQLSTATE or state.startswith((_LOST, _SHUTTING_DOWN))


def is_a_folder(address: URL) -> SetUpWrong:
    return _said(_IS_FOLDER, address)


def is_read_only(address: URL) -> SetUpWrong:
    return _said(_NOT_ALLOWED, address)


def is_newer(address: URL) -> SetUpWrong:
    return _said(_NEWER, address)


def place(address: URL) -> str:
    """Where the database is: its file, or its host and name."""
    database = address.database or ""
    host = address.host or address.query.get("host", "")
    return f"{host}/{database}" if isinstance(host, str) and host else database


def was_busy(error: BaseException | None) -> bool:
    """Whether SQLite would have had to wait for what somebody else writes."""
    return isinstance(error, sqlite3.Error) and _primary(error) == sqlite3.SQLITE_BUSY


def _primary(error: sqlite3.Error) -> int:
    return getattr(error, "sqlite_errorcode", 0) & _PRIMARY


def _said(line: str, address: URL, kind: str = "") -> SetUpWrong:
    where = place(address)
    return SetUpWrong(line.format(place=where, folder=Path(where).parent, kind=kind))
