"""From a programme to what a calendar gets to know of it, and the file that comes of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from bot.ports import CalendarEntry, CalendarWriter
from bot.schedule.releases import Release
from bot.schedule.sessions import Session


@dataclass(frozen=True, slots=True)
class Calendar:
    """An iCalendar file. `version` is another one whenever a byte of it is."""

    name: str
    body: bytes

    @property
    def version(self) -> str:
        return sha256(self.body).hexdigest()[:32]


def calendar_of(writer: CalendarWriter, name: str, entries: Sequence[CalendarEntry]) -> Calendar:
    return Calendar(name, writer.write(name, entries))


def entry_of(release: Release, session: Session, changed: Mapping[str, int], link: str) -> CalendarEntry:
    """A session as a calendar knows it.

    Args:
        changed: for each session, the release that changed it last.
        link: where it can be read about; empty where nowhere.
    """
    programme = release.programme
    number = changed.get(session.id, release.number)
    return CalendarEntry(programme.event, programme.zone, session, number, release.made_at, link)
