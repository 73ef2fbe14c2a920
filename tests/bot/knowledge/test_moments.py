from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from bot.knowledge.moments import Until, parse

VIENNA = ZoneInfo("Europe/Vienna")


@pytest.mark.parametrize(
    "written,until",
    [
        ("2027-03-31", Until(date(2027, 3, 31))),
        (" 2027-03-31 ", Until(date(2027, 3, 31))),
        ("2027-03-31 18:00", Until(date(2027, 3, 31), time(18))),
        ("2027-03-31T9:05", Until(date(2027, 3, 31), time(9, 5))),
        ("2027-03-31 00:00", Until(date(2027, 3, 31), time())),
    ],
)
def test_day_with_or_without_its_time_is_read(written: str, until: Until) -> None:
    assert parse(written) == until


@pytest.mark.parametrize(
    "written", ["", "soon", "2027-03", "2027-02-30", "2027-03-31 25:00", "31.3.2027", "2027-03-31 6 pm"]
)
def test_anything_else_is_refused_in_the_curators_words(written: str) -> None:
    with pytest.raises(ValueError, match=r"is not a day; write 2027-03-31, or 2027-03-31 18:00"):
        parse(written)


@pytest.mark.parametrize(
    "written,instant",
    [
        ("2027-03-26", datetime(2027, 3, 26, 23, tzinfo=UTC)),
        ("2027-03-28", datetime(2027, 3, 28, 22, tzinfo=UTC)),  # the clocks changed that day
        ("2027-03-26 18:00", datetime(2027, 3, 26, 17, tzinfo=UTC)),
    ],
)
def test_without_a_time_the_whole_day_counts(written: str, instant: datetime) -> None:
    until = parse(written)

    assert isinstance(until, Until)
    assert (until.instant(VIENNA), str(until)) == (instant, written)
