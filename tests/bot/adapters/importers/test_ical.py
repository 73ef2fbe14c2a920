from datetime import datetime
from textwrap import dedent
from zoneinfo import ZoneInfo

import pytest

from bot.adapters.importers.reading import Imported, read_programme
from bot.errors import ZoneNeeded


def read(*entries: str, head: str = "X-WR-TIMEZONE:Europe/Vienna", zone: str | None = None) -> Imported:
    events = [f"BEGIN:VEVENT\n{dedent(entry).strip()}\nEND:VEVENT" for entry in entries]
    text = "\n".join(["BEGIN:VCALENDAR", head, *events, "END:VCALENDAR", ""])
    return read_programme(text.encode(), event="bees", zone=zone)


def starts(result: Imported) -> list[str]:
    return [f"{session.start:%d.%m. %H:%M}" for session in result.programme.sessions]


def test_a_zone_of_an_entry_is_the_calendars() -> None:
    result = read("UID:1\nSUMMARY:Bees\nDTSTART;TZID=Europe/Rome:20260602T100000", head="VERSION:2.0")

    assert result.programme.sessions[0].start == datetime(2026, 6, 2, 10, tzinfo=ZoneInfo("Europe/Rome"))


def test_a_zone_by_its_windows_name_is_known() -> None:
    result = read("UID:1\nSUMMARY:Bees\nDTSTART;TZID=W. Europe Standard Time:20260602T100000", head="VERSION:2.0")

    assert result.programme.zone == "Europe/Berlin"


def test_utc_as_the_zone_of_an_entry_names_no_place() -> None:
    with pytest.raises(ZoneNeeded):
        read("UID:1\nSUMMARY:Bees\nDTSTART;TZID=UTC:20260602T100000", head="VERSION:2.0")


def test_an_entry_that_repeats_is_as_many_sessions() -> None:
    result = read("UID:1\nSUMMARY:Yoga\nDTSTART:20260602T070000\nRRULE:FREQ=DAILY;COUNT=3\nEXDATE:20260603T070000")

    assert starts(result) == ["02.06. 07:00", "04.06. 07:00"]
    assert len({session.id for session in result.programme.sessions}) == 2


def test_one_repetition_may_be_moved() -> None:
    result = read(
        "UID:1\nSUMMARY:Yoga\nDTSTART;TZID=Europe/Vienna:20260602T070000\nRRULE:FREQ=DAILY;COUNT=2",
        "UID:1\nSUMMARY:Yoga\nRECURRENCE-ID;TZID=Europe/Vienna:20260603T070000\nDTSTART;TZID=Europe/Vienna:20260603T080000",
    )

    assert starts(result) == ["02.06. 07:00", "03.06. 08:00"]


def test_a_repetition_keeps_its_time_when_the_clocks_change() -> None:
    result = read(
        "UID:1\nSUMMARY:Yoga\nDTSTART;TZID=Europe/Vienna:20261024T070000\nRRULE:FREQ=DAILY;UNTIL=20261026T060000Z"
    )

    assert starts(result) == ["24.10. 07:00", "25.10. 07:00", "26.10. 07:00"]


def test_an_entry_that_repeats_for_ever_is_cut_and_said() -> None:
    result = read("UID:1\nSUMMARY:Yoga\nDTSTART:20260602T070000\nRRULE:FREQ=DAILY")

    assert len(result.programme.sessions) == 57
    assert any("repeats without end" in warning for warning in result.warnings)


def test_a_whole_day_is_a_session_of_that_day() -> None:
    result = read("UID:1\nSUMMARY:Sprints\nDTSTART;VALUE=DATE:20260604\nDTEND;VALUE=DATE:20260605")

    assert [f"{day:%d.%m.}" for day in result.programme.days] == ["04.06."]


def test_speakers_may_stand_in_titles_which_stay_as_they_are() -> None:
    result = read("UID:1\nSUMMARY:Bees (talk by Ana Ruiz & Bo Lind)\nDTSTART:20260602T100000")

    session = result.programme.sessions[0]
    assert (session.title, session.speakers) == ("Bees (talk by Ana Ruiz & Bo Lind)", ("Ana Ruiz", "Bo Lind"))


def test_speakers_may_stand_in_the_description() -> None:
    result = read(
        "UID:1\nSUMMARY:Bees\nDTSTART:20260602T100000\nDESCRIPTION:Speakers: Ana Ruiz\\, Bo Lind\\n\\nAll about bees."
    )

    session = result.programme.sessions[0]
    assert (session.speakers, session.description) == (("Ana Ruiz", "Bo Lind"), "All about bees.")


def test_guests_of_a_calendar_are_nobodys_business() -> None:
    result = read(
        "UID:1\nSUMMARY:Bees\nDTSTART:20260602T100000\nATTENDEE;CN=Ana Ruiz;PARTSTAT=ACCEPTED:mailto:ana@bees.example"
    )

    assert (result.programme.sessions[0].speakers, result.dropped_columns) == ((), ("ATTENDEE",))


def test_one_broken_line_does_not_break_the_calendar() -> None:
    result = read(
        "UID:1\nSUMMARY:Bees\nDTSTART:20260602T100000\nDTEND:nonsense", "UID:2\nSUMMARY:Wax\nDTSTART:20260602T110000"
    )

    assert starts(result) == ["02.06. 10:00", "02.06. 11:00"]


def test_an_entry_without_a_start_is_left_out_and_said() -> None:
    result = read("UID:1\nSUMMARY:Bees", "UID:2\nSUMMARY:Wax\nDTSTART:20260602T110000")

    assert starts(result) == ["02.06. 11:00"]
    assert "1 row was left out, because it has no time: “Bees”." in result.warnings


def test_who_speaks_may_stand_before_a_line_break_of_html() -> None:
    result = read("UID:1\nSUMMARY:Bees\nDTSTART:20260602T100000\nDESCRIPTION:Speaker(s): Ana Ruiz<br>All about bees.")

    session = result.programme.sessions[0]
    assert (session.speakers, session.description) == (("Ana Ruiz",), "All about bees.")
