"""Tables as people make them."""

import json
from datetime import datetime, timedelta
from io import BytesIO
from textwrap import dedent
from zoneinfo import ZoneInfo

import openpyxl
import pytest

from bot.adapters.importers.reading import Imported, read_programme
from bot.schedule.sessions import Kind, Session

VIENNA = ZoneInfo("Europe/Vienna")


def read(table: str, *, name: str = "", zone: str | None = "Europe/Vienna") -> Imported:
    return read_programme(dedent(table).encode(), name=name, event="bees", zone=zone)


def briefly(result: Imported) -> list[tuple[str, str, str]]:
    """Start, end and title of each session."""
    return [
        (f"{s.start:%d.%m.%Y %H:%M}", f"{s.end:%H:%M}" if s.end else "", s.title) for s in result.programme.sessions
    ]


def only(result: Imported) -> Session:
    (session,) = result.programme.sessions
    return session


def test_german_columns_are_understood() -> None:
    result = read("""\
        Datum;Uhrzeit;Raum;Titel;Referent/in;Sprache;E-Mail;Telefon
        02.06.2026;09:00–09:30;Saal 1;Eröffnung;Dr. Ada Holm;Deutsch;a@bees.example;0123 456789
        """)

    session = only(result)
    assert briefly(result) == [("02.06.2026 09:00", "09:30", "Eröffnung")]
    assert (session.rooms, session.speakers, session.language) == (("Saal 1",), ("Dr. Ada Holm",), "de")
    assert result.dropped_columns == ("E-Mail", "Telefon")


def test_spanish_columns_are_understood() -> None:
    result = read("""\
        Fecha,Hora de inicio,Hora de fin,Sala,Título,Ponentes,Moderador
        2 de junio de 2026,9:00,9:45,Sala A,Inauguración,José Ortega y Gasset,Luisa Pérez
        """)

    assert briefly(result) == [("02.06.2026 09:00", "09:45", "Inauguración")]
    assert (only(result).speakers, only(result).chairs) == (("José Ortega y Gasset",), ("Luisa Pérez",))


def test_french_columns_are_understood_and_the_day_may_stand_above() -> None:
    result = read("""\
        Journée du 2 juin 2026

        Heure\tSalle\tIntitulé\tIntervenants\tDurée
        9h00\tA\tOuverture\tAna Ruiz et Bo Lind\t30 min
        """)

    assert briefly(result) == [("02.06.2026 09:00", "09:30", "Ouverture")]
    assert only(result).speakers == ("Ana Ruiz", "Bo Lind")


def test_american_days_and_hours_are_understood() -> None:
    result = read("""\
        Date,Time,Session,Speaker,Location
        6/2/2026,9:00 AM - 10:00 AM,Opening Keynote,"Smith, John",Ballroom
        6/3/2026,1-2:30 pm,Workshop: Bees,Ann Lee and Bo Lind,Room 2
        """)

    assert briefly(result) == [
        ("02.06.2026 09:00", "10:00", "Opening Keynote"),
        ("03.06.2026 13:00", "14:30", "Workshop: Bees"),
    ]
    assert [session.speakers for session in result.programme.sessions] == [("Smith, John",), ("Ann Lee", "Bo Lind")]


def test_a_day_holds_for_the_rows_below_it() -> None:
    result = read("""\
        Time,Title
        Tuesday 2 June 2026,
        09:00,Opening
        Wednesday 3 June 2026,
        09:00,Wax
        """)

    assert briefly(result) == [("02.06.2026 09:00", "", "Opening"), ("03.06.2026 09:00", "", "Wax")]


def test_the_year_may_stand_in_the_files_name() -> None:
    result = read("Day,Time,Title\nTue 2 June,09:00,Opening\n", name="programme-2026.csv")

    assert briefly(result) == [("02.06.2026 09:00", "", "Opening")]


def test_rows_after_midnight_belong_to_the_night_before() -> None:
    result = read("""\
        Date,Start,End,Title
        2026-06-02,22:00,23:30,Party
        2026-06-02,23:30,01:00,Dance
        2026-06-02,01:00,02:00,Last dance
        2026-06-03,00:30,01:00,Early birds
        """)

    assert briefly(result) == [
        ("02.06.2026 22:00", "23:30", "Party"),
        ("02.06.2026 23:30", "01:00", "Dance"),
        ("03.06.2026 00:30", "01:00", "Early birds"),
        ("03.06.2026 01:00", "02:00", "Last dance"),
    ]


def test_a_row_without_a_time_of_day_is_kept_and_said() -> None:
    result = read("Date,Start,Title\n2026-06-02,10:00,Bees\n2026-06-02,TBA,Wax\n")

    assert briefly(result) == [("02.06.2026 04:00", "", "Wax"), ("02.06.2026 10:00", "", "Bees")]
    assert "1 session has a day but no time, and stands at the day’s beginning: “Wax”." in result.warnings


