"""Which deadlines are meant, and what is said of them. Pure."""

from collections.abc import Collection, Iterator
from datetime import datetime

from bot import wording, writing
from bot.attending.notices.deadlines import headed, owner, until
from bot.attending.reminding.asking import TOLD_ON, Asker
from bot.attending.reminding.deadline_questions import Meant
from bot.attending.reminding.presses import deadlines_of
from bot.knowledge.snapshot import Knowledge
from bot.messages import Action, Block, Kind, Paragraph, Reply, paragraph
from bot.notifications.deadlines import Dated, deadlines_in
from bot.understanding.words import fold, words
from bot.wording import Reader


def meant_by(what: str, knowledge: Knowledge, now: datetime) -> tuple[str, ...]:
    """The events that the words name, else the association, as an empty id, and all that have deadlines to come."""
    coming = dict.fromkeys(each.event for each in _to_come(knowledge, now) if each.event)
    return named_by(what, knowledge) or ("", *coming)


def named_by(what: str, knowledge: Knowledge) -> tuple[str, ...]:
    """The events with deadlines that the words name; where they name none but the association, that: an empty id."""
    said = set(words(fold(what)))
    events = dict.fromkeys(each.event for each in deadlines_in(knowledge) if each.event)
    *named, of_all = [set(words(fold(owner(each, knowledge)))) <= said for each in (*events, "")]
    return tuple(each for each, is_named in zip(events, named, strict=True) if is_named) or (("",) if of_all else ())


def dated(events: Collection[str], knowledge: Knowledge, reader: Reader, now: datetime) -> Iterator[str]:
    """The deadlines to come of these events, the soonest first: "Registration: 4 May 2027"."""
    for each in sorted(_to_come(knowledge, now), key=lambda each: each.at):
        if each.event in events:
            title = reader.phrases.term(each.deadline.title)
            yield f"{title}: {writing.day(each.deadline.at.day, reader.language)}"


def told(meant: Meant, asker: Asker, knowledge: Knowledge) -> Reply:
    """When they end, each with where that stands, and a button to be reminded; whom to ask where there are none."""
    if not meant.deadlines:
        whom = wording.contact(knowledge, asker.reader.language)
        return Reply(Kind.HELP, (paragraph(asker.phrases.follow.no_deadlines), whom), score=1)
    blocks = tuple(block for each in meant.deadlines for block in _card(each, meant, asker.reader, knowledge))
    owners = {*(each.event for each in meant.deadlines)}
    remind = Action(asker.phrases.button.deadlines, deadlines_of(*owners))
    actions = () if meant.over or asker.conversation.platform not in TOLD_ON else (remind,)
    entries = tuple(key for key, event in knowledge.events.items() if event.id in owners)
    return Reply(Kind.LIST if meant.deadlines[1:] else Kind.EVENT, blocks, actions, entries, score=1)


def _card(dated: Dated, meant: Meant, reader: Reader, knowledge: Knowledge) -> Iterator[Block]:
    yield Paragraph(headed(dated, knowledge, reader))
    yield paragraph(_over(dated, reader) if meant.over else until(dated, reader))
    yield wording.source_line(dated.deadline, knowledge, reader.language)


def _over(dated: Dated, reader: Reader) -> str:
    day = writing.day(dated.deadline.at.day, reader.language)
    return reader.phrases.notifying.deadline.over.format(day=day, zone=dated.zone.key)


def _to_come(knowledge: Knowledge, now: datetime) -> Iterator[Dated]:
    return (each for each in deadlines_in(knowledge) if each.at > now)
