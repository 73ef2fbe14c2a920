"""Which deadlines are meant, whose they are, and when they end. Pure."""

from collections.abc import Collection, Iterator
from datetime import datetime

from bot import writing
from bot.knowledge.snapshot import Knowledge
from bot.notifications.deadlines import Dated, deadlines_in
from bot.understanding.words import fold, words
from bot.wording import Reader


def meant_by(what: str, knowledge: Knowledge, now: datetime) -> tuple[str, ...]:
    """The events that the words name, else the association, as an empty id, and all that have deadlines to come."""
    said = set(words(fold(what)))
    events = {each.event: owner(each.event, knowledge) for each in deadlines_in(knowledge) if each.event}
    named = tuple(id_ for id_, name in events.items() if set(words(fold(name))) <= said)
    return named or ("", *dict.fromkeys(each.event for each in _to_come(knowledge, now) if each.event))


def owner(event: str, knowledge: Knowledge) -> str:
    """What an event is called in short; the association's acronym where none is given."""
    known = next((each for each in knowledge.events.values() if each.id == event), None)
    return (known.short or known.name) if known else knowledge.association.acronym


def dated(events: Collection[str], knowledge: Knowledge, reader: Reader, now: datetime) -> Iterator[str]:
    """The deadlines to come of these events, the soonest first: "Registration: 4 May 2027"."""
    for each in sorted(_to_come(knowledge, now), key=lambda each: each.at):
        if each.event in events:
            title = reader.phrases.term(each.deadline.title)
            yield f"{title}: {writing.day(each.deadline.at.day, reader.language)}"


def _to_come(knowledge: Knowledge, now: datetime) -> Iterator[Dated]:
    return (each for each in deadlines_in(knowledge) if each.at > now)
