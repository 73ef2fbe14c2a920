"""One file at a time into records; what does not fit becomes a problem with its line."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails
from rapidfuzz import process

from bot.adapters.content import yaml_lines
from bot.adapters.content.yaml_lines import Lined, Place
from bot.errors import Problem
from bot.knowledge.records import Record

R = TypeVar("R", bound=Record)


@dataclass(slots=True)
class Reader:
    """Reads records out of one folder's texts and gathers every problem on the way."""

    texts: Mapping[str, str]
    problems: list[Problem] = field(default_factory=list)
    lines: dict[tuple[str, Place], int] = field(default_factory=dict)

    def report(self, path: str, line: int, says: str) -> None:
        self.problems.append(Problem(path, line, says))

    def line(self, path: str, place: Place = ()) -> int:
        """The line of a place within a file that was read, or of the nearest thing around it."""
        while (path, place) not in self.lines and place:
            place = place[:-1]
        return self.lines.get((path, place), 1)

    def yaml(self, path: str, text: str | None = None, first_line: int = 1) -> Lined:
        """The YAML of a file, or of the part of it that is given."""
        lined = yaml_lines.read(self.texts[path] if text is None else text, first_line=first_line)
        for line, says in lined.problems:
            self.report(path, line, says)
        self.lines.update({(path, place): line for place, line in lined.lines.items()})
        return lined

    def record(self, model: type[R], data: object, path: str, place: Place = ()) -> R | None:
        """The data as a record; None, with its problems reported, where it does not fit."""
        if not isinstance(data, Mapping):
            self.report(path, self.line(path, place), 'needs lines like "title: ..." here')
            return None
        try:
            return model.model_validate(dict(data))
        except ValidationError as error:
            for problem in error.errors():
                where = (*place, *problem["loc"])
                self.report(path, self.line(path, where), _in_words(problem, model))
            return None

    def records(self, model: type[R], path: str) -> dict[str, R]:
        """A file that is a list of records, by `<file>#<id>`."""
        if path not in self.texts:
            return {}
        data = self.yaml(path).data
        if not isinstance(data, list):
            self.report(path, 1, 'needs to be a list: every item begins with "- "')
            return {}
        found: dict[str, R] = {}
        for at, item in enumerate(data):
            record = self.record(model, item, path, (at,))
            if record is not None:
                self._keep(found, record, path, at)
        return found

    def _keep(self, found: dict[str, R], record: R, path: str, at: int) -> None:
        record_id = f"{path.removesuffix('.yaml')}#{getattr(record, 'id', at)}"
        if record_id in found:
            self.report(
                path, self.line(path, (at,)), f'the id "{record_id.partition("#")[2]}" is used twice in this file'
            )
        found[record_id] = record


def _in_words(problem: ErrorDetails, model: type[Record]) -> str:
    """A problem of a field as a curator would say it."""
    named = ".".join(str(part) for part in problem["loc"] if isinstance(part, str)) or "this"
    match problem["type"]:
        case "missing":
            return f'"{named}" is missing'
        case "extra_forbidden":
            return _unknown(str(problem["loc"][-1]), named, model)
        case "string_too_short":
            return f'"{named}" is empty'
        case "value_error":
            return f"{named}: {problem['msg'].removeprefix('Value error, ')}"
        case "string_pattern_mismatch":
            return f'"{named}" is written in small letters, digits and hyphens, like hao-tang'
        case "string_too_long":
            return f'"{named}" is too long; 48 characters at most'
        case "tuple_type" | "list_type":
            return f'"{named}" is a list: put each item on a line of its own that begins with "- "'
        case "bool_parsing":
            return f'"{named}" is either yes or no'
        case "string_type":
            return f'"{named}" needs one line of text'
        case _:
            return f'"{named}" does not fit: {problem["msg"].lower()}'


def _unknown(name: str, named: str, model: type[Record]) -> str:
    near = process.extractOne(name, list(model.model_fields), score_cutoff=70)
    hint = f'; did you mean "{near[0]}"?' if near else ""
    return f'"{named}" is not a field that Docent knows{hint}'


def as_mapping(data: object) -> dict[str, Any]:
    """The data where it is a mapping; an empty one where it is not."""
    return dict(data) if isinstance(data, Mapping) else {}
