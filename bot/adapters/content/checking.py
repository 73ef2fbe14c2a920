"""How the files fit together: what one names, another has."""

import re
from collections.abc import Iterator, Mapping

from bot.adapters.content.reader import Reader
from bot.adapters.content.yaml_lines import Place
from bot.errors import Problem
from bot.knowledge.records import EVENT_FACTS, Definition, Entry, Event, Note, Sourced, Unpublished
from bot.knowledge.snapshot import Knowledge
from bot.messages import PRESS_LIMIT_BYTES, Bullets, Paragraph, Quotation, Text, text_of
from bot.understanding.words import fold, words

ID_LIMIT_BYTES = PRESS_LIMIT_BYTES - len("show ")  # what a button sends before the id
_PERSON_SUFFIX = "#said"  # what a button may add to the id: a person's words, a fact of an event
_EVENT_SUFFIX = f"#{max(EVENT_FACTS, key=len)}"
_LIST_FILES = ("people", "organisations", "not-published")


def check(knowledge: Knowledge, reader: Reader) -> None:
    """Report what does not fit together. What a file with problems of its own may hold is not missed elsewhere."""
    unsure = {problem.path for problem in reader.problems}
    for record_id, path, record in _sourced(knowledge):
        if "sources.yaml" not in unsure:
            _known_source(knowledge, reader, path, record, record_id)
    _ids(knowledge, reader)
    for path, place, wanted in _references(knowledge, reader):
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
    if record.source not in knowledge.sources:
        place = _place(reader, record_id)
        reader.report(
            path, reader.line(path, (*place, "source")), f'the source "{record.source}" is not in sources.yaml'
        )


def _place(reader: Reader, record_id: str) -> Place:
    """Where an item of a list file, or a fact of an event, stands in its file; the top of it for everything else."""
    fact = record_id.partition("#")[2]
    return reader.places.get(record_id, ("other_sources", fact) if fact else ())


def _ids(knowledge: Knowledge, reader: Reader) -> None:
    """Every id is offered on a button, which carries few bytes; a file is told once of all that are too long."""
    long: dict[tuple[str, int], list[tuple[int, str]]] = {}
    for record_id, room, line in _measured(knowledge, reader):
        if len(record_id.encode()) > room:
            long.setdefault((path_of(record_id), room), []).append((line, record_id))
    for (path, room), found in long.items():
        named = ", ".join(f'"{record_id}"' for _, record_id in found)
        are = "is" if len(found) == 1 else "are"
        says = f"{named} {are} too long for a button: {room} characters at most, and letters like é count double"
        reader.report(path, found[0][0], says)


def _measured(knowledge: Knowledge, reader: Reader) -> Iterator[tuple[str, int, int]]:
    """Every id, how many bytes it may have, and the line on which it stands; 0 where it is the name of the file."""
    for record_id in knowledge.entries:
        yield record_id, ID_LIMIT_BYTES, 0
    for record_id in knowledge.events:
        yield record_id, ID_LIMIT_BYTES - len(_EVENT_SUFFIX), 0
    for record_id, definition, note in knowledge.notes():
        at = definition.notes.index(note)
        yield record_id, ID_LIMIT_BYTES, reader.line(path_of(record_id), ("notes", at, "id"))
    for record_id in (*knowledge.people, *knowledge.organisations, *knowledge.unpublished):
        room = ID_LIMIT_BYTES - (len(_PERSON_SUFFIX) if record_id in knowledge.people else 0)
        yield record_id, room, reader.line(path_of(record_id), (*reader.places[record_id], "id"))


def _references(knowledge: Knowledge, reader: Reader) -> Iterator[tuple[str, Place, str]]:
    for entry in knowledge.entries.values():
        path = path_of(entry.id)
        yield from ((path, ("see", at), wanted) for at, wanted in enumerate(entry.see))
        if entry.about:
            yield path, ("about",), entry.about
    for record_id, person in knowledge.people.items():
        place = reader.places[record_id]
        yield from (("people.yaml", (*place, "roles", nth, "of"), role.of) for nth, role in enumerate(person.roles))
        yield from (("people.yaml", (*place, "quotations", nth), each.at) for nth, each in enumerate(person.quotations))
    for record_id, organisation in knowledge.organisations.items():
        if organisation.part_of:
            yield "organisations.yaml", (*reader.places[record_id], "part_of"), organisation.part_of
    for record_id, missing in knowledge.unpublished.items():
        place = reader.places[record_id]
        yield from (("not-published.yaml", (*place, "see", nth), wanted) for nth, wanted in enumerate(missing.see))
    for event_id, event in knowledge.events.items():
        yield from _event_references(path_of(event_id), event)


def _event_references(path: str, event: Event) -> Iterator[tuple[str, Place, str]]:
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
        for link in (span.link for text in texts for span in text if span.link is not None):
            if not link.startswith(("https://", "http://")):
                reader.report(path, entry.body_line, f'the link "{link}" needs to begin with https://')
        if any(not text_of(text).strip() for text in texts):
            reader.report(path, entry.body_line, "has an empty line in a list")


def _texts(block: object) -> tuple[Text, ...]:
    if isinstance(block, Paragraph):
        return (block.text,)
    return block.items if isinstance(block, Bullets) else ()


def _phrasings(knowledge: Knowledge, reader: Reader) -> None:
    """One phrasing finds one answer: where a second has it, it is told of the first, each with its line."""
    seen: dict[tuple[str, ...], tuple[str, str, str]] = {}
    for target, path, line in _asked(knowledge):
        first_target, first_path, first = seen.setdefault(words(fold(line)) or (fold(line),), (target, path, line))
        if first_target == target:
            continue
        at, first_at = _lines_of(line, path, reader), _lines_of(first, first_path, reader)
        place = Problem(first_path, first_at[0], "").place
        reader.report(path, at[-1] if path == first_path else at[0], f'"{line}" is already used in {place}')


def _asked(knowledge: Knowledge) -> Iterator[tuple[str, str, str]]:
    """Every phrasing, after what it asks for and the file in which it stands."""
    askable: Mapping[str, Entry | Unpublished | Note] = {
        **knowledge.entries,
        **knowledge.unpublished,
        **{note_id: note for note_id, _, note in knowledge.notes()},
    }
    for record_id, asked in askable.items():
        yield from ((record_id, path_of(record_id), line) for line in asked.phrasings)
    # Events share their ways of asking: which one is meant is told by its name or its date.
    for event_id, event in knowledge.events.items():
        yield from (
            (f"event.{fact}", path_of(event_id), line) for fact, own in event.also_asked.items() for line in own
        )


def _lines_of(phrasing: str, path: str, reader: Reader) -> list[int]:
    """The lines of a file on which a phrasing stands by itself; 0 where it is written otherwise, as over two lines."""
    alone = re.compile(rf"""[\s-]*(?:\w+:\s+)?["']?{re.escape(phrasing)}["']?\s*""")
    return [at for at, written in enumerate(reader.texts[path].splitlines(), 1) if alone.fullmatch(written)] or [0]


def _event(event: Event, path: str, reader: Reader) -> None:
    for name in ("also_asked", "other_sources"):
        for fact in getattr(event, name):
            if fact not in EVENT_FACTS:
                line = reader.line(path, (name, fact))
                reader.report(path, line, f'"{fact}" is no fact of an event; there are {", ".join(EVENT_FACTS)}')
