"""Programmes drawn as a grid."""

from collections.abc import Sequence
from datetime import date, datetime, time
from io import BytesIO
from pathlib import Path
from textwrap import dedent
from typing import Any

import openpyxl
import pytest

from bot.adapters.importers.reading import Imported, read_programme
from bot.errors import Unreadable
from bot.schedule.sessions import Kind
from tests.bot.adapters.importers.dirty import GRIDS, NAIVE, Item, clean_event, grid_csv


def read(table: str, *, name: str = "") -> Imported:
    return read_programme(dedent(table).encode(), name=name, event="bees", zone="Europe/Vienna")


def read_book(sheets: dict[str, Sequence[Sequence[Any]]], *merged: str) -> Imported:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        for cells in merged:
            sheet.merge_cells(cells)
    held = BytesIO()
    book.save(held)
    return read_programme(held.getvalue(), event="bees", zone="Europe/Vienna")


def placed(result: Imported) -> list[tuple[str, str, tuple[str, ...], str]]:
    """Start, end, rooms and title of each session."""
    return [
        (f"{s.start:%d.%m. %H:%M}", f"{s.end:%H:%M}" if s.end else "", s.rooms, s.title)
        for s in result.programme.sessions
    ]


@pytest.mark.parametrize("name", GRIDS)
def test_a_clean_event_comes_in_whole(name: str) -> None:
    programme = read_programme(GRIDS[name](clean_event(), NAIVE), event="bees", zone="Europe/Vienna").programme

    assert [(s.title, f"{s.start:%d %H:%M}", f"{s.end:%H:%M}", s.speakers, s.kind) for s in programme.sessions] == [
        ("Bees and us", "02 10:00", "10:45", ("Ana Ruiz",), Kind.TALK),
        ("Hives of steel", "02 10:00", "10:45", ("Bo Lind", "Cy Okoro"), Kind.TALK),
        ("Lunch", "02 12:30", "13:15", (), Kind.BREAK),
        ("Smoke", "03 09:00", "09:45", ("Ana Ruiz",), Kind.TALK),
    ]
    assert {s.title: s.rooms for s in programme.sessions}["Hives of steel"] == ("Hall B",)


def test_a_time_zone_is_asked_for() -> None:
    with pytest.raises(Exception, match="time zone"):
        read_programme(grid_csv(clean_event()), event="bees", zone=None)


def test_cancelled_cells_are_cancelled_sessions() -> None:
    result = read_programme(
        grid_csv((Item(title="CANCELLED: Bees"), Item(title="Wax", room="Hall B"))), event="bees", zone="Europe/Vienna"
    )

    assert [(s.title, s.cancelled) for s in result.programme.sessions] == [("Bees", True), ("Wax", False)]


def test_a_chair_is_told_from_who_speaks() -> None:
    items = (Item(chairs=("Eve Holm",)), Item(title="Wax", room="Hall B"))

    programme = read_programme(grid_csv(items), event="bees", zone="Europe/Vienna").programme

    assert (programme.sessions[0].speakers, programme.sessions[0].chairs) == (("Ana Ruiz",), ("Eve Holm",))


def test_what_follows_in_a_column_says_when_a_session_ends() -> None:
    result = read("""\
        Saturday 14 March 2026
        Time,Hall A,Hall B
        09:00,Opening,
        09:30,Bees,Wax
        10:15,Coffee break,
        10:45,Smoke,
        18:00,Party,
        """)

    assert placed(result) == [
        ("14.03. 09:00", "09:30", ("Hall A",), "Opening"),
        ("14.03. 09:30", "10:15", ("Hall A",), "Bees"),
        ("14.03. 09:30", "10:15", ("Hall B",), "Wax"),
        ("14.03. 10:15", "10:45", (), "Coffee break"),
        ("14.03. 10:45", "", ("Hall A",), "Smoke"),
        ("14.03. 18:00", "", ("Hall A",), "Party"),
    ]


def test_one_session_written_in_several_rooms_counts_once() -> None:
    result = read("""\
        14.03.2026,Saal 1,Saal 2,Saal 3
        09:00-09:45,Keynote,Keynote,Wachs
        """)

    assert placed(result) == [
        ("14.03. 09:00", "09:45", ("Saal 1", "Saal 2"), "Keynote"),
        ("14.03. 09:00", "09:45", ("Saal 3",), "Wachs"),
    ]


