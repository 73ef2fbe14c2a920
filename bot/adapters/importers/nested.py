"""Tables as YAML or JSON: a list of sessions, which may be grouped by day or room, and blocks that list their talks."""

from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from bot.adapters.importers import columns, private, tables, zones
from bot.adapters.importers.drafts import Draft
from bot.adapters.importers.moments import Reading
from bot.adapters.importers.plain_words import one_line
from bot.adapters.importers.private import folded
from bot.adapters.importers.tables import Line, Table
from bot.errors import Unreadable

_LISTED = """
    sessions schedule programme program programm programa talks events items agenda entries slots days rooms tracks
    sitzungen vortrage sesiones charlas actividades tage dias jours conferences exposes presentations papers parts
    contributions timeslots sessionlist results data
"""
_LISTS = frozenset(_LISTED.split())
_GROUPS = {"days": "date", "tage": "date", "dias": "date", "jours": "date", "rooms": "room", "tracks": "track"}
_DEPTH = 20
_PLAIN = Reading()


def read_yaml(text: str) -> Any:
    """YAML with every scalar as text, so that 12:30 stays 12:30.

    Raises:
        Unreadable: it is no YAML, or uses what a programme does not need and what can do harm.
    """
    try:
        _look_over(text)
        return yaml.load(text, yaml.CBaseLoader)  # noqa: S506 # BaseLoader makes nothing but text, lists and mappings
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        says = f"This is not YAML ({error.problem}), nor any other format that Docent reads."
        raise Unreadable(says, where=f"line {line}") from error
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise Unreadable("This is not YAML that can be read.") from error


def _look_over(text: str) -> None:
    """Refuse aliases, which can stand for billions of values, and what is nested deeper than any programme."""
    depth = 0
    for event in yaml.parse(text, yaml.CBaseLoader):
        if isinstance(event, yaml.AliasEvent):
            raise Unreadable("“*” stands for a value written elsewhere; write the value itself.", where=_line_of(event))
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEPTH:
            raise Unreadable("This is nested deeper than any programme.", where=_line_of(event))


def _line_of(event: yaml.Event) -> str:
    return f"line {event.start_mark.line + 1}" if event.start_mark else ""


def draft(data: object, *, form: str, hints: list[str]) -> Draft | None:
    """The programme in nested lists; None where there is none."""
    items = list(_items(list(data.values()) if _by_key(data) and isinstance(data, Mapping) else data, {}))
    headers = list(dict.fromkeys(key for item in items for key in item))
    held = columns.understood(headers)
    if not items or not held.usable:
        return None
    lines = [Line(at, [item.get(key, "") for key in headers]) for at, item in enumerate(items, start=1)]
    drawn = tables.draft([Table(held, lines)], form=form, hints=[*hints, *_scalars(data).values()])
    around = {folded(key).replace(" ", ""): value for key, value in _scalars(data).items()}
    named = (
        zones.named(around.get(key, ""))
        for key in ("timezone", "zone", "tz", "zeitzone", "zonahoraria", "fuseauhoraire")
    )
    drawn.zone = next((name for name in named if name), drawn.zone)
    drawn.title = next(
        (
            around[key]
            for key in ("title", "name", "conference", "event", "titel", "titulo", "titre")
            if around.get(key)
        ),
        "",
    )
    drawn.dropped |= dict.fromkeys(_private(data))
    return drawn


def _private(data: object, *, inside: bool = False) -> Iterator[str]:
    """Keys of private data that people within sessions have."""
    if isinstance(data, Mapping):
        yield from (str(key) for key, value in data.items() if inside and value and private.by_name(str(key)))
        for key, value in data.items():
            yield from _private(value, inside=not _groups(str(key), value))
    for item in data if isinstance(data, list) else ():
        yield from _private(item, inside=inside)


