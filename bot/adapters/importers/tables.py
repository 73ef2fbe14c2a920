"""Rows under a head, whatever held them: CSV, a spreadsheet, YAML, Sessionize's flat export."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from bot.adapters.importers import columns, marks, moments, names, nights, private, zones
from bot.adapters.importers.columns import Columns
from bot.adapters.importers.drafts import Draft, Row
from bot.adapters.importers.moments import Reading
from bot.adapters.importers.telling import Finding
from bot.adapters.importers.timing import Timed, Timing
from bot.errors import Unreadable

Cell = object  # text, or what a spreadsheet knows better: a date, a time, a number
_HEAD_WITHIN = 40  # rows
_LONGEST_HEADING = 60  # characters


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table, with the number by which a person finds it."""

    number: int
    cells: Sequence[Cell]
    sheet: str = ""

    @property
    def where(self) -> str:
        return f"sheet “{self.sheet}”, row {self.number}" if self.sheet else f"row {self.number}"


@dataclass(frozen=True, slots=True)
class Table:
    """A head and its rows; `above` is what stands before the head."""

    columns: Columns
    lines: Sequence[Line]
    above: Sequence[str] = ()
    sheet: str = ""


def find_table(lines: Sequence[Line]) -> Table | None:
    """The table in these rows: its head is the row, among the first ones, whose names fit best. None without a head."""
    heads = [columns.understood([text_of(cell) for cell in line.cells]) for line in lines[:_HEAD_WITHIN]]
    usable = [at for at, head in enumerate(heads) if head.usable]
    if not usable:
        return None
    best = max(usable, key=lambda at: (heads[at].fits, -at))
    above = [text for line in lines[:best] if (text := " ".join(text_of(cell) for cell in line.cells).strip())]
    return Table(heads[best], lines[best + 1 :], above, lines[best].sheet)


def draft(tables: Sequence[Table], *, form: str, hints: Iterable[str] = ()) -> Draft:
    """What the tables of a file hold together. `hints` are texts that may name the year, such as the file's name."""
    drawn = Draft(form)
    year = year_in([*hints, *(text for table in tables for text in (*table.above, table.sheet))])
    for table in tables:
        _Reader(table, drawn, moments.reading(_dated(table), year)).read()
    if not drawn.rows and drawn.unread:
        raise Unreadable(_NO_DAY.format(said=drawn.unread[1]), where=drawn.unread[0])
    drawn.rows = _one_row_a_session(drawn.rows)
    return drawn


