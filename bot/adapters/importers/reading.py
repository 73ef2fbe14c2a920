"""The door: an organiser's file in, a programme and what there is to say about it out."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element, ParseError

import defusedxml.ElementTree
from defusedxml.common import DefusedXmlException

from bot.adapters.importers import (
    csv_tables,
    drawing_up,
    frab,
    frab_xml,
    ical,
    nested,
    pretalx,
    sessionize,
    tables,
    xml_trees,
)
from bot.adapters.importers.drafts import Draft
from bot.adapters.importers.texts import text_of
from bot.errors import Unreadable
from bot.schedule.sessions import Programme

LIMIT_BYTES = 50_000_000

_NOT_A_SCHEDULE = {
    b"%PDF": "This is a PDF. Send the schedule as a table (CSV or Excel), as iCalendar, or as your system exports it.",
    b"\xd0\xcf\x11\xe0": "This is an old Office file. Open it, save it as .xlsx, and send that.",
    b"\x1f\x8b": "This is a packed file. Unpack it and send what is in it.",
    b"\x89PNG": "This is a picture. Send the schedule as a table (CSV or Excel) or as iCalendar.",
    b"\xff\xd8\xff": "This is a picture. Send the schedule as a table (CSV or Excel) or as iCalendar.",
}


@dataclass(frozen=True, slots=True)
class Imported:
    """A programme and what an import has to say about it.

    `warnings` are plain sentences about what an organiser should look at, `notes` about what was put in order.
    `dropped_columns` names the columns, keys or questions whose private data was not taken, as the file writes them.
    `speakers` counts people, told apart by the file's own ids where it has such; names may be fewer.
    """

    programme: Programme
    warnings: tuple[str, ...]
    dropped_columns: tuple[str, ...]
    format: str
    notes: tuple[str, ...] = ()
    speakers: int = 0


def read_programme(data: bytes, *, name: str = "", event: str, zone: str | None = None) -> Imported:
    """The programme in a file, whose format is told by its content.

    Args:
        data: the file.
        name: its name or address, which may say the year that its days leave out.
        event: the id of the event whose programme it is.
        zone: the venue's time zone, such as "Asia/Bangkok"; None where the file is expected to name it.

    Raises:
        Unreadable: it cannot be read; the message says where and why.
        ZoneNeeded: it names no time zone and none was given, or the one given is unknown.
    """
    if len(data) > LIMIT_BYTES:
        raise Unreadable(
            f"The file has {len(data) // 1_000_000} MB; a programme has {LIMIT_BYTES // 1_000_000} MB at most."
        )
    if not data.strip():
        raise Unreadable("The file is empty.")
    draft = _draft(data, hints=[name, event])
    if not draft.rows:
        raise Unreadable(f"The file was read as {draft.format}, but no session with a time is in it.")
    programme, speakers = drawing_up.drawn_up(draft, event=event, zone=zone)
    findings = draft.findings
    return Imported(programme, findings.warnings, tuple(draft.dropped), draft.format, findings.notes, speakers)


def _draft(data: bytes, hints: list[str]) -> Draft:
    for start, says in _NOT_A_SCHEDULE.items():
        if data.startswith(start):
            raise Unreadable(says)
    if data.startswith(b"PK\x03\x04"):
        from bot.adapters.importers import xlsx_tables  # noqa: PLC0415 - its library loads longer than most files take

        return _from_tables(xlsx_tables.find(data, hints), "Excel table", hints)
    text = text_of(data).lstrip("\ufeff \t\r\n")
    for recognised, read in _BY_BEGINNING.items():
        if text[:200].upper().startswith(recognised):
            return read(text, hints)
    if table := csv_tables.find(text, hints):
        return _from_tables([table], "CSV table", hints)
    if draft := nested.draft(nested.read_yaml(text), form="YAML table", hints=hints):
        return draft
    raise Unreadable(_UNKNOWN)


_UNKNOWN = (
    "This is no schedule that Docent can read: frab or pretalx (JSON, XML), iCalendar, Sessionize (JSON, CSV, Excel), "
    "a table (CSV, Excel, YAML) with columns such as title, date, start, end, room, speakers, or a grid (CSV, Excel) "
    "of times and rooms."
)


def _from_tables(found: list[tables.Table], form: str, hints: list[str]) -> Draft:
    if not found:
        raise Unreadable("The table has no head with columns such as title, date, start, end, room, speakers.")
    from_sessionize = any({"Session Id", "Scheduled At"} <= set(table.columns.headers) for table in found)
    return tables.draft(found, form=f"Sessionize {form}" if from_sessionize else form, hints=hints)


def _json(text: str, hints: list[str]) -> Draft:
    try:
        data: Any = json.loads(text)
    except json.JSONDecodeError as error:
        raise Unreadable(
            f"This is not JSON: {error.msg}.", where=f"line {error.lineno}, column {error.colno}"
        ) from error
    except (RecursionError, ValueError) as error:
        raise Unreadable("This is JSON that nobody can read.") from error
    if frab.fits(data):
        return frab.read(data)
    if sessionize.fits_all_data(data):
        return sessionize.read_all_data(data)
    if sessionize.fits_groups(data):
        return sessionize.read_groups(data)
    if pretalx.fits(data):
        return pretalx.read(data)
    if draft := nested.draft(data, form="JSON table", hints=hints):
        return draft
    raise Unreadable(f"This is JSON, but not of a kind that Docent knows. {_UNKNOWN}")


def _xml(text: str, hints: list[str]) -> Draft:
    root = _parsed(text)
    tag = root.tag.rpartition("}")[2].casefold()
    if tag == "html":
        raise Unreadable("This is a web page, not a schedule. Send the address of its export (JSON, XML, iCalendar).")
    if tag == "schedule" and root.find(".//event") is not None:
        return frab_xml.read(root)
    if draft := _xml_table(root, hints):
        return draft
    if tag != "schedule":
        raise Unreadable(f"This is XML, but not a frab schedule: it begins with <{tag}>, not <schedule>.")
    return frab_xml.read(root)


def _xml_table(root: Element, hints: list[str]) -> Draft | None:
    try:
        return nested.draft(xml_trees.tree(root), form="XML table", hints=hints)
    except RecursionError as error:
        raise Unreadable("This is nested deeper than any programme.") from error


def _parsed(text: str) -> Element:
    try:
        return defusedxml.ElementTree.fromstring(re.sub(r"^<\?xml[^>]*\?>", "", text).encode())
    except DefusedXmlException as error:
        raise Unreadable("This XML declares entities, which no schedule needs.") from error
    except (ParseError, ValueError, RecursionError) as error:
        if "<html" in text[:2000].lower():
            raise Unreadable("This is a web page, not a schedule.") from error
        line = getattr(error, "position", (0, 0))[0]
        raise Unreadable("This XML is broken.", where=f"line {line}" if line else "") from error


def _calendar(text: str, _hints: list[str]) -> Draft:
    return ical.read(text)


_BY_BEGINNING: dict[str, Callable[[str, list[str]], Draft]] = {
    "BEGIN:VCALENDAR": _calendar,
    "<": _xml,
    "{": _json,
    "[": _json,
}
