"""The door: a programme in, a file out."""

from collections.abc import Callable
from typing import Literal

from bot.adapters.exporters import csv_table, frab, ical
from bot.schedule.sessions import Programme

Format = Literal["frab", "ics", "csv"]

_WRITERS: dict[Format, Callable[[Programme], bytes]] = {"frab": frab.write, "ics": ical.write, "csv": csv_table.write}


def write_programme(programme: Programme, format: Format) -> bytes:  # noqa: A002 # the word of the command line
    """The programme as a file.

    Reading a frab file gives the same programme again; iCalendar and CSV keep ids, times, rooms, titles, speakers and
    what is cancelled.
    """
    return _WRITERS[format](programme)
