"""Texts and times as short as a card or a button wants them."""

from datetime import datetime, timedelta

import pytest

from bot.attending.telling import briefly, cut, opening, times
from tests.programmes import HOUR, NINE, make_programme, make_session

PROGRAMME = make_programme()


@pytest.mark.parametrize(
    "text, shown",
    [
        ("", ""),
        ("One. Two. Three.", "One. Two. Three."),  # not worth a button
        ("One bell. Two bells. Three bells.", "One bell. Two bells."),
        ("“One bell?” Two bells and more of them.", "“One bell?”"),
        ("One bell\nTwo bells and more of them.", "One bell"),
        ("No sentence ends before the limit here.", "No sentence ends …"),
        ("鐘は鳴る。" * 6, "鐘は鳴る。" * 4),
    ],
)
def test_a_text_opens_with_whole_sentences(text: str, shown: str) -> None:
    assert opening(text, 20) == shown


def test_what_has_no_words_to_end_with_is_cut_where_it_is_full() -> None:
    assert cut("x" * 30, 10) == "xxxxxxxx …"


def test_a_time_on_a_button_is_the_day_on_the_calendar() -> None:
    late = make_session("late", NINE + timedelta(hours=16))

    assert [briefly(late, PROGRAMME, language) for language in ("en", "es", "fr", "de")] == [
        "Sat 9, 01:00",
        "sáb 9, 01:00",
        "sam. 9, 01:00",
        "Sa., 9., 01:00",
    ]


@pytest.mark.parametrize(
    "start, hours, told",
    [
        (NINE, 1, "09:00–10:00"),
        (NINE + 11 * HOUR, 6, "20:00–02:00"),  # a dinner past midnight
        (NINE + 11 * HOUR, 8, "20:00–04:00"),  # until the day turns
        (NINE + 16 * HOUR, 4, "01:00–05:00 (Saturday 9 May)"),
        (NINE + 11 * HOUR, 14, "20:00 – Saturday 9 May, 10:00"),
        (NINE, 57, "09:00 – Sunday 10 May, 18:00"),
        (NINE + 16 * HOUR, 33, "01:00 (Saturday 9 May) – Sunday 10 May, 10:00"),
    ],
)
def test_an_end_on_another_day_says_so(start: datetime, hours: int, told: str) -> None:
    assert times(make_session("a", start, end=start + hours * HOUR), PROGRAMME, "en") == told
