"""The schedule.json of frab and pretalx, old and new, and what their XML has in common with it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from bot.adapters.importers import private, trees, zones
from bot.adapters.importers.clocks import MIDNIGHT
from bot.adapters.importers.drafts import Draft, Row
from bot.adapters.importers.telling import Finding
from bot.errors import Unreadable
from bot.schedule.sessions import DAY_TURNS, Kind

_KINDS = {kind.value: kind for kind in Kind}

_MORNING = time(7)
_SPEAKING = ("public_name", "full_public_name", "name", "full_name")
_CHAIRING = ("chair", "moderat", "host", "vorsitz", "coordinator")


def fits(data: object) -> bool:
    """Whether JSON is such a schedule: days with rooms that hold events. Others list days as well."""
    if not isinstance(data, dict) or "days" not in _conference(data):
        return False
    rooms = [day.get("rooms") for day in trees.mappings(_conference(data).get("days"))]
    return all(isinstance(held, Mapping) or not any(isinstance(room, str) for room in held or ()) for held in rooms)


def read(data: Mapping[str, Any]) -> Draft:
    """The rows of a schedule.json.

    Raises:
        Unreadable: it has no days.
    """
    conference = _conference(data)
    days = list(trees.mappings(conference.get("days")))
    if not days:
        raise Unreadable("The schedule has no days.", where="conference.days")
    reader = Reader(Draft("frab schedule.json"))
    reader.conference(conference, zone=trees.text(conference.get("time_zone_name")))
    listed = [trees.text(room.get("name")) for room in trees.mappings(conference.get("rooms"))]
    reader.draft.rooms = tuple(dict.fromkeys(listed or [room for day in days for room in _rooms(day.get("rooms"))]))
    for at, day in enumerate(days, start=1):
        frame = Frame(trees.day(day.get("date")), trees.moment(day.get("day_start")), trees.moment(day.get("day_end")))
        reader.frames.append(frame)
        for room, event in _events(day.get("rooms")):
            reader.event(frame, event, room=room, where=f"day {at}, room “{room}”")
    return reader.finished()


def _conference(data: Mapping[str, Any]) -> Mapping[str, Any]:
    schedule = trees.mapping(data.get("schedule")) or data
    return trees.mapping(schedule.get("conference")) or schedule


def _rooms(rooms: object) -> list[str]:
    return (
        list(map(str, rooms))
        if isinstance(rooms, Mapping)
        else [trees.text(room.get("name")) for room in trees.mappings(rooms)]
    )


def _events(rooms: object) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Events under their rooms' names, whether the rooms are a mapping or a list."""
    if isinstance(rooms, Mapping):
        yield from ((str(room), event) for room, events in rooms.items() for event in trees.mappings(events))
    for room in trees.mappings(rooms if isinstance(rooms, list) else []):
        yield from ((trees.text(room.get("name")), event) for event in trees.mappings(room.get("events")))


@dataclass(frozen=True, slots=True)
class Frame:
    """A day as the file has it, from its start to its end."""

    day: date | None
    start: datetime | None = None
    end: datetime | None = None

    @property
    def whole(self) -> bool:
        """Whether the next day starts when this one ends, so that its start is the hour at which days turn."""
        if not self.start or not self.end:
            return False
        missing = self.start.replace(tzinfo=None) + MIDNIGHT - self.end.replace(tzinfo=None)
        return timedelta() <= missing <= timedelta(minutes=1)