def test_merged_cells_take_all_their_rooms_and_rows() -> None:
    rows: list[list[Any]] = [
        ["Time", "Hall A", "Hall B", "Hall C"],
        ["9:00", "Keynote", None, None],
        ["10:00", "Bees", "Workshop", "Wax"],
        ["11:00", "Smoke", None, "Honey"],
        ["12:00", "Lunch", None, None],
        ["14:00", "Hives", None, None],
    ]

    result = read_book({"14 March 2026": rows}, "B2:D2", "B5:D5", "C3:C4")

    halls = ("Hall A", "Hall B", "Hall C")
    assert placed(result) == [
        ("14.03. 09:00", "10:00", halls, "Keynote"),
        ("14.03. 10:00", "11:00", ("Hall A",), "Bees"),
        ("14.03. 10:00", "12:00", ("Hall B",), "Workshop"),
        ("14.03. 10:00", "11:00", ("Hall C",), "Wax"),
        ("14.03. 11:00", "12:00", ("Hall A",), "Smoke"),
        ("14.03. 11:00", "12:00", ("Hall C",), "Honey"),
        ("14.03. 12:00", "14:00", halls, "Lunch"),
        ("14.03. 14:00", "", ("Hall A",), "Hives"),
    ]


def test_days_may_stand_across_the_top() -> None:
    result = read("""\
        Time,Monday 1 June 2026,Tuesday 2 June 2026
        09:00-10:00,Opening,Keynote
        10:00-10:30,Coffee break,Coffee break
        """)

    assert placed(result) == [
        ("01.06. 09:00", "10:00", (), "Opening"),
        ("01.06. 10:00", "10:30", (), "Coffee break"),
        ("02.06. 09:00", "10:00", (), "Keynote"),
        ("02.06. 10:00", "10:30", (), "Coffee break"),
    ]


def test_days_may_stand_above_rooms() -> None:
    result = read("""\
        ,2026-06-01,,2026-06-02,
        Time,Hall A,Hall B,Hall A,Hall B
        09:00-09:45,Opening,,Keynote,
        10:00-10:45,Bees,Wax,,Honey
        """)

    assert placed(result) == [
        ("01.06. 09:00", "09:45", ("Hall A",), "Opening"),
        ("01.06. 10:00", "10:45", ("Hall A",), "Bees"),
        ("01.06. 10:00", "10:45", ("Hall B",), "Wax"),
        ("02.06. 09:00", "09:45", ("Hall A",), "Keynote"),
        ("02.06. 10:00", "10:45", ("Hall B",), "Honey"),
    ]


def test_times_may_stand_across_the_top() -> None:
    result = read("""\
        14.03.2026,09:00-09:45,10:00-10:45
        Saal 1,Bienen,Waben
        Saal 2,,Wachs
        """)

    assert placed(result) == [
        ("14.03. 09:00", "09:45", ("Saal 1",), "Bienen"),
        ("14.03. 10:00", "10:45", ("Saal 1",), "Waben"),
        ("14.03. 10:00", "10:45", ("Saal 2",), "Wachs"),
    ]


def test_days_and_ends_may_have_columns_of_their_own() -> None:
    result = read("""\
        Date,Start,End,Hall A,Hall B
        14 March 2026,09:00,09:30,Opening,
        ,09:30,10:00,Bees,Wax
        15 March 2026,09:00,09:30,Smoke,
        """)

    assert placed(result) == [
        ("14.03. 09:00", "09:30", ("Hall A",), "Opening"),
        ("14.03. 09:30", "10:00", ("Hall A",), "Bees"),
        ("14.03. 09:30", "10:00", ("Hall B",), "Wax"),
        ("15.03. 09:00", "09:30", ("Hall A",), "Smoke"),
    ]


def test_columns_may_be_tracks() -> None:
    programme = read("14.03.2026,Track 1: Care,Track 2: Honey\n09:00-09:45,Bees,Wax\n").programme

    assert [(s.title, s.track, s.rooms) for s in programme.sessions] == [
        ("Bees", "Track 1: Care", ()),
        ("Wax", "Track 2: Honey", ()),
    ]


