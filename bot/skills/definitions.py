"""Official definitions: the quotation as a card that can be cited, and the notes that belong to it."""

from collections.abc import Iterable

from bot import wording
from bot.knowledge.records import Definition, Note
from bot.knowledge.snapshot import Asking, Knowledge
from bot.messages import Action, Block, Details, Kind, Quotation, Reply
from bot.understanding.mentions import Name
from bot.understanding.targets import Request, Target


class Definitions:
    """Quotes the official wording with authority, version, date and source."""

    def targets(self, knowledge: Knowledge, asking: Asking) -> Iterable[Target]:
        for entry in _definitions(knowledge):
            yield Target(entry.id, entry.title, entry.phrasings[1:], entry.id)
        for note_id, entry, note in knowledge.notes():
            yield Target(note_id, note.title, note.phrasings[1:], entry.id)

    def names(self, knowledge: Knowledge, asking: Asking) -> Iterable[Name]:
        return ()

    def answer(self, request: Request) -> Reply:
        shown = self.show(request.target, request)
        if shown is None:
            raise KeyError(request.target)
        return shown

    def offer(self, request: Request) -> Action | None:
        return wording.show(request.target, request.knowledge)

    def show(self, record_id: str, request: Request) -> Reply | None:
        entry = request.knowledge.entries.get(record_id)
        if isinstance(entry, Definition):
            return _card(entry, request)
        noted = (found for found in request.knowledge.notes() if found[0] == record_id)
        return next((_note(note_id, definition, note, request) for note_id, definition, note in noted), None)


def citation(definition: Definition, knowledge: Knowledge, language: str) -> str:
    """The definition as one line for a grant application: wording, authority, version, date, source."""
    words = definition.body[0].text if isinstance(definition.body[0], Quotation) else ""
    source = wording.source_line(definition, knowledge, language)
    label = knowledge.phrasebook(language).label
    dated = f"{label.version.lower()}: {_stated(definition.version, label.not_stated)}"
    dated += f"; {label.date.lower()}: {_stated(definition.date, label.not_stated)}"
    read = label.source_read.format(date=source.date)
    link = f", {source.link}" if source.link else ""
    flat = " ".join(words.split()).strip("‘’“”")
    return f"“{flat}” ({definition.authority}, {definition.title}; {dated}; {source.title}{link}, {read})"


def _definitions(knowledge: Knowledge) -> Iterable[Definition]:
    return (entry for entry in knowledge.entries.values() if isinstance(entry, Definition))


def _card(definition: Definition, request: Request) -> Reply:
    label = request.phrases.label
    rows = (
        (label.authority, definition.authority),
        (label.version, _stated(definition.version, label.not_stated)),
        (label.date, _stated(definition.date, label.not_stated)),
    )
    source = wording.source_line(definition, request.knowledge, request.language)
    blocks: tuple[Block, ...] = (wording.heading(definition.title), *definition.body, Details(rows), source)
    copies = citation(definition, request.knowledge, request.language)
    copy = Action(label.copy_citation, f"cite {definition.id}", copies)
    notes = tuple(wording.show(f"{definition.id}#{note.id}", request.knowledge) for note in definition.notes)
    more = tuple(wording.show(record_id, request.knowledge) for record_id in definition.see)
    actions = tuple(dict.fromkeys((copy, *notes, *more)))
    return Reply(Kind.DEFINITION, blocks, actions, (definition.id,), score=request.score)


def _note(note_id: str, definition: Definition, note: Note, request: Request) -> Reply:
    said: Block = Quotation(note.quotation, definition.authority) if note.quotation else wording.told(note.text or "")
    source = wording.source_line(definition, request.knowledge, request.language)
    back = wording.show(definition.id, request.knowledge)
    return Reply(Kind.DEFINITION, (said, source), (back,), (note_id,), score=request.score)


def _stated(value: str, not_stated: str) -> str:
    return not_stated if value == "not stated" else value