def test_a_row_for_each_speaker_is_one_session() -> None:
    result = read("""\
        id,date,start,title,room,speaker
        1,2026-06-02,10:00,Bees,A,Ana Ruiz
        1,2026-06-02,10:00,Bees,A,Bo Lind
        """)

    assert only(result).speakers == ("Ana Ruiz", "Bo Lind")


def test_proposals_without_a_time_are_left_out_and_said() -> None:
    result = read("""\
        Session Id,Title,Status,Room,Scheduled At,Scheduled Duration
        1,Bees,Accepted,Main,6/2/2026 9:00:00 AM,45
        2,Rain,Declined,,,
        """)

    assert briefly(result) == [("02.06.2026 09:00", "09:45", "Bees")]
    assert "1 row was left out, because it has no time: “Rain”." in result.warnings


def test_a_column_of_sessions_beside_titles_names_blocks() -> None:
    result = read("""\
        Date,Start,End,Session,Title,Speaker,Room
        2026-06-02,09:00,10:30,Session 1: Wax,,,A
        2026-06-02,09:00,09:30,Session 1: Wax,Candles,Ann Lee,A
        2026-06-02,11:00,11:30,Session 2,Hives,Bo Lind,A
        """)

    block = next(session for session in result.programme.sessions if session.kind is Kind.BLOCK)
    assert [(s.title, s.part_of, s.track) for s in result.programme.sessions] == [
        ("Candles", block.id, ""),
        ("Session 1: Wax", "", ""),
        ("Hives", "", "Session 2"),
    ]


def test_a_zone_may_stand_in_a_column_or_a_head() -> None:
    column = read("title,start,timezone\nBees,2026-06-02 09:00,Asia/Bangkok\n", zone=None)
    head = read("title,Start (Europe/Rome)\nBees,2026-06-02 09:00\n", zone=None)

    assert only(column).start == datetime(2026, 6, 2, 9, tzinfo=ZoneInfo("Asia/Bangkok"))
    assert only(head).start == datetime(2026, 6, 2, 9, tzinfo=ZoneInfo("Europe/Rome"))


def test_rooms_are_parted_by_semicolons_only() -> None:
    result = read('title,start,room\nBees,2026-06-02 09:00,"Cloud, DevOps; Hall B"\n')

    assert only(result).rooms == ("Cloud, DevOps", "Hall B")


def test_a_column_full_of_addresses_is_private_whatever_its_name() -> None:
    result = read("title,start,reach me\nBees,2026-06-02 09:00,ana@bees.example\nWax,2026-06-02 10:00,\n")

    assert result.dropped_columns == ("reach me",)


def test_columns_that_mean_nothing_are_said_to_be_unused() -> None:
    result = read("title,start,speaker,room,end,Wombats\nBees,2026-06-02 09:00,Ana Ruiz,A,10:00,3\n")

    assert result.warnings == ("1 column is not used: “Wombats”.",)


def test_yaml_may_group_by_day_and_blocks_may_list_their_talks() -> None:
    result = read(
        """\
        title: Bee Days
        timezone: Europe/Vienna
        days:
          - date: 2026-06-02
            sessions:
              - title: "Session 1: Wax"
                start: 09:30
                end: 11:00
                room: A
                chair: Eve Holm
                talks:
                  - title: Candles
                    start: 09:30
                    duration: 20
                    speakers:
                      - name: Cy Okoro
                        email: cy@bees.example
        """,
        zone=None,
    )

    talk, block = sorted(result.programme.sessions, key=lambda session: session.title)
    assert (result.programme.title, result.programme.zone) == ("Bee Days", "Europe/Vienna")
    assert (block.kind, block.chairs, talk.part_of, talk.rooms) == (Kind.BLOCK, ("Eve Holm",), block.id, ("A",))
    assert (talk.speakers, f"{talk.end:%H:%M}", result.dropped_columns) == (("Cy Okoro",), "09:50", ("email",))


@pytest.mark.parametrize("text", ["12:30", "09:00"])
def test_yaml_times_stay_times(text: str) -> None:
    result = read(f"sessions:\n  - title: NO\n    date: 2026-06-02\n    start: {text}\n")

    assert briefly(result) == [(f"02.06.2026 {text}", "", "NO")]


def test_every_sheet_of_a_book_is_read_and_may_be_named_for_its_day() -> None:
    book = openpyxl.Workbook()
    for day in ("2 June 2026", "3 June 2026"):
        sheet = book.create_sheet(day)
        sheet.append(["Bee Days"])
        sheet.append(["Start", "Title"])
        sheet.append([datetime(2026, 1, 1, 9, 30).time(), f"Opening of {day}"])  # noqa: DTZ001 # a time of day
    book.create_sheet("Sponsors").append(["Name", "Logo"])
    held = BytesIO()
    book.save(held)

    result = read_programme(held.getvalue(), event="bees", zone="Europe/Vienna")

    assert briefly(result) == [
        ("02.06.2026 09:30", "", "Opening of 2 June 2026"),
        ("03.06.2026 09:30", "", "Opening of 3 June 2026"),
    ]


