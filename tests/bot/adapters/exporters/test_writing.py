"""What goes out comes in again."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from bot.adapters.exporters.writing import write_programme
from bot.adapters.importers.names import clean
from bot.adapters.importers.plain_words import one_line, plain, without_addresses
from bot.adapters.importers.reading import read_programme
from bot.schedule.sessions import Kind, Programme, Session, Status

ZONES = [
    "Europe/Vienna",
    "Pacific/Pago_Pago",
    "Pacific/Kiritimati",
    "Asia/Kathmandu",
    "America/New_York",
    "Australia/Lord_Howe",
]
BEGINS = datetime(2026, 3, 1, tzinfo=UTC)

# The library takes the escaped backslash before an N for a line break, so none is tried.
CHARACTERS = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Cn"), exclude_characters="\\")
LINES = st.text(CHARACTERS, max_size=24).map(one_line).filter(lambda text: without_addresses(text) == text)
TEXTS = (
    st.text(st.one_of(CHARACTERS, st.just("\n")), max_size=60)
    .map(plain)
    .filter(lambda text: without_addresses(text) == text)
)
ROOMS = LINES.filter(lambda text: bool(text) and ";" not in text)
NAMES = st.one_of(
    st.sampled_from(
        ["Ana Ruiz", "Tang Hao", "Ruiz, Ana", "José Ortega y Gasset", 'Tobias "Tomoko" Platen', "Smith and Sons"]
    ),
    ROOMS.map(lambda text: clean(f"{text} Lund")),
)


@st.composite
def sessions(draw: st.DrawFn, zone: ZoneInfo) -> Session:
    start = (BEGINS + timedelta(minutes=draw(st.integers(0, 60 * 24 * 300)))).astimezone(zone)
    minutes = draw(st.none() | st.integers(1, 60 * 30))
    return Session(
        id=draw(st.from_regex(r"[~a-z0-9][a-zA-Z0-9_.-]{0,20}", fullmatch=True)),
        title=draw(LINES),
        start=start,
        end=(start.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(zone) if minutes else None,
        rooms=tuple(draw(st.lists(ROOMS, max_size=3, unique=True))),
        speakers=tuple(draw(st.lists(NAMES, max_size=3, unique=True))),
        chairs=tuple(draw(st.lists(NAMES, max_size=2, unique=True))),
        track=draw(LINES),
        type=draw(LINES),
        kind=draw(st.sampled_from(Kind)),
        language=draw(st.sampled_from(["", "de", "en", "Klingon"])),
        description=draw(TEXTS),
        status=draw(st.sampled_from(Status)),
        link=draw(st.sampled_from(["", "https://bees.example/7"])),
    )


@st.composite
def programmes(draw: st.DrawFn) -> Programme:
    zone = ZoneInfo(draw(st.sampled_from(ZONES)))
    held = draw(st.lists(sessions(zone), min_size=1, max_size=6, unique_by=lambda session: session.id))
    ordered = tuple(sorted(held, key=lambda session: (session.start, session.rooms, session.title, session.id)))
    rooms = tuple(dict.fromkeys(room for session in ordered for room in session.rooms))
    first = draw(st.none() | st.just(date(2026, 3, 1)))
    last = first and date(2026, 12, 31)
    turns = draw(st.sampled_from([time(4), time(0), time(6, 30)]))
    return Programme("bees", "Bee Days", zone.key, ordered, turns, first, last, rooms)


@given(programmes())
def test_a_frab_file_is_the_same_programme_again(programme: Programme) -> None:
    assert read_programme(write_programme(programme, "frab"), event="bees").programme == programme


def kept(programme: Programme) -> Iterator[tuple[object, ...]]:
    """What iCalendar and CSV keep."""
    for s in sorted(programme.sessions, key=lambda session: session.id):
        yield s.id, s.start.timestamp(), s.end and s.end.timestamp(), s.rooms, s.title, s.speakers, s.chairs, s.status


@given(programmes())
def test_icalendar_keeps_ids_times_rooms_titles_people_and_status(programme: Programme) -> None:
    again = read_programme(write_programme(programme, "ics"), event="bees").programme

    assert (list(kept(again)), again.zone) == (list(kept(programme)), programme.zone)


@given(programmes())
def test_csv_keeps_ids_times_rooms_titles_people_and_status(programme: Programme) -> None:
    again = read_programme(write_programme(programme, "csv"), event="bees").programme

    assert (list(kept(again)), again.zone) == (list(kept(programme)), programme.zone)


def one(title: str = "Bees", **more: object) -> Programme:
    start = datetime(2026, 6, 2, 10, tzinfo=ZoneInfo("Europe/Vienna"))
    session = Session("7", title, start, start + timedelta(hours=1), ("Hall A",), **more)  # type: ignore[arg-type] # fields as given
    return Programme("bees", "Bee Days", "Europe/Vienna", (session,))


def test_a_calendar_names_its_zone_and_folds_its_lines() -> None:
    data = write_programme(one("Bees " * 40), "ics")

    calendar = Calendar.from_ical(data)
    assert [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")] == ["Europe/Vienna"]
    assert max(len(line) for line in data.split(b"\r\n")) <= 75


def test_a_cancelled_session_stays_in_a_calendar_as_cancelled() -> None:
    calendar = Calendar.from_ical(write_programme(one(status=Status.CANCELLED), "ics"))

    assert [str(event["STATUS"]) for event in calendar.walk("VEVENT")] == ["CANCELLED"]


def test_a_table_holds_no_formula() -> None:
    data = write_programme(one("=HYPERLINK(1)", speakers=("+1 Ana",)), "csv").decode("utf-8-sig")

    assert "'=HYPERLINK(1)" in data
    assert "'+1 Ana" in data
