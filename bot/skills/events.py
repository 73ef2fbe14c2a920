"""Facts of conferences and meetings, in the tense that fits the present date."""

import re
from collections.abc import Iterable, Sequence

from bot import wording, writing
from bot.knowledge.phrases import Phrases
from bot.knowledge.records import EVENT_FACTS, Event
from bot.knowledge.snapshot import Asking, Knowledge, sourced_fact
from bot.messages import Action, Block, Bullets, Kind, Quotation, Reply, plain
from bot.understanding import events as meant
from bot.understanding.mentions import Name
from bot.understanding.targets import Request, Target
from bot.understanding.words import words

_OTHER = "event.other"  # what people ask of events and no record has
_EXACT = frozenset(words("exact exactly precise precisely exactas exacta exactes exacte genau genaue genauen esatte"))
_YES_OR_NO = frozenset(words("did do does was were is are had has have any fue hubo se est ont gab war"))
_year = re.compile(r"\s*\b(?:19|20)\d\d\b")
_LISTS = ("events.next", "events.list")
_OFFERED = ("dates", "place", "host", "theme", "participants", "speakers", "topics", "visits", "organisations")
_SOURCES = {"dates": "when", "duration": "when"}


class Events:
    """Answers from the records of events; what a record does not say is not published."""

    def targets(self, knowledge: Knowledge, asking: Asking) -> Iterable[Target]:
        for fact in EVENT_FACTS:
            lines = (*asking.intents.get(f"event.{fact}", ()), *_particular(knowledge, fact))
            yield Target(f"event.{fact}", "", lines, "events")
        for intent in (*_LISTS, _OTHER):
            yield Target(intent, "", asking.intents.get(intent, ()), "events", withheld=intent == _OTHER)

    def names(self, knowledge: Knowledge, asking: Asking) -> Iterable[Name]:
        for event_id, event in knowledge.events.items():
            called = {event.name, event.short, *event.also_called}
            series = {_year.sub("", name).strip() for name in (event.name, event.short)}
            yield from (Name(text, "event", event_id) for text in sorted(called | series))
            for topic in event.topics:
                yield from (Name(text, "topic", event_id) for text in (topic.name, *topic.also_called))
            places = (event.city, event.country, *event.place_also_called)
            yield from (Name(text, "place", event_id) for text in places if text)

    def answer(self, request: Request) -> Reply:
        if request.target in _LISTS or _only_a_date(request):
            return _list(request)
        fact = request.target.removeprefix("event.")
        found = meant.which(request, lambda event: _has(event, fact, request.knowledge))
        if not found.event_ids:
            says = request.phrases.event.unknown
            near = [*request.mentioned("event"), *request.knowledge.events]
            return wording.abstention(says, request.knowledge, request.language, near=near, score=request.score)
        if request.target == _OTHER and not found.said:
            says = request.phrases.not_published  # naming an event that nobody spoke of helps nobody
            return wording.abstention(says, request.knowledge, request.language, score=request.score)
        return _fact(found.event_ids[0], fact, request)

    def offer(self, request: Request) -> Action | None:
        if request.target in _LISTS:
            return None
        fact = request.target.removeprefix("event.")
        found = meant.which(request, lambda event: _has(event, fact, request.knowledge)).event_ids
        if not found or not _has(request.knowledge.events[found[0]], fact, request.knowledge):
            return None
        label = f"{request.knowledge.events[found[0]].short}: {getattr(request.phrases.label, fact)}"
        return wording.show(f"{found[0]}#{fact}", request.knowledge, request.language, label)

    def show(self, record_id: str, request: Request) -> Reply | None:
        event_id, _, fact = record_id.partition("#")
        if event_id not in request.knowledge.events or fact not in ("", *EVENT_FACTS):
            return None
        return _fact(event_id, fact or "summary", request)


def _particular(knowledge: Knowledge, fact: str) -> Iterable[str]:
    """Ways of asking that belong to single events: their own lines, and what their facts say."""
    for event in knowledge.events.values():
        yield from event.also_asked.get(fact, ())
        if fact == "theme" and event.theme:
            yield event.theme


