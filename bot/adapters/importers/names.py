"""Names of people as files write them. Their words keep their order; roles and e-mail addresses are taken off."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.adapters.importers.plain_words import one_line, without_addresses

_CHAIR = r"(?:session[ -])?(?:chair(?:ed by|person|man|woman|s)?|moderat(?:or|ors|ion|ed by|rice|eur)|moderador[ae]?s?|moderatore|host|vorsitz|leitung|sitzungsleitung|président?e?|presidente)"  # noqa: E501 # one list
_LED_BY = re.compile(rf"^{_CHAIR}\s*:\s*(?P<name>.+)$", re.IGNORECASE)
_LEADS = re.compile(rf"^(?P<name>.+?)\s*(?:\({_CHAIR}\)|\[{_CHAIR}\]|,\s*{_CHAIR})$", re.IGNORECASE)
_SPEAKS = re.compile(
    r"^(?:speakers?|presenters?|panell?ists?|by|referent(?:in|en|innen)?|vortragende[rn]?|ponentes?|intervenants?|relator[ei])"
    r"\s*:\s*",
    re.IGNORECASE,
)
_SECRET = re.compile(r"^[\s,;:()<>\[\]|/-]+|[\s,;:(<\[|/-]+$")

# What follows a comma without being another name.
_TITLE = re.compile(
    r"^(?:ph\.?\s?d|m\.?\s?d|m\.?sc|b\.?sc|m\.?a|mba|jr|sr|ii|iii|esq|d\.?phil|ceo|cto|cfo|coo|cio)\.?$", re.IGNORECASE
)
_ORGANISATION = re.compile(
    r"\b(?:universit\w*|institut\w*|college|school|centre|center|zentrum|inc|ltd|llc|gmbh|ag|s\.?a\.?|labs?|laborator\w*|"
    r"foundation|stiftung|fundaci\w*|association|company|corp\w*|group|ministry|department|agency|bank|hochschule|"
    r"universidad|park|council|commission|of|for|at|the|director|manager|professor|engineer|head|president|founder)\b",
    re.IGNORECASE,
)
_LONGEST = 5_000  # characters of a cell with names
_FULL_ONLY = re.compile(r"\s+(?:y|e|et)\s+", re.IGNORECASE)  # Ortega y Gasset is one person
_AND = re.compile(r"\s+(?:and|und|&|\+)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class People:
    """Who speaks, who chairs, and the addresses that stood where a name should be."""

    speakers: tuple[str, ...]
    chairs: tuple[str, ...]
    addresses: int


def people(speakers: Iterable[str], chairs: Iterable[str] = ()) -> People:
    """Clean names out of single ones, each person once per role."""
    speaking: list[str] = []
    chairing: list[str] = []
    addresses = 0
    for given, role in [*((name, speaking) for name in speakers), *((name, chairing) for name in chairs)]:
        name, leads = _role(one_line(given))
        shown = clean(name)
        addresses += not shown and "@" in name
        if shown:
            (chairing if leads else role).append(shown)
    return People(tuple(dict.fromkeys(speaking)), tuple(dict.fromkeys(chairing)), addresses)


def clean(name: str) -> str:
    """The name without addresses; empty where nothing else is there. A semicolon parts names, so none is in one."""
    shown = without_addresses(one_line(name), "")
    return one_line(_SECRET.sub("", shown).replace(";", ",")) if shown != name or ";" in name else name


def _role(name: str) -> tuple[str, bool]:
    name = _SPEAKS.sub("", name)
    found = _LED_BY.match(name) or _LEADS.match(name)
    return (found["name"], True) if found else (name, False)


def leads(line: str) -> bool:
    """Whether a line says who chairs: "Chair: Ana Ruiz"."""
    return bool(_LED_BY.match(line))


def speaks(line: str) -> bool:
    """Whether a line says who speaks: "Speakers: Ana Ruiz, Bo Lind"."""
    return bool(_SPEAKS.match(line))


def unlabelled(line: str) -> str:
    """The names in such a line, without what it says of them."""
    led = _LED_BY.match(line)
    return led["name"] if led else _SPEAKS.sub("", line)


def split(cell: str) -> list[str]:
    """The names in one cell: parted by line breaks, semicolons or bars, else by commas and words such as "and"."""
    cell = cell[:_LONGEST]
    led = _LED_BY.match(cell.strip())
    if led:
        return [f"Chair: {name}" for name in split(led["name"])]
    for marks in (r"[;\n]", r"[|•]"):
        if re.search(marks, cell):
            return [name.strip() for name in re.split(marks, cell) if name.strip()]
    return [name for part in _commas(cell) for name in _ands(part)]


def _commas(cell: str) -> list[str]:
    parts = [part.strip() for part in re.split(r",(?![^(\[]*[)\]])", cell) if part.strip()]
    if len(parts) == 2 and _is_given_name(parts[1]):  # noqa: PLR2004 # Ruiz, Ana
        return [", ".join(parts)]
    joined: list[str] = []
    for part in parts:
        if joined and (_TITLE.match(part) or _ORGANISATION.search(part)):
            joined[-1] += f", {part}"
        else:
            joined.append(part)
    return joined


def _is_given_name(text: str) -> bool:
    return " " not in text or bool(re.fullmatch(r"(?:\w+\s+)?(?:\w\.\s*)+", text))


def _ands(part: str) -> Iterator[str]:
    pieces = _AND.split(part)
    full = len({" " in piece for piece in pieces}) == 1
    for piece in pieces if full else [part]:
        halves = _FULL_ONLY.split(piece)
        yield from halves if all(" " in half for half in halves) else [piece]


_IN_TITLE = re.compile(r"\((?:[\w -]{1,24}\s)?by\s+(?P<names>[^():]{2,80})\)\s*$", re.IGNORECASE)


def in_title(title: str) -> list[str]:
    """Who speaks, where a title ends like "(talk by Ana Ruiz)"."""
    found = _IN_TITLE.search(title)
    names = [name.partition(",")[0].strip() for name in split(found["names"])] if found else []
    return [name for name in names if _WORDS[0] <= len(name.split()) <= _WORDS[1]]


_WORDS = (1, 5)  # of a name
