"""A page of plain parts, written as Markdown or as HTML. Whatever stands in it comes from files of others."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

_MARKS: Final = re.compile(r"([\\`*_\[\]<>|#])")


@dataclass(frozen=True, slots=True)
class Heading:
    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Line:
    text: str


@dataclass(frozen=True, slots=True)
class Items:
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """A table; every row as wide as its head."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Fold:
    """Something long, of which only the first line is open where that is possible."""

    text: str
    inside: tuple[str, ...]


Part = Heading | Line | Items | Rows | Fold


def markdown(parts: Sequence[Part]) -> str:
    return "\n\n".join("\n".join(_markdown(part)) for part in parts) + "\n"


def _markdown(part: Part) -> Iterator[str]:
    match part:
        case Heading(text, level):
            yield f"{'#' * level} {_plain(text)}"
        case Line(text):
            yield _plain(text)
        case Items(texts):
            yield from (f"- {_plain(text)}" for text in texts)
        case Rows(head, rows):
            yield _row(head)
            yield f"|{'---|' * len(head)}"
            yield from map(_row, rows)
        case Fold(text, inside):
            yield f"### {_plain(text)}"
            yield ""
            yield from (f"- {_plain(line)}" for line in inside)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(map(_plain, cells))} |"


def _plain(text: str) -> str:
    return _MARKS.sub(r"\\\1", " ".join(text.split()))


_STYLE: Final = """\
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; display: block; overflow-x: auto; }
th, td { text-align: left; padding: .2rem .8rem .2rem 0; border-bottom: 1px solid #8884; vertical-align: top; }
details { margin: .3rem 0; } summary { cursor: pointer; }
h2 { margin-top: 2.5rem; }"""


def html(title: str, parts: Sequence[Part]) -> str:
    body = "\n".join(line for part in parts for line in _html(part))
    return (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{escape(title)}</title>\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<style>\n{_STYLE}\n</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def _html(part: Part) -> Iterator[str]:
    match part:
        case Heading(text, level):
            yield f"<h{level}>{escape(text)}</h{level}>"
        case Line(text):
            yield f"<p>{escape(text)}</p>"
        case Items(texts):
            yield _list(texts)
        case Rows(head, rows):
            yield f"<table><thead><tr>{_cells('th', head)}</tr></thead><tbody>"
            yield from (f"<tr>{_cells('td', row)}</tr>" for row in rows)
            yield "</tbody></table>"
        case Fold(text, inside):
            yield f"<details><summary>{escape(text)}</summary>{_list(inside)}</details>"


def _list(texts: Sequence[str]) -> str:
    return f"<ul>{''.join(f'<li>{escape(text)}</li>' for text in texts)}</ul>"


def _cells(tag: str, cells: Sequence[str]) -> str:
    return "".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in cells)
