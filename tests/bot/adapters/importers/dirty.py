"""Files as organisers send them: the same items in every format that Docent reads, with whatever is wrong in them.

The made-up event takes place in Vienna, on 2 to 4 June 2026.
"""

import csv
import io
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, Literal
from xml.sax.saxutils import escape, quoteattr
from zoneinfo import ZoneInfo

import openpyxl
import yaml

VENUE = ZoneInfo("Europe/Vienna")
FIRST_DAY = date(2026, 6, 2)
LAST_DAY = date(2026, 6, 4)

Times = Literal["naive", "offset", "utc"]


@dataclass(frozen=True)
class Item:
    """One row of an event. `day` is the conference day it is listed under, where that is not the day it starts on."""

    title: str = "Bees and us"
    start: datetime = datetime(2026, 6, 2, 10, 0)  # noqa: DTZ001 # on the venue's clocks
    minutes: int | None = 45
    room: str = "Hall A"
    speakers: tuple[str, ...] = ("Ana Ruiz",)
    chairs: tuple[str, ...] = ()
    id: str = "7"
    description: str = ""
    status: str = ""
    language: str = ""
    track: str = ""
    type: str = ""
    day: date | None = None
    email: str = ""  # of its speaker, where a file carries such
    block: str = ""

    @property
    def end(self) -> datetime | None:
        return self.start + timedelta(minutes=self.minutes) if self.minutes else None

    @property
    def listed(self) -> date:
        return self.day or self.start.date()


@dataclass(frozen=True)
class Style:
    """How a file writes its times, and whether it names the zone."""

    times: Times = "naive"
    zone: str = ""
    turn: str = ""  # the hour at which the file's days turn


NAIVE = Style()

Writer = Callable[[Sequence[Item], Style], bytes]


def said(moment: datetime | None, style: Style) -> str:
    """A moment as the style writes it, in ISO form."""
    if moment is None:
        return ""
    if style.times == "naive":
        return moment.isoformat()
    stated = moment.replace(tzinfo=VENUE)
    return stated.isoformat() if style.times == "offset" else f"{stated.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def frab_json(items: Sequence[Item], style: Style = NAIVE) -> bytes:
    """The schedule.json of frab; with a zone it is pretalx's, version 1.3."""
    days = [
        {
            "index": index,
            "date": day.isoformat(),
            **(
                {"day_start": f"{day}T{style.turn}:00", "day_end": f"{day + timedelta(days=1)}T{style.turn}:00"}
                if style.turn
                else {}
            ),
            "rooms": {room: [_frab_event(item, style) for item in held if item.room == room] for room in _rooms(held)},
        }
        for index, (day, held) in enumerate(_days(items).items(), start=1)
    ]
    conference: dict[str, Any] = {"title": "Bee Days", "start": "2026-06-02", "end": "2026-06-04", "days": days}
    if style.zone:
        conference |= {"time_zone_name": style.zone, "rooms": [{"name": room} for room in _rooms(items)]}
    return json.dumps({"schedule": {"version": "1", "conference": conference}}).encode()


def _frab_event(item: Item, style: Style) -> dict[str, Any]:
    persons = [{"id": name, "public_name": name} for name in item.speakers]
    persons += [{"id": name, "public_name": name, "role": "chair"} for name in item.chairs]
    return {
        "guid": item.id,
        "date": said(item.start, style),
        "start": f"{item.start:%H:%M}",
        "duration": _hours(item),
        "room": item.room,
        "title": item.title,
        "track": item.track or None,
        "type": item.type,
        "language": item.language,
        "abstract": item.description,
        "description": "",
        "status": item.status,
        "persons": [{**person, "email": item.email} for person in persons] if item.email else persons,
    }


