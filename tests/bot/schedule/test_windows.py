"""Days, parts of the day and meals as stretches of time."""

from datetime import date, time

from bot.schedule.sessions import Kind
from bot.schedule.timetable import Timetable
from bot.schedule.windows import Meal, Part, When, fits, lunch, windows
from tests.programmes import HOUR, NINE, make_programme, make_session

DAY = date(2026, 5, 8)
MORNING = make_session("morning")  # 9:00 to 10:00
LUNCH = make_session("lunch", NINE + 3 * HOUR, title="Lunch in the garden", kind=Kind.BREAK, end=NINE + 4.5 * HOUR)
AFTERNOON = make_session("afternoon", NINE + 4.5 * HOUR)
PARTY = make_session("party", NINE + 16 * HOUR)  # 1:00 at night
TIMETABLE = Timetable.of(make_programme(MORNING, LUNCH, AFTERNOON, PARTY))


def fitting(when: When) -> set[str]:
    return {
        each.id for each in TIMETABLE.planned() for window in windows(when, TIMETABLE) if fits(each, window, TIMETABLE)
    }


def test_a_day_ends_when_the_conference_day_turns() -> None:
    assert fitting(When((DAY,))) == {"morning", "lunch", "afternoon", "party"}


def test_a_session_at_a_time_is_one_that_runs_then() -> None:
    assert fitting(When((DAY,), at=time(9, 30))) == {"morning"}
    assert fitting(When((DAY,), at=time(10))) == set()


def test_between_two_times_is_what_runs_in_between() -> None:
    assert fitting(When((DAY,), since=time(9, 30), until=time(12, 30))) == {"morning", "lunch"}


def test_after_a_time_is_what_starts_from_then_on() -> None:
    assert fitting(When((DAY,), since=time(9, 30))) == {"lunch", "afternoon", "party"}


def test_parts_of_the_day_go_by_the_start() -> None:
    assert fitting(When((DAY,), part=Part.MORNING)) == {"morning"}
    assert fitting(When((DAY,), part=Part.AFTERNOON)) == {"lunch", "afternoon"}
    assert fitting(When((DAY,), part=Part.NIGHT)) == {"party"}


def test_after_lunch_is_after_the_meal_of_that_day() -> None:
    assert lunch(DAY, TIMETABLE) == LUNCH
    assert fitting(When((DAY,), meal=Meal.AFTER)) == {"afternoon", "party"}
    assert fitting(When((DAY,), meal=Meal.BEFORE)) == {"morning"}
    assert fitting(When((DAY,), meal=Meal.DURING)) == {"lunch"}


def test_after_lunch_is_after_one_where_the_programme_has_no_lunch() -> None:
    early, late = make_session("early", NINE + 3 * HOUR), make_session("late", NINE + 4 * HOUR)
    timetable = Timetable.of(make_programme(early, late))

    found = [
        s.id for s in timetable.planned() for w in windows(When(meal=Meal.AFTER), timetable) if fits(s, w, timetable)
    ]

    assert found == ["late"]
