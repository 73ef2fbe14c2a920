import pytest

from bot.attending.reminding.durations import minutes, with_halves_in_minutes

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
        ("1 h and 10 min", (70,)),
        ("1 hour and 30 minutes and 5 minutes", (90, 5)),
        ("30 and 15 minutes", (30, 15)),
        ("1 day and 10 minutes", (DAY, 10)),
        ("1 day, 1 hour and 10 minutes", (DAY, 60, 10)),
        ("1h15", (75,)),
        ("1h15m", (75,)),
        ("an hour and a quarter", (75,)),
        ("una hora y cuarto", (75,)),
        ("une heure et quart", (75,)),
        ("three quarters of an hour", (45,)),
        ("two and a half hours", (150,)),
        ("deux heures et demie", (150,)),
        ("2.5 hours", (150,)),
        ("1/2 hour", (30,)),
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


@pytest.mark.parametrize("told", ["", "soon", "15 bells", "15 minority", "the keynote 20 minutes", "2 10 minutes"])
def test_what_is_no_length_is_none(told: str) -> None:
    assert minutes(told) is None