def frab_xml(items: Sequence[Item], style: Style = NAIVE) -> bytes:
    """The schedule.xml of frab."""
    parts = ["<?xml version='1.0' encoding='utf-8'?><schedule><conference><title>Bee Days</title>"]
    parts += ["<start>2026-06-02</start><end>2026-06-04</end>"]
    parts += [f"<time_zone_name>{style.zone}</time_zone_name>"] if style.zone else []
    parts += [f"<day_change>{style.turn}:00</day_change>"] if style.turn else []
    parts.append("</conference>")
    for day, held in _days(items).items():
        parts.append(f'<day date="{day}">')
        for room in _rooms(held):
            parts.append(f"<room name={quoteattr(room)}>")
            parts += [_xml_event(item, style) for item in held if item.room == room]
            parts.append("</room>")
        parts.append("</day>")
    return "".join([*parts, "</schedule>"]).encode()


def _xml_event(item: Item, style: Style) -> str:
    fields = {key: value for key, value in _frab_event(item, style).items() if key not in {"guid", "persons"}}
    inner = "".join(f"<{key}>{escape(str(value or ''))}</{key}>" for key, value in fields.items())
    mail = f" email={quoteattr(item.email)}" if item.email else ""
    persons = "".join(f"<person{mail}>{escape(name)}</person>" for name in item.speakers)
    persons += "".join(f'<person role="chair"{mail}>{escape(name)}</person>' for name in item.chairs)
    return f"<event guid={quoteattr(item.id)}>{inner}<persons>{persons}</persons></event>"


def ical(items: Sequence[Item], style: Style = NAIVE) -> bytes:
    """iCalendar, by hand, as no library would write it. Naive times float."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "X-WR-CALNAME:Bee Days"]
    lines += [f"X-WR-TIMEZONE:{style.zone}"] if style.zone else []
    for item in items:
        lines += ["BEGIN:VEVENT", *([f"UID:{item.id}"] if item.id else [])]
        lines += [f"DTSTART:{_basic(item.start, style)}", *([f"DTEND:{_basic(item.end, style)}"] if item.end else [])]
        lines += [
            f"SUMMARY{f';LANGUAGE={item.language}' if item.language else ''}:{_escaped(item.title)}",
            f"LOCATION:{_escaped(item.room)}",
        ]
        lines += [f'ATTENDEE;CN="{name}":mailto:{item.email or "nobody"}' for name in item.speakers]
        lines += [f'ATTENDEE;CN="{name}";ROLE=CHAIR:mailto:{item.email or "nobody"}' for name in item.chairs]
        lines += [
            f"DESCRIPTION:{_escaped(item.description)}",
            f"STATUS:{item.status.upper()}" if item.status else "CLASS:PUBLIC",
        ]
        lines += [f"RELATED-TO:{item.block}"] if item.block else []
        lines += [f"CATEGORIES:{item.track}"] if item.track else []
        lines.append("END:VEVENT")
    return "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace(",", "\\,").replace(";", "\\;")


def _basic(moment: datetime, style: Style) -> str:
    if style.times == "naive":
        return f"{moment:%Y%m%dT%H%M%S}"
    return f"{moment.replace(tzinfo=VENUE).astimezone(UTC):%Y%m%dT%H%M%SZ}"


def sessionize_all(items: Sequence[Item], style: Style = NAIVE) -> bytes:
    """Sessionize's "all data"."""
    people = list(dict.fromkeys(name for item in items for name in item.speakers))
    rooms = _rooms(items)
    categories = [
        {"id": 1, "title": "Track", "items": [{"id": f"t{item.track}", "name": item.track} for item in items]}
    ]
    categories.append(
        {"id": 2, "title": "Language", "items": [{"id": f"l{item.language}", "name": item.language} for item in items]}
    )
    sessions = [
        {
            **_sessionize(item, style),
            "speakers": [str(people.index(name)) for name in item.speakers],
            "categoryItems": [f"t{item.track}", f"l{item.language}"],
            "questionAnswers": [{"questionId": 9, "answerValue": "; ".join(item.chairs)}] if item.chairs else [],
            "roomId": rooms.index(item.room),
        }
        for item in items
    ]
    speakers = [{"id": str(at), "fullName": name} for at, name in enumerate(people)]
    speakers = [{**person, "email": items[0].email} for person in speakers] if items[0].email else speakers
    named = [{"id": at, "name": room, "sort": at} for at, room in enumerate(rooms)]
    questions = [{"id": 9, "question": "Session chair"}]
    whole = {
        "sessions": sessions,
        "speakers": speakers,
        "questions": questions,
        "categories": categories,
        "rooms": named,
    }
    return json.dumps(whole).encode()


