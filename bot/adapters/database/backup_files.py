"""The file that a backup is, the same for every database: gzipped lines of JSON, a head and then a row a line.

{"docent_backup": 1, "schema": "0002", "made_at": "2026-11-22T12:00:00+00:00", "rows": {"misses": 1, ...}}
{"table": "misses", "row": {"folded": "can i bring my dog", "times": 2, ...}}
"""

import gzip
import json
import os
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from pydantic import AwareDatetime, NonNegativeInt, TypeAdapter, ValidationError

from bot.errors import SetUpWrong

FORMAT = 1
_NOT_OURS = '"{path}" is not a backup of Docent. Nothing was changed.'
_NEWER = 'The backup "{path}" was made by a newer Docent. Restore it with that version. Nothing was changed.'
_DAMAGED = 'The backup "{path}" is damaged or cut off at line {line}. Take another one. Nothing was changed.'
_UNREADABLE = 'The backup "{path}" cannot be read: {says}. Nothing was changed.'
_UNWRITABLE = 'The backup cannot be written to "{path}": {says}. Name another file.'
_THERE = 'There is a file "{path}" already. Name another, or replace it: --replace'


@dataclass(frozen=True, slots=True)
class Head:
    """What a backup says of itself. `rows` counts them by table."""

    docent_backup: int
    schema: str
    made_at: AwareDatetime
    rows: dict[str, NonNegativeInt]

    @property
    def total(self) -> int:
        return sum(self.rows.values())


@dataclass(frozen=True, slots=True)
class Row:
    """One row; moments are text as ISO 8601 writes them."""

    table: str
    row: dict[str, Any]


_head, _row = TypeAdapter(Head), TypeAdapter(Row)


class Backup:
    """A backup that is being read."""

    def __init__(self, path: Path, lines: IO[str]) -> None:
        self.path = path
        self._lines = lines
        self._line = 0  # the latest that was read
        self.head = self._read_head()

    def rows(self) -> Iterator[Row]:
        """Every row, once.

        Raises:
            SetUpWrong: a line does not read.
        """
        while line := self._next():
            try:
                row = _row.validate_json(line)
            except ValidationError:
                raise self.damaged() from None  # the cause quotes what people wrote
            yield row

    def damaged(self) -> SetUpWrong:
        """Something is wrong with the latest row."""
        return SetUpWrong(_DAMAGED.format(path=self.path, line=self._line))

    def newer(self) -> SetUpWrong:
        return SetUpWrong(_NEWER.format(path=self.path))

    def _read_head(self) -> Head:
        try:
            head = _head.validate_json(self._next())
        except ValidationError:
            raise SetUpWrong(_NOT_OURS.format(path=self.path)) from None
        if head.docent_backup != FORMAT:
            raise self.newer()
        return head

    def _next(self) -> str:
        self._line += 1
        try:
            return self._lines.readline()
        except gzip.BadGzipFile:  # of its beginning, or of the checksum at its end
            raise (self.damaged() if self._line > 1 else SetUpWrong(_NOT_OURS.format(path=self.path))) from None
        except (EOFError, zlib.error, UnicodeDecodeError):
            raise self.damaged() from None


@contextmanager
def opened_backup(path: Path) -> Iterator[Backup]:
    """The backup in this file, read line by line.

    Raises:
        SetUpWrong: it cannot be read, or is no backup.
    """
    try:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            yield Backup(path, lines)
    except OSError as error:
        raise SetUpWrong(_UNREADABLE.format(path=path, says=error.strerror)) from error


@contextmanager
def new_backup(path: Path, *, replace: bool) -> Iterator[IO[str]]:
    """A file to write lines to, for its owner's eyes only; it takes its name when it is whole.

    Raises:
        SetUpWrong: there is such a file already, or it cannot be written.
    """
    if path.exists() and not replace:
        raise SetUpWrong(_THERE.format(path=path))
    try:
        descriptor, name = tempfile.mkstemp(prefix=".docent-", dir=path.parent)  # mode 0600
        try:
            with os.fdopen(descriptor, "wb") as file:
                with gzip.open(file, "wt", encoding="utf-8", newline="\n") as lines:
                    yield lines
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(path)
        finally:
            Path(name).unlink(missing_ok=True)
    except OSError as error:
        raise SetUpWrong(_UNWRITABLE.format(path=path, says=error.strerror)) from error


def line_of(value: Head | Row) -> str:
    """The line that says it."""
    known = _head.dump_python(value) if isinstance(value, Head) else {"table": value.table, "row": value.row}
    return json.dumps(known, ensure_ascii=False, default=datetime.isoformat) + "\n"
