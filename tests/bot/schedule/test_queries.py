"""Sessions that fit a query, and no others."""

from dataclasses import replace

from bot.schedule.queries import Pick, Query, matching
from bot.schedule.sessions import Status
from bot.schedule.timetable import Timetable
from bot.schedule.windows import Moment, When
from tests.programmes import HOUR, NINE, make_programme, make_session

OPENING = make_session("opening", speakers=("Ana Silva",), track="Bells", language="en")
ROPES = make_session("ropes", NINE + HOUR, speakers=("Ben Okoro",), chairs=("Ana Silva",), track="Ropes")
WAX = make_session("wax", NINE + HOUR, rooms=("Crypt",), type="workshop")
GONE = replace(make_session("gone", NINE + 2 * HOUR, speakers=("Ana Silva",)), status=Status.CANCELLED)
TIMETABLE = Timetable.of(make_programme(OPENING, ROPES, WAX, GONE))


def found(query: Query, *, hours: float = 0) -> set[str]:
    return {session.id for session in matching(query, TIMETABLE, NINE + hours * HOUR)}


def test_every_part_has_to_fit() -> None:
    assert found(Query(rooms=("Belfry",), tracks=("Ropes",))) == {"ropes"}
    assert found(Query(rooms=("Crypt",), tracks=("Ropes",))) == set()


def test_chairs_are_found_like_speakers() -> None:
    assert found(Query(speakers=("Ana Silva",), rooms=("Belfry",))) == {"opening", "ropes", "gone"}


def test_cancelled_sessions_are_found_by_name_only() -> None:
    assert "gone" in found(Query(among=frozenset({"gone"})))
    assert "gone" not in found(Query(rooms=("Belfry",)))
    assert "gone" not in found(Query(when=When(moment=Moment.NEXT), speakers=("Ana Silva",)), hours=1.5)


def test_next_is_the_soonest_of_those_that_fit() -> None:
    assert found(Query(when=When(moment=Moment.NEXT))) == {"ropes", "wax"}
    assert found(Query(when=When(moment=Moment.NEXT), rooms=("Crypt",))) == {"wax"}


def test_the_first_and_the_last_may_be_several() -> None:
    assert found(Query(pick=Pick.FIRST)) == {"opening"}
    assert found(Query(pick=Pick.LAST)) == {"ropes", "wax"}
