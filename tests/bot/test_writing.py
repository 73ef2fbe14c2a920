from datetime import date

import pytest

from bot import writing
from tests.factories import period


@pytest.mark.parametrize(
    "written,language,says",
    [
        ("2026-06-02", "en", "2 June 2026"),
        ("2026-06-02/2026-06-04", "en", "2–4 June 2026"),
        ("2026-05-30/2026-06-02", "en", "30 May 2026 – 2 June 2026"),
        ("2025-12-31/2026-01-01", "en", "31 December 2025 – 1 January 2026"),
        ("2026-10", "en", "October 2026"),
        ("2027", "en", "2027"),
        ("2026-06-02/2026-06-04", "es", "2–4 de junio de 2026"),
        ("2026-06-02/2026-06-04", "fr", "2–4 juin 2026"),
        ("2026-06-01", "fr", "1er juin 2026"),
        ("2026-06-01/2026-06-04", "fr", "1er–4 juin 2026"),
        ("2026-06-11", "fr", "11 juin 2026"),
        ("2026-06-02/2026-06-04", "zh", "2026年6月2日 – 2026年6月4日"),
        ("2026-10", "fr", "octobre 2026"),
        ("2026-06-02/2026-06-04", "th", "2–4 มิถุนายน 2026"),
        ("2026-05-30/2026-06-02", "th", "30 พฤษภาคม 2026 – 2 มิถุนายน 2026"),
        ("2026-10", "th", "ตุลาคม 2026"),
    ],
)
def test_period_is_written_as_the_language_writes_it(written: str, language: str, says: str) -> None:
    assert writing.dates(period(written), language) == says


@pytest.mark.parametrize(
    "day,language,says",
    [
        (date(2018, 8, 25), "en", "Saturday 25 August 2018"),
        (date(2018, 8, 25), "es", "sábado, 25 de agosto de 2018"),
        (date(2018, 9, 1), "fr", "samedi 1er septembre 2018"),
        (date(2018, 9, 11), "fr", "mardi 11 septembre 2018"),
        (date(2018, 8, 25), "th", "วันเสาร์ที่ 25 สิงหาคม 2018"),
    ],
)
def test_day_has_its_weekday(day: date, language: str, says: str) -> None:
    assert writing.day(day, language) == says


@pytest.mark.parametrize(
    "written,language,first_and_last",
    [
        ("2026-06-02/2026-06-04", "es", ("2", "4 de junio de 2026")),
        ("2026-05-30/2026-06-02", "fr", ("30 mai", "2 juin 2026")),
        ("2026-06-01/2026-07-01", "fr", ("1er juin", "1er juillet 2026")),
        ("2025-12-31/2026-01-01", "es", ("31 de diciembre de 2025", "1 de enero de 2026")),
    ],
)
def test_first_day_leaves_out_what_it_shares_with_the_last(
    written: str, language: str, first_and_last: tuple[str, str]
) -> None:
    assert writing.bounds(period(written), language) == first_and_last


@pytest.mark.parametrize(
    "names,language,says",
    [
        ([], "en", ""),
        (["A"], "en", "A"),
        (["A", "B"], "en", "A and B"),
        (["A", "B", "C"], "en", "A, B and C"),
        (["A", "B", "C"], "es", "A, B y C"),
        (["RMIT", "Innovation Area"], "es", "RMIT e Innovation Area"),
        (["agua", "hielo"], "es", "agua y hielo"),
        (["Inés"], "es", "Inés"),
        (["A", "B", "C"], "fr", "A, B et C"),
        (["A", "B", "C"], "th", "A, B และ C"),
        (["A"], "th", "A"),
        ([], "th", ""),
    ],
)
def test_names_are_listed_as_in_a_sentence(names: list[str], language: str, says: str) -> None:
    assert writing.listed(names, language) == says
