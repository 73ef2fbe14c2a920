"""A typed message: cut into pieces, each understood and answered, and joined to one reply."""

from collections.abc import Iterable
from dataclasses import replace

from bot.messages import Kind
from bot.turn import presses
from bot.turn.answering import Piece, Turned, decided, turned
from bot.turn.last_answer import of_last_answer, pointed
from bot.turn.merging import joined
from bot.turn.next_steps import with_next_step
from bot.turn.remembering import remembered
from bot.turn.situation import Outcome, Situation, Told
from bot.understanding import context, correcting, ellipsis, pieces
from bot.understanding.alone import kinds_of
from bot.understanding.engine import LONGEST_KEPT
from bot.understanding.targets import kind_of


def typed(text: str, here: Situation) -> Outcome:
    """The reply to a message in words, and what it leaves behind."""
    reply, turns = _ready(text, here) or _told(text, here)
    memory = remembered(here.memory, turns, question=text, offered=reply.actions)
    if not reply.abstained:
        return Outcome(reply, memory)
    return Outcome(reply, memory, text, reply.entries or tuple(presses.led_to(reply.actions)))


def _ready(text: str, here: Situation) -> Told | None:
    """What is said to everybody who asks so; None where that depends on what was said before."""
    if len(text) > LONGEST_KEPT:
        return None
    asked = text, here.language, here.organiser
    kinds = kinds_of(here.memory) & here.engine.needed
    now = here.question.asked_at
    return here.snapshot.ready.told(asked, kinds, now, lambda sealed: _told(text, here.after(sealed)))


def _told(text: str, here: Situation) -> Told:
    meant = correcting.meant(text)
    if meant != text and not here.memory.question:
        meant = text  # there is nothing to correct
    aside = of_last_answer(meant, here)
    turns = [aside] if aside else _in_turn(meant, here)
    return with_next_step(joined(turns, here), turns, here), turns


def _in_turn(text: str, here: Situation) -> list[Turned]:
    """The sentences of a message one after the other, each in the light of those before it."""
    turns: list[Turned] = []
    for sentence in pieces.sentences(text)[: pieces.MOST_PIECES]:
        turns += _sentence(sentence, here.after(remembered(here.memory, turns)) if turns else here)
    if len(turns) > 1 and not any(_answers(turn) for turn in turns):
        # "Our park wants in. What do we have to do?" says only together what is asked.
        together = turned(_piece(text, here))
        return [together] if _answers(together) else turns
    return turns


def _answers(turn: Turned) -> bool:
    return not turn.reply.abstained and turn.reply.kind is not Kind.CHOICE


def _sentence(sentence: str, here: Situation) -> Iterable[Turned]:
    """The answers to one sentence: to each question that it joins where all can be answered, else to it whole."""
    plain = pointed(sentence, here)
    if isinstance(plain, Turned):
        return [plain]
    whole = _piece(plain, here)
    parts = _parts(plain, whole) or _spread(whole)
    if parts:
        return map(turned, parts)
    if whole.good and not whole.small_talk:
        return [turned(whole)]
    return [turned(_best_clause(plain, whole))]


def _parts(sentence: str, whole: Piece) -> list[Piece]:
    """The questions that a sentence joins; none where it joins none, or where one of them has no answer."""
    questions = pieces.questions(sentence)
    if len(questions) < 2:  # noqa: PLR2004 - two make it joined
        return []
    leaning = _leaning(whole)
    parts = [_part(question, whole.here, leaning) for question in questions]
    return parts if all(part.good and _keeps_to(leaning, part) for part in parts) else []


def _spread(whole: Piece) -> list[Piece]:
    """One question of several like things as one of each: "where was it in 2024 and 2025?"."""
    target = whole.understood.best.entry_id
    if not whole.good or not target.startswith(("event.", "organisation.")):
        return []
    each = [_piece(text, whole.here) for text in ellipsis.spread(whole.understood.words, whole.understood.mentions)]
    return each if any(part.good for part in each) else []


def _best_clause(sentence: str, whole: Piece) -> Piece:
    """People wrap a question in what led to it: where the whole says nothing, one clause may."""
    leaning = _leaning(whole)
    clauses = [_part(clause, whole.here, leaning) for clause in pieces.clauses(sentence)]
    best = max((each for each in clauses if not each.small_talk), key=lambda each: each.score, default=whole)
    return best if best.good else whole


def _piece(text: str, here: Situation) -> Piece:
    return decided(here.engine.understand(text, here.memory), here)


def _leaning(whole: Piece) -> Situation:
    """What a part of a sentence is about that names nothing itself: what the sentence names."""
    named = tuple(record_id for mention in whole.understood.mentions for record_id in mention.record_ids[:1])
    memory = whole.here.memory
    return whole.here.after(replace(memory, subjects=(*named, *memory.subjects)))


def _part(text: str, here: Situation, leaning: Situation) -> Piece:
    understood = leaning.engine.understand(text, leaning.memory)
    named = any(mention.kind != "when" for mention in understood.mentions)
    return _piece(text, here) if named else decided(understood, leaning)


def _keeps_to(leaning: Situation, part: Piece) -> bool:
    """Whether a part too short to stand alone is about what the sentence names: "who founded it, and where?"."""
    subjects = leaning.memory.subjects
    if len(part.understood.words) > context.SHORT or part.understood.mentions or not subjects or part.small_talk:
        return True
    about = leaning.engine.targets[part.understood.best.entry_id].about
    return about in {each for subject in subjects for each in (subject, kind_of(subject))}
