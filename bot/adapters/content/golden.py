"""Golden questions: `golden.yaml` in the content folder, asked by `docent check`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from bot.adapters.content.reader import Reader
from bot.errors import Problem
from bot.knowledge.records import Line, Record
from bot.knowledge.snapshot import Knowledge

PATH = "golden.yaml"


def _as_list(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _in_a_zone(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


OneOrMore = Annotated[tuple[Line, ...], BeforeValidator(_as_list), Field(min_length=1)]


class Golden(Record):
    """A question, or the turns of a conversation, and what has to come back at the end."""

    ask: OneOrMore
    answered_by: OneOrMore | None = None  # every one of these ids
    contains: OneOrMore | None = None  # every one of these, in any case and with any accents
    abstains: bool = False
    now: Annotated[datetime, AfterValidator(_in_a_zone)] | None = None

    @model_validator(mode="after")
    def _one_of_three(self) -> Self:
        if [bool(self.answered_by), bool(self.contains), self.abstains].count(True) != 1:
            msg = (
                'a golden question has one of "answered_by" (an id), "contains" (words of the answer), "abstains: true"'
            )
            raise ValueError(msg)
        return self


@dataclass(frozen=True, slots=True)
class Placed:
    """A golden question and the line on which it stands."""

    golden: Golden
    line: int


def read_golden(texts: Mapping[str, str], knowledge: Knowledge) -> tuple[list[Placed], list[Problem]]:
    """The golden questions in these texts, and what is wrong with the others; none where there is no such file."""
    reader = Reader(texts)
    data = reader.yaml(PATH).data if PATH in texts else None
    if data is not None and not isinstance(data, list):
        reader.report(PATH, 1, 'needs to be a list: every item begins with "- "')
        data = None
    placed: list[Placed] = []
    for at, item in enumerate(data or []):
        golden = reader.record(Golden, item, PATH, (at,))
        if golden is not None:
            _known(golden, at, knowledge, reader)
            placed.append(Placed(golden, reader.line(PATH, (at,))))
    return placed, reader.problems


def _known(golden: Golden, at: int, knowledge: Knowledge, reader: Reader) -> None:
    for wanted in golden.answered_by or ():
        if wanted not in knowledge:
            line = reader.line(PATH, (at, "answered_by"))
            says = f'"{wanted}" is named here, but there is no such entry, person, organisation or event'
            reader.report(PATH, line, says)