def text_of(cell: Cell) -> str:
    """A cell as text. A text that a spreadsheet would take for a formula may be written with a leading quote."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    text = str(cell).strip()
    return text[1:] if re.match(r"'+[=+@-]", text) else text


def _dated(table: Table) -> Iterable[Cell]:
    held = [at for means in ("date", "start", "time", "end") for at in table.columns.held.get(means, ())]
    return [line.cells[at] for line in table.lines for at in held if at < len(line.cells)]


def year_in(texts: Iterable[str]) -> int | None:
    """The first year that one of the texts names."""
    return next((int(found[0]) for text in texts if (found := re.search(r"(?<!\d)20\d\d(?!\d)", text))), None)


@dataclass(slots=True)
class _Reader:
    """Reads one table, row after row."""

    table: Table
    draft: Draft
    reading: Reading

    def read(self) -> None:
        timing = Timing(self.table.columns, self.reading)
        for text in (*self.table.above, self.table.sheet):
            if day := self.reading.stamp(text).day:
                timing.turn_to(day)
        lines: list[Line] = []
        timed: list[Timed] = []
        for line in self.table.lines:
            if heading := self._heading(line):
                timing.turn_to(heading)
            elif any(text_of(cell) for cell in line.cells) and not self._is_head(line):
                lines.append(line)
                timed.append(timing.of(line.cells))
        for line, told in zip(lines, nights.told(timed), strict=True):
            self._line(line, told)
        self._tell_columns()

    def _heading(self, line: Line) -> date | None:
        """The day of the rows below, where the row names nothing else."""
        texts = {text for cell in line.cells if (text := text_of(cell))}
        if len(texts) != 1 or len(min(texts)) > _LONGEST_HEADING:  # a title may have a date in it
            return None
        stamp = self.reading.stamp(next(cell for cell in line.cells if text_of(cell)))
        return None if stamp.clocks else stamp.day

    def _is_head(self, line: Line) -> bool:
        """Whether the head stands here again, as it does above each day and on each page."""
        beside = zip(line.cells, self.table.columns.headers, strict=False)
        return all(text_of(cell) in {"", head} for cell, head in beside)

    def _line(self, line: Line, timed: Timed) -> None:
        if self._goes_on(line):
            return
        self.draft.zone = self.draft.zone or timed.zone
        row = self._row(line)
        row.day, row.start, row.end, row.duration = timed.day, timed.start, timed.end, timed.span
        if row.start is None:
            self._tell_time(line, row)
        else:
            self.draft.rows.append(row)

    def _goes_on(self, line: Line) -> bool:
        """Whether a row says nothing but who speaks or chairs in the row above it."""
        texts = [text for cell in line.cells if (text := text_of(cell))]
        said = texts[0] if len(texts) == 1 else ""
        if not self.draft.rows or not (names.speaks(said) or names.leads(said)):
            return False
        above, who = self.draft.rows[-1], names.split(names.unlabelled(said))
        if names.leads(said):
            above.chairs = [*above.chairs, *who]
        else:
            above.speakers = [*above.speakers, *who]
        return True

    def _row(self, line: Line) -> Row:
        chairs = [name for text in self._texts(line, "chairs") for name in names.split(text)]
        title, block, status = (self._text(line, means) for means in ("title", "part_of", "status"))
        cancelled = marks.says_yes(self._text(line, "cancelled"))
        return Row(
            line.where,
            title=title or block,
            id=self._text(line, "id"),
            rooms=[room for room in re.split(r"[;\n]", self._text(line, "room")) if room.strip()],
            speakers=self._speakers(line),
            chairs=chairs,
            track=self._text(line, "track"),
            type=self._text(line, "type"),
            language=self._text(line, "language"),
            texts=[*self._texts(line, "subtitle"), *self._texts(line, "description")],
            status="cancelled" if cancelled else status,
            link=self._text(line, "link"),
            part_of=block if title else "",
            serves=marks.says_yes(self._text(line, "serves")),
        )

    def _speakers(self, line: Line) -> list[str]:
        whole = " ".join(text for means in ("first_name", "last_name") if (text := self._text(line, means)))
        return [whole] if whole else [name for text in self._texts(line, "speakers") for name in names.split(text)]

    def _tell_time(self, line: Line, row: Row) -> None:
        said = next((text for means in ("date", "start", "time") if (text := self._text(line, means))), "")
        if said:
            self.draft.unread = self.draft.unread or (line.where, said)
        if row.title or said:
            self.draft.findings.add(Finding.UNREADABLE_TIME if said else Finding.LEFT_OUT, row.title or line.where)

    def _tell_columns(self) -> None:
        held = self.table.columns
        values = {
            at: [text_of(line.cells[at]) for line in self.table.lines if at < len(line.cells)] for at in held.unused
        }
        inside = [at for at in held.unused if private.by_content(values[at])]
        self.draft.dropped |= dict.fromkeys(held.names(sorted([*held.private, *inside])))
        for at in held.unused:
            if at not in inside and any(values[at]):
                self.draft.findings.add(Finding.UNUSED, held.headers[at])
        self.draft.zone = self.draft.zone or next(
            (zone for header in held.headers if (zone := zones.within(header))), ""
        )

    def _text(self, line: Line, means: str) -> str:
        return text_of(self.table.columns.cell(line.cells, means))

    def _texts(self, line: Line, means: str) -> list[str]:
        return [text for cell in self.table.columns.cells(line.cells, means) if (text := text_of(cell))]


_NO_DAY = "“{said}” names no full date; write one like 2026-06-02"


def _one_row_a_session(rows: list[Row]) -> list[Row]:
    """The rows, where several that differ in nothing but the speaker are one: a row for each of its speakers."""
    kept: dict[tuple[object, ...], Row] = {}
    for row in rows:
        key = (row.id, row.title, row.start, row.end, row.duration, tuple(row.rooms))
        found = kept.get(key) if row.speakers and row.title and (row.id or row.rooms) else None
        if found and set(row.speakers) - set(found.speakers):
            found.speakers = [*found.speakers, *(name for name in row.speakers if name not in found.speakers)]
        else:
            kept[key if key not in kept else (*key, row.where)] = row
    return list(kept.values())
