from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.knowledge.periods import Period, Precision, Tense, parse
from tests.factories import period

VIENNA = ZoneInfo("Europe/Vienna")
BANGKOK = ZoneInfo("Asia/Bangkok")


@pytest.mark.parametrize(
    "written,first,last,precision",
    [
        ("2026-06-02", date(2026, 6, 2), date(2026, 6, 2), "day"),
        ("2026-06-02/2026-06-04", date(2026, 6, 2), date(2026, 6, 4), "day"),
        ("2026-12-31/2027-01-01", date(2026, 12, 31), date(2027, 1, 1), "day"),
        ("2026-10", date(2026, 10, 1), date(2026, 10, 31), "month"),
        ("2028-02", date(2028, 2, 1), date(2028, 2, 29), "month"),
        ("2026", date(2026, 1, 1), date(2026, 12, 31), "year"),
        (" 2026-10 ", date(2026, 10, 1), date(2026, 10, 31), "month"),
    ],
)
def test_date_is_as_precise_as_it_is_written(written: str, first: date, last: date, precision: Precision) -> None:
    assert parse(written) == Period(first, last, precision)


@pytest.mark.parametrize(
    "written",
    [
        *("", "soon", "June 2026", "2026-6-2", "2026/06/02", "02-06-2026", "26", "20266", "２０２６-13"),
        *("2026-13", "2026-00", "2026-02-30", "2026-06-31", "0000", "2026-06-04/2026-06-02", "2026-06-02/soon"),
        *(
            "2026-10/2026-11",
            "2026/2027",
            "2026-10/2026-11-03",
            "2026-06-02/2026",
            "2026-06-02/",
            "2026/",
            "/2026-06-02",
        ),
    ],
)
def test_what_is_no_date_is_refused_with_what_to_write(written: str) -> None:
    with pytest.raises(ValueError) as refused:  # noqa: PT011 - the whole sentence is compared below
        parse(written)

    assert str(refused.value) == (
        f'"{written}" is not a date; write 2026-06-02, 2026-06-02/2026-06-04, 2026-10 or 2026'
    )


def test_period_that_is_one_already_stays_itself() -> None:
    june = period("2026-06")

    assert parse(june) is june


@pytest.mark.parametrize("written", ["2026-06-02", "2026-06-02/2026-06-04", "2026-10", "2026"])
def test_period_is_written_as_it_was_read(written: str) -> None:
    assert str(period(written)) == written


def test_both_ends_count_as_days() -> None:
    assert (period("2026-06-02").days, period("2026-06-02/2026-06-04").days) == (1, 3)


@pytest.mark.parametrize(
    "now,tense",
    [
        (datetime(2026, 6, 1, 23, 59, tzinfo=VIENNA), Tense.FUTURE),
        (datetime(2026, 6, 2, 0, 0, tzinfo=VIENNA), Tense.PRESENT),
        (datetime(2026, 6, 4, 23, 59, tzinfo=VIENNA), Tense.PRESENT),
        (datetime(2026, 6, 5, 0, 0, tzinfo=VIENNA), Tense.PAST),
    ],
)
def test_days_are_present_from_the_first_midnight_to_the_last(now: datetime, tense: Tense) -> None:
    assert period("2026-06-02/2026-06-04").tense(now, VIENNA) is tense


def test_day_begins_where_the_event_is() -> None:
    evening_before_in_utc = datetime(2026, 6, 1, 17, 0, tzinfo=UTC)

    tenses = [period("2026-06-02").tense(evening_before_in_utc, zone) for zone in (BANGKOK, VIENNA)]

    assert tenses == [Tense.PRESENT, Tense.FUTURE]


@pytest.mark.parametrize("written", ["2026-10", "2026"])
def test_what_lies_somewhere_in_a_month_or_year_stays_future_until_that_is_over(written: str) -> None:
    known = period(written)
    first, last = (datetime(day.year, day.month, day.day, 12, tzinfo=VIENNA) for day in (known.first, known.last))

    tenses = [known.tense(now, VIENNA) for now in (first - timedelta(days=1), first, last, last + timedelta(days=1))]

    assert tenses == [Tense.FUTURE, Tense.FUTURE, Tense.FUTURE, Tense.PAST]


def test_periods_overlap_from_a_single_shared_day_on() -> None:
    june = period("2026-06")

    shared = [june.overlaps(period(other)) for other in ("2026-06-30/2026-07-02", "2026", "2026-07-01", "2025")]

    assert shared == [True, True, False, False]