def test_rooms_in_one_cell_are_told_apart_where_others_have_each_by_itself() -> None:
    result = read("""\
        title,start,room
        Bees,2026-06-02 09:00,Hall A
        Wax,2026-06-02 09:00,Hall B
        Plenary,2026-06-02 11:00,Hall A / Hall B
        Off,2026-06-02 12:00,Hall A / Foyer
        """)

    assert [session.rooms for session in result.programme.sessions] == [
        ("Hall A",),
        ("Hall B",),
        ("Hall A", "Hall B"),
        ("Hall A / Foyer",),
    ]


def test_a_time_in_merged_cells_holds_for_the_rows_beside_it() -> None:
    result = read("""\
        Date,Time,Room,Title
        2026-06-02,09:00-10:00,A,Bees
        ,,B,Wax
        ,10:00-11:00,A,Honey
        """)

    assert briefly(result) == [
        ("02.06.2026 09:00", "10:00", "Bees"),
        ("02.06.2026 09:00", "10:00", "Wax"),
        ("02.06.2026 10:00", "11:00", "Honey"),
    ]


def test_clocks_of_twelve_hours_go_on_after_noon() -> None:
    result = read("""\
        Date,Time,Title
        3/14/2026,9:00,Opening
        ,11:30 - 12:30,Bees
        ,12:30,Lunch
        ,1:30,Wax
        """)

    assert [start for start, *_ in briefly(result)] == [
        "14.03.2026 09:00",
        "14.03.2026 11:30",
        "14.03.2026 12:30",
        "14.03.2026 13:30",
    ]


def test_small_hours_are_the_night_where_other_times_are_beyond_noon() -> None:
    result = read("Date,Time,Title\n2026-03-14,9:00,Opening\n,22:00,Party\n,1:30,Dance\n")

    assert [start for start, *_ in briefly(result)] == ["14.03.2026 09:00", "14.03.2026 22:00", "15.03.2026 01:30"]


def test_a_head_that_stands_again_is_no_session() -> None:
    result = read("""\
        Time,Title,Room
        14 March 2026,,
        09:00,Bees,A
        Time,Title,Room
        15 March 2026,,
        09:00,Wax,A
        """)

    assert briefly(result) == [("14.03.2026 09:00", "", "Bees"), ("15.03.2026 09:00", "", "Wax")]


def test_a_row_that_only_says_who_speaks_belongs_to_the_row_above() -> None:
    result = read("""\
        Time,Programme
        Tuesday 2 June 2026,
        09:00 - 10:30,Opening ceremony
        ,Speakers: Ana Ruiz; Bo Lind
        ,Chair: Eve Holm
        """)

    assert (only(result).title, only(result).speakers, only(result).chairs) == (
        "Opening ceremony",
        ("Ana Ruiz", "Bo Lind"),
        ("Eve Holm",),
    )


def test_columns_may_say_of_what_they_are_and_have_numbers() -> None:
    result = read("""\
        Session Name,Session Start,Session End,Session Room,Speaker 1 Name,Speaker 1 Email,Speaker 2 Name
        Bees,2026-03-14 09:00,2026-03-14 09:45,A,Ana Ruiz,a@bees.example,Bo Lind
        """)

    assert (only(result).speakers, only(result).rooms, result.dropped_columns) == (
        ("Ana Ruiz", "Bo Lind"),
        ("A",),
        ("Speaker 1 Email",),
    )


@pytest.mark.parametrize("written", [1773478800, 1773478800000])
def test_seconds_since_1970_are_instants(written: int) -> None:
    result = read(json.dumps([{"title": "Bees", "start": written}]))

    assert briefly(result) == [("14.03.2026 10:00", "", "Bees")]


def test_json_may_hold_sessions_by_their_codes() -> None:
    result = read(json.dumps({"T1": {"title": "Bees", "start": "2026-03-14T09:00", "room": "A"}}))

    assert briefly(result) == [("14.03.2026 09:00", "", "Bees")]


def test_json_may_hold_sessions_by_their_days() -> None:
    event = {"title": "Bees", "rooms": ["A", "B"], "start": "2026-03-14T09:00:00+01:00", "duration": 45}

    result = read(json.dumps({"days": {"2026-03-14": {"rooms": ["A", "B"], "events": [event]}}}))

    assert briefly(result) == [("14.03.2026 09:00", "09:45", "Bees")]
    assert only(result).rooms == ("A", "B")


