"""What one cell of a grid says of a session: its title, who speaks, who chairs, and more."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from bot.adapters.importers import marks, names

_PART = r"(?:[A-ZÀ-ÖØ-Þ][\w’'.-]*|(?:de|del|della|di|da|van|von|der|den|la|le|du|bin|al|y|e)\b)"
_NAME = re.compile(rf"(?:(?:Prof|Dr|Mag|Ing|Mr|Mrs|Ms)\.?\s+)*[A-ZÀ-ÖØ-Þ][\w’'.-]*(?:\s+{_PART}){{1,4}}(?:,\s.+)?")
_IN_BRACKETS = re.compile(r"^(?P<title>.+?)\s*[(\[](?P<names>[^()\[\]]{4,120})[)\]]\s*$", re.DOTALL)
_AFTER_DASH = re.compile(r"^(?P<title>.+?)\s+[-–—|/]\s+(?P<names>[^–—|]{4,120})$", re.DOTALL)
_FEWEST = 2  # cells that name people in one way
_SHARE = 3  # of so many cells that may, at least one does


class Way(Enum):
    """How the cells of a grid name who speaks: below the title, in brackets behind it, or after a dash."""

    BELOW = "below"
    BRACKETS = "brackets"
    DASH = "dash"


@dataclass(frozen=True, slots=True)
class Said:
    """One cell, read. `speakers` and `chairs` are names parted by semicolons."""

    title: str
    speakers: str = ""
    chairs: str = ""
    text: str = ""


def title(cell: str) -> str:
    """The first line of a cell that says something."""
    return next(iter(_lines(cell)), "")


def ways_of_naming(cells: Iterable[str]) -> frozenset[Way]:
    """The ways in which a third of a grid's cells, breaks aside, name people. One cell alone may look so by chance."""
    texts = [cell for cell in cells if not marks.is_break(title(cell), "")]
    counts = {way: sum(bool(_named(cell, way)) for cell in texts) for way in Way}
    fewest = max(1, min(_FEWEST, len(texts)))
    return frozenset(way for way, count in counts.items() if count >= fewest and count * _SHARE >= len(texts))


def read(cell: str, ways: Iterable[Way]) -> Said:
    """What a cell says. Lines that begin with "Speaker:" or "Chair:" say so whatever is usual in the grid."""
    first, *others = _lines(cell) or [""]
    chairs = [line for line in others if names.leads(line)]
    speakers = [line for line in others if names.speaks(line)]
    rest = [line for line in others if line not in chairs and line not in speakers]
    who = [name for line in speakers for name in names.split(names.unlabelled(line))]
    for way in () if who or marks.is_break(first, "") else sorted(ways, key=list(Way).index):
        if found := _named("\n".join([first, *rest]), way):
            first, who = found
            rest = rest[1:] if way is Way.BELOW else rest
            break
    led = [name for line in chairs for name in names.split(names.unlabelled(line))]
    return Said(first, "; ".join(who), "; ".join(led), "\n".join(rest))


def _lines(cell: str) -> list[str]:
    return [line.strip() for line in cell.splitlines() if line.strip()]


def _named(cell: str, way: Way) -> tuple[str, list[str]] | None:
    """Title and names, where a cell names people in this way."""
    first, *others = _lines(cell) or [""]
    if way is Way.BELOW:
        return (first, names.split(others[0])) if others and _are_names(others[0]) else None
    pattern = _IN_BRACKETS if way is Way.BRACKETS else _AFTER_DASH
    found = pattern.match(first)
    return (found["title"], names.split(found["names"])) if found and _are_names(found["names"]) else None


def _are_names(text: str) -> bool:
    pieces: Sequence[str] = names.split(text)
    return bool(pieces) and all(_NAME.fullmatch(piece) for piece in pieces)
