from dataclasses import replace

import pytest

from bot.schedule.recognising import recognised
from bot.schedule.sessions import Kind, Programme, Session, Status
from tests.programmes import HOUR, NINE, make_programme, make_session

TALK = make_session("1", title="Of Bells", speakers=("Ana Silva",))


def known(new: Session | Programme, old: Session | Programme, **aliases: str) -> list[str]:
    """The ids of the new programme's sessions once they are recognised."""
    programmes = [each if isinstance(each, Programme) else make_programme(each) for each in (new, old)]
    return [session.id for session in recognised(programmes[0], programmes[1], aliases).programme.sessions]


@pytest.mark.parametrize(
    "edit",
    [
        {},
        {"start": NINE + HOUR, "end": None, "rooms": ("Hall",)},
        {"title": "of  bélls", "start": NINE + HOUR},
        {"speakers": ("Ben Okoro",), "start": NINE + HOUR},
    ],
)
def test_session_of_the_same_title_is_recognised_under_a_new_id(edit: dict[str, object]) -> None:
    assert known(replace(TALK, id="9", **edit), TALK) == ["1"]  # type: ignore[arg-type] # fields by name, which mypy cannot see


def test_another_title_under_an_id_of_the_files_own_is_another_session() -> None:
    assert known(replace(TALK, id="9", title="Of Ropes"), TALK) == ["9"]


def test_where_every_id_is_made_up_anew_a_retitled_session_is_known_by_its_slot() -> None:
    others = [make_session(f"2{number}", NINE + number * HOUR) for number in range(1, 4)]
    new = [replace(each, id=f"9{number}") for number, each in enumerate(others)]

    ids = known(make_programme(replace(TALK, id="90", title="Of Ropes"), *new[1:]), make_programme(TALK, *others[1:]))

    assert ids == ["1", "22", "23"]


def test_session_without_a_title_is_known_by_its_slot() -> None:
    untitled = replace(TALK, title="")

    assert [known(replace(untitled, id="9", rooms=(room,)), untitled) for room in ("Belfry", "Hall")] == [["1"], ["9"]]


@pytest.mark.parametrize(
    "edit,is_same",
    [
        ({}, True),
        ({"rooms": ("Hall",)}, True),
        ({"speakers": ("Ben Okoro",)}, False),
    ],
)
def test_without_ids_a_retitled_session_is_known_by_its_speakers(edit: dict[str, object], is_same: bool) -> None:
    new = replace(TALK, id="~of-ropes", title="Of Ropes", **edit)  # type: ignore[arg-type] # fields by name, which mypy cannot see

    assert known(new, replace(TALK, id="~of-bells")) == ["~of-bells" if is_same else "~of-ropes"]


def test_without_ids_and_speakers_a_retitled_break_is_known_by_its_slot() -> None:
    coffee = make_session("~coffee", title="Coffee", kind=Kind.BREAK)

    assert known(replace(coffee, id="~tea", title="Tea"), coffee) == ["~coffee"]


def test_what_might_be_one_of_several_is_none_of_them() -> None:
    old = make_programme(*(make_session(id_, NINE + n * HOUR, title="Lunch") for n, id_ in enumerate("ab")))
    new = make_session("c", NINE + 5 * HOUR, title="Lunch")

    assert known(new, old) == ["c"]


def test_of_several_with_one_title_each_is_known_by_its_start() -> None:
    old = make_programme(*(make_session(id_, NINE + n * HOUR, title="Lunch") for n, id_ in enumerate("ab")))
    new = make_programme(*(replace(each, id=each.id.upper(), end=None) for each in old.sessions))

    assert known(new, old) == ["a", "b"]


def test_talk_follows_its_block_to_the_earlier_id() -> None:
    block = make_session("block", title="Bells, part 1", kind=Kind.BLOCK)
    new = make_programme(replace(block, id="9"), replace(TALK, part_of="9"))

    renamed = recognised(new, make_programme(block, replace(TALK, part_of="block")), {}).programme

    assert [(each.id, each.part_of) for each in renamed.sessions] == [("block", ""), ("1", "block")]


