"""Why a question was answered as it was, in the short form that an organiser reads."""

from collections.abc import Iterator

from bot import wording
from bot.messages import Block, Details, Kind, Reply
from bot.ports import Judgement
from bot.turn.situation import Situation
from bot.understanding.deciding import WEIGHED, Thresholds
from bot.understanding.engine import Understood


def judged(understood: Understood, reply: Reply, thresholds: Thresholds, here: Situation) -> Judgement:
    """What decided about one piece of a message."""
    best, second = (*understood.matches[:2], *[None] * 2)[:2]
    withheld = (match.score for match in understood.matches[:WEIGHED] if here.engine.withheld(match.entry_id))
    return Judgement(
        asked=understood.text,
        outcome="asked_which" if reply.kind is Kind.CHOICE else "abstained" if reply.abstained else "answered",
        target=best.entry_id if best else "",
        score=_rounded(best.score if best else 0.0),
        threshold=_rounded(thresholds.answer),
        runner_up=second.entry_id if second else "",
        runner_up_score=_rounded(second.score if second else 0.0),
        against=_rounded(understood.outside + max(withheld, default=0.0)),
    )


def explained(here: Situation) -> Reply:
    """The last question with what matched, how well, what came next, and what spoke against an answer."""
    if not here.memory.judged:
        return Reply(Kind.HELP, (wording.told(here.phrases.why.nothing),), score=1.0)
    blocks = [block for each in here.memory.judged for block in _blocks(each, here)]
    return Reply(Kind.HELP, tuple(blocks), score=1.0)


def _blocks(judgement: Judgement, here: Situation) -> Iterator[Block]:
    why = here.phrases.why
    yield wording.heading(f"“{judgement.asked}”")
    rows = (
        (why.outcome, getattr(why, judgement.outcome)),
        (why.best, f"{judgement.target}, {judgement.score:.2f}" if judgement.target else ""),
        (why.phrasing, phrasing(judgement, here)),
        (why.runner_up, f"{judgement.runner_up}, {judgement.runner_up_score:.2f}" if judgement.runner_up else ""),
        (why.threshold, f"{judgement.threshold:.2f}"),
        (why.against, f"{judgement.against:.2f}"),
    )
    yield Details(tuple((name, value) for name, value in rows if value))


def phrasing(judgement: Judgement, here: Situation) -> str:
    """The way of asking that is most like the question, looked up when it is wanted: it takes longer than an answer."""
    understood = here.engine.understand(judgement.asked, here.memory)
    return here.engine.likest_phrasing(judgement.target, understood.masked)


def _rounded(score: float) -> float:
    return round(score, 3)
