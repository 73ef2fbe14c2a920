from datetime import UTC, datetime

import pytest

from bot.knowledge.periods import Period
from bot.understanding import dates
from bot.understanding.mentions import Mention
from bot.understanding.words import fold, words
from tests.factories import NOW, period


def found(text: str) -> list[str]:
    return [record_id for mention in dates.find(words(fold(text)), ()) for record_id in mention.record_ids]


@pytest.mark.parametrize(
    "text,expected",
    [
        ("the conference of 2026", ["2026"]),
        ("in October 2026", ["month-10", "2026"]),
        ("from 2024 to 2027", ["2024", "2027"]),
        ("last year", ["year-1"]),
        ("last years conference", ["year-1"]),
        ("a year ago", ["year-1"]),
        ("this year and next year", ["year+0", "year+1"]),
        ("octubre, octobre, Oktober, ottobre, outubro", ["month-10"] * 5),
        ("en août", ["month-08"]),
        ("in May", ["month-05"]),
        ("may I join", []),
        ("10 June", ["month-06"]),
        ("1899 2100 20266 026", []),
        ("октября, 十月", ["month-10", "month-10"]),
        ("2026年10月", ["2026", "month-10"]),
        ("去年, ปีหน้า, прошлом году, العام القادم", ["year-1", "year+1", "year-1", "year+1"]),
        (
            "el año pasado, l'an dernier, nächstes Jahr, l'anno scorso, ano que vem",
            ["year-1"] * 2 + ["year+1", "year-1", "year+1"],
        ),
        ("ปี 2569", ["2026"]),
        ("page 2569", []),
        ("มีนาคม, مارس", ["month-03", "month-03"]),
        ("", []),
    ],
)
def test_years_and_months_are_found_in_many_languages(text: str, expected: list[str]) -> None:
    assert found(text) == expected


def test_year_that_belongs_to_a_name_is_not_found_again() -> None:
    name = Mention("event", ("events/2026",), 0, 3)

    assert list(dates.find(("world", "conference", "2026", "or", "2027"), [name])) == [Mention("when", ("2027",), 4, 5)]


@pytest.mark.parametrize(
    "ids,meant",
    [
        ((), None),
        (("2026",), "2026"),
        (("month-10",), "2026-10"),
        (("month-10", "2027"), "2027-10"),
        (("2027", "month-02"), "2027-02"),
        (("year-1",), "2025"),
        (("year+1",), "2027"),
    ],
)
def test_what_is_found_means_one_period(ids: tuple[str, ...], meant: str | None) -> None:
    assert dates.period(ids, NOW) == (period(meant) if meant else None)


def test_two_years_mean_all_between() -> None:
    assert dates.period(("2027", "2024"), NOW) == Period(period("2024").first, period("2027").last, "year")


def test_month_alone_is_this_year_s_whenever_it_is_asked() -> None:
    asked = [dates.period(("month-10",), datetime(year, 1, 1, tzinfo=UTC)) for year in (2026, 2027)]

    assert asked == [period("2026-10"), period("2027-10")]
