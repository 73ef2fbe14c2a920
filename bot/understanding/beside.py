"""What there is beside what was talked about: the others of a list, of a series, of a kind."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.knowledge.periods import Tense
from bot.knowledge.records import Definition
from bot.knowledge.snapshot import Knowledge
from bot.ports import Memory
from bot.understanding.targets import kind_of


@dataclass(frozen=True, slots=True)
class Spoken:
    """What was talked about, until when, and what there is to talk about."""

    memory: Memory
    knowledge: Knowledge
    now: datetime


def listed(memory: Memory) -> tuple[str, ...]:
    """Several things of one kind in the last answer, in its order; empty where it had none."""
    latest = memory.subjects[: memory.latest]
    groups = ([each for each in latest if kind_of(each) == kind] for kind in dict.fromkeys(map(kind_of, latest)))
    return tuple(next((group for group in groups if len(group) > 1), ()))


def other(spoken: Spoken) -> Iterable[str]:
    """What else was talked about of the last thing's kind; where nothing was, its siblings."""
    memory, knowledge = spoken.memory, spoken.knowledge
    if not memory.subjects:
        return ()
    last = memory.subjects[0]
    spoken_of = [each for each in memory.subjects[1:] if kind_of(each) == kind_of(last) and each in knowledge]
    return spoken_of[:1] or [each for each in _siblings(last, knowledge) if each != last]


def _siblings(record_id: str, knowledge: Knowledge) -> Iterable[str]:
    if record_id in knowledge.events:
        series = _series(record_id, knowledge)
        return series if len(series) > 1 else knowledge.events
    if isinstance(knowledge.entries.get(record_id.partition("#")[0]), Definition):
        return (entry.id for entry in knowledge.entries.values() if isinstance(entry, Definition))
    return ()


def _series(event_id: str, knowledge: Knowledge) -> list[str]:
    """The events of one series, the earliest first."""
    events = knowledge.events
    series = [key for key, event in events.items() if event.series == events[event_id].series]
    return sorted(series, key=lambda key: events[key].when.first)


def after(spoken: Spoken) -> Iterable[str]:
    return _neighbour(spoken, 1)


def before(spoken: Spoken) -> Iterable[str]:
    return _neighbour(spoken, -1)


def latest(spoken: Spoken) -> Iterable[str]:
    """The event of the same series that was over last."""
    events, event_id = spoken.knowledge.events, _event(spoken)
    series = _series(event_id, spoken.knowledge) if event_id else []
    over = [key for key in series if events[key].when.tense(spoken.now, ZoneInfo(events[key].zone)) is Tense.PAST]
    return over[-1:]


def _neighbour(spoken: Spoken, steps: int) -> Iterable[str]:
    event_id = _event(spoken)
    if event_id is None:
        return ()
    series = _series(event_id, spoken.knowledge)
    at = series.index(event_id) + steps
    return series[at : at + 1] if at >= 0 else ()


def _event(spoken: Spoken) -> str | None:
    """The event that the last answer was about."""
    subjects = spoken.memory.subjects[: max(spoken.memory.latest, 1)]
    return next((each for each in subjects if each in spoken.knowledge.events), None)
