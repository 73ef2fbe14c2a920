"""Tables in Excel sheets."""

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

import openpyxl
from openpyxl.worksheet._read_only import ReadOnlyWorksheet
from openpyxl.worksheet.worksheet import Worksheet

from bot.adapters.importers import grids, tables
from bot.adapters.importers.grid_walks import Spans
from bot.adapters.importers.tables import Line, Table
from bot.errors import Unreadable

_ROWS = 50_000
_COLUMNS = 200
_UNPACKED_BYTES = 200_000_000
_PACKED = 200  # how many times larger it may become, from a megabyte on
_MEGABYTE = 1_000_000
_DECLARATIONS = tuple(
    word.encode(code) for word in ("<!DOCTYPE", "<!ENTITY") for code in ("utf-8", "utf-16-le", "utf-16-be")
)


def find(data: bytes, hints: Sequence[str] = ()) -> list[Table]:
    """The tables of a programme, sheet by sheet, which may be grids; none where no sheet has one.

    Raises:
        Unreadable: it is no Excel sheet, or one that is built to do harm.
    """
    try:
        _look_over(data)
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheets = {sheet.title: list(_lines(sheet)) for sheet in book.worksheets if sheet.sheet_state == "visible"}
        found = [tables.find_table(lines) for lines in sheets.values()]
        listed = [table for table in found if table]
        if any(table.columns.titled for table in listed):
            return listed
        return _drawn(data, sheets, hints) or listed
    except Unreadable:
        raise
    except Exception as error:  # a broken archive or sheet fails in as many ways as there are parts
        raise Unreadable("The Excel file is broken. Open it, save it again as .xlsx, and send that.") from error


def _drawn(data: bytes, sheets: Mapping[str, Sequence[Line]], hints: Sequence[str]) -> list[Table]:
    """The grids among the sheets. Only a book that is held as a whole says which of its cells are merged."""
    book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    found = (grids.find(lines, [*hints, name], _spans(book[name])) for name, lines in sheets.items())
    return [table for table in found if table]


def _spans(sheet: Worksheet) -> Spans:
    return {
        (merged.min_row - 1, merged.min_col - 1): (merged.size["rows"], merged.size["columns"])
        for merged in sheet.merged_cells.ranges
    }


def _look_over(data: bytes) -> None:
    """Refuse what unpacks to far more than a programme can be, and XML with entities, which no Excel file has."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = archive.infolist()
        size = sum(member.file_size for member in members)
        if "xl/workbook.xml" not in archive.namelist():
            raise Unreadable("This archive is not an Excel sheet. Send the schedule itself.")
        if size > _UNPACKED_BYTES or (size > _MEGABYTE and size > _PACKED * len(data)):
            raise Unreadable("The Excel file unpacks to far more than a programme can hold.")
        for member in members:
            if member.filename.endswith((".xml", ".rels")) and _declares(archive.read(member)):
                raise Unreadable("The Excel file holds XML entities, which no sheet needs.")


def _declares(xml: bytes) -> bool:
    return any(word in xml for word in _DECLARATIONS)


def _lines(sheet: ReadOnlyWorksheet) -> Iterator[Line]:
    sheet.reset_dimensions()  # what it says of its own size may be wrong
    rows: Iterator[tuple[object, ...]] = sheet.iter_rows(values_only=True)  # type: ignore[misc] # as its stubs know it not
    for number, cells in enumerate(islice(rows, _ROWS + 1), start=1):
        if number > _ROWS:
            raise Unreadable(f"A sheet has more than {_ROWS:,} rows.", where=f"sheet “{sheet.title}”")
        yield Line(number, cells[:_COLUMNS], sheet.title)
