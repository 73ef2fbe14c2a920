"""Which event a question means: the one it names, the one the conversation is about, else the nearest that fits."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

from bot.knowledge.periods import Period, Tense
from bot.knowledge.records import Event
from bot.understanding import dates, pointing
from bot.understanding.targets import Request

_ALSO_VERBS = frozenset({"coming", "following"})


@dataclass(frozen=True, slots=True)
class Found:
    """The events that fit, the likeliest first. `said`: whether the question says which, or what was said before."""

    event_ids: tuple[str, ...]
    said: bool


def which(request: Request, has: Callable[[Event], bool]) -> Found:
    """The events that the request may mean; none where what it names is no event that is known.

    Args:
        request: the question.
        has: whether an event has what is asked for; decides only where the question does not name an event.
    """
    found, named = _narrowed(request)
    if named:
        return Found(tuple(_likeliest(found, request)), said=True)
    if pointed := _pointed_at(found, request):
        return Found(tuple(pointed), said=True)
    fitting = [event_id for event_id in found if has(request.knowledge.events[event_id])]
    return Found(tuple(_likeliest(fitting or found, request, nearest=True)), said=False)


def _narrowed(request: Request) -> tuple[list[str], bool]:
    """The events left by everything that the question says of them, and whether it says anything."""
    events = request.knowledge.events
    found, named = list(events), False
    for ids in (_by_name(request), request.mentioned("place") or None, _by_organisation(request)):
        if ids is not None and not (named and not set(ids) & set(found)):
            found, named = [event_id for event_id in found if event_id in ids], True
    # A weekday or month says little by itself ("on what days in June was it"); a year must be right.
    period = _period(request)
    if period is not None:
        found = [event_id for event_id in found if events[event_id].when.overlaps(period)]
        named = True
    return found, named


def _period(request: Request) -> Period | None:
    """The time that the request names, in the year of what was talked about unless it names one."""
    named, events = request.mentioned("when"), request.knowledge.events
    if not dates.lean(named):
        return dates.period(named, request.now)
    remembered = request.remembered(lambda subject: subject in events)
    return dates.period(named, request.now, events[remembered].when.first.year if remembered else None)


def _by_name(request: Request) -> tuple[str, ...] | None:
    return request.mentioned("event") or None


def _by_organisation(request: Request) -> list[str] | None:
    """The events that a mentioned organisation hosts or organises; None where it does neither."""
    mentioned = set(request.mentioned("organisation"))
    events = request.knowledge.events.items()
    return [key for key, event in events if {event.host, event.organiser} & mentioned] or None


def _pointed_at(found: Sequence[str], request: Request) -> Sequence[str]:
    """The events that were just listed, the next one, or the one that was talked about; none where nothing points."""
    remembered = request.remembered(lambda subject: subject in request.knowledge.events)
    just_listed = [each for each in request.memory.subjects[: request.memory.latest] if each in found]
    if len(just_listed) > 1:
        return _likeliest(just_listed, request, nearest=True)
    if remembered and not _says_next(request):
        return [remembered]
    return _coming(found, request) if pointing.said(request.words) & pointing.NEXT else []


def _says_next(request: Request) -> bool:
    """Whether the next event is meant whatever was talked about: not by "who is coming to it?"."""
    said = pointing.said(request.words)
    return bool(said & (pointing.NEXT - _ALSO_VERBS)) and not said & pointing.THING_PRONOUNS


def _likeliest(found: Sequence[str], request: Request, *, nearest: bool = False) -> list[str]:
    """In the order in which they are meant: by "next" and "last", by the verb, else the coming ones first.

    With `nearest`, an event that has just ended comes before one that is far away.
    """
    said = pointing.said(request.words)
    past = [event_id for event_id in found if tense(request, event_id) is Tense.PAST]
    coming = [event_id for event_id in found if event_id not in past]
    events = request.knowledge.events
    past.sort(key=lambda event_id: events[event_id].when.last, reverse=True)
    coming.sort(key=lambda event_id: events[event_id].when.first)
    if said & pointing.NEXT:
        return coming
    if said & pointing.FORMER and past:
        return past
    if said & pointing.BEFORE and not said & pointing.FUTURE and past:
        return past + coming
    if nearest and not said & pointing.FUTURE:
        return sorted(found, key=lambda event_id: _distance(events[event_id], request))
    return coming + past


def _distance(event: Event, request: Request) -> timedelta:
    """From now to the event; nothing while it is on."""
    today = request.now.astimezone(ZoneInfo(event.zone)).date()
    return max(event.when.first - today, today - event.when.last, timedelta())


def tense(request: Request, event_id: str) -> Tense:
    event = request.knowledge.events[event_id]
    return event.when.tense(request.now, ZoneInfo(event.zone))


def listed(request: Request) -> Iterable[str]:
    """The events that a question for a list means: all that it narrows down to, or the next one alone."""
    found = _of_series(request) or _narrowed(request)[0]
    if request.target == "events.next" and not request.mentioned("when"):
        # "Is the next one in France?" asks where it is: the place is no reason to be told of none.
        return (_coming(found, request) or _coming(_alike(request), request))[:1]
    said = pointing.said(request.words)
    if said & pointing.NEXT:
        return _coming(found, request)
    events = request.knowledge.events
    if said & pointing.FORMER:
        found = [event_id for event_id in found if tense(request, event_id) is Tense.PAST]
    return sorted(found, key=lambda event_id: events[event_id].when.first)


def _alike(request: Request) -> Sequence[str]:
    """The events of the series that are named; every one where only a place is."""
    events, named = request.knowledge.events, request.mentioned("event")
    if not named:
        return [*events] if request.mentioned("place") else []
    series = {events[event_id].series for event_id in named}
    return [event_id for event_id, event in events.items() if event.series in series]


def _of_series(request: Request) -> list[str]:
    """Where events of a series and years are named, those of the series from the first of the years to the last."""
    events = request.knowledge.events
    named = [mention.record_ids for mention in request.mentions if mention.kind == "event"]
    series = {events[event_id].series for event_ids in named for event_id in event_ids}
    years = [events[event_ids[0]].when for event_ids in named if len(event_ids) == 1]
    asked = dates.period(request.mentioned("when"), request.now)
    years += [asked] if asked else []
    if not series or not years:
        return []
    first, last = min(year.first for year in years), max(year.last for year in years)
    return [
        key
        for key, each in events.items()
        if each.series in series and first <= each.when.last and each.when.first <= last
    ]


def coming(request: Request) -> list[str]:
    """Every event that is not over, the next one first."""
    return _coming(list(request.knowledge.events), request)


def _coming(found: Sequence[str], request: Request) -> list[str]:
    coming = [event_id for event_id in found if tense(request, event_id) is not Tense.PAST]
    return sorted(coming, key=lambda event_id: request.knowledge.events[event_id].when.first)
