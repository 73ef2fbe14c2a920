"""Calendars as iCalendar (RFC 5545), written by the icalendar library."""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone

from bot.ports import CalendarEntry
from bot.schedule.sessions import Session

PRODUCT = "-//Docent//Schedule//EN"
LOOK_AGAIN = timedelta(minutes=15)  # how often we ask programs to fetch the calendar anew
AROUND = timedelta(days=370)  # what a zone's rules are told of around the sessions: one change to and fro, at least
NO_DAY = date(2000, 1, 1)  # where there is no session, any will do
_UNHOLDABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f]")  # https://www.rfc-editor.org/rfc/rfc5545#section-3.3.11


class IcsCalendars:
    """Writes calendars. What the same release holds is always the same bytes."""

    def write(self, name: str, entries: Sequence[CalendarEntry]) -> bytes:
        calendar = Calendar()
        calendar.add("prodid", PRODUCT)
        calendar.add("version", "2.0")
        calendar.add("calscale", "GREGORIAN")
        calendar.add("method", "PUBLISH")
        called = _UNHOLDABLE.sub("", name)
        calendar.add("name", called)
        calendar.add("x-wr-calname", called)
        calendar.add("refresh-interval", LOOK_AGAIN, parameters={"VALUE": "DURATION"})
        calendar.add("x-published-ttl", LOOK_AGAIN, parameters={"VALUE": "DURATION"})
        for zone in dict.fromkeys(entry.zone for entry in entries):
            calendar.add_component(
                _rules_of(zone, [each.session.start.date() for each in entries if each.zone == zone])
            )
        if not entries:  # a calendar without any component would be no valid one
            calendar.add_component(_rules_of("UTC", [NO_DAY]))
        for entry in entries:
            calendar.add_component(_event(entry))
        return bytes(calendar.to_ical())


def _rules_of(zone: str, days: Sequence[date]) -> Timezone:
    rules = Timezone.from_tzid(zone, first_date=min(days) - AROUND, last_date=max(days) + AROUND)
    rules.pop("COMMENT", None)
    return rules


def _event(entry: CalendarEntry) -> Event:
    session = entry.session
    event = Event()
    event.add("uid", f"{session.id}.{entry.event}@docent")
    event.add("dtstamp", _seconds(entry.at))
    event.add("last-modified", _seconds(entry.at))
    event.add("sequence", entry.changed)
    event.add("dtstart", _on_the_clock(session.start, entry.zone))
    if session.end:
        event.add("dtend", _on_the_clock(session.end, entry.zone))
    event.add("status", "CANCELLED" if session.cancelled else "CONFIRMED")
    for name, value in (
        ("summary", session.title),
        ("location", ", ".join(session.rooms)),
        ("description", _description(session, entry.link)),
        ("url", entry.link),
    ):
        if value:
            event.add(name, _UNHOLDABLE.sub("", value))
    if session.track:
        event.add("categories", [_UNHOLDABLE.sub("", session.track)])
    return event


def _on_the_clock(moment: datetime, zone: str) -> datetime:
    """The moment on the zone's clocks; in UTC where they show it once more, as a calendar would take the first."""
    local = moment.astimezone(ZoneInfo(zone))
    return local.astimezone(UTC) if local.fold else local


def _description(session: Session, link: str) -> str:
    return "\n\n".join(filter(None, (", ".join(session.speakers), session.description, link)))


def _seconds(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(microsecond=0)