def _scalars(data: object) -> dict[str, str]:
    """What is said of the programme as a whole."""
    return (
        {str(key): one_line(str(value)) for key, value in data.items() if isinstance(value, str)}
        if isinstance(data, Mapping)
        else {}
    )


def _items(data: object, around: Mapping[str, str], *, means: str = "", depth: int = 0) -> Iterator[dict[str, str]]:
    """The sessions within nested lists, each with what its groups say of it: a day, a room, a block.

    `means` is what the name of a group stands for: a room within "rooms".
    """
    if isinstance(data, list) and depth <= _DEPTH:
        for item in data:
            yield from _items(item, around, means=means, depth=depth + 1)
    if not isinstance(data, Mapping) or depth > _DEPTH:
        return
    groups = {str(key): value for key, value in data.items() if _groups(str(key), value)}
    own = {str(key): _cell(value) for key, value in data.items() if str(key) not in groups}
    is_session = depth > 0 and columns.understood(list(own)).usable
    if is_session:
        yield {**_unsaid(around, own), **own}
    passed_on = _block(around, own) if is_session else _group(around, own, means) if depth else dict(around)
    for key, value in groups.items():
        within = _GROUPS.get(folded(key), "")
        for name, group in value.items() if isinstance(value, Mapping) else [(key, value)]:
            named = _name(str(name), within if isinstance(value, Mapping) else "")
            yield from _items(group, {**passed_on, **_day(key), **named}, means=within, depth=depth + 1)


def _name(name: str, means: str) -> dict[str, str]:
    """What the name of a group tells of its sessions: their day, or their room within "rooms"."""
    return {means: name} if means and means != "date" else _day(name)


def _day(name: str) -> dict[str, str]:
    return {"date": name} if _PLAIN.stamp(name).day else {}


def _unsaid(around: Mapping[str, str], own: Mapping[str, str]) -> dict[str, str]:
    """What the groups around a session say, but for what it says itself."""
    said = columns.understood(list(own)).held
    return {key: value for key, value in around.items() if columns.meant_by(key) not in said}


def _groups(key: str, value: object) -> bool:
    """Whether a list holds sessions or groups of them, rather than the speakers of one."""
    within = value if isinstance(value, list) else list(value.values()) if isinstance(value, Mapping) else []
    listed = folded(key).replace(" ", "") in _LISTS or bool(_day(key)) or _by_key(value)
    return listed and any(isinstance(item, Mapping | list) for item in within)


def _by_key(value: object) -> bool:
    """Whether a mapping holds sessions by their ids."""
    held = list(value.values()) if isinstance(value, Mapping) else []
    return bool(held) and all(isinstance(item, Mapping) and columns.understood(list(item)).titled for item in held)


def _group(around: Mapping[str, str], own: Mapping[str, str], means: str) -> dict[str, str]:
    """What a day, a room or a track tells of its sessions."""
    named = {(means if folded(key) in {"name", "title"} else key): value for key, value in own.items()}
    return {**around, **{key: value for key, value in named.items() if key}}


def _block(around: Mapping[str, str], own: Mapping[str, str]) -> dict[str, str]:
    """What a block tells of its talks: itself, its day and its room."""
    held = columns.understood(list(own)).held
    keys = list(own)
    kept = {keys[at]: own[keys[at]] for means in ("date", "room", "zone", "track") for at in held.get(means, ())}
    block = next((own[keys[at]] for means in ("id", "title") for at in held.get(means, ()) if own[keys[at]]), "")
    return {**around, **kept, "part of": block}


def _cell(value: object) -> str:
    """A value as the cell of a table: lists become lines."""
    if isinstance(value, list):
        return "\n".join(filter(None, (_cell(item) for item in value)))
    if isinstance(value, Mapping):
        if {"date", "time"} <= value.keys():  # Indico
            return f"{value['date']} {value['time']}"
        return next(
            (str(value[key]) for key in ("name", "public_name", "fullName", "title", "en") if value.get(key)), ""
        )
    return "" if value is None else str(value)
