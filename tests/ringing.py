"""A made-up programme: two days of bell ringing in Vienna, with what programmes have of quirks."""

from datetime import UTC, datetime, timedelta

from bot.schedule.sessions import Kind, Programme, Session, Status
from tests.programmes import make_programme, make_session

MIDNIGHT = datetime(2026, 5, 7, 22, tzinfo=UTC)  # in Vienna, where Friday 8 May begins


def at(day: int, clock: str) -> datetime:
    """An instant of a day of the programme, from 1; "25:00" is an hour after midnight."""
    hours, minutes = map(int, clock.split(":"))
    return MIDNIGHT + timedelta(days=day - 1, hours=hours, minutes=minutes)


def _session(  # noqa: PLR0917 - a row of a table
    id_: str, day: int, begins: str, ends: str, title: str, room: str, *speakers: str, **more: object
) -> Session:
    rooms = tuple(room.split(" + ")) if room else ()
    end = at(day, ends) if ends else None
    return make_session(id_, at(day, begins), end=end, title=title, rooms=rooms, speakers=speakers, **more)


RINGING: Programme = make_programme(
    _session("coffee", 1, "08:30", "09:00", "Morning Coffee", "Foyer", kind=Kind.BREAK),
    _session("opening", 1, "09:00", "09:30", "Opening", "Hall 1", "Ana Silva", type="plenary", language="en"),
    _session(
        *("change", 1, "09:30", "10:30", "Change Ringing for Everyone", "Hall 1", "Zdeněk Dvořák"),
        track="Practice",
        type="talk",
        language="en",
        description="From plain hunt to surprise major.",
    ),
    _session(
        "wax", 1, "09:30", "11:00", "Wax and Ropes", "Room B", "Ben Okoro", "Chen Li", track="Craft", type="workshop"
    ),
    _session(
        "handbells", 1, "11:00", "12:00", "Handbells After Dark", "Hall 1", "Chen Li", track="Practice", type="talk"
    ),
    _session("block", 1, "11:00", "12:30", "Session 2: Towers", "Room B", chairs=("Dora Ek",), kind=Kind.BLOCK),
    _session("stone", 1, "11:00", "11:45", "Stone and Sway", "Room B", "Eva Stone", part_of="block", language="de"),
    _session("lunch", 1, "12:30", "13:45", "Lunch", "Garden", kind=Kind.BREAK),
    _session("keynote1", 1, "14:00", "15:00", "Keynote", "Hall 1", "Dora Ek", type="keynote"),
    _session(
        "bronze", 1, "15:00", "16:00", "Casting Bronze", "Hall 1", "Ben Okoro", track="Craft", status=Status.CANCELLED
    ),
    _session("party", 1, "23:00", "25:30", "Midnight Peal", "Crypt", kind=Kind.SIDE),
    _session("keynote2", 2, "09:00", "10:00", "Keynote", "Hall 1", "Ana Silva", type="keynote"),
    _session(
        "clinic", 2, "10:00", "11:30", "Rope Clinic", "Room B + Crypt", "Ben Okoro", track="Craft", type="workshop"
    ),
    _session("visit", 2, "13:00", "", "Visit to the Foundry", "", kind=Kind.SIDE),
    event="ringing-days",
    title="Ringing Days",
)
