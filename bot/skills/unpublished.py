"""What people ask for and the association does not publish here."""

from collections.abc import Iterable

from bot import wording
from bot.knowledge.records import Unpublished
from bot.knowledge.snapshot import Asking, Knowledge
from bot.messages import Action, Block, Reply
from bot.understanding.mentions import Name
from bot.understanding.targets import Request, Target


class NotPublished:
    """Says so, and whom to ask."""

    def targets(self, knowledge: Knowledge, asking: Asking) -> Iterable[Target]:
        for record_id, unpublished in knowledge.unpublished.items():
            asked = knowledge.other_phrasings(record_id, unpublished)
            yield Target(record_id, unpublished.title, asked, record_id, withheld=True)

    def names(self, knowledge: Knowledge, asking: Asking) -> Iterable[Name]:
        return ()

    def answer(self, request: Request) -> Reply:
        return _said(request.target, request.knowledge.unpublished[request.target], request)

    def offer(self, request: Request) -> Action | None:
        return None  # a button that leads to "not published" helps nobody

    def show(self, record_id: str, request: Request) -> Reply | None:
        unpublished = request.knowledge.unpublished.get(record_id)
        return _said(record_id, unpublished, request) if unpublished else None


def _said(record_id: str, unpublished: Unpublished, request: Request) -> Reply:
    knowledge, language = request.knowledge, request.language
    says: tuple[Block, ...] = (wording.told(request.phrases.not_published),)
    if unpublished.text:
        says = wording.said("", record_id, unpublished.text, knowledge, language)
    actions = tuple(wording.show(see, knowledge, language) for see in unpublished.see)
    return wording.withheld((*says, wording.contact(knowledge, language)), record_id, actions, request.score)