def test_what_was_learnt_holds_after_the_title_has_changed() -> None:
    assert known(replace(TALK, id="9", title="Of Ropes"), TALK, **{"9": "1"}) == ["1"]


def test_file_that_has_the_earlier_id_again_has_the_last_word() -> None:
    new = make_programme(TALK, make_session("9", NINE + HOUR))

    assert known(new, TALK, **{"9": "1"}) == ["1", "9"]


def test_what_was_called_off_and_is_announced_elsewhere_is_a_new_session() -> None:
    old = replace(TALK, status=Status.CANCELLED)

    assert known(replace(TALK, id="9", start=NINE + HOUR), old) == ["9"]


def test_what_was_called_off_and_stands_where_it_stood_is_the_same() -> None:
    assert known(replace(TALK, id="9"), replace(TALK, status=Status.CANCELLED)) == ["1"]


def test_side_event_is_nobody_elses() -> None:
    assert known(replace(TALK, id="9"), replace(TALK, kind=Kind.SIDE)) == ["9"]


def tour(hours: float, number: int = 1, **more: object) -> Session:
    """A guided tour, so many hours after nine, with the id that a file without ids gives it."""
    return make_session("~tour" if number == 1 else f"~tour-{number}", NINE + hours * HOUR, title="Tour", **more)


def tours(*hours: float) -> Programme:
    return make_programme(*(tour(each, number) for number, each in enumerate(hours, start=1)))


@pytest.mark.parametrize(
    "before,after,ids",
    [
        ((1, 6), (-1, 1, 6), ["~tour-3", "~tour", "~tour-2"]),  # one more before them
        ((1, 6), (1, 3, 6), ["~tour", "~tour-3", "~tour-2"]),
        ((-1, 1, 6), (1, 6), ["~tour-2", "~tour-3"]),  # the first is off
        ((1, 6), (6, 8), ["~tour-2", "~tour"]),  # the first goes to the end
        ((1, 6), (721, 726), ["~tour", "~tour-2"]),  # all go to another month
        ((1, 6), (-1, 1, 7), ["~tour-3", "~tour", "~tour-2"]),  # one more, and another moves
        ((1, 6), (7,), ["~tour-2"]),
        ((6,), (1, 6), ["~tour-2", "~tour"]),
    ],
)
def test_without_ids_those_of_one_title_are_known_by_their_start(
    before: tuple[float, ...], after: tuple[float, ...], ids: list[str]
) -> None:
    assert known(tours(*after), tours(*before)) == ids


def test_numbers_of_those_of_one_title_teach_nothing() -> None:
    assert recognised(tours(-1, 1, 6), tours(1, 6), {}).aliases == {}


def test_one_of_several_that_was_called_off_stays_off_where_it_stood() -> None:
    old = make_programme(tour(1, status=Status.CANCELLED), tour(6, 2))

    assert known(tours(-1, 1, 6), old) == ["~tour-3", "~tour", "~tour-2"]
    assert known(tours(3, 6), old) == ["~tour-3", "~tour-2"]


def test_as_many_of_one_title_under_new_ids_are_paired_in_their_order() -> None:
    old = make_programme(*(make_session(id_, NINE + n * HOUR, title="Lunch") for n, id_ in enumerate("ab")))
    new = make_programme(*(make_session(id_, NINE + (30 + n) * HOUR, title="Lunch") for n, id_ in enumerate("cd")))

    assert known(new, old) == ["a", "b"]


def test_file_that_lost_its_ids_has_the_same_sessions_however_often_it_comes() -> None:
    old = make_programme(*(make_session(id_, NINE + n * HOUR, title="Tour") for n, id_ in enumerate("ab")))

    once = recognised(tours(0, 1, 5), old, {}).programme
    again = recognised(tours(0, 1, 5), once, {}).programme

    assert [each.id for each in once.sessions] == [each.id for each in again.sessions] == ["a", "b", "~tour-3"]


def test_id_of_ours_is_no_session_that_has_another_title_by_now() -> None:
    old = make_session("~of-bells", title="Of Ropes")
    new = make_programme(replace(old, id="~of-ropes"), make_session("~of-bells", NINE + HOUR, title="Of Bells"))

    assert known(new, old) == ["~of-bells", "~of-bells-2"]
