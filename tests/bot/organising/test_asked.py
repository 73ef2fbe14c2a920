import pytest

from bot.organising.asked import Asked, after_a_file, beside_a_file

EVENTS = {"spring-meeting": "Spring Meeting", "sample-summit": "Sample Summit 2027", "untitled": ""}


@pytest.mark.parametrize(
    "caption, asked",
    [
        ("", Asked()),
        ("for sample-summit", Asked("sample-summit")),
        ("for sample-summit, zone Europe/Berlin", Asked("sample-summit", "Europe/Berlin")),
        ("Here is the new programme of the Sample Summit 2027. Thanks!", Asked("sample-summit")),
        ("time zone: asia/bangkok", Asked(zone="Asia/Bangkok")),
        ("The zone is UTC", Asked(zone="UTC")),
        ("times in Pacific/Auckland", Asked(zone="Pacific/Auckland")),
        ("zone Berlin", Asked(zone="Berlin")),  # the importer says that there is none of this name
        ("for autumn-meeting-2027.", Asked("autumn-meeting-2027")),
        ("event: gab2021", Asked("gab2021")),
        ("the latest for tomorrow, and/or Thursday", Asked()),
        ("for 2027", Asked()),
    ],
)
def test_words_beside_a_file_name_an_event_and_a_zone(caption: str, asked: Asked) -> None:
    assert beside_a_file(caption, EVENTS) == asked


@pytest.mark.parametrize(
    "text, asked",
    [
        ("Spring meeting", Asked("spring-meeting")),
        ("SAMPLE-SUMMIT!", Asked("sample-summit")),
        ("it's for spring-meeting, zone Asia/Bangkok", Asked("spring-meeting", "Asia/Bangkok")),
        ("for retreat", Asked("retreat")),
        ("europe/madrid", Asked(zone="Europe/Madrid")),
        ("zone Madrid", Asked(zone="Madrid")),
        ("When does the Spring Meeting begin?", None),
        ("lunch", None),
        ("for lunch and dinner", None),
        ("", None),
    ],
)
def test_message_after_a_file_is_an_answer_only_where_it_is_nothing_else(text: str, asked: Asked | None) -> None:
    assert after_a_file(text, EVENTS) == asked