@dataclass(slots=True)
class Reader:
    """Turns events into rows; JSON and XML both come through here."""

    draft: Draft
    frames: list[Frame] = field(default_factory=list)
    people: set[str] = field(default_factory=set)
    written: set[object] = field(default_factory=set)  # ids that Docent wrote: once for each room
    change: time | None = None  # Pentabarf's day_change

    def conference(self, conference: Mapping[str, Any], *, zone: str) -> None:
        self.draft.title = trees.text(conference.get("title")) or trees.text(conference.get("acronym"))
        self.draft.zone = zones.named(zone)
        self.draft.first_day = trees.day(conference.get("start"))
        self.draft.last_day = trees.day(conference.get("end"))
        own = conference.get("docent")
        if isinstance(own, Mapping):
            self.draft.settled = True
            self.draft.first_day, self.draft.last_day = trees.day(own.get("first_day")), trees.day(own.get("last_day"))
        change = trees.clock(conference.get("day_change"))
        self.change = _time(change) if change is not None else None

    def event(self, frame: Frame, event: Mapping[str, Any], *, room: str, where: str) -> None:
        own = trees.mapping(event.get("docent"))
        if own and event.get("id") in self.written:
            return
        self.written.add(event.get("id"))
        title = trees.text(event.get("title"))
        start = trees.moment(event.get("date")) or self._at(frame, event)
        self._drop(event)
        if start is None:
            self.draft.findings.add(Finding.LEFT_OUT, title or where)
            return
        speakers, chairs = self._persons(event.get("persons") or event.get("speakers"))
        self.draft.rows.append(
            Row(
                where,
                title=title,
                start=start,
                duration=trees.span(event.get("duration")),
                end=trees.moment(event.get("end")),
                id=next((text for key in ("guid", "code", "id") if (text := trees.text(event.get(key)))), ""),
                rooms=own.get("rooms", [trees.text(event.get("room")) or room]),
                speakers=speakers,
                chairs=chairs,
                track=trees.text(event.get("track")),
                type=trees.text(event.get("type")),
                language=trees.text(event.get("language")),
                texts=_texts(event),
                status="cancelled"
                if event.get("cancelled") is True
                else trees.text(event.get("status") or event.get("state")),
                link=trees.text(event.get("url")),
                part_of=trees.text(own.get("part_of")),
                day=frame.day,
                kind=_KINDS.get(trees.text(own.get("kind"))),
            )
        )

    def finished(self) -> Draft:
        self.draft.people = len(self.people)
        starts = [frame.start.time() for frame in self.frames if frame.start]
        whole = [frame.start.time() for frame in self.frames if frame.start and frame.whole]
        self.draft.opens = min(starts, default=None)
        self.draft.day_turns = self.change or (whole[0] if whole else None)
        return self.draft

    def _at(self, frame: Frame, event: Mapping[str, Any]) -> datetime | date | None:
        """Day and time of day, where the event names no instant; before the turn it is the night of that day."""
        day = trees.day(event.get("date")) or frame.day
        clock = trees.clock(event.get("start"))
        if day is None or clock is None:
            return day
        turn = self.change or (frame.start.time() if frame.start and frame.whole else DAY_TURNS)
        turn = min(turn, _MORNING)  # where days turn at nine, half past eight is nevertheless a morning
        night = frame.day == day and clock < timedelta(hours=turn.hour, minutes=turn.minute)
        return datetime(day.year, day.month, day.day) + clock + (MIDNIGHT if night else timedelta())  # noqa: DTZ001 # on the venue's clocks

    def _persons(self, persons: object) -> tuple[list[str], list[str]]:
        speakers: list[str] = []
        chairs: list[str] = []
        for person in persons if isinstance(persons, list) else []:
            known = trees.mapping(person)
            name = next((text for key in _SPEAKING if (text := trees.text(known.get(key)))), "") or _plain(person)
            leads = trees.text(known.get("role") or known.get("event_role")).casefold().startswith(_CHAIRING)
            (chairs if leads else speakers).append(name)
            self.people.update(
                [trees.text(known.get("id") or known.get("code") or known.get("guid")) or name] * (not leads)
            )
            self._drop(known)
        return speakers, chairs

    def _drop(self, held: Mapping[str, Any]) -> None:
        self.draft.dropped |= dict.fromkeys(trees.private_keys(held))
        questions = (trees.text(answer.get("question")) for answer in trees.mappings(held.get("answers")))
        self.draft.dropped |= dict.fromkeys(question for question in questions if private.by_name(question))


def _plain(person: object) -> str:
    return person.strip() if isinstance(person, str) else ""


def _texts(event: Mapping[str, Any]) -> list[str]:
    subtitle, abstract, description = (trees.text(event.get(key)) for key in ("subtitle", "abstract", "description"))
    return [subtitle, *([abstract] if abstract not in description else []), description]


def _time(clock: timedelta) -> time:
    return (datetime.min + clock).time()  # noqa: DTZ901 # only its clock is used
