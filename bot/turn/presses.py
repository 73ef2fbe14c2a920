"""What a pressed button brings."""

from collections.abc import Iterable
from dataclasses import replace

from bot import wording
from bot.messages import Action, Paragraph, SourceLine, Span
from bot.turn.answering import Turned
from bot.turn.remembering import remembered
from bot.turn.situation import Outcome, Situation
from bot.understanding.engine import Understood

_NOTHING_TYPED = Understood("", (), (), (), ())


def pressed(press: str, here: Situation) -> Outcome:
    """What comes of a button other than an example; one from an earlier time changes nothing."""
    verb, _, rest = press.partition(" ")
    match verb:
        case "show":
            return _kept(shown(rest, here), here)
        case "cite":
            return _kept(cited(rest, here), here)
        case "help":
            return Outcome(wording.helping(here.phrases.help, here.knowledge, here.language), here.memory)
        case "none":
            return none_of_these(here)
        case _:
            return _kept(None, here)


def shown(record_id: str, here: Situation) -> Turned | None:
    """The record that a button leads to; None where it is no longer there."""
    request = here.request(_NOTHING_TYPED, record_id, 1.0)
    for skill in dict.fromkeys(here.snapshot.skills.values()):
        reply = skill.show(record_id, request)
        if reply is not None:
            return Turned(reply, _fact_of(record_id), reply.entries, "")
    return None


def source_of(record_id: str, here: Situation) -> Turned | None:
    """Where a record stands, without what it says."""
    found = shown(record_id, here)
    sources = tuple(block for block in found.reply.blocks if isinstance(block, SourceLine)) if found else ()
    return replace(found, reply=replace(found.reply, blocks=sources)) if found and sources else None


def none_of_these(here: Situation) -> Outcome:
    """The question before is missed, beside everything that was offered for it."""
    reply = wording.abstention(here.phrases.noted, here.knowledge, here.language)
    return Outcome(reply, here.memory, here.memory.question or None, tuple(led_to(here.memory.offered)))


def led_to(actions: Iterable[Action], verb: str = "show") -> list[str]:
    """The records that buttons lead to."""
    return [action.press.removeprefix(f"{verb} ") for action in actions if action.press.startswith(f"{verb} ")]


def cited(record_id: str, here: Situation) -> Turned | None:
    """An official wording as one line to paste; None where the record has none."""
    found = shown(record_id, here)
    copies = next((action.copies for action in found.reply.actions if action.copies), None) if found else None
    if found is None or copies is None:
        return None
    blocks = (Paragraph((Span(copies, "code"),)),)
    return replace(found, reply=replace(found.reply, blocks=blocks, actions=found.reply.actions[1:]))


def _kept(found: Turned | None, here: Situation) -> Outcome:
    if found is None:
        return Outcome(wording.helping(here.phrases.stale, here.knowledge, here.language), here.memory)
    return Outcome(found.reply, remembered(here.memory, [found]))


def _fact_of(record_id: str) -> str | None:
    """The target that a button of an event's fact stands for."""
    fact = record_id.partition("#")[2]
    return f"event.{fact}" if record_id.startswith("events/") and fact else None
