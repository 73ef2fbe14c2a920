"""A programme as a table that Excel opens."""

import csv
import io
import re

from bot.adapters.exporters.listing import listed
from bot.schedule.sessions import Programme, Session

_HEAD = (
    *("id", "title", "start", "end", "room", "speakers", "chairs", "track", "type", "language", "status", "part_of"),
    *("link", "timezone", "description"),
)


def write(programme: Programme) -> bytes:
    """The table, with commas, as UTF-8 with a mark that tells Excel so."""
    held = io.StringIO(newline="")
    writer = csv.writer(held)
    writer.writerow(_HEAD)
    writer.writerows([_safe(cell) for cell in _row(session, programme.zone)] for session in programme.sessions)
    return held.getvalue().encode("utf-8-sig")


def _row(session: Session, zone: str) -> list[str]:
    return [
        session.id,
        session.title,
        session.start.isoformat(),
        session.end.isoformat() if session.end else "",
        "; ".join(session.rooms),
        listed(session.speakers),
        listed(session.chairs),
        session.track,
        session.type,
        session.language,
        session.status.value,
        session.part_of,
        session.link,
        zone,
        session.description,
    ]


def _safe(cell: str) -> str:
    """A cell that a spreadsheet does not take for a formula; the quote is taken off again when it is read."""
    return f"'{cell}" if re.match(r"'*[=+@\t\r-]", cell) else cell
