"""Tables as CSV, with commas, semicolons or tabs."""

import csv
import io
from collections import Counter
from collections.abc import Sequence

from bot.adapters.importers import grids, tables
from bot.adapters.importers.tables import Line, Table
from bot.errors import Unreadable

_SEPARATORS = ",;\t|"
_ROWS = 50_000


def find(text: str, hints: Sequence[str] = ()) -> Table | None:
    """The table of a programme in a text, which may be a grid; None where it is none."""
    every = [lines for separator in _SEPARATORS if (lines := _lines(text, separator))]
    found = [table for lines in every if (table := tables.find_table(lines))]
    listed = max(found, key=lambda table: (table.columns.fits, len(table.columns.headers)), default=None)
    if listed and listed.columns.titled:
        return listed
    drawn = [table for lines in every if _is_even(lines) and (table := grids.find(lines, hints))]
    return max(drawn, key=lambda table: len(table.lines), default=listed)


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


def _is_even(lines: Sequence[Line]) -> bool:
    """Whether most lines have as many cells as each other: prose and code have the separator here and there."""
    filled = [len(line.cells) for line in lines if any(str(cell).strip() for cell in line.cells)]
    return 2 * max(Counter(count for count in filled if count > 1).values(), default=0) > len(filled)
