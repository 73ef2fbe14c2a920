from datetime import date, time, timedelta

import pytest

from bot.adapters.importers.days import Days
from bot.adapters.importers.durations import duration
from bot.adapters.importers.moments import Reading, Stamp, reading

JUNE_2 = date(2026, 6, 2)
READING = Reading(Days(year=2026))


def clock(hours: float) -> timedelta:
    return timedelta(hours=hours)


@pytest.mark.parametrize(
    "written",
    [
        "2026-06-02",
        "20260602",
        "2.6.2026",
        "02/06/26",
        "2.6.",
        "2 June",
        "Tuesday, 2 June 2026",
        "Jun 2, 2026",
        "June 2nd",
        "Di, 2. Juni 2026",
        "2 de junio de 2026",
        "mar 2 juin 2026",
        "martedì 2 giugno",
        "2-Jun-2026",
        JUNE_2,
        46175,
    ],
)
def test_days_are_read_as_people_write_them(written: object) -> None:
    assert READING.stamp(written) == Stamp(JUNE_2)


@pytest.mark.parametrize(
    "written, start, end",
    [
        ("9:00–10:30", 9, 10.5),
        ("9-10:30", 9, 10.5),
        ("9.00 - 10.30 Uhr", 9, 10.5),
        ("9h00 - 10h30", 9, 10.5),
        ("0900-1030", 9, 10.5),
        ("2:00 PM - 3:30 PM", 14, 15.5),
        ("11-1 pm", 11, 13),
        ("2-3:30 pm", 14, 15.5),
        ("De 9:00 a 10:30", 9, 10.5),
        ("23:00 to midnight", 23, 24),
    ],
)
def test_ranges_of_time_are_read_as_people_write_them(written: str, start: float, end: float) -> None:
    assert READING.stamp(written) == Stamp(clocks=(clock(start), clock(end)))


@pytest.mark.parametrize(
    "written, hours",
    [
        ("9 Uhr", 9),
        ("14h", 14),
        ("noon", 12),
        ("12:00 AM", 0),
        ("12:30 pm", 12.5),
        ("930", 9.5),
        (time(9, 30), 9.5),
        (0.375, 9),
    ],
)
def test_times_are_read_as_people_write_them(written: object, hours: float) -> None:
    assert READING.stamp(written) == Stamp(clocks=(clock(hours),))


@pytest.mark.parametrize("written", ["", "Day 1", "Tuesday", "TBA", "0000-00-00", "9999-12-31", "9" * 500])
def test_what_says_nothing_of_time_is_no_time(written: str) -> None:
    assert READING.stamp(written) == Stamp()


@pytest.mark.parametrize(
    "written, offset",
    [
        ("2026-06-02T09:00:00Z", 0),
        ("2026-06-02 09:00+02:00", 2),
        ("2026-06-02 09:00 +0200", 2),
        ("2026-06-02T09:00-05:00", -5),
        ("2026-06-02 09:00:00-05:00", -5),
    ],
)
def test_offsets_are_read(written: str, offset: int) -> None:
    stamp = READING.stamp(written)

    assert (stamp.day, stamp.clocks, stamp.offset and stamp.offset.utcoffset(None)) == (
        JUNE_2,
        (clock(9),),
        clock(offset),
    )


def test_a_hyphen_after_a_time_is_a_range_where_people_write_it() -> None:
    assert READING.stamp("2026-06-02 09:00-10:30") == Stamp(JUNE_2, (clock(9), clock(10.5)))


@pytest.mark.parametrize(
    "cells, expected",
    [
        (["13/6/2026", "2/6/2026"], JUNE_2),
        (["6/13/2026", "6/2/2026"], JUNE_2),
        (["6/2/2026", "6/3/2026"], JUNE_2),
        (["2/6/2026", "3/6/2026"], JUNE_2),
        (["6/2/2026 9:00 AM"], JUNE_2),
        (["2/6/2026 9:00"], JUNE_2),
    ],
)
def test_all_cells_together_show_whether_the_day_or_the_month_comes_first(cells: list[str], expected: date) -> None:
    assert expected in {reading(cells, None).stamp(cell).day for cell in cells}


@pytest.mark.parametrize(
    "written, minutes",
    [
        (45, 45),
        ("45 min", 45),
        ("0:45", 45),
        ("00:45:00", 45),
        ("1h30", 90),
        ("1,5 Stunden", 90),
        ("PT1H30M", 90),
        ("90 minutes", 90),
        (timedelta(minutes=20), 20),
        (time(0, 20), 20),
    ],
)
def test_durations_are_read_as_people_write_them(written: object, minutes: int) -> None:
    assert duration(written) == timedelta(minutes=minutes)


@pytest.mark.parametrize("written", ["", "long", "00:00", 0])
def test_no_duration_is_none(written: object) -> None:
    assert duration(written) is None


def test_a_head_may_say_that_durations_are_hours() -> None:
    assert duration("2", header="Dauer (h)") == timedelta(hours=2)
