from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given

from bot.schedule.differences import Change, applied, difference
from bot.schedule.sessions import Programme, Session, Status
from tests.programmes import HOUR, NINE, make_programme, make_session, programmes

TALK = make_session("talk", speakers=("Ana Silva", "Ben Okoro"))
OTHER = make_session("other", NINE + HOUR)


def instants(programme: Programme) -> list[tuple[datetime, datetime | None]]:
    """Equal moments of one zone show the same on the clock; this tells apart what only the offset does."""
    return [(each.start.astimezone(UTC), each.end.astimezone(UTC) if each.end else None) for each in programme.sessions]


@given(programmes(), programmes())
def test_difference_applied_to_the_old_programme_gives_the_new_one(old: Programme, new: Programme) -> None:
    made = applied(difference(old, new), old)

    assert (made, instants(made)) == (new, instants(new))


@given(programmes())
def test_difference_from_nothing_gives_the_whole_programme(new: Programme) -> None:
    changes = difference(None, new)

    assert (bool(changes), applied(changes, None)) == (True, new)


@given(programmes())
def test_same_programme_differs_in_nothing(programme: Programme) -> None:
    assert not difference(programme, programme)


@pytest.mark.parametrize(
    "edit,kinds",
    [
        ({"start": NINE + HOUR, "end": NINE + 2 * HOUR}, {"moved_time"}),
        ({"end": None}, {"moved_time"}),
        ({"rooms": ("Crypt",)}, {"moved_room"}),
        ({"rooms": ()}, {"moved_room"}),
        ({"title": "Bells"}, {"retitled"}),
        ({"speakers": ("Ana Silva",)}, {"speakers"}),
        ({"status": Status.CANCELLED}, {"cancelled"}),
        ({"start": NINE - HOUR, "rooms": ("Crypt",), "title": "Bells"}, {"moved_time", "moved_room", "retitled"}),
        ({"description": "Of bells."}, set()),
        ({"speakers": ("Ben Okoro", "Ana Silva")}, set()),
    ],
)
def test_each_kind_of_change_is_told_apart(edit: dict[str, object], kinds: set[str]) -> None:
    after = replace(TALK, **edit)  # type: ignore[arg-type] # fields by name, which mypy cannot see

    changes = difference(make_programme(TALK, OTHER), make_programme(after, OTHER))

    counted = {"new", "moved_time", "moved_room", "retitled", "speakers", "cancelled", "restored"}
    assert changes.changed == (Change(TALK, after),)
    assert {kind for kind in counted if getattr(changes, kind)} == kinds


def test_session_that_is_only_in_the_new_programme_is_new() -> None:
    changes = difference(make_programme(TALK), make_programme(TALK, OTHER))

    assert (changes.new, changes.changed, changes.gone, bool(changes)) == ((OTHER,), (), (), True)


def test_session_that_is_gone_counts_as_cancelled() -> None:
    changes = difference(make_programme(TALK, OTHER), make_programme(TALK))

    assert (changes.gone, changes.cancelled) == ((OTHER,), (replace(OTHER, status=Status.CANCELLED),))


def test_session_that_had_been_cancelled_is_not_cancelled_again() -> None:
    cancelled = replace(TALK, status=Status.CANCELLED)

    changes = difference(make_programme(cancelled), make_programme(replace(cancelled, title="Bells")))

    assert changes.cancelled == ()


def test_session_that_takes_place_after_all_is_restored() -> None:
    before = replace(TALK, status=Status.CANCELLED)

    assert difference(make_programme(before), make_programme(TALK)).restored == (Change(before, TALK),)


def test_move_by_the_hour_that_the_clocks_show_twice_is_a_move() -> None:
    programme = make_programme(zone="Europe/Vienna")
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)  # 2:30 in summer time, an hour before 2:30 in winter time

    def at(start: datetime) -> Session:
        return make_session("a", start.astimezone(programme.tz), end=None)

    changes = difference(make_programme(at(first)), make_programme(at(first + timedelta(hours=1))))

    assert len(changes.moved_time) == 1


def test_new_frame_alone_is_a_difference() -> None:
    old, new = make_programme(TALK), make_programme(TALK, title="Autumn Meeting")

    changes = difference(old, new)

    assert (bool(changes), changes.changed, applied(changes, old)) == (True, (), new)
