"""Tables as CSV, with commas, semicolons or tabs."""

import csv
import io

from bot.adapters.importers import tables
from bot.adapters.importers.tables import Line, Table
from bot.errors import Unreadable

_SEPARATORS = ",;\t|"
_ROWS = 50_000


def find(text: str) -> Table | None:
    """The table of a programme in a text; None where it is none."""
    found = [table for separator in _SEPARATORS if (table := tables.find_table(_lines(text, separator)))]
    return max(found, key=lambda table: (table.columns.fits, len(table.columns.headers)), default=None)


def _lines(text: str, separator: str) -> list[Line]:
    if separator not in text[:20_000]:
        return []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, skipinitialspace=True)
    lines: list[Line] = []
    try:
        for cells in reader:
            lines.append(Line(reader.line_num, cells))
            if len(lines) > _ROWS:
                raise Unreadable(f"The table has more than {_ROWS:,} rows.")
    except csv.Error as error:
        raise Unreadable(f"The table is broken here: {error}.", where=f"line {reader.line_num}") from error
    return lines