def sessionize_grid(items: Sequence[Item], style: Style = NAIVE) -> bytes:
    """Sessionize's grid: days with rooms."""
    days = [
        {
            "date": f"{day}T00:00:00",
            "rooms": [
                {
                    "id": room,
                    "name": room,
                    "sessions": [_grid_session(item, style) for item in held if item.room == room],
                }
                for room in _rooms(held)
            ],
            "timeSlots": [
                {
                    "slotStart": f"{item.start:%H:%M:%S}",
                    "rooms": [{"name": item.room, "session": _grid_session(item, style)}],
                }
                for item in held
            ],
        }
        for day, held in _days(items).items()
    ]
    return json.dumps(days).encode()


def _grid_session(item: Item, style: Style) -> dict[str, Any]:
    mail = {"email": item.email} if item.email else {}
    return {
        **_sessionize(item, style),
        "speakers": [{"id": name, "name": name, **mail} for name in item.speakers],
        "categories": [
            {"name": "Track", "categoryItems": [{"name": item.track}]},
            {"name": "Language", "categoryItems": [{"name": item.language}]},
        ],
        "questionAnswers": [{"question": "Session chair", "answer": "; ".join(item.chairs)}] if item.chairs else [],
        "room": item.room,
    }


def _sessionize(item: Item, style: Style) -> dict[str, Any]:
    return {
        "id": item.id,
        "title": item.title,
        "description": item.description,
        "startsAt": said(item.start, style),
        "endsAt": said(item.end, style) or None,
        "isServiceSession": item.type == "break",
        "isPlenumSession": False,
        "status": item.status or "Accepted",
    }


_FLAT = "Session Id,Title,Description,Owner Email,Track,Language,Session format,Status,Session chair,Room,"
_FLAT_HEAD = f"{_FLAT}Scheduled At,Scheduled Duration,Speaker Id,FirstName,LastName,Email,Time zone".split(",")


def _flat(items: Sequence[Item], style: Style) -> list[list[Any]]:
    """Sessionize's flat export: a row for each speaker of a session."""
    rows: list[list[Any]] = [_FLAT_HEAD]
    for item in items:
        for name in item.speakers or ("",):
            first, _, last = name.partition(" ")
            row: list[Any] = [
                item.id,
                item.title,
                item.description,
                item.email,
                item.track,
                item.language,
                item.type,
                item.status or "Accepted",
            ]
            row += [
                "; ".join(item.chairs),
                item.room,
                _spaced(item.start, style),
                item.minutes,
                name,
                first,
                last,
                item.email,
                style.zone,
            ]
            rows.append(row)
    return rows


def _spaced(moment: datetime, style: Style) -> str:
    return said(moment, style).replace("T", " ") if style.times != "naive" else f"{moment:%d %b %Y %I:%M %p}"


def sessionize_csv(items: Sequence[Item], style: Style = NAIVE) -> bytes:
    return _csv(_flat(items, style))


def sessionize_xlsx(items: Sequence[Item], style: Style = NAIVE) -> bytes:
    return _xlsx(_flat(items, style))


_HEAD = [
    "ID",
    "Date",
    "Start",
    "End",
    "Room",
    "Title",
    "Speakers",
    "Chair",
    "Track",
    "Type",
    "Language",
    "Status",
    "Abstract",
    "Speaker e-mail",
]


