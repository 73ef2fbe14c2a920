"""One file at a time into records; what does not fit becomes a problem with its line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar, get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails
from rapidfuzz import process

from bot.adapters.content import markdown, yaml_lines
from bot.adapters.content.yaml_lines import Lined, Place
from bot.errors import Problem
from bot.knowledge.records import Record
from bot.messages import Block

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Written:
    """A Markdown file: the fields of its head, its answer, and the line on which the answer begins."""

    head: dict[str, Any]
    body: tuple[Block, ...]
    body_line: int


@dataclass(slots=True)
class Reader:
    """Reads records out of one folder's texts and gathers every problem on the way."""

    texts: Mapping[str, str]
    problems: list[Problem] = field(default_factory=list)
    lines: dict[tuple[str, Place], int] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)  # the id of an item of a list -> where it stands in its file

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

    def markdown(self, path: str) -> Written | None:
        """A file with a head and an answer; None, with its problem reported, where it cannot be read."""
        parts = markdown.split(self.texts[path])
        if parts is None:
            self.report(path, 1, 'begins with its head: "---", then lines like "title: ...", then "---" again')
            return None
        lined = self.yaml(path, parts.head, parts.head_line)
        try:
            body = markdown.blocks(parts.body)
        except markdown.Unsupported as error:
            self.report(path, parts.body_line + error.line, str(error))
            return None
        return None if lined.unreadable else Written(as_mapping(lined.data), body, parts.body_line)

    def record(self, model: type[R], data: object, path: str, place: Place = ()) -> R | None:
        """The data as a record; None, with its problems reported, where it does not fit."""
        if not isinstance(data, Mapping):
            self.report(path, self.line(path, place), 'needs lines like "title: ..." here')
            return None
        try:
            return model.model_validate(dict(data))
        except ValidationError as error:
            for problem in _innermost(error.errors()):
                where = (*place, *problem["loc"])
                self.report(path, self.line(path, where), _in_words(problem, model))
            return None

    def records(self, model: type[R], path: str) -> dict[str, R]:
        """A file that is a list of records, by `<file>#<id>`."""
        if path not in self.texts:
            return {}
        lined = self.yaml(path)
        if lined.unreadable:
            return {}
        data = lined.data
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
        self.places[record_id] = (at,)


def _innermost(problems: Sequence[ErrorDetails]) -> list[ErrorDetails]:
    """The problems without those of whole lists and mappings that a problem within them has brought about."""
    around = {problem["loc"][:length] for problem in problems for length in range(len(problem["loc"]))}
    return [problem for problem in problems if problem["loc"] not in around]


_NO_LIST = '"{named}" is a list: put each item on a line of its own that begins with "- "'
_SENTENCES = {
    "missing": '"{named}" is missing',
    "string_too_short": '"{named}" is empty',
    "string_too_long": '"{named}" is too long; 48 characters at most',
    "string_pattern_mismatch": '"{named}" is written in small letters, digits and hyphens, like hao-tang',
    "string_type": '"{named}" needs one line of text',
    "bool_parsing": '"{named}" is either yes or no',
    "tuple_type": _NO_LIST,
    "list_type": _NO_LIST,
    "too_short": '"{named}" needs one item at least',
}


def _in_words(problem: ErrorDetails, model: type[Record]) -> str:
    """A problem of a field as a curator would say it."""
    named = ".".join(str(part) for part in problem["loc"] if isinstance(part, str)) or "this"
    match problem["type"]:
        case "extra_forbidden":
            return _unknown(str(problem["loc"][-1]), named, _type_at(model, problem["loc"][:-1]))
        case "value_error":
            return f"{named}: {problem['msg'].removeprefix('Value error, ')}"
        case known if known in _SENTENCES:
            return _SENTENCES[known].format(named=named)
        case _:
            return f'"{named}" does not fit: {problem["msg"].lower()}'


def _type_at(kind: Any, place: Place) -> Any:
    """The type that is annotated for this place within a type; None where nothing tells."""
    for part in place:
        if isinstance(kind, type) and issubclass(kind, Record):
            known = kind.model_fields.get(str(part))
            kind = known.annotation if known else None
        else:
            of = get_args(kind)
            kind = (of[0] if isinstance(part, int) else of[-1]) if of else None
    return kind


def _unknown(name: str, named: str, kind: Any) -> str:
    fields = list(kind.model_fields) if isinstance(kind, type) and issubclass(kind, Record) else []
    near = process.extractOne(name, fields, score_cutoff=70)
    hint = f'; did you mean "{near[0]}"?' if near else ""
    return f'"{named}" is not a field that Docent knows{hint}'


def as_mapping(data: object) -> dict[str, Any]:
    """The data where it is a mapping; an empty one where it is not."""
    return dict(data) if isinstance(data, Mapping) else {}
