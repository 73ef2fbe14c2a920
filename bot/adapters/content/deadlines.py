"""What holds of the deadlines of one file: every source is known, and no id is used twice."""

from collections.abc import Iterator, Sequence

from bot.adapters.content.checking import path_of
from bot.adapters.content.reader import Reader
from bot.knowledge.records import Deadline
from bot.knowledge.snapshot import Knowledge


def check(knowledge: Knowledge, reader: Reader) -> None:
    """Report what does not hold; sources are not missed while their own file has problems."""
    sources_unsure = any(problem.path == "sources.yaml" for problem in reader.problems)
    for path, deadlines in _by_file(knowledge):
        if not sources_unsure:
            _known_sources(deadlines, path, knowledge, reader)
        _ids(deadlines, path, reader)


def _by_file(knowledge: Knowledge) -> Iterator[tuple[str, Sequence[Deadline]]]:
    if knowledge.association.model_fields_set:  # it is empty where its own file is broken
        yield "association.yaml", knowledge.association.deadlines
    yield from ((path_of(event_id), event.deadlines) for event_id, event in knowledge.events.items())


def _known_sources(deadlines: Sequence[Deadline], path: str, knowledge: Knowledge, reader: Reader) -> None:
    for at, deadline in enumerate(deadlines):
        if deadline.source not in knowledge.sources:
            line = reader.line(path, ("deadlines", at, "source"))
            reader.report(path, line, f'the source "{deadline.source}" is not in sources.yaml')


def _ids(deadlines: Sequence[Deadline], path: str, reader: Reader) -> None:
    ids = [deadline.id for deadline in deadlines]
    for at, id_ in enumerate(ids):
        if id_ in ids[:at]:
            line = reader.line(path, ("deadlines", at, "id"))
            reader.report(path, line, f'the id "{id_}" is used twice for a deadline in this file')