def test_a_table_of_a_text_document_needs_no_head() -> None:
    result = read("""\
        TUESDAY 2 JUNE 2026,,
        08:30 - 09:00,Registration,
        09:00 - 10:30,Parallel session 1: Clean energy,Parallel session 2: Finance
        WEDNESDAY 3 JUNE 2026,,
        09:00 - 10:00,Keynote,
        """)

    assert placed(result) == [
        ("02.06. 08:30", "09:00", (), "Registration"),
        ("02.06. 09:00", "10:30", (), "Parallel session 1: Clean energy"),
        ("02.06. 09:00", "10:30", (), "Parallel session 2: Finance"),
        ("03.06. 09:00", "10:00", (), "Keynote"),
    ]


def test_rows_without_a_time_go_on_with_the_cells_above() -> None:
    programme = read("""\
        14.03.2026,Hall A,Hall B
        09:00-09:45,Bees,Wax
        ,Speaker: Ana Ruiz,"Speakers: Bo Lind, Cy Okoro"
        ,,Chair: Eve Holm
        """).programme

    assert [(s.title, s.speakers, s.chairs) for s in programme.sessions] == [
        ("Bees", ("Ana Ruiz",), ()),
        ("Wax", ("Bo Lind", "Cy Okoro"), ("Eve Holm",)),
    ]


@pytest.mark.parametrize("way", ["{} (Ana Ruiz)", "{} – Ana Ruiz", "{} | Dr. Ana Ruiz"])
def test_who_speaks_may_stand_behind_the_title_where_that_is_usual(way: str) -> None:
    programme = read(f"14.03.2026,A1,B1\n09:00-09:45,{way.format('Bees')},{way.format('Wax')}\n").programme

    assert {(s.title, s.speakers[0].removeprefix("Dr. ")) for s in programme.sessions} == {
        ("Bees", "Ana Ruiz"),
        ("Wax", "Ana Ruiz"),
    }


def test_a_bracket_by_itself_belongs_to_the_title() -> None:
    programme = read("14.03.2026,A1,B1\n09:00-09:45,Bees (Part Two),Wax\n10:00-10:45,Smoke,Honey\n").programme

    assert programme.sessions[0].title == "Bees (Part Two)"


def test_times_of_a_sheet_may_be_times_and_dates() -> None:
    rows: list[list[Any]] = [
        [date(2026, 3, 14), None, None],
        ["", "Hall A", "Hall B"],
        [time(9), "Opening", None],
        [datetime(2026, 3, 14, 10), "Bees", "Wax"],  # noqa: DTZ001 # on the venue's clocks
    ]

    assert placed(read_book({"Programme": rows})) == [
        ("14.03. 09:00", "10:00", ("Hall A",), "Opening"),
        ("14.03. 10:00", "", ("Hall A",), "Bees"),
        ("14.03. 10:00", "", ("Hall B",), "Wax"),
    ]


def test_clocks_of_twelve_hours_go_on_after_noon() -> None:
    result = read("""\
        Saturday March 14 2026,Hall A,Hall B
        9:00,Opening,
        12:00,Lunch,
        1:00,Bees,Wax
        """)

    assert [start for start, *_ in placed(result)] == ["14.03. 09:00", "14.03. 12:00", "14.03. 13:00", "14.03. 13:00"]


def test_the_year_may_stand_in_the_files_name() -> None:
    result = read("Sat 14 March,Hall A,Hall B\n09:00,Bees in 2030,Wax\n", name="grid-2026.csv")

    assert result.programme.days == (date(2026, 3, 14),)


def test_a_grid_without_a_day_is_refused_with_where() -> None:
    with pytest.raises(Unreadable, match="names no full date"):
        read("Time,Hall A,Hall B\n09:00,Bees,Wax\n10:00,Smoke,Honey\n")


def test_a_list_without_titles_is_no_grid() -> None:
    result = read("Date,Start,Room,Speaker\n2026-03-14,09:00,Hall A,Ana Ruiz\n")

    assert [(s.title, s.rooms, s.speakers) for s in result.programme.sessions] == [("", ("Hall A",), ("Ana Ruiz",))]


@pytest.mark.parametrize("file", ["README.md", "bot/commands/__init__.py"])
def test_prose_and_code_are_no_grid(file: str) -> None:
    data = (Path(__file__).parents[4] / file).read_bytes()

    with pytest.raises(Unreadable, match="nor any other format"):
        read_programme(data, name=file, event="x", zone="Europe/Berlin")
