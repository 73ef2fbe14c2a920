"""How the files fit together: what one names, another has."""

from collections.abc import Iterator

from bot.adapters.content.reader import Reader
from bot.knowledge.records import EVENT_FACTS, Definition, Event, Sourced
from bot.knowledge.snapshot import Knowledge
from bot.messages import Bullets, Paragraph, Quotation, text_of
from bot.understanding.words import fold

ID_LIMIT = 50  # a button's press is "show " and the id, in 64 bytes
_LIST_FILES = ("people", "organisations", "not-published")


def check(knowledge: Knowledge, reader: Reader) -> None:
    """Report what does not fit together. What a file with problems of its own may hold is not missed elsewhere."""
    unsure = {problem.path for problem in reader.problems}
    for record_id, path, record in _sourced(knowledge):
        if "sources.yaml" not in unsure:
            _known_source(knowledge, reader, path, record, record_id)
    for path, place, wanted in _references(knowledge):
        if wanted not in knowledge and path_of(wanted) not in unsure:
            line = reader.line(path, place)
            reader.report(
                path, line, f'"{wanted}" is named here, but there is no such entry, person, organisation or event'
            )
    _definitions(knowledge, reader)
    _bodies(knowledge, reader)
    _phrasings(knowledge, reader)
    for event_id, event in knowledge.events.items():
        _event(event, f"{event_id}/event.yaml", reader)


def path_of(record_id: str) -> str:
    """The file that holds a record."""
    path, _, item = record_id.partition("#")
    if path.startswith("events/") and path.count("/") == 1:  # what lies deeper are entries about the event
        return f"{path}/event.yaml"
    return f"{path}.yaml" if item and path in _LIST_FILES else f"{path}.md"


def _sourced(knowledge: Knowledge) -> Iterator[tuple[str, str, Sourced]]:
    if knowledge.association.model_fields_set:  # it is empty where its own file is broken
        yield "association", "association.yaml", knowledge.association
    groups = (knowledge.entries, knowledge.people, knowledge.organisations, knowledge.events, knowledge.unpublished)
    for group in groups:
        for record_id, record in group.items():
            yield record_id, path_of(record_id), record
    for event_id, event in knowledge.events.items():
        for fact, sourced in event.other_sources.items():
            yield f"{event_id}#{fact}", path_of(event_id), sourced


def _known_source(knowledge: Knowledge, reader: Reader, path: str, record: Sourced, record_id: str) -> None:
    if len(record_id) > ID_LIMIT:
        reader.report(path, 0, f"needs a shorter name: {ID_LIMIT} characters for folder, file and id together")
    if record.source not in knowledge.sources:
        place = _place(reader, path, record_id)
        reader.report(
            path, reader.line(path, (*place, "source")), f'the source "{record.source}" is not in sources.yaml'
        )


def _place(reader: Reader, path: str, record_id: str) -> tuple[str | int, ...]:
    """Where an item of a list file stands in it; the top of the file for everything else."""
    item = record_id.partition("#")[2]
    if not item or not path.endswith(".yaml") or path.startswith("events/"):
        return ("other_sources", item) if item else ()
    data = reader.yaml(path).data
    return next(((at,) for at, record in enumerate(data) if record.get("id") == item), ())


def _references(knowledge: Knowledge) -> Iterator[tuple[str, tuple[str | int, ...], str]]:
    for entry in knowledge.entries.values():
        path = path_of(entry.id)
        yield from ((path, ("see", at), wanted) for at, wanted in enumerate(entry.see))
        if entry.about:
            yield path, ("about",), entry.about
    for at, person in enumerate(knowledge.people.values()):
        yield from (("people.yaml", (at, "roles", nth, "of"), role.of) for nth, role in enumerate(person.roles))
        yield from (("people.yaml", (at, "quotations", nth), said.at) for nth, said in enumerate(person.quotations))
    for at, organisation in enumerate(knowledge.organisations.values()):
        if organisation.part_of:
            yield "organisations.yaml", (at, "part_of"), organisation.part_of
    for at, unpublished in enumerate(knowledge.unpublished.values()):
        yield from (("not-published.yaml", (at, "see", nth), wanted) for nth, wanted in enumerate(unpublished.see))
    for event_id, event in knowledge.events.items():
        yield from _event_references(path_of(event_id), event)


def _event_references(path: str, event: Event) -> Iterator[tuple[str, tuple[str | int, ...], str]]:
    yield from ((path, (name,), wanted) for name in ("host", "organiser") if (wanted := getattr(event, name)))
    for name in ("visits", "organisations"):
        yield from ((path, (name, at), wanted) for at, wanted in enumerate(getattr(event, name)))
    yield from ((path, ("speakers", at), speaker.person) for at, speaker in enumerate(event.speakers))


def _definitions(knowledge: Knowledge, reader: Reader) -> None:
    for entry in knowledge.entries.values():
        if isinstance(entry, Definition) and not (entry.body and isinstance(entry.body[0], Quotation)):
            says = 'a definition begins with its official wording: lines that start with "> "'
            reader.report(path_of(entry.id), entry.body_line, says)


def _bodies(knowledge: Knowledge, reader: Reader) -> None:
    for entry in knowledge.entries.values():
        path = path_of(entry.id)
        if not entry.body:
            reader.report(path, entry.body_line, "has no answer below its head")
        texts = [text for block in entry.body for text in _texts(block)]
        for link in (span.link for text in texts for span in text if span.link):
            if not link.startswith(("https://", "http://")):
                reader.report(path, entry.body_line, f'the link "{link}" needs to begin with https://')
        if any(not text_of(text).strip() for text in texts):
            reader.report(path, entry.body_line, "has an empty line in a list")


def _texts(block: object) -> tuple[tuple, ...]:  # type: ignore[type-arg]
    if isinstance(block, Paragraph):
        return (block.text,)
    return block.items if isinstance(block, Bullets) else ()


def _phrasings(knowledge: Knowledge, reader: Reader) -> None:
    """One phrasing finds one answer: the second file that has it is told of the first."""
    askable = {
        **knowledge.entries,
        **knowledge.unpublished,
        **{note_id: note for note_id, _, note in knowledge.notes()},
    }
    seen: dict[str, str] = {}
    for record_id, asked in askable.items():
        for line in asked.phrasings:
            first = seen.setdefault(fold(line), record_id)
            if first != record_id:
                path = path_of(record_id)
                reader.report(path, _line_of(line, path, reader), f'"{line}" is already used in {path_of(first)}')


def _line_of(line: str, path: str, reader: Reader) -> int:
    lines = reader.texts[path].splitlines()
    return next((at for at, written in enumerate(lines, start=1) if line in written), 0)


def _event(event: Event, path: str, reader: Reader) -> None:
    for name in ("also_asked", "other_sources"):
        for fact in getattr(event, name):
            if fact not in EVENT_FACTS:
                line = reader.line(path, (name, fact))
                reader.report(path, line, f'"{fact}" is no fact of an event; there are {", ".join(EVENT_FACTS)}')
