"""The door for what a person does outside a question: look through programmes, star, follow in a calendar."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from bot.attending import presses
from bot.attending.following import Following, random_address
from bot.attending.kept import AtHand, Ids, starred_by
from bot.attending.my_schedule import Clash, Mine, clashes_of, mine_of
from bot.attending.searching import Searchable, Wanted
from bot.attending.viewing import Viewer
from bot.attending.views import ScheduleView, SessionView
from bot.messages import Person
from bot.ports import CalendarAddresses, CalendarWriter, Clock, Programmes, Star, Stars
from bot.schedule.releases import Release
from bot.schedule.sessions import Programme, Session


@dataclass(frozen=True, slots=True)
class EventName:
    """An event that has a programme."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Starring:
    """What came of putting a session on somebody's schedule, or of taking it off."""

    mine: Mine
    session: Session
    changed: bool  # false where it was so before
    clashes: tuple[Clash, ...] = ()


class Attending:
    """What a person can do with the programmes of all events."""

    def __init__(
        self,
        programmes: Programmes,
        stars: Stars,
        addresses: CalendarAddresses,
        calendars: CalendarWriter,
        clock: Clock,
        *,
        public_url: str | None = None,
        fresh_address: Callable[[], str] = random_address,
    ) -> None:
        """Join the stores.

        Args:
            public_url: what people reach the web page by; None where nobody knows it, so that nothing links there.
        """
        self.at_hand = AtHand(programmes)
        self._stars = stars
        self._clock = clock
        self.following = Following(
            self.at_hand, stars, addresses, calendars, clock, public_url=public_url, fresh_address=fresh_address
        )
        self._searchable: dict[str, tuple[int, Searchable]] = {}

    def now(self) -> datetime:
        return self._clock.now()

    # Looking

    async def events(self) -> tuple[EventName, ...]:
        """Every event that has a programme, the latest first."""
        programmes = await self.programmes()
        latest_first = sorted(programmes, key=lambda each: each.days[-1:], reverse=True)
        return tuple(EventName(programme.event, programme.title or programme.event) for programme in latest_first)

    async def programmes(self) -> tuple[Programme, ...]:
        """The programme of every event as it stands."""
        return tuple([release.programme for release in await self.at_hand.all()])

    async def schedule(self, event: str, wanted: Wanted, person: Person | None, language: str) -> ScheduleView | None:
        """What somebody wants to see of a programme; None where the event has none."""
        release = await self.at_hand.latest(event)
        if release is None:
            return None
        starred = (await self.starred(person)).of(event)
        sessions = (await self._searchable_of(release)).matching(wanted, starred)
        return self._viewer(release.programme, starred, language).schedule(sessions, wanted)

    async def session(self, event: str, id_: str, person: Person | None, language: str) -> SessionView | None:
        """One session of a programme; None where there is no such session."""
        found = await self.find(event, id_)
        if found is None:
            return None
        programme, session = found
        starred = (await self.starred(person)).of(event)
        return self._viewer(programme, starred, language).session(session)

    async def my_schedules(self, person: Person | None, language: str) -> tuple[ScheduleView, ...]:
        """Of every event the sessions that somebody starred; events of which they starred none are left out."""
        return tuple(
            Viewer(mine.programme, mine, language, self._clock.now()).schedule(mine.sessions, Wanted(mine=True))
            for mine in await self.mine(person)
        )

    async def find(self, event: str, id_: str) -> tuple[Programme, Session] | None:
        release = await self.at_hand.latest(event)
        if release is None:
            return None
        session = next((each for each in release.programme.sessions if each.id == id_), None)
        return (release.programme, session) if session else None

    async def pressed(self, rest: str) -> tuple[Programme, Session] | None:
        """The session that a button leads to, by what stands there behind its verb; None where it is gone."""
        event = presses.event_of(rest)
        if event is not None:
            return await self.find(event, rest.removeprefix(event).strip())
        return presses.found(rest, await self.programmes())

    # One's own schedule

    async def starred(self, person: Person | None) -> Ids:
        """The ids of what a person starred; none where nobody is known."""
        return await starred_by(person, self._stars)

    async def mine(self, person: Person | None) -> tuple[Mine, ...]:
        """A person's own schedule of every event of which they starred something, the latest event first."""
        ids = await self.starred(person)
        now = self._clock.now()
        every = [mine_of(each, ids.of(each.event), now) for each in await self.programmes() if ids.of(each.event)]
        return tuple(sorted((mine for mine in every if mine.sessions), key=_last_day, reverse=True))

    async def star(self, person: Person, event: str, id_: str) -> Starring | None:
        """Put a session on the person's schedule; None where there is no such session."""
        found = await self.find(event, id_)
        if found is None:
            return None
        programme, session = found
        is_new = await self._stars.star(person, Star(event, id_), at=self._clock.now())
        starred = (await self.starred(person)).of(event)
        now = self._clock.now()
        clashes = clashes_of(session, programme, starred, now)
        return Starring(mine_of(programme, starred, now), session, is_new, clashes)

    async def unstar(self, person: Person, event: str, id_: str) -> Starring | None:
        """Take a session off the person's schedule; None where there is no such session."""
        found = await self.find(event, id_)
        was_there = await self._stars.unstar(person, Star(event, id_))
        if found is None:
            return None
        programme, session = found
        starred = (await self.starred(person)).of(event)
        return Starring(mine_of(programme, starred, self._clock.now()), session, was_there)

    async def forget(self, person: Person) -> None:
        """Take everything off the person's schedule, and have their calendar address lead nowhere."""
        await self._stars.forget(person)
        await self.following.revoke(person)

    # Parts

    def _viewer(self, programme: Programme, starred: frozenset[str], language: str) -> Viewer:
        now = self._clock.now()
        return Viewer(programme, mine_of(programme, starred, now), language, now)

    async def _searchable_of(self, release: Release) -> Searchable:
        """Folded once for each release, off the event loop."""
        event = release.programme.event
        number, searchable = self._searchable.get(event, (0, None))
        if searchable is None or number != release.number:
            searchable = await asyncio.to_thread(Searchable.of, release.programme)
            self._searchable[event] = (release.number, searchable)
        return searchable


def _last_day(mine: Mine) -> tuple[date, ...]:
    return mine.programme.days[-1:]