def _only_a_date(request: Request) -> bool:
    """“What happens in October?” asks for whatever there is then, not for one event."""
    named = any(map(request.mentioned, ("event", "place", "organisation", "person")))
    return request.target == "event.summary" and bool(request.mentioned("when")) and not named


def _has(event: Event, fact: str, knowledge: Knowledge) -> bool:
    match fact:
        case "dates" | "summary":
            return True
        case "other":
            return False
        case "duration":
            return event.when.precision == "day"
        case "place":
            return bool(event.city or event.country)
        case "quotations":
            return any(_said(event_id, knowledge) for event_id, each in knowledge.events.items() if each is event)
        case _:
            return bool(getattr(event, fact))


def _fact(event_id: str, fact: str, request: Request) -> Reply:
    event = request.knowledge.events[event_id]
    if not _has(event, fact, request.knowledge) or (fact == "topics" and _names_a_topic(request)):
        return _lacking(event_id, request)
    if fact == "dates" and event.when.precision != "day" and _wants_more_than(event, request):
        return _not_exact(event_id, request)
    if fact == "quotations":
        quoted = wording.original(_said(event_id, request.knowledge), request.knowledge, request.language)
        return _reply(event_id, fact, quoted, request)
    if fact == "participants" and _others(event, request):
        return _lacking(event_id, request)  # how many came from one of them is another question
    if fact == "organisations" and request.mentioned("organisation"):
        return _took_part(event_id, request)
    if fact == "speakers" and request.mentioned("person"):
        return _spoke(event_id, request)
    says = _sentence(event_id, fact, request)
    if fact == "summary":
        goes_on = wording.said(says, event_id, event.summary, request.knowledge, request.language)
        return _reply(event_id, fact, goes_on, request)
    return _reply(event_id, fact, (wording.told(says),), request)


def _sentence(event_id: str, fact: str, request: Request) -> str:
    event, knowledge, language = request.knowledge.events[event_id], request.knowledge, request.language
    phrase = getattr(request.phrases.event, fact).at(meant.tense(request, event_id))
    return str(
        phrase.format(
            event=event.name,
            when=wording.when(event.when, knowledge, language),
            days=event.when.days,
            place=_place(event, request.phrases),
            host=knowledge.name_of(event.host) if event.host else "",
            theme=event.theme,
            participants=request.phrases.term(event.participants or ""),
            names=writing.listed(map(request.phrases.term, _names(event, fact, knowledge)), language),
        )
    )


def _names(event: Event, fact: str, knowledge: Knowledge) -> list[str]:
    if fact == "speakers":
        people = [knowledge.people[speaker.person] for speaker in event.speakers]
        return [person.name for person in people]
    if fact == "topics":
        return [topic.name for topic in event.topics]
    return [knowledge.name_of(name) for name in getattr(event, fact)] if fact in {"visits", "organisations"} else []


def _named_in(event: Event, fact: str) -> tuple[str, ...]:
    """The people and organisations that the fact names, so that "who is he?" can follow."""
    match fact:
        case "host":
            return (event.host,) if event.host else ()
        case "speakers":
            return tuple(speaker.person for speaker in event.speakers)
        case "visits" | "organisations":
            return tuple(getattr(event, fact))
        case _:
            return ()


def _place(event: Event, phrases: Phrases) -> str:
    return wording.place(", ".join(part for part in (event.city, event.country) if part), phrases)


def _said(event_id: str, knowledge: Knowledge) -> tuple[Block, ...]:
    return tuple(
        Quotation(said.text, person.name)
        for person in knowledge.people.values()
        for said in person.quotations
        if said.at == event_id
    )


