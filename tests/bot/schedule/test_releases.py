from dataclasses import replace

import pytest
from hypothesis import given

from bot.schedule.releases import Standing, State, cancelled, following, named, restored, with_side_event
from bot.schedule.sessions import Kind, Programme, Session, Status
from tests.programmes import HOUR, NINE, in_its_zone, make_programme, make_session, programmes

BELLS = make_session("bells", title="Of Bells")
ROPES = make_session("ropes", NINE + HOUR, title="Of Ropes")
DINNER = make_session("side-dinner", NINE + 10 * HOUR, title="Dinner", kind=Kind.SIDE)
FROM_FILES = (Kind.TALK, Kind.BREAK, Kind.BLOCK)
NOTHING = Standing()


def called_off(session: Session) -> Session:
    return replace(session, status=Status.CANCELLED)


def after(*imports: Programme, standing: Standing = NOTHING) -> State:
    """The state after these imports, one after the other."""
    state = following(imports[0], None, standing)
    for imported in imports[1:]:
        state = following(imported, state.programme, state.standing)
    return state


@given(programmes(FROM_FILES))
def test_first_import_is_what_the_file_says(imported: Programme) -> None:
    assert after(imported).programme == imported


@given(programmes(FROM_FILES), programmes(FROM_FILES))
def test_same_file_again_changes_nothing(earlier: Programme, imported: Programme) -> None:
    once = after(earlier, imported)

    again = following(imported, once.programme, once.standing)

    assert (again.programme, again.standing) == (once.programme, once.standing)


@given(programmes(FROM_FILES), programmes(FROM_FILES))
def test_no_session_is_lost_and_none_is_there_twice(earlier: Programme, imported: Programme) -> None:
    ids = [session.id for session in after(earlier, imported).programme.sessions]

    assert len(set(ids)) == len(ids)
    assert {session.id for session in earlier.sessions} <= set(ids)
    assert len(ids) >= len(imported.sessions)


def test_times_are_shown_in_the_programmes_zone() -> None:
    state = after(make_programme(BELLS, zone="Asia/Bangkok"))

    assert f"{state.programme.sessions[0].start:%H:%M %Z}" == "14:00 +07"


def test_session_that_the_file_lacks_is_cancelled_and_stays() -> None:
    state = after(make_programme(BELLS, ROPES), make_programme(ROPES))

    assert state.programme == in_its_zone(make_programme(called_off(BELLS), ROPES))


def test_cancelled_session_stays_cancelled_whatever_the_file_says() -> None:
    state = after(make_programme(called_off(BELLS)), make_programme(replace(BELLS, rooms=("Hall",))))

    assert [(each.cancelled, each.rooms) for each in state.programme.sessions] == [(True, ("Hall",))]
    assert [each.id for each in state.overruled] == ["bells"]


def test_session_that_an_organiser_cancelled_stays_cancelled() -> None:
    state = cancelled(after(make_programme(BELLS)), "bells")

    again = following(make_programme(BELLS), state.programme, state.standing)

    assert [each.cancelled for each in again.programme.sessions] == [True]


@pytest.mark.parametrize("file", [make_programme(called_off(BELLS)), make_programme()], ids=["cancels it", "lacks it"])
def test_restored_session_takes_place_while_the_file_still_disagrees(file: Programme) -> None:
    state = restored(after(make_programme(called_off(BELLS))), "bells")

    for _ in range(3):
        state = following(file, state.programme, state.standing)

    assert [(each.id, each.cancelled) for each in state.programme.sessions] == [("bells", False)]
    assert state.overruled == ()


def test_file_may_cancel_a_restored_session_anew_once_it_has_agreed() -> None:
    state = restored(after(make_programme(called_off(BELLS))), "bells")

    for file in (make_programme(BELLS), make_programme(called_off(BELLS))):
        state = following(file, state.programme, state.standing)

    assert [each.cancelled for each in state.programme.sessions] == [True]


def test_organiser_may_cancel_what_was_restored() -> None:
    state = cancelled(restored(after(make_programme(called_off(BELLS))), "bells"), "bells")

    assert (state.standing.held, state.programme.sessions[0].cancelled) == (frozenset(), True)


def test_side_event_survives_imports_that_do_not_know_it() -> None:
    state = with_side_event(after(make_programme(BELLS)), replace(DINNER, id="?"))

    again = following(make_programme(ROPES), state.programme, state.standing)

    assert [(each.id, each.cancelled) for each in again.programme.sessions] == [
        ("bells", True),
        ("ropes", False),
        ("side-dinner", False),
    ]


def test_side_event_is_what_was_said_by_hand_also_where_a_file_has_it() -> None:
    state = State(make_programme(DINNER))

    again = following(make_programme(replace(DINNER, rooms=("Hall",))), state.programme, state.standing)

    assert again.programme.sessions == in_its_zone(make_programme(DINNER)).sessions


def test_side_events_of_the_same_name_have_ids_of_their_own() -> None:
    state = State(make_programme())

    for title in ("Gala Dîner!", "gala diner", "晚宴", "晚餐"):
        state = with_side_event(state, replace(DINNER, title=title))

    ids = sorted(each.id for each in state.programme.sessions)
    assert ids == ["side-event", "side-event-2", "side-gala-diner", "side-gala-diner-2"]


def test_title_and_days_that_a_file_does_not_name_stay() -> None:
    full = make_programme(BELLS, first_day=NINE.date(), last_day=NINE.date(), rooms=("Belfry",))

    state = after(full, make_programme(BELLS, title=""))

    assert state.programme == in_its_zone(full)


@pytest.mark.parametrize(
    "words,ids",
    [
        ("bells", ["bells"]),
        ("of  BELLS", ["bells"]),
        ("of", ["bells", "ropes"]),
        ("rope", ["ropes"]),
        ("peal", []),
    ],
)
def test_sessions_are_named_by_id_title_or_a_part_of_it(words: str, ids: list[str]) -> None:
    assert [each.id for each in named(make_programme(BELLS, ROPES), words)] == ids


def test_spaces_and_line_breaks_of_a_description_are_no_change() -> None:
    told = replace(BELLS, description="All about bells.\n\nAnd ropes.")
    wrapped = replace(told, description="All about\nbells. And  ropes.")

    assert after(make_programme(told), make_programme(wrapped)).programme.sessions == (told,)


def test_another_word_of_a_description_is_a_change() -> None:
    told, retold = (replace(BELLS, description=f"All about {what}.") for what in ("bells", "bees"))

    assert after(make_programme(told), make_programme(retold)).programme.sessions == (retold,)