def test_a_day_and_a_time_may_be_parts_of_a_start() -> None:
    when = {name: {"date": "2026-06-10", "time": time, "tz": "Europe/Zurich"} for name, time in _TIMES}
    talk = {"title": "Bees", **when, "presenters": [{"name": "Ruiz, Ana"}], "room": "Aula"}

    result = read(json.dumps({"count": 1, "results": {"99": {"20260610": {"c1": talk}}}}))

    assert briefly(result) == [("10.06.2026 09:00", "09:45", "Bees")]


_TIMES = [("startDate", "09:00:00"), ("endDate", "09:45:00")]


def test_xml_of_another_kind_is_read_as_a_table() -> None:
    result = read("""\
        <schedule><day date="2026-07-21">
        <entry id="1"><start>0930</start><duration>30</duration><room>C01</room><title>Breakfast</title></entry>
        <entry id="2"><start>1100</start><duration>45</duration><room>C01</room><title>Bees</title>
        <speakers><speaker id="3"><name>Ana Ruiz</name><email>ana@bees.example</email></speaker></speakers></entry>
        </day></schedule>
        """)

    assert briefly(result) == [("21.07.2026 09:30", "10:00", "Breakfast"), ("21.07.2026 11:00", "11:45", "Bees")]
    assert (result.programme.sessions[1].speakers, result.dropped_columns) == (("Ana Ruiz",), ("email",))


@pytest.mark.parametrize(
    "written, minutes",
    [("1 h 30 min", 90), ("1h30", 90), ("1:30 h", 90), ('"1,5 Std"', 90), ("90'", 90), ("PT45M", 45), ("00:45:00", 45)],
)
def test_durations_are_understood(written: str, minutes: int) -> None:
    result = read(f"Title,Start,Length\nBees,2026-03-14 09:00,{written}\n")

    assert only(result).end == only(result).start + timedelta(minutes=minutes)


def test_room_with_two_sessions_at_a_time_is_told() -> None:
    table = (
        "title,date,start,end,room\n"
        "Bees,2026-06-02,10:00,11:00,Hall\n"
        "Wasps,2026-06-02,10:30,11:30,Hall\n"
        "Ants,2026-06-02,11:30,12:00,Hall\n"
    )

    found = read_programme(table.encode(), event="bees", zone="Europe/Vienna")

    assert "1 session is in a room where another one is on: “Wasps (02.06. 10:30)”." in found.warnings


def test_the_small_hours_last_of_a_days_rows_are_the_night_however_early_the_others_end() -> None:
    result = read("""\
        Date,Start,End,Title
        2026-06-02,09:00,16:15,Bees
        2026-06-02,00:50,01:30,Last boat
        2026-06-03,00:30,01:00,Early birds
        2026-06-03,09:00,10:00,Wax
        """)

    assert briefly(result) == [
        ("02.06.2026 09:00", "16:15", "Bees"),
        ("03.06.2026 00:30", "01:00", "Early birds"),
        ("03.06.2026 00:50", "01:30", "Last boat"),
        ("03.06.2026 09:00", "10:00", "Wax"),
    ]


def test_the_small_hours_before_other_rows_of_a_day_are_its_morning() -> None:
    result = read("Date,Start,Title,Room\n2026-06-02,09:00,Bees,A\n2026-06-02,01:00,Games,B\n2026-06-02,10:00,Wax,B\n")

    assert [start for start, *_ in briefly(result)] == ["02.06.2026 01:00", "02.06.2026 09:00", "02.06.2026 10:00"]


def test_an_end_with_a_day_of_its_own_stays_when_its_start_is_the_night() -> None:
    result = read("Date,Start,End Date,End,Title\n2026-06-02,09:00,,,Bees\n2026-06-02,00:50,2026-06-03,01:30,Boat\n")

    assert briefly(result)[1:] == [("03.06.2026 00:50", "01:30", "Boat")]


def test_an_end_that_is_the_start_is_said() -> None:
    result = read("Date,Start,End,Title\n2026-06-02,10:00,10:00,Bees\n")

    assert briefly(result) == [("02.06.2026 10:00", "", "Bees")]
    assert "1 session would end when it starts; that end is not used: “Bees”." in result.warnings


def test_a_time_that_the_clocks_skip_or_show_twice_is_said() -> None:
    result = read("Start,End,Title\n2027-03-28 02:30,2027-03-28 03:30,Bees\n2027-10-31 01:00,2027-10-31 02:30,Wax\n")

    said = [warning for warning in result.warnings if "clocks" in warning]
    assert said == [
        "1 time does not exist, because the clocks go forward in that night; it was moved: “Bees (28.03.2027 02:30)”.",
        (
            "1 time exists twice, because the clocks go back in that night; it is read as the first: "
            "“Wax (31.10.2027 02:30)”."
        ),
    ]
