from dataclasses import dataclass, replace
from datetime import date

import pytest

from bot.knowledge.periods import Period
from bot.organising.framing import in_words, on_its_days, with_title
from bot.schedule.sessions import Programme
from tests.programmes import HOUR, NINE, make_programme, make_session


@dataclass(frozen=True, slots=True)
class Found:
    programme: Programme
    warnings: tuple[str, ...] = ("Something is odd.",)
    notes: tuple[str, ...] = ()
    dropped_columns: tuple[str, ...] = ()
    format: str = "CSV table"
    speakers: int = 0


FOUND = Found(make_programme(make_session("bells"), make_session("late", NINE + 48 * HOUR)))
DAYS = Period(date(2026, 5, 8), date(2026, 5, 9), "day")


def test_id_of_an_event_can_be_read_as_words() -> None:
    assert [in_words(each) for each in ("spring-meeting", "gab.linz_2021")] == ["Spring meeting", "Gab linz 2021"]


@pytest.mark.parametrize(
    "in_file, title", [("", "Meeting"), ("spring-meeting", "Meeting"), ("Spring Days", "Spring Days")]
)
def test_title_is_the_files_where_it_has_one(in_file: str, title: str) -> None:
    found = replace(FOUND, programme=replace(FOUND.programme, title=in_file))

    assert with_title(found, "Meeting").programme.title == title


def test_what_lies_outside_the_events_days_is_warned_of() -> None:
    framed = on_its_days(FOUND, DAYS)

    assert (framed.programme.first_day, framed.programme.last_day) == (DAYS.first, DAYS.last)
    assert framed.warnings == (
        "Something is odd.",
        "1 session outside the days that the content gives the event, 2026-05-08/2026-05-09: “Title of late”.",
    )


def test_event_whose_days_nobody_knows_has_those_of_its_file() -> None:
    assert on_its_days(FOUND, None) is FOUND
