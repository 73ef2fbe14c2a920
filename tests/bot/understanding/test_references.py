from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from bot.messages import Action
from bot.ports import Memory
from bot.understanding.beside import Spoken
from bot.understanding.references import described, reference
from tests.factories import make_event, make_knowledge

FIRST, SECOND, THIRD, APART = (f"events/{name}" for name in ("first", "second", "third", "apart"))
KNOWLEDGE = make_knowledge(
    events={
        SECOND: make_event("2025"),
        FIRST: make_event("2024"),
        THIRD: make_event("2026"),
        APART: make_event("2026", series="another"),
    },
)
NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)
LISTED = Memory(subjects=(FIRST, "people#ana", SECOND, "people#ben"), latest=4)


def meant(text: str, *subjects: str, latest: int = 1) -> Sequence[str] | None:
    found = reference(text, Spoken(Memory(subjects=subjects, latest=latest), KNOWLEDGE, NOW))
    return found.record_ids if found else None


@pytest.mark.parametrize(
    "text,record_ids",
    [
        *(("and the one after?", (THIRD,)), ("the one after that", (THIRD,)), ("and the next one?", (THIRD,))),
        *(("the previous one", (FIRST,)), ("and before that?", (FIRST,)), ("¿y la anterior?", (FIRST,))),
        *(("et celle d'avant ?", (FIRST,)), ("and the other one?", (FIRST, THIRD))),
    ],
)
def test_neighbours_of_a_series_are_pointed_at(text: str, record_ids: Sequence[str]) -> None:
    assert meant(text, SECOND) == record_ids


@pytest.mark.parametrize("text", ["and the last one?", "¿y la última?", "et la dernière ?"])
@pytest.mark.parametrize("event", [FIRST, SECOND, THIRD])
def test_last_one_is_the_one_of_the_series_that_was_over_last(text: str, event: str) -> None:
    assert meant(text, event) == (SECOND,)


@pytest.mark.parametrize(
    "text", ["what happened before that", "la siguiente conferencia", "another meeting", "", "and?"]
)
def test_what_only_looks_like_it_points_at_nothing(text: str) -> None:
    assert meant(text, SECOND) is None


def test_nothing_comes_after_the_last() -> None:
    assert (meant("and the one after?", THIRD), meant("and the next one?", THIRD)) == ((), None)


def test_other_one_is_the_one_talked_about_before() -> None:
    assert meant("where was the other one?", SECOND, "people#ana", THIRD) == (THIRD,)


def test_event_without_a_series_has_all_others_beside_it() -> None:
    assert meant("and the other one?", APART) == (SECOND, FIRST, THIRD)


def test_other_one_of_nothing_is_nothing() -> None:
    assert (meant("and the other one?"), meant("who is the other one?", "people#ana")) == ((), None)


@pytest.mark.parametrize(
    "text,record_id",
    [
        *(("where was the second one?", SECOND), ("and the first one?", FIRST), ("who hosted the last one", SECOND)),
        ("when was the second", SECOND),
    ],
)
def test_place_in_a_list_is_counted_among_things_of_one_kind(text: str, record_id: str) -> None:
    found = reference(text, Spoken(LISTED, KNOWLEDGE, NOW))

    assert found is not None
    assert found.record_ids == (record_id,)


@pytest.mark.parametrize("text", ["the fifth one", "the last conference", "first", "who came first to the meeting"])
def test_place_that_no_list_has_is_no_place(text: str) -> None:
    assert reference(text, Spoken(LISTED, KNOWLEDGE, NOW)) is None


def test_name_stands_in_place_of_what_points() -> None:
    found = reference("Who hosted the second one, please?", Spoken(LISTED, KNOWLEDGE, NOW))

    assert found is not None
    assert (found.naming("Some Event"), found.alone) == ("who hosted Some Event please", False)


COST, TIME = Action("What does membership cost?", "show fees"), Action("How long does membership take?", "show time")


@pytest.mark.parametrize(
    "text,action",
    [
        ("the one about the cost", COST),
        ("the one about membership", None),
        ("the one about the weather", None),
        ("the one about", None),
        ("cost", None),
    ],
)
def test_button_is_described_by_words_that_it_alone_has(text: str, action: Action | None) -> None:
    assert described(text, (COST, TIME)) == action
