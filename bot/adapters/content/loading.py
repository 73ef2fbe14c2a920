"""Texts into knowledge: reads every file, then looks at how they fit together."""

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

from bot.adapters.content import checking, deadlines, translating
from bot.adapters.content.folder import Texts, hash_of
from bot.adapters.content.reader import R, Reader, as_mapping
from bot.errors import ContentBroken
from bot.knowledge.phrases import Phrases
from bot.knowledge.records import (
    Association,
    Definition,
    Entry,
    Event,
    Organisation,
    Person,
    Source,
    Unpublished,
)
from bot.knowledge.snapshot import Knowledge
from bot.messages import Kind

# Not answers: the golden questions are read by `golden.py`.
_LISTS = {"people.yaml", "organisations.yaml", "not-published.yaml", "sources.yaml", "association.yaml", "golden.yaml"}

_EMPTY: dict[str, Any] = {}
_NOBODY = Association.model_construct(**_EMPTY)  # while the other files are checked; never served


def load(texts: Texts) -> Knowledge:
    """The knowledge in these texts.

    Raises:
        ContentBroken: with every problem found, so that a curator mends them in one go.
    """
    reader = Reader(texts)
    association = _single(reader, Association, "association.yaml")
    knowledge_parts: dict[str, Any] = {
        "sources": _sources(reader),
        "phrases": _phrases(reader),
        "entries": _entries(reader),
        "people": reader.records(Person, "people.yaml"),
        "organisations": reader.records(Organisation, "organisations.yaml"),
        "events": _events(reader),
        "unpublished": reader.records(Unpublished, "not-published.yaml"),
    }
    _strangers(reader)
    knowledge = Knowledge(association=association or _NOBODY, content_hash=hash_of(texts), **knowledge_parts)
    checking.check(knowledge, reader)
    deadlines.check(knowledge, reader)
    knowledge = translating.translated(knowledge, reader)
    if reader.problems:
        raise ContentBroken(reader.problems)
    return knowledge


def load_phrases(texts: Texts) -> Mapping[str, Phrases]:
    """What the assistant itself says, by language, whatever else stands in these texts.

    Raises:
        ContentBroken: with every problem found in them.
    """
    reader = Reader(texts)
    phrases = _phrases(reader)
    if reader.problems:
        raise ContentBroken(reader.problems)
    return phrases


def _single(reader: Reader, model: type[R], path: str) -> R | None:
    if path not in reader.texts:
        reader.report(path, 0, "is missing; every content folder needs one")
        return None
    lined = reader.yaml(path)
    return None if lined.unreadable else reader.record(model, lined.data, path)


def _sources(reader: Reader) -> dict[str, Source]:
    path = "sources.yaml"
    if path not in reader.texts:
        reader.report(path, 0, "is missing; every fact needs a source")
        return {}
    data = as_mapping(reader.yaml(path).data)
    read = {name: reader.record(Source, item, path, (name,)) for name, item in data.items()}
    return {name: source for name, source in read.items() if source is not None}


def _phrases(reader: Reader) -> dict[str, Phrases]:
    paths = [path for path in reader.texts if path.startswith("phrases/")]
    if not paths:
        reader.report("phrases/en.yaml", 0, "is missing; it holds what the assistant itself says")
    read = {PurePosixPath(path).stem: _single(reader, Phrases, path) for path in paths}
    return {language: phrases for language, phrases in read.items() if phrases is not None}


def _events(reader: Reader) -> dict[str, Event]:
    events: dict[str, Event] = {}
    for path in reader.texts:
        where = PurePosixPath(path)
        if where.match("events/*/event.yaml"):
            lined = reader.yaml(path)
            data = as_mapping(lined.data) | {"id": where.parent.name}
            event = None if lined.unreadable else reader.record(Event, data, path)
            if event is not None:
                events[where.parent.as_posix()] = event
    return events


def _entries(reader: Reader) -> dict[str, Entry]:
    paths = [path for path in reader.texts if path.endswith(".md") and not translating.language_of(path)]
    read = {path.removesuffix(".md"): _entry(reader, path) for path in paths}
    return {entry_id: entry for entry_id, entry in read.items() if entry is not None}


def _entry(reader: Reader, path: str) -> Entry | None:
    written = reader.markdown(path)
    if written is None:
        return None
    folder = path.partition("/")[0]
    kind = Kind(folder.removesuffix("s")) if folder in {"definitions", "membership", "events"} else Kind.ASSOCIATION
    own = {"id": path.removesuffix(".md"), "kind": kind, "body_line": written.body_line, "body": written.body}
    for name in own.keys() & written.head.keys():
        reader.report(path, reader.line(path, (name,)), f'"{name}" is filled in by Docent; leave the line out')
    return reader.record(Definition if kind is Kind.DEFINITION else Entry, written.head | own, path)


def _strangers(reader: Reader) -> None:
    """Files that nothing reads are told, so that no curator waits for an answer that never comes."""
    for path in reader.texts:
        known = path in _LISTS or path.endswith(".md") or path.startswith("phrases/") or translating.language_of(path)
        if not known and not PurePosixPath(path).match("events/*/event.yaml"):
            reader.report(
                path, 0, "is not a file that Docent reads; entries end in .md, events are events/<id>/event.yaml"
            )
