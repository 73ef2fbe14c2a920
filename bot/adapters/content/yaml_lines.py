"""YAML as plain text scalars, with the line of every value.

Scalars stay text, because YAML's own reading turns `12:30` into 750 and `NO` into false; pydantic converts them.
"""

from dataclasses import dataclass, field
from typing import Any

import yaml

from bot.errors import Problem

Place = tuple[str | int, ...]
_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(slots=True)
class Lined:
    """Data and where each part of it stands. `problems` are what the reading itself found."""

    data: Any = None
    lines: dict[Place, int] = field(default_factory=dict)
    problems: list[tuple[int, str]] = field(default_factory=list)

    @property
    def unreadable(self) -> bool:
        """Whether the text is no YAML; what else there is to say of it is unknown."""
        return self.data is None and bool(self.problems)

    def line(self, place: Place) -> int:
        """The line of a place, or of the nearest thing around it."""
        while place not in self.lines and place:
            place = place[:-1]
        return self.lines.get(place, 1)


def read(text: str, *, first_line: int = 1) -> Lined:
    """The document in the text. A text that is no YAML has no data and one problem."""
    lined = Lined()
    try:
        root = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        lined.problems.append(_unreadable(error, first_line))
        return lined
    except yaml.YAMLError:
        lined.problems.append((first_line, "has characters that no text file should have; type the line again"))
        return lined
    lined.data = None if root is None else _value(root, (), lined, first_line)
    return lined


def _value(node: yaml.Node, place: Place, lined: Lined, first_line: int) -> Any:
    lined.lines[place] = node.start_mark.line + first_line
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, place, lined, first_line)
    if isinstance(node, yaml.SequenceNode):
        return [_value(child, (*place, at), lined, first_line) for at, child in enumerate(node.value)]
    return node.value


def _mapping(node: yaml.MappingNode, place: Place, lined: Lined, first_line: int) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key, line = str(key_node.value), key_node.start_mark.line + first_line
        if key in data:
            lined.problems.append((line, f'"{key}" stands here twice; keep one of them'))
        data[key] = _value(value_node, (*place, key), lined, first_line)
        lined.lines[(*place, key)] = line
    return data


def _unreadable(error: yaml.MarkedYAMLError, first_line: int) -> tuple[int, str]:
    mark = error.problem_mark or error.context_mark
    line = first_line + (mark.line if mark else 0)
    return (
        line,
        "cannot be read here: look for a missing quote, a colon inside a sentence without quotes, or uneven indents",
    )


def problems_at(path: str, lined: Lined) -> list[Problem]:
    return [Problem(path, line, says) for line, says in lined.problems]
