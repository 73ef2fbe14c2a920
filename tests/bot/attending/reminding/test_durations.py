import pytest

from bot.attending.reminding.durations import clock, minutes, with_halves_in_minutes

DAY = 24 * 60


@pytest.mark.parametrize(
    "told, meant",
    [
        ("15", (15,)),
        ("15 minutes", (15,)),
        ("15 and 5 minutes", (15, 5)),
        ("5, 10 & 30 min", (30, 10, 5)),
        ("an hour", (60,)),
        ("half an hour", (30,)),
        ("an hour and a half", (90,)),
        ("1 hour 30 minutes", (90,)),
        ("1 h and 10 min", (60, 10)),
        ("a day", (DAY,)),
        ("two weeks", (14 * DAY,)),
        ("dos horas", (120,)),
        ("eine halbe stunde", (30,)),
        ("un quart d'heure", (15,)),
        ("mezz'ora", (30,)),
        ("0 minutes", (0,)),
        ("5 and 5 minutes", (5,)),
    ],
)
def test_lengths_are_read_as_people_type_them(told: str, meant: tuple[int, ...]) -> None:
    assert minutes(with_halves_in_minutes(told)) == meant


@pytest.mark.parametrize("told", ["", "soon", "15 bells", "15 minority", "the keynote 20 minutes"])
def test_what_is_no_length_is_none(told: str) -> None:
    assert minutes(told) is None


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
    ],
)
def test_hours_of_the_day_are_read_as_people_type_them(told: str, meant: int) -> None:
    assert clock(told) == meant


@pytest.mark.parametrize("told", ["25", "7:75", "half past", "", "8 bells"])
def test_what_is_no_hour_is_none(told: str) -> None:
    assert clock(told) is None
