from datetime import date, timedelta

import pytest

from bot.attending.searching import Searchable, Wanted
from tests.programmes import NINE, make_programme, make_session

BELLS = make_session("bells", title="Casting Bells", speakers=("José Müller",), track="Metal", rooms=("Belfry",))
ROPES = make_session(
    "ropes", NINE + timedelta(days=1), title="Open-source Ropes", description="Hemp, and C++.", rooms=("Crypt",)
)
SEARCHABLE = Searchable.of(make_programme(BELLS, ROPES))


@pytest.mark.parametrize(
    "wanted, ids",
    [
        (Wanted(), ["bells", "ropes"]),
        (Wanted(words="bell"), ["bells"]),
        (Wanted(words="BELL cast"), ["bells"]),
        (Wanted(words="jose muller"), ["bells"]),
        (Wanted(words="metal"), ["bells"]),
        (Wanted(words="crypt"), ["ropes"]),
        (Wanted(words="open-source"), ["ropes"]),
        (Wanted(words="source hemp"), ["ropes"]),
        (Wanted(words="c++"), ["ropes"]),
        (Wanted(words="ell"), []),
        (Wanted(words="bells ropes"), []),
        (Wanted(words="  …! "), ["bells", "ropes"]),
        (Wanted(day=date(2026, 5, 9)), ["ropes"]),
        (Wanted(room="Belfry"), ["bells"]),
        (Wanted(track="Metal"), ["bells"]),
        (Wanted(mine=True), ["ropes"]),
        (Wanted(words="bells", mine=True), []),
    ],
)
def test_all_that_is_wanted_has_to_fit(wanted: Wanted, ids: list[str]) -> None:
    found = SEARCHABLE.matching(wanted, starred={"ropes"})

    assert [session.id for session in found] == ids


def test_nothing_wanted_is_everything() -> None:
    assert (bool(Wanted()), bool(Wanted(mine=True))) == (False, True)
