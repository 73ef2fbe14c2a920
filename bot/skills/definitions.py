"""Official definitions: the quotation as a card that can be cited, and the notes that belong to it."""

from collections.abc import Iterable

from bot import wording
from bot.knowledge.records import Definition, Note
from bot.knowledge.snapshot import DEFAULT_LANGUAGE, Asking, Knowledge
from bot.messages import Action, Block, Details, Kind, Quotation, Reply
from bot.understanding.mentions import Name
from bot.understanding.targets import Request, Target


class Definitions:
    """Quotes the official wording with authority, version, date and source."""

    def targets(self, knowledge: Knowledge, asking: Asking) -> Iterable[Target]:
        for entry in _definitions(knowledge):
            yield Target(entry.id, entry.title, knowledge.other_phrasings(entry.id, entry), entry.id)
        for note_id, entry, note in knowledge.notes():
            yield Target(note_id, note.title, knowledge.other_phrasings(note_id, note), entry.id)

    def names(self, knowledge: Knowledge, asking: Asking) -> Iterable[Name]:
        return ()

    def answer(self, request: Request) -> Reply:
        shown = self.show(request.target, request)
        if shown is None:
            raise KeyError(request.target)
        return shown

    def offer(self, request: Request) -> Action | None:
        return wording.show(request.target, request.knowledge, request.language)

    def show(self, record_id: str, request: Request) -> Reply | None:
        entry = request.knowledge.entries.get(record_id)
        if isinstance(entry, Definition):
            return _card(entry, request)
        noted = (found for found in request.knowledge.notes() if found[0] == record_id)
        return next((_note(note_id, definition, note, request) for note_id, definition, note in noted), None)


def citation(definition: Definition, knowledge: Knowledge) -> str:
    """The definition as one line for a grant application: wording, authority, version, date, source.

    Whatever the reader's language, it stays in that of the original.
    """
    words = definition.body[0].text if isinstance(definition.body[0], Quotation) else ""
    source = wording.source_line(definition, knowledge, knowledge.language(DEFAULT_LANGUAGE))
    label = knowledge.phrasebook(DEFAULT_LANGUAGE).label
    dated = f"{label.version.lower()}: {_stated(definition.version, label.not_stated)}"
    dated += f"; {label.date.lower()}: {_stated(definition.date, label.not_stated)}"
    read = label.source_read.format(date=source.date)
    link = f", {source.link}" if source.link else ""
    flat = " ".join(words.split()).strip("‘’“”")
    return f"“{flat}” ({definition.authority}, {definition.title}; {dated}; {source.title}{link}, {read})"


def _definitions(knowledge: Knowledge) -> Iterable[Definition]:
    return (entry for entry in knowledge.entries.values() if isinstance(entry, Definition))


def _card(definition: Definition, request: Request) -> Reply:
    knowledge, language, label = request.knowledge, request.language, request.phrases.label
    words = knowledge.translation(definition.id, language)
    rows = (
        (label.authority, (words and words.authority) or definition.authority),
        (label.version, _stated(definition.version, label.not_stated)),
        (label.date, _stated(definition.date, label.not_stated)),
    )
    title = wording.heading(knowledge.title_of(definition.id, language))
    answer = wording.answer(definition, knowledge, language)
    source = wording.source_line(definition, knowledge, language)
    copy = Action(label.copy_citation, f"cite {definition.id}", citation(definition, knowledge))
    more = (*(f"{definition.id}#{note.id}" for note in definition.notes), *definition.see)
    shown = (wording.show(record_id, knowledge, language) for record_id in more)
    actions = tuple(dict.fromkeys((copy, *shown)))
    blocks = (title, *answer, Details(rows), source)
    return Reply(Kind.DEFINITION, blocks, actions, (definition.id,), score=request.score)


def _note(note_id: str, definition: Definition, note: Note, request: Request) -> Reply:
    source = wording.source_line(definition, request.knowledge, request.language)
    back = wording.show(definition.id, request.knowledge, request.language)
    blocks = (*_noted(note_id, definition, note, request), source)
    return Reply(Kind.DEFINITION, blocks, (back,), (note_id,), score=request.score)


def _noted(note_id: str, definition: Definition, note: Note, request: Request) -> tuple[Block, ...]:
    knowledge, language = request.knowledge, request.language
    if note.quotation is None:
        return wording.said("", note_id, note.text or "", knowledge, language)
    words = knowledge.translation(note_id, language)
    ours = (wording.told(words.text),) if words and words.text else ()
    quoted = wording.original((Quotation(note.quotation, definition.authority),), knowledge, language)
    return (*wording.unofficial(ours, knowledge, language), *quoted)


def _stated(value: str, not_stated: str) -> str:
    return not_stated if value == "not stated" else value
