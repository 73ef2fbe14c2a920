"""Going down a grid, row after row: what each row's time is, and what stands beside it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from bot.adapters.importers import columns, grid_cells, marks
from bot.adapters.importers.moments import Reading
from bot.adapters.importers.private import folded
from bot.adapters.importers.tables import Cell, Line, text_of

Spans = Mapping[tuple[int, int], tuple[int, int]]
"""Merged cells: row and column of the first, counted from 0, and how many rows and columns they take."""

_TIMES_WITHIN = 3  # columns from the left
_MOSTLY = 2  # a column of ends has a time in more than every second row that has a start
_FEWEST = 2  # sessions, where no head stands above them
_NEAR = 200  # sessions above a row that it may go on with
_FIELDS = frozenset({"speakers", "chairs", "description", "duration", "language", "end", "start", "id", "link"})


@dataclass(frozen=True, slots=True)
class Placed:
    """One filled cell: where it stands, when it begins and, where the grid says so, when it ends."""

    line: Line
    text: str
    columns: tuple[int, ...]
    day: Cell
    start: timedelta
    end: timedelta | None
    section: int  # counts the days down the grid
    heads: tuple[str, ...]
    for_all: bool  # whether it takes all columns


def times(lines: Sequence[Line], reading: Reading) -> list[int]:
    """How many times stand in each of the first columns."""
    return [sum(reading.is_time(_cell(line, at)) for line in lines) for at in range(_TIMES_WITHIN)]


def over(lines: Sequence[Line], spans: Spans, reading: Reading) -> "Walk | None":
    """The walk down these rows; None where they are no grid."""
    counts = times(lines, reading)
    if not max(counts):
        return None
    first = counts.index(max(counts))
    ends = first + 1 if first + 1 < len(counts) and counts[first + 1] * _MOSTLY > counts[first] else None
    walk = Walk(lines, spans, reading, first, ends, max(len(line.cells) for line in lines))
    for at, line in enumerate(lines):
        walk.go(at, line)
    return walk if walk.is_grid else None


@dataclass(slots=True)
class Walk:
    """What was seen so far."""

    lines: Sequence[Line]
    spans: Spans
    reading: Reading
    times: int  # the column of times
    ends: int | None  # the column of their ends
    width: int  # columns
    day: Cell = ""
    section: int = 0
    heads: dict[int, str] = field(default_factory=dict)
    days: dict[int, Cell] = field(default_factory=dict)
    begun: bool = False  # whether something took place under these heads
    placed: list[Placed] = field(default_factory=list)
    above: list[str] = field(default_factory=list)

    @property
    def is_grid(self) -> bool:
        """Whether enough was found, and the heads do not say what columns hold, as those of a list do."""
        heads = {head for placed in self.placed for head in placed.heads if head}
        is_list = any(columns.meant_by(head) in _FIELDS or folded(head) in {"room", "raum", "sala"} for head in heads)
        return not is_list and (len(self.placed) >= _FEWEST or (bool(heads) and bool(self.placed)))

    def go(self, at: int, line: Line) -> None:
        """One row further."""
        time = _cell(line, self.times)
        filled = [column for column, cell in enumerate(line.cells) if text_of(cell)]
        beside = [column for column in filled if column > self.times and column != self.ends]
        for column in filled:
            if column <= self.times or len(filled) == 1:
                self._turn_to(self.reading.stamp(line.cells[column]).day)
        if self.reading.is_time(time):
            self._sessions(at, line, beside)
        elif beside and (not self.begun or text_of(time)):
            self._heads(line, beside)
        elif beside:
            self._goes_on(line, beside)
        else:
            self.above += [text_of(line.cells[column]) for column in filled]

    def _turn_to(self, day: Cell) -> None:
        if day and day != self.day:
            self.day, self.section, self.begun, self.days = day, self.section + 1, False, {}

    def _heads(self, line: Line, beside: Sequence[int]) -> None:
        """What stands above the columns: days, which hold until the next one, or rooms."""
        days = {column: self.reading.stamp(line.cells[column]).day for column in beside}
        self.begun = False
        if not all(days.values()):
            self.heads = {column: text_of(line.cells[column]).splitlines()[0].strip() for column in beside}
            return
        self.section, self.heads, last = self.section + 1, {}, None
        for column in range(self.times + 1, self.width):
            last = self.days[column] = days.get(column) or last

    def _sessions(self, at: int, line: Line, beside: Sequence[int]) -> None:
        clocks = self.reading.stamp(_cell(line, self.times)).clocks
        ends = self.reading.stamp(_cell(line, self.ends)).clocks if self.ends else clocks[1:]
        self.begun = self.begun or bool(beside)
        for text, taken, height in self._texts(at, line, beside):
            alone = len(beside) == len(taken) == 1 and len(self.heads) > 1 and _is_break(text)
            placed = Placed(
                line,
                text,
                taken,
                self.days.get(taken[0], self.day),
                clocks[0],
                self._below(at + height, height) or next(iter(ends), None),
                self.section,
                () if alone else tuple(self.heads.get(column, "") for column in taken),
                alone or set(self.heads) <= set(taken),
            )
            self.placed.append(placed)

    def _texts(self, at: int, line: Line, beside: Sequence[int]) -> Iterator[tuple[str, tuple[int, ...], int]]:
        """Each text of a row with the columns that it takes, merged or written again, and its height in rows."""
        taken: dict[tuple[str, Cell], list[int]] = {}
        for column in beside:
            _, wide = self.spans.get((at, column), (1, 1))
            same = text_of(line.cells[column]), self.days.get(column)
            taken.setdefault(same, []).extend(range(column, column + wide))
        for (text, _), those in taken.items():
            yield text, tuple(those), self.spans.get((at, those[0]), (1, 1))[0]

    def _below(self, at: int, height: int) -> timedelta | None:
        """The time beside the first row below merged cells."""
        if height == 1 or at >= len(self.lines):
            return None
        return next(iter(self.reading.stamp(_cell(self.lines[at], self.times)).clocks), None)

    def _goes_on(self, line: Line, beside: Sequence[int]) -> None:
        """A row without a time goes on with the cells above it."""
        for column in beside:
            near = reversed(range(max(0, len(self.placed) - _NEAR), len(self.placed)))
            above = next((at for at in near if column in self.placed[at].columns), None)
            if above is not None:
                one = self.placed[above]
                self.placed[above] = replace(one, text=f"{one.text}\n{text_of(line.cells[column])}")


def _is_break(text: str) -> bool:
    return marks.is_break(grid_cells.title(text), "")


def _cell(line: Line, at: int) -> Cell:
    return line.cells[at] if at < len(line.cells) else ""
