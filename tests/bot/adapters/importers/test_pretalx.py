"""Pretalx's JSON beside its schedule.json."""

import json
from typing import Any

from bot.adapters.importers.reading import Imported, read_programme
from bot.schedule.sessions import Kind


def read(data: Any, zone: str | None = "Europe/Vienna") -> Imported:
    return read_programme(json.dumps(data).encode(), event="bees", zone=zone)


def widget(*talks: dict[str, Any]) -> dict[str, Any]:
    return {
        "talks": list(talks),
        "timezone": "Europe/Vienna",
        "event_start": "2026-06-02",
        "event_end": "2026-06-03",
        "rooms": [{"id": 5, "name": {"en": "Hall A", "de": "Saal A"}}, {"id": 6, "name": "Hall B"}],
        "tracks": [{"id": 3, "name": {"en": "Care"}}],
        "speakers": [{"code": "P1", "name": "Ana Ruiz"}],
    }


def at(hour: int) -> str:
    return f"2026-06-02T{hour:02}:00:00+02:00"


def test_rooms_tracks_and_speakers_are_told_by_their_ids() -> None:
    talk = {"code": "T1", "title": "Bees", "speakers": ["P1"], "track": 3, "room": 5, "start": at(9), "end": at(10)}

    result = read(widget(talk), zone=None)

    (session,) = result.programme.sessions
    assert (session.id, session.rooms, session.track, session.speakers) == ("T1", ("Hall A",), "Care", ("Ana Ruiz",))
    assert (result.programme.zone, result.programme.rooms, result.format) == (
        "Europe/Vienna",
        ("Hall A", "Hall B"),
        "pretalx JSON",
    )


def test_a_break_has_no_code_and_a_title_in_several_languages() -> None:
    lunch = {"id": 9, "title": {"en": "Lunch", "de": "Mittagessen"}, "room": 6, "start": at(12), "end": at(13)}

    (session,) = read(widget(lunch)).programme.sessions

    assert (session.id, session.title, session.kind) == ("9", "Lunch", Kind.BREAK)


def test_ids_that_the_file_explains_nowhere_are_no_names() -> None:
    talk = {"code": "T1", "title": "Bees", "speakers": ["P8"], "track": 8, "room": 8, "start": at(9), "end": at(10)}

    result = read(widget(talk))

    (session,) = result.programme.sessions
    assert (session.rooms, session.track, session.speakers) == ((), "", ())
    assert "1 speaker is named nowhere in the file: “P8”." in result.warnings


def test_a_talk_with_several_slots_takes_place_as_often() -> None:
    slots = [{"room": {"name": {"en": "Hall A"}}, "start": at(hour), "end": at(hour + 1)} for hour in (9, 14)]
    talk = {"code": "T1", "title": "Bees", "speakers": [], "submission_type": "Workshop", "slots": slots}

    programme = read({"results": [talk]}).programme

    assert [(s.start.hour, s.rooms, s.type) for s in programme.sessions] == [
        (9, ("Hall A",), "Workshop"),
        (14, ("Hall A",), "Workshop"),
    ]


def test_a_submission_without_a_slot_is_left_out_and_said() -> None:
    planned = {"code": "T1", "title": "Bees", "slot": {"room": "Hall A", "start": at(9), "end": at(10)}}
    waiting = {"code": "T2", "title": "Wax", "state": "accepted", "slot": None}

    result = read({"results": [planned, waiting]})

    assert [session.title for session in result.programme.sessions] == ["Bees"]
    assert "1 row was left out, because it has no time: “Wax”." in result.warnings


def test_answers_to_private_questions_are_dropped_and_said_to_be() -> None:
    answers = [
        {"question": {"question": "T-shirt size"}, "answer": "M"},
        {"question": "Dietary needs", "answer": "none"},
    ]
    talk = {"code": "T1", "title": "Bees", "answers": answers, "slot": {"room": "A", "start": at(9), "end": at(10)}}

    assert set(read([talk]).dropped_columns) == {"T-shirt size", "Dietary needs"}
