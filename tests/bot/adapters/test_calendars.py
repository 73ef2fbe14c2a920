from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar, Event

from bot.adapters.calendars import IcsCalendars
from bot.ports import CalendarEntry
from bot.schedule.sessions import Session, Status
from tests.programmes import NINE, ZONES, make_session

MADE = datetime(2026, 1, 2, 3, 4, 5, 678, tzinfo=UTC)


def entry(session: Session, *, zone: str = "Europe/Vienna", changed: int = 1, link: str = "") -> CalendarEntry:
    return CalendarEntry("spring-meeting", zone, session, changed, MADE, link)


def written(*entries: CalendarEntry) -> bytes:
    return IcsCalendars().write("Spring Meeting", entries)


def events(*entries: CalendarEntry) -> list[Event]:
    return Calendar.from_ical(written(*entries)).events


def test_a_session_is_told_in_full() -> None:
    bells = make_session(
        "bells", title="Bells; ropes, and\nall", speakers=("Ana", "Ben"), description="Of bells.", track="Metal"
    )

    (event,) = events(entry(bells, changed=7, link="https://docent.example/x"))

    told = {name: str(event[name]) for name in ("uid", "summary", "location", "description", "url", "status")}
    assert told == {
        "uid": "bells.spring-meeting@docent",
        "summary": "Bells; ropes, and\nall",
        "location": "Belfry",
        "description": "Ana, Ben\n\nOf bells.\n\nhttps://docent.example/x",
        "url": "https://docent.example/x",
        "status": "CONFIRMED",
    }
    assert (event.sequence, event.DTSTAMP, event.categories) == (7, MADE.replace(microsecond=0), ["Metal"])


def test_a_cancelled_session_stays_and_says_so() -> None:
    off = make_session("off", status=Status.CANCELLED)

    (event,) = events(entry(off))

    assert str(event["status"]) == "CANCELLED"


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("day", ["2026-03-29", "2026-10-25", "2026-07-01"])
def test_every_instant_comes_back_and_its_zone_is_described(zone: str, day: str) -> None:
    starts = [datetime.fromisoformat(f"{day}T00:00+00:00") + timedelta(minutes=30 * half) for half in range(6)]
    entries = [
        entry(make_session(f"s{n}", start.astimezone(ZoneInfo(zone))), zone=zone) for n, start in enumerate(starts)
    ]

    calendar = Calendar.from_ical(written(*entries))

    told = [event.start for event in calendar.events]
    assert [start.astimezone(UTC) for start in told if isinstance(start, datetime)] == starts
    assert [str(each["tzid"]) for each in calendar.walk("VTIMEZONE")] == [zone]


def test_the_hour_that_a_clock_change_repeats_is_told_unmistakably() -> None:
    first, second = (make_session(f"{hour}", datetime(2026, 10, 25, hour, tzinfo=UTC), end=None) for hour in (0, 1))

    body = written(entry(first), entry(second))

    assert b"DTSTART;TZID=Europe/Vienna:20261025T020000\r\n" in body
    assert b"DTSTART:20261025T010000Z\r\n" in body


def test_a_session_without_end_or_title_invents_neither() -> None:
    bare = make_session("bare", title="", end=None, rooms=())

    (event,) = events(entry(bare))

    assert {"dtend", "summary", "location", "url", "categories"} & {name.lower() for name in event} == set()


def test_lines_are_folded_and_end_as_the_format_wants() -> None:
    long = make_session("long", title="Glocken gießen " * 20, description="ไทย" * 200)

    lines = written(entry(long)).split(b"\r\n")

    assert (max(map(len, lines)) <= 75, lines[-1], b"\n" in b"".join(lines)) == (True, b"", False)


def test_what_no_calendar_may_hold_is_left_out() -> None:
    odd = make_session("odd", title="Bel\x07ls\x00", description="one\r\nX-INJECTED:yes")

    body = written(entry(odd))

    assert (b"\x07" in body, b"\x00" in body, b"\nX-INJECTED" in body) == (False, False, False)


def test_the_same_entries_are_the_same_bytes() -> None:
    bells = make_session("bells")

    assert written(entry(bells)) == written(entry(bells))


def test_an_empty_calendar_is_a_valid_one() -> None:
    calendar = Calendar.from_ical(written())

    assert (calendar.events, len(calendar.subcomponents), str(calendar["x-wr-calname"])) == (
        [],
        1,
        "Spring Meeting",
    )


def test_programs_are_asked_to_look_again_soon() -> None:
    body = written(entry(make_session("bells", NINE)))

    assert (b"REFRESH-INTERVAL;VALUE=DURATION:PT15M" in body, b"METHOD:PUBLISH" in body) == (True, True)