def _table(items: Sequence[Item], style: Style, *, as_dates: bool = False) -> list[list[Any]]:
    """A plain table; with offsets, `Start` holds the whole instant."""
    rows: list[list[Any]] = [[*_HEAD, "Block", "Time zone"]]
    for item in items:
        when: list[Any] = [f"{item.listed:%d.%m.%Y}", f"{item.start:%H:%M}", f"{item.end:%H:%M}" if item.end else ""]
        if style.times != "naive":
            when = ["", said(item.start, style), said(item.end, style)]
        elif as_dates:
            when = [item.listed, item.start.time(), item.end.time() if item.end else None]
        row = [
            item.id,
            *when,
            item.room,
            item.title,
            "; ".join(item.speakers),
            "; ".join(item.chairs),
            item.track,
            item.type,
        ]
        rows.append([*row, item.language, item.status, item.description, item.email, item.block, style.zone])
    return rows


def plain_csv(items: Sequence[Item], style: Style = NAIVE) -> bytes:
    return _csv(_table(items, style))


def plain_xlsx(items: Sequence[Item], style: Style = NAIVE) -> bytes:
    return _xlsx(_table(items, style, as_dates=True))


def plain_yaml(items: Sequence[Item], style: Style = NAIVE) -> bytes:
    head, *rows = _table(items, style)
    sessions = [
        {key: value for key, value in zip(head, row, strict=True) if value and key != "Time zone"} for row in rows
    ]
    return yaml.safe_dump(
        {"title": "Bee Days", **({"timezone": style.zone} if style.zone else {}), "sessions": sessions}
    ).encode()


def _csv(rows: Sequence[Sequence[Any]]) -> bytes:
    held = io.StringIO(newline="")
    csv.writer(held).writerows(rows)
    return held.getvalue().encode()


def _xlsx(rows: Sequence[Sequence[Any]]) -> bytes:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Programme")
    for row in rows:
        sheet.append(list(row))
    return _saved(book)


def _saved(book: openpyxl.Workbook) -> bytes:
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def _hours(item: Item) -> str:
    return f"{item.minutes // 60:02}:{item.minutes % 60:02}" if item.minutes else ""


def _days(items: Sequence[Item]) -> dict[date, list[Item]]:
    return {day: [item for item in items if item.listed == day] for day in sorted({item.listed for item in items})}


def _rooms(items: Sequence[Item]) -> list[str]:
    return list(dict.fromkeys(item.room for item in items))


def pretalx_widget(items: Sequence[Item], style: Style = NAIVE) -> bytes:
    """What pretalx's schedule widget reads: talks that name rooms, tracks and speakers by their ids."""
    people = list(dict.fromkeys(name for item in items for name in item.speakers))
    rooms, tracks = _rooms(items), list(dict.fromkeys(item.track for item in items))
    talks = [
        {
            **_pretalx_talk(item, style),
            "speakers": [f"P{people.index(name)}" for name in item.speakers],
            "track": tracks.index(item.track) if item.track else None,
            "room": rooms.index(item.room),
            "session_type": {"en": item.type},
        }
        for item in items
    ]
    mail = {"email": items[0].email} if items[0].email else {}
    whole = {
        "talks": talks,
        "timezone": style.zone,
        "event_start": FIRST_DAY.isoformat(),
        "event_end": LAST_DAY.isoformat(),
        "rooms": [{"id": at, "name": {"en": room}} for at, room in enumerate(rooms)],
        "tracks": [{"id": at, "name": {"en": track}} for at, track in enumerate(tracks)],
        "speakers": [{"code": f"P{at}", "name": name, **mail} for at, name in enumerate(people)],
    }
    return json.dumps(whole).encode()


