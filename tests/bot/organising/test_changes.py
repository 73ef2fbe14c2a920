from dataclasses import replace

import pytest

from bot.organising.changes import counts, differing, summed_up
from bot.schedule.differences import difference
from bot.schedule.sessions import Session, Status
from tests.programmes import HOUR, NINE, make_programme, make_session

BELLS = make_session("bells", title="Of Bells", speakers=("Ana Silva",))
CALLED_OFF = replace(BELLS, status=Status.CANCELLED)


@pytest.mark.parametrize(
    "before,after,lines",
    [
        ([], [BELLS], ["New:", "  Fri 8 May 2026 09:00-10:00  Of Bells, Belfry"]),
        ([BELLS], [], ["Cancelled:", "  Fri 8 May 2026 09:00-10:00  Of Bells"]),
        ([BELLS], [CALLED_OFF], ["Cancelled:", "  Fri 8 May 2026 09:00-10:00  Of Bells"]),
        ([CALLED_OFF], [BELLS], ["Restored:", "  Fri 8 May 2026 09:00-10:00  Of Bells"]),
        (
            [BELLS],
            [replace(BELLS, start=NINE + HOUR, end=None)],
            ["Moved in time:", "  Of Bells: Fri 8 May 2026 09:00-10:00 -> Fri 8 May 2026 10:00"],
        ),
        (
            [BELLS],
            [replace(BELLS, end=NINE + 49 * HOUR)],
            [
                "Moved in time:",
                "  Of Bells: Fri 8 May 2026 09:00-10:00 -> Fri 8 May 2026 09:00 - Sun 10 May 2026 10:00",
            ],
        ),
        (
            [BELLS],
            [replace(BELLS, rooms=("Crypt", "Hall"))],
            ["In another room:", "  Of Bells: Belfry -> Crypt and Hall"],
        ),
        ([BELLS], [replace(BELLS, rooms=())], ["In another room:", "  Of Bells: Belfry -> no room"]),
        ([BELLS], [replace(BELLS, title="")], ["Retitled:", "  Of Bells -> (without a title)"]),
        ([BELLS], [replace(BELLS, speakers=())], ["Other speakers:", "  Of Bells: Ana Silva -> nobody"]),
        ([BELLS], [replace(BELLS, description="?")], ["Changed in other ways:", "  Of Bells"]),
        ([BELLS], [BELLS], []),
    ],
)
def test_each_change_has_a_line_below_its_kind(before: list[Session], after: list[Session], lines: list[str]) -> None:
    changes = difference(make_programme(*before), make_programme(*after))

    assert list(differing(changes)) == lines


def test_many_changes_of_a_kind_are_cut() -> None:
    many = [make_session(f"{number:02}") for number in range(30)]

    lines = list(differing(difference(make_programme(), make_programme(*many))))

    assert (len(lines), lines[-1]) == (14, "  ... and 18 more")


def test_event_as_a_whole_has_lines_too() -> None:
    lines = list(differing(difference(make_programme(), make_programme(title="Autumn", zone="Asia/Bangkok"))))

    assert lines == [
        "The event is called Autumn, and was called Spring Meeting.",
        "The times are those of Asia/Bangkok, and were those of Europe/Vienna.",
    ]


def test_counts_are_summed_up_in_one_line() -> None:
    moved = replace(BELLS, start=NINE + HOUR, rooms=("Hall",))

    counted = counts(difference(make_programme(BELLS), make_programme(moved, make_session("new"))))

    assert summed_up(counted) == "1 new, 1 moved in time, 1 in another room"


def test_counts_of_nothing_are_other_changes() -> None:
    assert summed_up({"new": 0}) == "other changes"
