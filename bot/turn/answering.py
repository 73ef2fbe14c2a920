"""One piece of a message, decided: its answer, a choice of what may be meant, or no answer."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot import wording
from bot.messages import Action, Kind, Reply
from bot.ports import Judgement
from bot.turn.judging import judged
from bot.turn.situation import Situation
from bot.understanding import ellipsis
from bot.understanding.deciding import Abstain, Answer, AskWhich, Decision, Thresholds, decide
from bot.understanding.engine import Understood

WORTH_OFFERING = 0.04  # what is less alike than this is no help to press
SURE_SMALL_TALK = 0.4  # nobody is greeted who asked something else
CHOICES = 3


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of a message, what it may mean, and what was decided about it."""

    understood: Understood
    here: Situation
    decision: Decision

    @property
    def good(self) -> bool:
        return isinstance(self.decision, Answer)

    @property
    def score(self) -> float:
        return self.understood.best.score

    @property
    def small_talk(self) -> bool:
        return is_small_talk(self.understood.best.entry_id)


@dataclass(frozen=True, slots=True)
class Turned:
    """One piece of a message answered, and what is to be remembered of it."""

    reply: Reply
    target: str | None
    about: tuple[str, ...]
    text: str
    judgement: Judgement | None = None


def decided(understood: Understood, here: Situation) -> Piece:
    return Piece(understood, here, _decision(understood, here))


def turned(each: Piece) -> Turned:
    """The piece with its reply."""
    match each.decision:
        case Answer(match):
            done = _answered(each.understood, match.entry_id, match.score, each.here)
        case AskWhich(matches):
            done = _asked_which(each.understood, [match.entry_id for match in matches], each.here)
        case Abstain(nearest):
            done = _abstained(each.understood, [match.entry_id for match in nearest], each.here)
    if not each.here.organiser:
        return done
    return replace(
        done, judgement=judged(each.understood, done.reply, thresholds(each.understood, each.here), each.here)
    )


def choice(offers: Sequence[Action], here: Situation, score: float) -> Reply:
    """The question which is meant, with a way to say that none is."""
    none = Action(here.phrases.label.none_of_these, "none")
    return Reply(Kind.CHOICE, (wording.told(here.phrases.which),), (*offers, none), score=score)


def is_small_talk(target: str) -> bool:
    return target == "help" or target.startswith("smalltalk.")


def thresholds(understood: Understood, here: Situation) -> Thresholds:
    fitted = here.snapshot.thresholds
    return replace(fitted, answer=SURE_SMALL_TALK) if is_small_talk(understood.best.entry_id) else fitted


def _decision(understood: Understood, here: Situation) -> Decision:
    if ellipsis.is_bare(understood.masked) and not here.memory.subjects:
        return AskWhich(understood.matches[:CHOICES])  # "where?" before anything was said
    return decide(
        understood.matches,
        thresholds(understood, here),
        withheld=here.engine.withheld,
        outside=understood.outside,
    )


def _answered(understood: Understood, target: str, score: float, here: Situation) -> Turned:
    reply = here.snapshot.skills[target].answer(here.request(understood, target, score))
    named = (mention.record_ids[0] for mention in understood.mentions if len(mention.record_ids) == 1)
    subject = here.engine.targets[target].about or ""
    about = (*reply.entries, *((subject,) if subject in here.knowledge else ()), *named)
    return Turned(reply, target, about, understood.text)


def _asked_which(understood: Understood, targets: Sequence[str], here: Situation) -> Turned:
    offers = _offers(understood, targets, here)
    if len(offers) < 2:  # noqa: PLR2004 - one alone is no choice
        return _abstained(understood, targets, here)
    return Turned(choice(offers, here, understood.best.score), None, (), understood.text)


def _abstained(understood: Understood, targets: Sequence[str], here: Situation) -> Turned:
    near = {match.entry_id for match in understood.matches if match.score >= WORTH_OFFERING}
    offers = _offers(understood, [target for target in targets if target in near], here)[: wording.OFFERED]
    reply = wording.abstention(here.phrases.abstain, here.knowledge, here.language, score=understood.best.score)
    if offers:
        reply = replace(reply, blocks=(*reply.blocks, wording.told(here.phrases.closest)), actions=tuple(offers))
    return Turned(reply, None, (), understood.text)


def _offers(understood: Understood, targets: Sequence[str], here: Situation) -> list[Action]:
    requests = [here.request(understood, target, 0.0) for target in targets]
    offers = [here.snapshot.skills[request.target].offer(request) for request in requests]
    return list({offer.press: offer for offer in offers if offer}.values())