def pretalx_api(items: Sequence[Item], style: Style = NAIVE) -> bytes:
    """The talks of pretalx's API, which hold what belongs to them."""
    mail = {"email": items[0].email} if items[0].email else {}
    results = []
    for item in items:
        talk = _pretalx_talk(item, style)
        slot = {"start": talk.pop("start"), "end": talk.pop("end"), "room": {"en": item.room}}
        people = [{"code": f"P-{name}", "name": name, **mail} for name in item.speakers]
        track = {"en": item.track} if item.track else None
        results.append({**talk, "speakers": people, "track": track, "submission_type": {"en": item.type}, "slot": slot})
    return json.dumps({"count": len(results), "next": None, "previous": None, "results": results}).encode()


def _pretalx_talk(item: Item, style: Style) -> dict[str, Any]:
    return {
        "code": item.id,
        "title": item.title,
        "abstract": item.description,
        "content_locale": item.language,
        "state": item.status or "confirmed",
        "start": said(item.start, style),
        "end": said(item.end, style) or None,
        "duration": item.minutes,
    }


def grid_rows(items: Sequence[Item], *, dated: bool = True) -> list[list[Any]]:
    """Times down the side and rooms across the top, for each day. Who speaks stands below the title."""
    rooms = _rooms(items)
    rows: list[list[Any]] = []
    for day, held in _days(items).items():
        rows += [[f"{day:%A %d %B %Y}"]] if dated else []
        rows.append(["Time", *rooms])
        for start in sorted({item.start for item in held}):
            placed = {item.room: item for item in held if item.start == start}
            until = max(item.end or start for item in placed.values())
            cells = [_in_grid(placed[room]) if room in placed else "" for room in rooms]
            rows.append([f"{start:%H:%M}–{until:%H:%M}", *cells])
    return rows


def _in_grid(item: Item) -> str:
    lines = [item.title, ", ".join(item.speakers), *(f"Chair: {name}" for name in item.chairs), item.description]
    return "\n".join(line for line in lines if line)


def grid_csv(items: Sequence[Item], _style: Style = NAIVE) -> bytes:
    return _csv(grid_rows(items))


def grid_tabs(items: Sequence[Item], _style: Style = NAIVE) -> bytes:
    """As Excel saves "Unicode text"."""
    held = io.StringIO(newline="")
    csv.writer(held, delimiter="\t").writerows(grid_rows(items))
    return held.getvalue().encode("utf-16")


def grid_sheets(items: Sequence[Item], _style: Style = NAIVE) -> bytes:
    """A sheet for each day, named for it."""
    book = openpyxl.Workbook(write_only=True)
    for day, held in _days(items).items():
        sheet = book.create_sheet(f"{day:%a %d %b %Y}")
        for row in grid_rows(held, dated=False):
            sheet.append(row)
    return _saved(book)


WRITERS: dict[str, Writer] = {
    "frab JSON": frab_json,
    "frab XML": frab_xml,
    "iCalendar": ical,
    "Sessionize all data": sessionize_all,
    "Sessionize grid": sessionize_grid,
    "Sessionize CSV": sessionize_csv,
    "Sessionize XLSX": sessionize_xlsx,
    "CSV": plain_csv,
    "XLSX": plain_xlsx,
    "YAML": plain_yaml,
    "pretalx widget": pretalx_widget,
    "pretalx API": pretalx_api,
}
GRIDS: dict[str, Writer] = {  # which have no ids, and no place for most other things
    "CSV": grid_csv,
    "UTF-16 with tabs": grid_tabs,
    "XLSX with a sheet a day": grid_sheets,
}


def clean_event() -> tuple[Item, ...]:
    """A small event with nothing wrong in it."""
    base = Item()
    return (
        base,
        replace(base, title="Hives of steel", id="8", room="Hall B", speakers=("Bo Lind", "Cy Okoro")),
        replace(base, title="Lunch", id="9", start=datetime(2026, 6, 2, 12, 30), speakers=(), type="break"),  # noqa: DTZ001 # on the venue's clocks
        replace(base, title="Smoke", id="10", start=datetime(2026, 6, 3, 9, 0), language="de", track="Care"),  # noqa: DTZ001 # the same
    )
