"""Curated answers, one file each: membership, the association, and what it does not publish."""

from collections.abc import Iterable

from bot import wording
from bot.knowledge.records import Definition, Entry
from bot.knowledge.snapshot import Asking, Knowledge
from bot.messages import Action, Reply
from bot.understanding.mentions import Name
from bot.understanding.targets import Request, Target


class Entries:
    """Shows the body of the entry that was asked for, with its source."""

    def targets(self, knowledge: Knowledge, asking: Asking) -> Iterable[Target]:
        for entry in _plain(knowledge):
            asked = knowledge.other_phrasings(entry.id, entry)
            yield Target(entry.id, entry.title, asked, entry.about or entry.id, withheld=not entry.published)

    def names(self, knowledge: Knowledge, asking: Asking) -> Iterable[Name]:
        called = (knowledge.association.acronym, knowledge.association.name, *knowledge.association.also_called)
        return [Name(text, "association", "association") for text in called]

    def answer(self, request: Request) -> Reply:
        return _shown(request.knowledge.entries[request.target], request)

    def offer(self, request: Request) -> Action | None:
        return wording.show(request.target, request.knowledge, request.language)

    def show(self, record_id: str, request: Request) -> Reply | None:
        entry = request.knowledge.entries.get(record_id)
        return None if entry is None or isinstance(entry, Definition) else _shown(entry, request)


def _plain(knowledge: Knowledge) -> Iterable[Entry]:
    return (entry for entry in knowledge.entries.values() if not isinstance(entry, Definition))


def _shown(entry: Entry, request: Request) -> Reply:
    today = request.now.astimezone(request.knowledge.zone).date()
    if entry.valid and not entry.valid.first <= today <= entry.valid.last:
        return wording.abstention(request.phrases.not_published, request.knowledge, request.language)
    knowledge, language = request.knowledge, request.language
    answer = wording.answer(entry, knowledge, language)
    actions = tuple(wording.show(record_id, knowledge, language) for record_id in entry.see)
    if not entry.published:
        return wording.withheld((*answer, wording.contact(knowledge, language)), entry.id, actions, request.score)
    source = wording.source_line(entry, knowledge, language)
    return Reply(entry.kind, (*answer, source), actions, (entry.id,), score=request.score)
