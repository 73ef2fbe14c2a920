from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given

from bot.schedule.clashes import alternatives, clashes, in_the_way_of
from bot.schedule.sessions import Kind, Programme, Status
from tests.programmes import HOUR, NINE, make_session, programmes

BELLS = make_session("bells")
HALF = timedelta(minutes=30)


@pytest.mark.parametrize(
    "start,end,overlaps",
    [
        (NINE, NINE + HOUR, True),
        (NINE + HALF, NINE + 2 * HOUR, True),
        (NINE - HALF, NINE + HALF, True),
        (NINE + HALF, None, True),
        (NINE, None, True),
        (NINE + HOUR, NINE + 2 * HOUR, False),
        (NINE - HOUR, NINE, False),
        (NINE - HALF, None, False),
    ],
)
def test_sessions_clash_when_they_overlap(start: datetime, end: datetime | None, overlaps: bool) -> None:
    other = replace(BELLS, id="other", start=start, end=end)

    assert [bool(in_the_way_of(BELLS, [other])), bool(in_the_way_of(other, [BELLS]))] == [overlaps, overlaps]


def test_every_two_are_named_the_earlier_one_first() -> None:
    ropes, hall = (make_session(id_, NINE + HALF * n) for n, id_ in enumerate(["ropes", "hall"], start=1))

    assert list(clashes([hall, ropes, BELLS])) == [(BELLS, ropes), (ropes, hall)]


def test_cancelled_session_is_in_nobodys_way() -> None:
    assert in_the_way_of(BELLS, [replace(BELLS, id="other", status=Status.CANCELLED)]) == ()


def test_block_does_not_clash_with_its_own_talks() -> None:
    block = make_session("block", NINE - HOUR, end=NINE + 2 * HOUR, kind=Kind.BLOCK)

    assert list(clashes([block, replace(BELLS, part_of="block")])) == []


def test_session_does_not_clash_with_itself() -> None:
    assert in_the_way_of(BELLS, [BELLS]) == ()


def test_same_title_at_another_time_is_an_alternative_unless_something_is_in_its_way() -> None:
    later, busy, gone = (
        replace(BELLS, id=f"at-{n}", start=NINE + n * HOUR, end=NINE + (n + 1) * HOUR) for n in (1, 2, 3)
    )
    programme = [BELLS, later, busy, replace(gone, status=Status.CANCELLED), make_session("ropes", NINE + HOUR)]

    assert alternatives(BELLS, programme, [BELLS, make_session("mine", NINE + 2 * HOUR)]) == (later,)


@given(programmes())
def test_clashes_are_those_that_every_two_compared_by_themselves_are(programme: Programme) -> None:
    found = {frozenset((first.id, second.id)) for first, second in clashes(programme.sessions)}

    all_pairs = [(a, b) for a in programme.sessions for b in programme.sessions if a.id < b.id]
    assert found == {frozenset((a.id, b.id)) for a, b in all_pairs if in_the_way_of(a, [b])}
