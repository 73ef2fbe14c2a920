"""A programme as iCalendar: one entry a session, with the venue's time zone."""

from datetime import UTC, datetime

from icalendar import Calendar, Event
from icalendar.prop import vText

from bot.adapters.exporters.listing import listed
from bot.schedule.sessions import Programme, Session


def write(programme: Programme) -> bytes:
    """The calendar, its lines folded. Who speaks stands in the first lines of an entry's description."""
    calendar = Calendar()
    calendar.add("prodid", "-//Docent//Programme//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", programme.title)
    calendar.add("x-wr-timezone", programme.zone)
    for session in programme.sessions:
        calendar.add_component(_entry(session))
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _entry(session: Session) -> Event:
    event = Event()
    event.add("uid", f"{session.id}@programme.docent")
    event.add("dtstamp", session.start.astimezone(UTC))
    event.add("dtstart", _said(session.start))
    if session.end:
        event.add("dtend", _said(session.end))
    event.add("summary", session.title)
    event.add("status", "CANCELLED" if session.cancelled else "CONFIRMED")
    for name, text in {
        "location": "; ".join(session.rooms),
        "description": _description(session),
        "url": session.link,
    }.items():
        if text:
            event.add(name, text)
    if session.track:
        event.add("categories", [vText(session.track)])
    if session.part_of:
        event.add("related-to", f"{session.part_of}@programme.docent")
    return event


def _description(session: Session) -> str:
    said = [
        f"{role}: {listed(names)}"
        for role, names in (("Speakers", session.speakers), ("Chairs", session.chairs))
        if names
    ]
    return "\n".join(said) + ("\n\n" if said and session.description else "") + session.description


def _said(moment: datetime) -> datetime:
    """The moment on the venue's clocks, and in UTC where they show its time twice, as iCalendar cannot say which."""
    return moment if moment.replace(fold=0).utcoffset() == moment.utcoffset() else moment.astimezone(UTC)
