"""Made-up programmes: single sessions of which nothing matters but what is given, and hypothesis' own."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from bot.schedule.differences import in_order
from bot.schedule.sessions import Kind, Programme, Session, Status

ZONE = "Europe/Vienna"
NINE = datetime(2026, 5, 8, 7, tzinfo=UTC)  # 9:00 in Vienna
HOUR = timedelta(hours=1)


def make_session(id_: str, start: datetime = NINE, **fields: object) -> Session:
    given: dict[str, object] = {"title": f"Title of {id_}", "end": start + HOUR, "rooms": ("Belfry",)}
    return Session(id=id_, start=start, **(given | fields))  # type: ignore[arg-type] # fields by name, which mypy cannot see


def make_programme(*sessions: Session, **fields: object) -> Programme:
    given: dict[str, object] = {"event": "spring-meeting", "title": "Spring Meeting", "zone": ZONE}
    return Programme(sessions=in_order(sessions), **(given | fields))  # type: ignore[arg-type] # fields by name, which mypy cannot see


ZONES = ["Europe/Vienna", "Asia/Bangkok", "Pacific/Pago_Pago", "Pacific/Kiritimati", "America/New_York"]
_names = st.sampled_from(["Ana Silva", "Ben Okoro", "Chen Li", "Dora Ek"])
_rooms = st.sampled_from(["Belfry", "Crypt", "Hall"])
# Around both changes of the clocks, so that some instants show the same time on the wall.
_starts = st.sampled_from([datetime(2026, 3, 29, tzinfo=UTC), datetime(2026, 10, 25, tzinfo=UTC)]).flatmap(
    lambda day: st.integers(-12, 36).map(lambda quarters: day + timedelta(minutes=15 * quarters))
)


@st.composite
def sessions(draw: st.DrawFn, id_: str, kinds: Sequence[Kind] = tuple(Kind)) -> Session:
    start = draw(_starts)
    return Session(
        id=id_,
        title=draw(st.sampled_from(["", "Bells", "Ropes", "Lunch"])),
        start=start,
        end=draw(st.none() | st.integers(0, 8).map(lambda quarters: start + timedelta(minutes=15 * quarters))),
        rooms=draw(st.lists(_rooms, unique=True, max_size=2).map(tuple)),
        speakers=draw(st.lists(_names, unique=True, max_size=2).map(tuple)),
        kind=draw(st.sampled_from(kinds)),
        description=draw(st.sampled_from(["", "Of bells."])),
        status=draw(st.sampled_from(Status)),
    )


@st.composite
def programmes(draw: st.DrawFn, kinds: Sequence[Kind] = tuple(Kind)) -> Programme:
    """A programme whose sessions are a few of those of every other one, so that two of them differ a little."""
    ids = draw(st.lists(st.sampled_from([*"abcdef", "~g", "~h"]), unique=True))
    zone = draw(st.sampled_from(ZONES))
    programme = make_programme(*(draw(sessions(id_, kinds)) for id_ in ids), zone=zone)
    return in_its_zone(programme)


def in_its_zone(programme: Programme) -> Programme:
    """The programme with every moment on its own clocks."""
    placed = (
        replace(each, start=each.start.astimezone(programme.tz), end=each.end and each.end.astimezone(programme.tz))
        for each in programme.sessions
    )
    return replace(programme, sessions=in_order(placed))
