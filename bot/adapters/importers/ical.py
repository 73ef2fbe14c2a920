"""iCalendar, as calendars and conference systems write it."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from icalendar import Calendar, Event
from icalendar.prop import vBroken

from bot.adapters.importers import names, repeating, zones
from bot.adapters.importers.days import YEARS
from bot.adapters.importers.drafts import Draft, Moment, Row
from bot.adapters.importers.telling import Finding
from bot.errors import Unreadable

_SAID = re.compile(
    r"^\s{0,8}(?:"
    r"(?P<speakers>speakers?(?:\(s\))?|presenters?|presented by|vortragende[rn]?|referent(?:in|en|innen)?|ponentes?"
    r"|intervenants?|relator[ei])"
    r"|(?P<chairs>(?:session )?chairs?|moderators?|moderation|moderador[ae]?s?|moderat(?:eur|rice)s?)"
    r")\s?:[ \t]*(?P<names>[^\n]+)\n*",
    re.IGNORECASE,
)
_LINE_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_OURS = re.compile(r"@[\w.-]+\.docent$")
_LONGEST = timedelta(days=60)
_INVITED = frozenset({"PARTSTAT", "RSVP", "X-NUM-GUESTS", "X-RESPONSE-COMMENT", "SENT-BY"})
_PRIVATE = ("ATTENDEE", "ORGANIZER", "CONTACT")


def read(text: str) -> Draft:
    """The entries of a calendar.

    Raises:
        Unreadable: it is no calendar, or has no entries.
    """
    calendar = _calendar(text)
    events = [event for event in calendar.walk("VEVENT") if isinstance(event, Event)]
    if not events:
        raise Unreadable("The calendar has no entries (VEVENT).")
    drawn = Draft(
        "iCalendar", title=_text(calendar, "X-WR-CALNAME") or _text(calendar, "NAME"), zone=_zone(calendar, events)
    )
    replacing_last = sorted(enumerate(events, start=1), key=lambda numbered: "RECURRENCE-ID" in numbered[1])
    for at, event in replacing_last:
        _drop(drawn, event)
        row = _row(event, f"entry {at}")
        if row.start is None:
            drawn.findings.add(Finding.LEFT_OUT, row.title or row.where)
            continue
        drawn.rows += repeating.occurrences(row, event, drawn.findings)
    drawn.rows = repeating.without_replaced(drawn.rows)
    _split_titles(drawn, _text(calendar, "PRODID"))
    return drawn


def _calendar(text: str) -> Calendar:
    """All calendars of the file as one."""
    try:
        calendars = Calendar.from_ical(text, multiple=True)
    except (ValueError, IndexError, KeyError, AttributeError) as error:
        raise Unreadable(f"The calendar is broken: {error}."[:300]) from error
    found = [calendar for calendar in calendars if isinstance(calendar, Calendar)]
    if not found:
        raise Unreadable("The calendar is broken: it does not end with END:VCALENDAR.")
    for other in found[1:]:
        found[0].subcomponents += other.subcomponents
    return found[0]


def _zone(calendar: Calendar, events: list[Event]) -> str:
    """The name that the calendar gives, else the one that most entries have, else that of its only VTIMEZONE."""
    if whole := zones.named(_text(calendar, "X-WR-TIMEZONE") or _text(calendar, "TIMEZONE-ID")):
        return whole
    used = Counter(zone for event in events if (zone := _named(event)))
    if used:
        return used.most_common(1)[0][0]
    defined = {
        zone for part in calendar.walk("VTIMEZONE") if (zone := zones.named(_text(part, "TZID"))) and _has_clocks(zone)
    }
    return defined.pop() if len(defined) == 1 else ""


def _named(event: Event) -> str:
    start = event.get("DTSTART")
    stated = str((_sound(start, "params") or {}).get("TZID", ""))
    zone = zones.named(stated) or zones.named(str(getattr(getattr(_moment(start), "tzinfo", None), "key", "")))
    return zone if _has_clocks(zone) else ""


def _has_clocks(zone: str) -> bool:
    """UTC as the zone of an entry is only an offset."""
    return zone not in {
        "",
        "UTC",
        "Etc/UTC",
        "GMT",
        "Etc/GMT",
        "Zulu",
        "Etc/UCT",
        "UCT",
        "Universal",
        "Etc/Universal",
        "Etc/Zulu",
    }


def _row(event: Event, where: str) -> Row:
    said, speakers, chairs = _people_said(_text(event, "DESCRIPTION"))
    named, leading = _attendees(event)
    again = _moment(event.get("RECURRENCE-ID"))
    return Row(
        where,
        title=_text(event, "SUMMARY"),
        start=_moment(event.get("DTSTART")),
        end=_moment(event.get("DTEND")),
        duration=_span(event.get("DURATION")),
        id=_OURS.sub("", _text(event, "UID")) + (f"{repeating.AGAIN}{repeating.stamp(again)}" if again else ""),
        rooms=[room for room in re.split(r"[;\n]", _text(event, "LOCATION")) if room.strip()],
        speakers=speakers or named,
        chairs=chairs or leading,
        track=", ".join(_categories(event)),
        language=str(getattr(event.get("SUMMARY"), "params", {}).get("LANGUAGE", "")),
        texts=[said],
        status=_text(event, "STATUS"),
        link=_text(event, "URL"),
        part_of=_OURS.sub("", _parent(event)),
    )


def _moment(held: Any) -> Moment | None:
    moment = _sound(held, "dt")
    return moment if isinstance(moment, date) and moment.year in YEARS else None


def _span(held: Any) -> timedelta | None:
    span = _sound(held, "dt")
    return span if isinstance(span, timedelta) and timedelta() < span < _LONGEST else None


def _sound(held: Any, name: str) -> Any:
    """What a property says, unless it is broken."""
    return None if isinstance(held, vBroken) else getattr(held, name, None)


def _text(component: Any, name: str) -> str:
    held = component.get(name)
    held = held[0] if isinstance(held, list) and held else held
    return str(held or "").strip()


def _categories(event: Event) -> Iterator[str]:
    held = event.get("CATEGORIES")
    for categories in held if isinstance(held, list) else [held] if held else []:
        yield from (text for category in getattr(categories, "cats", []) if (text := str(category).strip()))


def _people_said(text: str) -> tuple[str, list[str], list[str]]:
    """What it is about, without the lines at its beginning that say who speaks and who chairs; and those people."""
    speakers: list[str] = []
    chairs: list[str] = []
    text = _LINE_BREAK.sub("\n", text)
    while found := _SAID.match(text):
        (chairs if found["chairs"] else speakers).extend(names.split(found["names"]))
        text = text[found.end() :]
    return text, speakers, chairs


def _attendees(event: Event) -> tuple[list[str], list[str]]:
    """Names of those who speak and who chair. Who was invited by a calendar is a guest and nobody's business."""
    held = event.get("ATTENDEE")
    speakers: list[str] = []
    chairs: list[str] = []
    for attendee in held if isinstance(held, list) else [held] if held is not None else []:
        params = getattr(attendee, "params", {})
        if params.get("CN") and not _INVITED & params.keys():
            (chairs if str(params.get("ROLE", "")).upper() == "CHAIR" else speakers).append(str(params["CN"]))
    return speakers, chairs


def _parent(event: Event) -> str:
    held = event.get("RELATED-TO")
    related = held if isinstance(held, list) else [held] if held is not None else []
    return next(
        (str(uid) for uid in related if str(getattr(uid, "params", {}).get("RELTYPE", "PARENT")).upper() == "PARENT"),
        "",
    )


def _drop(drawn: Draft, event: Event) -> None:
    for name in _PRIVATE:
        held = event.get(name)
        if any(
            "@" in str(value) or _INVITED & getattr(value, "params", {}).keys()
            for value in (held if isinstance(held, list) else [held])
            if value
        ):
            drawn.dropped[name] = None


def _split_titles(drawn: Draft, product: str) -> None:
    """Pretalx writes its speakers behind the title; others write "(talk by Ana Ruiz)" there, which stays."""
    if any(row.speakers for row in drawn.rows):
        return
    for row in drawn.rows:
        if "pretalx" in product.casefold() and " - " in row.title:
            row.title, _, who = row.title.rpartition(" - ")
            row.speakers = names.split(who)
        elif who_speaks := names.in_title(row.title):
            row.speakers = who_speaks
            drawn.findings.add(Finding.SPEAKER_FROM_TITLE, row.title)
