from datetime import timedelta

from bot.attending.my_schedule import Clash, Mine, Ways, clashes_of, mine_of
from bot.schedule.sessions import Kind, Status
from tests.programmes import HOUR, NINE, make_programme, make_session

BEFORE = NINE - HOUR
BELLS = make_session("bells", title="Bells", track="Metal")
ROPES = make_session("ropes", title="Ropes", track="Fibre")


def test_what_was_starred_stands_in_the_order_of_the_programme() -> None:
    later = make_session("later", NINE + 2 * HOUR)
    programme = make_programme(later, BELLS)

    assert mine_of(programme, {"later", "bells"}, BEFORE) == Mine(programme, (BELLS, later))


def test_a_star_for_what_the_programme_lacks_is_passed_over() -> None:
    programme = make_programme(BELLS)

    assert mine_of(programme, {"bells", "gone"}, BEFORE).sessions == (BELLS,)


def test_a_cancelled_session_stays_and_clashes_with_nothing() -> None:
    off = make_session("off", status=Status.CANCELLED)
    programme = make_programme(BELLS, off)

    assert mine_of(programme, {"bells", "off"}, BEFORE) == Mine(programme, (BELLS, off))


def test_the_way_out_of_a_clash_is_the_same_title_at_another_time() -> None:
    again = make_session("again", NINE + 3 * HOUR, title="Bells")
    same_track = make_session("casting", NINE + 2 * HOUR, track="Metal")
    programme = make_programme(BELLS, ROPES, same_track, again)

    mine = mine_of(programme, {"bells", "ropes"}, BEFORE)

    assert mine.clashes == (Clash(BELLS, ROPES, Ways.AGAIN, (again,)),)


def test_else_it_is_the_same_track_the_nearest_first() -> None:
    far, near = (
        make_session("far", NINE + 5 * HOUR, track="Fibre"),
        make_session("near", NINE + HOUR, track="Metal"),
    )
    programme = make_programme(BELLS, ROPES, far, near, make_session("other", NINE + 2 * HOUR))

    mine = mine_of(programme, {"bells", "ropes"}, BEFORE)

    assert mine.clashes == (Clash(BELLS, ROPES, Ways.SAME_TRACK, (near, far)),)


def test_else_it_is_whatever_talk_is_on_when_nothing_else_is() -> None:
    talk = make_session("talk", NINE + 2 * HOUR)
    programme = make_programme(
        BELLS,
        ROPES,
        talk,
        make_session("lunch", NINE + 2 * HOUR, kind=Kind.BREAK),
        make_session("off", NINE + 2 * HOUR, status=Status.CANCELLED),
        make_session("as well", NINE + HOUR / 2),
    )

    mine = mine_of(programme, {"bells", "ropes"}, BEFORE)

    assert mine.clashes == (Clash(BELLS, ROPES, Ways.FREE, (talk,)),)


def test_a_way_out_is_never_in_the_way_of_something_else_of_mine() -> None:
    again = make_session("again", NINE + 3 * HOUR, title="Bells")
    taken = make_session("taken", NINE + 3 * HOUR)
    programme = make_programme(BELLS, ROPES, again, taken)

    mine = mine_of(programme, {"bells", "ropes", "taken"}, BEFORE)

    assert mine.clashes == (Clash(BELLS, ROPES),)


def test_a_way_out_is_never_over_already() -> None:
    yesterday = make_session("yesterday", NINE - timedelta(days=1), title="Bells")
    programme = make_programme(yesterday, BELLS, ROPES)

    assert mine_of(programme, {"bells", "ropes"}, BEFORE).clashes == (Clash(BELLS, ROPES),)


def test_what_has_begun_is_decided_and_no_clash_any_more() -> None:
    programme = make_programme(BELLS, ROPES)

    assert mine_of(programme, {"bells", "ropes"}, NINE + HOUR / 4).clashes == ()


def test_only_what_is_in_the_way_of_one_session_is_asked_for() -> None:
    pair = (make_session("one", NINE + 5 * HOUR), make_session("two", NINE + 5 * HOUR))
    programme = make_programme(BELLS, ROPES, *pair)

    found = clashes_of(BELLS, programme, {"ropes", "one", "two"}, BEFORE)

    assert found == (Clash(BELLS, ROPES),)
