"""What the stores hold for somebody: the programmes as they stand, and what the person starred of each."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from bot.messages import Person
from bot.ports import Programmes, Stars
from bot.schedule.releases import Release


@dataclass(frozen=True, slots=True)
class Ids:
    """The ids of what somebody starred, event by event."""

    by_event: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def of(self, event: str) -> frozenset[str]:
        return self.by_event.get(event, frozenset())


async def starred_by(person: Person | None, stars: Stars) -> Ids:
    """What a person starred; nothing where nobody is known."""
    by_event: defaultdict[str, set[str]] = defaultdict(set)
    for star in await stars.of(person) if person else ():
        by_event[star.event].add(star.session)
    return Ids({event: frozenset(ids) for event, ids in by_event.items()})


class AtHand:
    """The newest release of every event, read again only when there is a newer one."""

    def __init__(self, programmes: Programmes) -> None:
        self._programmes = programmes
        self._releases: dict[str, Release] = {}
        self._changed: dict[str, tuple[int, Mapping[str, int]]] = {}

    async def latest(self, event: str) -> Release | None:
        """The newest release of the event; None where it has none."""
        return next(iter(await self.all([event])), None)

    async def all(self, events: Collection[str] | None = None) -> list[Release]:
        """The newest release of these events, of all where none are given, by event; what has none is left out."""
        newest = await self._programmes.newest()
        wanted = sorted(newest if events is None else newest.keys() & set(events))
        releases = [await self._read(event, newest[event]) for event in wanted]
        return [release for release in releases if release is not None]

    async def changed(self, release: Release) -> Mapping[str, int]:
        """For each session of a newest release the number of the release that changed it last."""
        event = release.programme.event
        number, changed = self._changed.get(event, (0, {}))
        if number != release.number:
            changed = await self._programmes.last_changed(event)
            self._changed[event] = (release.number, changed)
        return changed

    async def _read(self, event: str, number: int) -> Release | None:
        known = self._releases.get(event)
        if known is not None and known.number >= number:
            return known
        release = await self._programmes.latest(event)
        if release is not None:
            self._releases[event] = release
        return release
