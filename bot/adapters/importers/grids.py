"""Programmes drawn as a grid: times down the side, and rooms, tracks or days across the top; or the other way round."""

import re
from bisect import bisect
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from itertools import zip_longest

from bot.adapters.importers import columns, grid_cells, grid_walks, moments, tables
from bot.adapters.importers.grid_walks import Placed, Spans
from bot.adapters.importers.tables import Cell, Line, Table, text_of

_HEAD = ("Date", "Start", "End", "Room", "Track", "Title", "Speakers", "Chair", "Abstract")
_MOST_ROWS = 3_000
_MOST_TURNED = 300  # rows and columns of a grid whose times are looked for across the top
_GAP = timedelta(hours=3)  # from here on, what comes next in a column does not say when the one before it ended
_SOME_YEAR = 2000
_FOR_ALL, _ANYWHERE = -1, -2  # instead of a column
_PLACELESS = frozenset({"title", "maybe_title", "description"})  # what a column's head says, where it names no room
_TRACK = re.compile(r"\b(?:track|stream|strang|strand|parcours|percorso|eje|filière)\b", re.IGNORECASE)


def find(lines: Sequence[Line], texts: Iterable[str] = (), spans: Spans | None = None) -> Table | None:
    """The grid in these rows, as a table with a row for each session; None where there is none.

    Args:
        lines: the rows, with the numbers by which people find them.
        texts: what may name the year, such as the file's name.
        spans: which cells are merged.
    """
    if len(lines) > _MOST_ROWS:
        return None
    cells = [cell for line in lines for cell in line.cells]
    year = _year(texts, cells)
    reading = moments.reading((cell for cell in cells if moments.says_when(cell, year)), year)
    turned = [] if spans else _turned(lines)
    across = _most(grid_walks.times(turned, reading)) > _most(grid_walks.times(lines, reading))
    walk = grid_walks.over(turned if across else lines, spans or {}, reading)
    return _table(walk.placed, walk.above) if walk else None


def _year(texts: Iterable[str], cells: Iterable[Cell]) -> int | None:
    """The year that the file's name says, else a cell with a day in it; a title may have another one."""
    dated = (text for cell in cells if (text := text_of(cell)) and moments.says_day(cell, _SOME_YEAR))
    return tables.year_in(texts) or tables.year_in(dated)


def _turned(lines: Sequence[Line]) -> list[Line]:
    """Rows as columns; none where there are too many."""
    if not lines or len(lines) > _MOST_TURNED or any(len(line.cells) > _MOST_TURNED for line in lines):
        return []
    rows = zip_longest(*(line.cells for line in lines), fillvalue="")
    return [Line(number, cells, lines[0].sheet) for number, cells in enumerate(rows, start=1)]


def _most(counts: Iterable[int]) -> int:
    return max(counts, default=0)


def _table(placed: Sequence[Placed], above: Sequence[str]) -> Table:
    ways = grid_cells.ways_of_naming(each.text for each in placed)
    starts = _starts(placed)
    rows = [Line(each.line.number, _cells(each, ways, _end(each, starts)), each.line.sheet) for each in placed]
    return Table(columns.understood(_HEAD), rows, above, placed[0].line.sheet)


def _cells(placed: Placed, ways: Iterable[grid_cells.Way], end: timedelta | None) -> list[Cell]:
    said = grid_cells.read(placed.text, ways)
    named = [head for head in dict.fromkeys(placed.heads) if head and columns.meant_by(head) not in _PLACELESS]
    tracks = [head for head in named if _TRACK.search(head)]
    rooms = [head.replace(";", ",") for head in named if head not in tracks]
    when: list[Cell] = [placed.day, placed.start, end]
    return [*when, "; ".join(rooms), ", ".join(tracks), said.title, said.speakers, said.chairs, said.text]


def _starts(placed: Iterable[Placed]) -> dict[tuple[int, int], list[timedelta]]:
    """When something begins in each column of each day, in order."""
    starts: defaultdict[tuple[int, int], set[timedelta]] = defaultdict(set)
    for each in placed:
        for column in (*each.columns, *([_FOR_ALL] if each.for_all else []), _ANYWHERE):
            starts[each.section, column].add(each.start)
    return {key: sorted(those) for key, those in starts.items()}


def _end(placed: Placed, starts: Mapping[tuple[int, int], Sequence[timedelta]]) -> timedelta | None:
    """As the grid says, else when the next one in its column or for all begins, where that is soon."""
    if placed.end is not None:
        return placed.end
    beside = (_ANYWHERE,) if placed.for_all else (*placed.columns, _FOR_ALL)
    every = (starts.get((placed.section, column), ()) for column in beside)
    follows = min((those[at] for those in every if (at := bisect(those, placed.start)) < len(those)), default=None)
    return follows if follows and follows - placed.start <= _GAP else None
