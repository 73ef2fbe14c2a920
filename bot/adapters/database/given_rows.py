"""Many rows as one value, a list of lists in JSON: one statement for all of them, the same however many they are.

As a list of parameters they would be sent, bound and run row by row.
"""

import json
from collections.abc import Iterable, Sequence
from typing import Any, Self

from sqlalchemy import BigInteger, Boolean, ColumnElement, Text, bindparam, cast, column, literal_column
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.sql.operators import OperatorType
from sqlalchemy.types import JSON

Given = Sequence[int | str | None]
_NUMBERS = "numbers"


class _Elements(FunctionElement[Any]):
    """The elements of a JSON list, as rows with a column `value`."""

    name = "elements"
    inherit_cache = True


@compiles(_Elements, "sqlite")
def _on_sqlite(elements: _Elements, compiler: SQLCompiler, **options: Any) -> str:
    return f"json_each({compiler.process(elements.clauses, **options)})"


@compiles(_Elements, "postgresql")
def _on_postgresql(elements: _Elements, compiler: SQLCompiler, **options: Any) -> str:
    # The condition holds for all. For its sake PostgreSQL expects one row instead of a hundred, and looks up what is
    # given by an index where it would read a table whole: its statistics lag behind one that fills in seconds.
    rows = compiler.process(elements.clauses, **options)
    return f"(SELECT value FROM jsonb_array_elements(CAST({rows} AS jsonb)) WHERE jsonb_typeof(value) = 'array')"  # noqa: S608 - a placeholder, made by SQLAlchemy


class _Among(FunctionElement[bool]):
    """Whether a number is in a JSON list; an index on it is used."""

    name = "among"
    type = Boolean()
    inherit_cache = True

    def self_group(self, against: OperatorType | None = None) -> Self:  # noqa: ARG002 - SQLAlchemy calls it so
        return self  # where there are no booleans it would be compared with 1, which no index can tell


@compiles(_Among, "sqlite")
def _among_on_sqlite(among: _Among, compiler: SQLCompiler, **options: Any) -> str:
    number_, numbers = (compiler.process(each, **options) for each in among.clauses)
    return f"{number_} IN (SELECT value FROM json_each({numbers}))"  # noqa: S608 - as above


@compiles(_Among, "postgresql")
def _among_on_postgresql(among: _Among, compiler: SQLCompiler, **options: Any) -> str:
    number_, numbers = (compiler.process(each, **options) for each in among.clauses)
    return f"{number_} = ANY (ARRAY(SELECT value::integer FROM jsonb_array_elements_text(CAST({numbers} AS jsonb))))"  # noqa: S608 - as above


class _Part(FunctionElement[str]):
    """What a row that is a JSON list holds at a place."""

    name = "part"
    type = Text()
    inherit_cache = True


@compiles(_Part, "sqlite")
def _part_on_sqlite(part: _Part, compiler: SQLCompiler, **options: Any) -> str:
    row, place = (compiler.process(each, **options) for each in part.clauses)
    return f"json_extract({row}, '$[{place}]')"


@compiles(_Part, "postgresql")
def _part_on_postgresql(part: _Part, compiler: SQLCompiler, **options: Any) -> str:
    row, place = (compiler.process(each, **options) for each in part.clauses)
    return f"({row} ->> {place})"


class GivenRows:
    """The rows that are given under a name: a statement may be given several."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._rows = _Elements(bindparam(name, type_=Text)).table_valued(column("value", JSON), name=name)

    def number(self, place: int) -> ColumnElement[int]:
        """A whole number of the row."""
        return cast(self.words(place), BigInteger)

    def words(self, place: int) -> ColumnElement[str]:
        """A text of the row."""
        return _Part(self._rows.c.value, literal_column(str(place)))

    def giving(self, rows: Iterable[Given]) -> dict[str, str]:
        """The parameter of a statement with these rows."""
        return {self._name: _json(rows)}


def is_given(column_: ColumnElement[int]) -> ColumnElement[bool]:
    """Whether the column holds one of the numbers that are given, instead of rows."""
    return _Among(column_, bindparam(_NUMBERS, type_=Text))


def giving_numbers(numbers: Iterable[int]) -> dict[str, str]:
    """The parameter of a statement with these numbers."""
    return {_NUMBERS: _json(numbers)}


def _json(given: Iterable[Given | int]) -> str:
    return json.dumps(list(given), separators=(",", ":"))