def _took_part(event_id: str, request: Request) -> Reply:
    event, knowledge = request.knowledge.events[event_id], request.knowledge
    asked = [name for name in request.mentioned("organisation") if name != event.organiser]
    there = [name for name in asked if name in (*event.organisations, event.host)]
    if asked and not there:
        return _lacking(event_id, request)
    if not asked:
        return _reply(
            event_id, "organisations", (wording.told(_sentence(event_id, "organisations", request)),), request
        )
    names = writing.listed(map(knowledge.name_of, there), request.language)
    says = request.phrases.event.took_part.format(names=names, event=event.name)
    return _reply(event_id, "organisations", (wording.told(says),), request)


def _others(event: Event, request: Request) -> Sequence[str]:
    """The organisations that the question names, but for those behind the event."""
    return [name for name in request.mentioned("organisation") if name not in {event.organiser, event.host}]


def _spoke(event_id: str, request: Request) -> Reply:
    event = request.knowledge.events[event_id]
    spoke = [speaker.person for speaker in event.speakers if speaker.person in request.mentioned("person")]
    if not spoke:
        return _lacking(event_id, request)
    names = writing.listed(map(request.knowledge.name_of, spoke), request.language)
    says = request.phrases.event.spoke.format(names=names, event=event.name)
    return _reply(event_id, "speakers", (wording.told(says),), request)


def _names_a_topic(request: Request) -> bool:
    """Whether a yes-or-no question names something that no record has: "was blockchain on the agenda?"."""
    yes_or_no = bool(request.words) and request.words[0] in _YES_OR_NO
    return yes_or_no and bool(request.telling) and not request.mentioned("topic")


def _wants_more_than(event: Event, request: Request) -> bool:
    """Whether a month or a year is no answer: exact dates are asked for, or the year is in the question already."""
    said = set(request.words)
    return bool(said & _EXACT) or (event.when.precision == "year" and f"{event.when.first:%Y}" in said)


def _not_exact(event_id: str, request: Request) -> Reply:
    event = request.knowledge.events[event_id]
    when = wording.when(event.when, request.knowledge, request.language)
    says = request.phrases.event.not_exact.format(event=event.name, when=when)
    return wording.abstention(
        says, request.knowledge, request.language, near=[event_id], score=request.score, entries=(event_id,)
    )


def _lacking(event_id: str, request: Request) -> Reply:
    event = request.knowledge.events[event_id]
    says = request.phrases.event.lacks.format(event=event.name)
    return wording.abstention(
        says, request.knowledge, request.language, near=[event_id], score=request.score, entries=(event_id,)
    )


def _reply(event_id: str, fact: str, blocks: tuple[Block, ...], request: Request) -> Reply:
    event = request.knowledge.events[event_id]
    sourced = sourced_fact(event, fact)
    source = wording.source_line(sourced, request.knowledge, request.language)
    label = request.phrases.label
    more = [other for other in _OFFERED if other != fact and _has(event, other, request.knowledge)]
    actions = tuple(
        wording.show(f"{event_id}#{other}", request.knowledge, request.language, getattr(label, other))
        for other in more[:4]
    )
    entries = (event_id, *_named_in(event, fact))
    return Reply(Kind.EVENT, (*blocks, source), actions, entries, score=request.score)


def _list(request: Request) -> Reply:
    found = list(meant.listed(request))
    if not found:
        near = list(dict.fromkeys((*meant.coming(request), *request.knowledge.events)))
        return wording.abstention(
            _nothing(request), request.knowledge, request.language, near=near, score=request.score
        )
    if len(found) == 1:
        return _fact(found[0], "summary", request)
    items = tuple(plain(_line(event_id, request)) for event_id in found)
    source = wording.source_line(request.knowledge.events[found[0]], request.knowledge, request.language)
    return Reply(Kind.LIST, (Bullets(items), source), (), tuple(found), score=request.score)


def _nothing(request: Request) -> str:
    """There is none then, or none of that name, or none at all."""
    says = request.phrases.event
    if request.mentioned("when"):
        return says.nothing_then
    return says.unknown if meant.coming(request) else says.nothing_next


def _line(event_id: str, request: Request) -> str:
    event = request.knowledge.events[event_id]
    when = writing.dates(event.when, request.language)
    return request.phrases.event.listed.format(event=event.name, place=_place(event, request.phrases), when=when)
