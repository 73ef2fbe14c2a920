"""What leans on the last answer: "tell me more", "where is that from?", "and the other one?"."""

from bot import wording
from bot.knowledge.records import EVENT_FACTS
from bot.messages import Action, Kind, Reply
from bot.turn import presses
from bot.turn.answering import Turned, choice
from bot.turn.situation import Situation
from bot.understanding.asides import aside
from bot.understanding.beside import Spoken
from bot.understanding.references import Reference, reference
from bot.understanding.said import said


def of_last_answer(text: str, here: Situation) -> Turned | None:
    """What is wanted of the last answer rather than asked anew; None where nothing is, or nothing can be had."""
    match aside(said(text)):
        case "more":
            return _more(text, here)
        case "source" if here.memory.latest:
            return presses.source_of(_as_asked(here.memory.subjects[0], here), here)
        case "cite":
            return next((presses.cited(rest, here) for rest in presses.led_to(here.memory.offered, "cite")), None)
        case _:
            return None


def pointed(sentence: str, here: Situation) -> str | Turned:
    """The sentence with the name of what it points at; where that needs no more words, or is not clear, the reply."""
    found = reference(sentence, Spoken(here.memory, here.knowledge, here.question.asked_at))
    if found is None:
        return sentence
    if len(found.record_ids) == 1:
        return _named(found, here)
    offers = [_offered(each, here) for each in found.record_ids]
    if not offers:
        of_event = any(subject in here.knowledge.events for subject in here.memory.subjects[:1])
        says = here.phrases.event.nothing_then if of_event else here.phrases.abstain
        return Turned(wording.abstention(says, here.knowledge, here.language), None, (), sentence)
    return Turned(choice(offers, here, 0.0), None, (), sentence)


def _named(found: Reference, here: Situation) -> str | Turned:
    record_id = found.record_ids[0]
    entry = presses.shown(record_id, here) if found.alone and record_id in here.knowledge.entries else None
    return entry or found.naming(here.knowledge.name_of(record_id))


def _more(text: str, here: Situation) -> Turned | None:
    """What the last answer led to; at once where that is one thing."""
    leads = tuple(action for action in here.memory.offered if action.press.startswith(("show ", "cite ")))
    if len(leads) == 1 and leads[0].press.startswith("show "):
        return presses.shown(leads[0].press.removeprefix("show "), here)
    reply = Reply(Kind.CHOICE, (wording.told(here.phrases.more),), leads, score=1.0)
    return Turned(reply, None, here.memory.subjects[: here.memory.latest], text) if leads else None


def _as_asked(record_id: str, here: Situation) -> str:
    """The id of the fact that was asked for last, where the record has such facts."""
    kind, _, fact = (here.memory.target or "").partition(".")
    is_fact = kind == "event" and fact in EVENT_FACTS and record_id in here.knowledge.events
    return f"{record_id}#{fact}" if is_fact else record_id


def _offered(record_id: str, here: Situation) -> Action:
    event = here.knowledge.events.get(record_id)
    label = event.short if event else here.knowledge.label_of(record_id, here.language)
    return wording.show(_as_asked(record_id, here), here.knowledge, here.language, label)
