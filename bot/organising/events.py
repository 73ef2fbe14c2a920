"""What is known of events, from their programmes and from what curators wrote."""

from collections.abc import Callable, Mapping
from typing import TypeVar
from zoneinfo import ZoneInfo

from bot.knowledge.periods import Tense
from bot.knowledge.records import Event
from bot.organising.framing import in_words, on_its_days, with_title
from bot.organising.uploads import Found
from bot.ports import Clock, Programmes

Curated = Callable[[], Mapping[str, Event]]  # the events that curators wrote, by `events/<id>`, as they stand
F = TypeVar("F", bound=Found)


class Events:
    """The events for which a file may be meant."""

    def __init__(self, programmes: Programmes, curated: Curated, clock: Clock) -> None:
        self._programmes = programmes
        self._curated = curated
        self._clock = clock

    async def titles(self) -> Mapping[str, str]:
        """Titles by id: of the events that have a programme, then of those to come that curators wrote."""
        latest = [await self._programmes.latest(event) for event in await self._programmes.newest()]
        titles = {each.programme.event: each.programme.title for each in latest if each}
        now = self._clock.now()
        for each in self._curated().values():
            if each.when.tense(now, ZoneInfo(each.zone)) is not Tense.PAST:
                titles.setdefault(each.id, each.short)
        return titles

    async def zones(self, event: str) -> list[str]:
        """The zones that may be meant, the likeliest first: the event's own, then those of the other programmes."""
        curated = self._curated().get(f"events/{event}")
        latest = [await self._programmes.latest(each) for each in (event, *await self._programmes.newest())]
        zones = [*([curated.zone] if curated else []), *(each.programme.zone for each in latest if each)]
        return list(dict.fromkeys(zones))

    async def framed(self, read: F, event: str) -> F:
        """What was read, with the title and the days of its event where the file gives none."""
        curated = self._curated().get(f"events/{event}")
        latest = await self._programmes.latest(event)
        before = latest.programme.title if latest else in_words(event)
        days = curated.when if curated and curated.when.precision == "day" else None
        return with_title(on_its_days(read, days), curated.short if curated else before)
