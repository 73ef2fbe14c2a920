"""The sample event: it loads, it has what real programmes have, and every part of it says that it is made up."""

from collections import Counter

import pytest

from bot.adapters.content.folder import read_folder
from bot.adapters.content.loading import load
from bot.adapters.importers.reading import Imported, read_programme
from bot.commands.demo import EVENT, SAMPLE, TITLE, beside
from bot.schedule.sessions import Kind, Session
from tests.factories import IASP

TABLE = SAMPLE / "programme.csv"


@pytest.fixture(scope="module")
def imported() -> Imported:
    return read_programme(TABLE.read_bytes(), name=TABLE.name, event=EVENT)


@pytest.fixture(scope="module")
def sessions(imported: Imported) -> tuple[Session, ...]:
    return imported.programme.sessions


def test_every_row_of_the_table_is_a_session(imported: Imported) -> None:
    programme = imported.programme

    found = (len(programme.sessions), len(programme.rooms), len(programme.days), imported.speakers)
    assert found == (78, 5, 3, 39)
    assert len(TABLE.read_text(encoding="utf-8").splitlines()) == 1 + len(programme.sessions)


def test_nothing_in_it_is_dropped_or_misread(imported: Imported) -> None:
    assert imported.dropped_columns == ()
    assert [warning.partition(":")[0] for warning in imported.warnings] == [
        "3 sessions have no room",
        "4 sessions have no speaker",
        "1 session is cancelled",
    ]


def test_it_has_what_real_programmes_have(sessions: tuple[Session, ...]) -> None:
    kinds = Counter(each.kind for each in sessions)
    blocks = {each.id for each in sessions if each.kind is Kind.BLOCK}

    assert kinds == {Kind.TALK: 53, Kind.BREAK: 14, Kind.BLOCK: 11}
    assert {each.part_of for each in sessions if each.part_of} == blocks
    assert [each.title for each in sessions if each.cancelled] == ["Bicycles as Infrastructure"]
    assert sum(len(each.rooms) > 1 for each in sessions) == 4
    assert {each.language for each in sessions} == {"en", "es", "fr"}
    assert len({each.track for each in sessions if each.track}) == 3


def test_two_sessions_have_the_same_title_and_other_speakers(sessions: tuple[Session, ...]) -> None:
    same = [each for each in sessions if each.title == "Ask Me Anything: Running a Small Park"]

    assert [each.speakers for each in same] == [("Ottoline Brackenbury",), ("Ilmatar Greenhough",)]


def test_some_who_chair_speak_nowhere(sessions: tuple[Session, ...]) -> None:
    speaking = {name for each in sessions for name in each.speakers}
    chairing = {name for each in sessions for name in each.chairs}

    assert chairing - speaking == {
        *("Björn Lampwick", "Dagny Hollowell", "Fenella Drummore", "Lorcan Mistlethwaite", "Oluwaseun Birdwhistle"),
    }


def test_nobody_is_in_two_places_at_once(sessions: tuple[Session, ...]) -> None:
    clashes = [
        (name, one.title, other.title)
        for one in sessions
        for other in sessions
        for name in {*one.speakers, *one.chairs} & {*other.speakers, *other.chairs}
        if one.id < other.id and one.start < (other.end or other.start) and other.start < (one.end or one.start)
    ]

    assert clashes == []


def test_nothing_that_moves_with_the_dates_is_written_into_a_text(sessions: tuple[Session, ...]) -> None:
    days = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "202")

    assert [
        each.title for each in sessions if any(day in f"{each.title} {each.description}".casefold() for day in days)
    ] == []


def test_every_session_says_that_it_is_made_up(sessions: tuple[Session, ...]) -> None:
    assert [each.title for each in sessions if not each.description.endswith("(Made-up sample.)")] == []


def test_event_says_so_too_and_fits_beside_the_real_content(imported: Imported) -> None:
    knowledge = load(beside(read_folder(IASP), read_folder(SAMPLE), imported.programme))

    event = knowledge.events[f"events/{EVENT}"]
    assert (event.name, "made-up" in event.summary, "made up" in knowledge.sources[event.source].title) == (
        TITLE,
        True,
        True,
    )


def test_it_is_never_loaded_with_the_real_content() -> None:
    assert not SAMPLE.is_relative_to(IASP)
