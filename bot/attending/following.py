"""Calendars that follow a session or one's own schedule, and the addresses where they are had."""

import secrets
from collections.abc import Callable, Iterable
from urllib.parse import quote

from bot.attending.calendars import Calendar, calendar_of, entry_of
from bot.attending.kept import AtHand, starred_by
from bot.messages import Person
from bot.ports import CalendarAddresses, CalendarEntry, CalendarWriter, Clock, Stars
from bot.schedule.releases import Release
from bot.schedule.sessions import Session

ADDRESS_BYTES = 24  # of randomness in a calendar address


def random_address() -> str:
    """What nobody can guess, in characters that stand in an address."""
    return secrets.token_urlsafe(ADDRESS_BYTES)


class Following:
    """Who follows the programmes in a calendar, and by which address."""

    def __init__(
        self,
        at_hand: AtHand,
        stars: Stars,
        addresses: CalendarAddresses,
        calendars: CalendarWriter,
        clock: Clock,
        *,
        public_url: str | None = None,
        fresh_address: Callable[[], str] = random_address,
    ) -> None:
        self._at_hand = at_hand
        self._stars = stars
        self._addresses = addresses
        self._calendars = calendars
        self._clock = clock
        self._fresh_address = fresh_address
        self.public_url = public_url.rstrip("/") if public_url else None

    async def calendar_of_session(self, event: str, id_: str) -> Calendar | None:
        """A calendar of this session alone; None where there is no such session."""
        release = await self._at_hand.latest(event)
        session = next((each for each in release.programme.sessions if each.id == id_), None) if release else None
        if release is None or session is None:
            return None
        entries = await self._entries(release, [session])
        return calendar_of(self._calendars, session.title or release.programme.title, entries)

    async def my_calendar(self, person: Person) -> Calendar:
        """A calendar of all that the person starred; an empty one where that is nothing."""
        ids = await starred_by(person, self._stars)
        entries: list[CalendarEntry] = []
        titles: list[str] = []
        for release in await self._at_hand.all(ids.by_event):
            sessions = [each for each in release.programme.sessions if each.id in ids.of(release.programme.event)]
            entries += await self._entries(release, sessions)
            titles += [release.programme.title] if sessions else []
        return calendar_of(self._calendars, ", ".join(filter(None, titles)) or "Docent", entries)

    async def calendar_at(self, address: str) -> Calendar | None:
        """The calendar at a secret address; None where it leads nowhere."""
        person = await self._addresses.owner(address)
        return await self.my_calendar(person) if person else None

    async def address_of(self, person: Person) -> str:
        """The secret part of the person's calendar address; a new one where they have none."""
        return await self._addresses.address(person, self._fresh_address(), at=self._clock.now())

    async def new_address_of(self, person: Person) -> str:
        """Another secret part; the one before leads nowhere from now on."""
        await self._addresses.revoke(person)
        return await self.address_of(person)

    async def revoke(self, person: Person) -> None:
        """Have the person's address lead nowhere."""
        await self._addresses.revoke(person)

    # Addresses on the web page, for those who are elsewhere

    def link_to(self, event: str, id_: str) -> str:
        """The page of a session; empty where nobody knows how the page is reached."""
        return f"{self.public_url}{path_of(event, id_)}" if self.public_url else ""

    def link_to_calendar(self, event: str, id_: str) -> str:
        link = self.link_to(event, id_)
        return f"{link}/calendar.ics" if link else ""

    async def link_to_my_calendar(self, person: Person, *, new: bool = False) -> str:
        """The person's calendar address, whole; empty where nobody knows how the page is reached."""
        if not self.public_url:
            return ""
        address = await (self.new_address_of(person) if new else self.address_of(person))
        return f"{self.public_url}/calendar/{address}.ics"

    async def _entries(self, release: Release, sessions: Iterable[Session]) -> list[CalendarEntry]:
        every = list(sessions)
        event = release.programme.event
        changed = await self._at_hand.changed(release) if every else {}
        return [entry_of(release, session, changed, self.link_to(event, session.id)) for session in every]


def path_of(event: str, id_: str) -> str:
    """Where a session has its page."""
    return f"/schedule/{quote(event, safe='')}/{quote(id_, safe='')}"
