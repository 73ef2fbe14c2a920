"""Greetings, thanks, help: short, friendly, and on to the point."""

from collections.abc import Iterable

from bot import wording
from bot.knowledge.snapshot import Asking, Knowledge
from bot.messages import Action, Kind, Reply
from bot.understanding.mentions import Name
from bot.understanding.targets import Request, Target

_PHRASES = {
    "smalltalk.greeting": "greeting",
    "smalltalk.thanks": "thanks",
    "smalltalk.goodbye": "goodbye",
    "smalltalk.how_are_you": "how_are_you",
    "smalltalk.who_are_you": "who_are_you",
    "smalltalk.praise": "praise",
    "smalltalk.complaint": "complaint",
    "smalltalk.yes": "agreement",
}
_OPENING = {"smalltalk.greeting", "smalltalk.how_are_you", "smalltalk.who_are_you"}


class SmallTalk:
    """Answers what is said rather than asked."""

    def targets(self, knowledge: Knowledge, asking: Asking) -> Iterable[Target]:
        return [Target(intent, "", asking.intents.get(intent, ())) for intent in (*_PHRASES, "help")]

    def names(self, knowledge: Knowledge, asking: Asking) -> Iterable[Name]:
        return ()

    def answer(self, request: Request) -> Reply:
        if request.target == "help":
            return wording.helping(request.phrases.help, request.knowledge, request.language)
        phrase = getattr(request.phrases.small_talk, _PHRASES[request.target])
        association = request.knowledge.association
        says = phrase.format(name=wording.ASSISTANT, association=association.name)
        actions = wording.examples(request.knowledge, request.language) if request.target in _OPENING else ()
        reply = wording.smalltalk(says, actions, request.score)
        if request.target != "smalltalk.complaint":
            return reply
        contact = wording.contact(request.knowledge, request.language)
        return Reply(Kind.SMALLTALK, (*reply.blocks, contact), score=request.score)

    def offer(self, request: Request) -> Action | None:
        return Action(request.phrases.label.help, "help") if request.target == "help" else None

    def show(self, record_id: str, request: Request) -> Reply | None:
        return None
