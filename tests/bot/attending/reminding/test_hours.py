import pytest

from bot.attending.reminding.hours import clock, evening, missing, night, with_hours_in_figures


@pytest.mark.parametrize(
    "told, meant",
    [
        ("8", 480),
        ("7:30", 450),
        ("7h30", 450),
        ("8am", 480),
        ("7 p.m.", 1140),
        ("12am", 0),
        ("12 pm", 720),
        ("22 uhr", 1320),
        ("24", 0),
        ("noon", 720),
        ("medianoche", 0),
        ("10 at night", 1320),
        ("10 de la noche", 1320),
        ("7 in the morning", 420),
    ],
)
def test_hours_of_the_day_are_read_as_people_type_them(told: str, meant: int) -> None:
    assert clock(told) == meant


@pytest.mark.parametrize("told", ["25", "7:75", "half past", "", "8 bells"])
def test_what_is_no_hour_is_none(told: str) -> None:
    assert clock(told) is None


@pytest.mark.parametrize(
    "first, last, meant",
    [
        ("10", "7", (1320, 420)),
        ("9", "5", (1260, 300)),
        ("12", "6", (0, 360)),
        ("7", "7", (1140, 420)),
        ("10am", "7am", (600, 420)),
        ("10:00", "07:00", (1320, 420)),
        ("14", "16", (840, 960)),
        ("1", "3pm", (780, 900)),
    ],
)
def test_a_night_begins_in_the_evening(first: str, last: str, meant: tuple[int, int]) -> None:
    assert night(first, last) == meant


@pytest.mark.parametrize(
    "told, meant", [("10", 1320), ("6", 1080), ("12", 0), ("2", 120), ("10am", 600), ("22", 1320), ("soon", None)]
)
def test_an_hour_after_which_it_is_quiet_is_one_of_the_evening(told: str, meant: int | None) -> None:
    assert evening(told) == meant


def test_an_hour_may_be_told_by_its_halves_and_quarters() -> None:
    assert with_hours_in_figures("overview at half past seven") == "overview at 7:30"
    assert with_hours_in_figures("overview at quarter to 1") == "overview at 12:45"
    assert with_hours_in_figures("meet at the half past") == "meet at the half past"


@pytest.mark.parametrize(
    "text, hour",
    [
        ("keynote at 25 o'clock", "25 o'clock"),
        ("keynote at 27:00 tomorrow", "27:00"),
        ("campanas a las 25", "25"),
        ("cloches a 27h", "27h"),
        ("keynote at 9", ""),
        ("a 45 minute talk", ""),
        ("lunch at 100 tables", ""),
        ("casting at 45 degrees", ""),
    ],
)
def test_an_hour_that_no_clock_shows_is_found_among_other_words(text: str, hour: str) -> None:
    assert missing(text) == hour
