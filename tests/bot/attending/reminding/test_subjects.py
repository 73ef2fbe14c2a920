import pytest

from bot.attending.reminding.subjects import named
from bot.notifications.campaigns import Scope
from bot.notifications.subscriptions import Follow
from tests.programmes import make_programme, make_session

PROGRAMME = make_programme(
    make_session("a", rooms=("Hall A",), track="Energy & Climate"),
    make_session("b", rooms=("Room B",), track="Young Companies Track"),
    make_session("c", rooms=("Harbour Room",)),
    rooms=("Hall A", "Room B", "Harbour Room", "Sail Loft"),
)
EVERYTHING = (Follow("spring-meeting", Scope.EVENT),)


def room(name: str) -> tuple[Follow, ...]:
    return (Follow("spring-meeting", Scope.ROOM, name),)


def track(name: str) -> tuple[Follow, ...]:
    return (Follow("spring-meeting", Scope.TRACK, name),)


@pytest.mark.parametrize(
    "what, meant",
    [
        ("", EVERYTHING),
        ("everything", EVERYTHING),
        ("the programme", EVERYTHING),
        ("Spring Meeting", EVERYTHING),
        ("hall a", room("Hall A")),
        ("everything in Hall A", room("Hall A")),
        ("all talks in the harbour room", room("Harbour Room")),
        ("harbour", room("Harbour Room")),
        ("sail loft", room("Sail Loft")),
        ("energy track", track("Energy & Climate")),
        ("climate", track("Energy & Climate")),
        ("the young companies track", track("Young Companies Track")),
        ("unicorns", ()),
        ("room z", ()),
    ],
)
def test_an_event_a_room_or_a_track_is_found_by_its_words(what: str, meant: tuple[Follow, ...]) -> None:
    assert named(PROGRAMME, what) == meant


def test_a_track_that_is_called_one_is_never_a_room() -> None:
    both = make_programme(make_session("a", rooms=("Energy",), track="Energy"))

    assert (named(both, "energy track"), len(named(both, "energy"))) == (track("Energy"), 2)
