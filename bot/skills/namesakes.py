"""Other associations with the same acronym: said to be others, never answered for."""

from collections.abc import Iterable

from bot import wording
from bot.knowledge.snapshot import Asking, Knowledge
from bot.messages import Action, Reply
from bot.understanding.mentions import Name
from bot.understanding.targets import Request, Target


class Namesakes:
    """Tells people who mean another association so."""

    def targets(self, knowledge: Knowledge, asking: Asking) -> Iterable[Target]:
        names = tuple(namesake.name for namesake in knowledge.association.namesakes)
        return [Target("namesake", "", names)] if names else []

    def names(self, knowledge: Knowledge, asking: Asking) -> Iterable[Name]:
        for at, namesake in enumerate(knowledge.association.namesakes):
            yield from (Name(text, "namesake", str(at)) for text in (namesake.name, *namesake.asked_with))

    def answer(self, request: Request) -> Reply:
        association = request.knowledge.association
        namesake = association.namesakes[int((request.mentioned("namesake") or ("0",))[0])]
        says = request.phrases.namesake.format(other=namesake.name, association=association.name)
        before = namesake.says_in.get(request.language, namesake.says)
        first = (before, says) if before else (says,)
        more = tuple(map(wording.told, first[1:]))
        return wording.abstention(first[0], request.knowledge, request.language, score=request.score, more=more)

    def offer(self, request: Request) -> Action | None:
        return None

    def show(self, record_id: str, request: Request) -> Reply | None:
        return None
