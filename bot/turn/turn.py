"""One message of one conversation: a press, a choice in words, a command, or something typed."""

from collections.abc import Sequence

from bot import command_words, wording
from bot.messages import Action
from bot.turn.commanding import commanded, spoken
from bot.turn.presses import pressed
from bot.turn.situation import Outcome, Situation
from bot.turn.typed import typed
from bot.turn.zoned import zoned
from bot.understanding import context, correcting, pieces, zones
from bot.understanding.references import described
from bot.understanding.said import said
from bot.understanding.words import TEXT_LIMIT


def take(here: Situation) -> Outcome:
    """What comes of a message, at one revision of the content."""
    question = here.question
    return _read(question.text, here) if question.pressed is None else _pressed(question.pressed, here)


def _pressed(press: str, here: Situation) -> Outcome:
    verb, _, rest = press.partition(" ")
    examples = {str(at): text for at, text in enumerate(here.knowledge.examples(here.language))}
    if verb == "example" and rest in examples:
        return typed(examples[rest], here)
    return spoken(rest, here) if verb == "language" else pressed(press, here)


def _read(text: str, here: Situation) -> Outcome:
    if complaint := _unanswerable(text, here):
        return Outcome(wording.helping(complaint, here.knowledge, here.language), here.memory)
    if chosen := _chosen(text, here.memory.offered):
        return _pressed(chosen.press, here)
    if command := command_words.split(text):
        return commanded(*command, here)
    if zone := zones.wish(text):
        return zoned(zone, here)
    language = command_words.language_wish(said(text), here.knowledge)
    return spoken(language, here) if language else typed(text, here)


def _chosen(text: str, offered: Sequence[Action]) -> Action | None:
    """The button that is meant by words: its label, "the second", "the one about fees", or "no" to all."""
    none = next((action for action in offered if action.press == "none"), None)
    if none and correcting.refuses(text):
        return none
    return context.chosen(text, offered) or described(text, offered)


def _unanswerable(text: str, here: Situation) -> str | None:
    """What is said of a message that holds no question; None where it may hold one."""
    if not text.strip():
        return here.phrases.empty
    if len(text) > TEXT_LIMIT:
        return here.phrases.too_long if any(map(str.isalnum, text)) else here.phrases.unreadable
    return None if pieces.sentences(text) and said(text) else here.phrases.unreadable
