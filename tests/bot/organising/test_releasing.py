from dataclasses import replace

import pytest
from hypothesis import given

from bot.organising.changes import counts
from bot.organising.releasing import make, take_in, would_make
from bot.schedule.differences import applied, difference
from bot.schedule.releases import Release, Standing, State, cancelled, restored
from bot.schedule.sessions import Programme, Status
from tests.fakes import NOON
from tests.programmes import HOUR, NINE, in_its_zone, make_programme, make_session, programmes
from tests.schedule_fakes import FakeProgrammes

BELLS, ROPES = make_session("bells"), make_session("ropes", NINE + HOUR)
BOTH = in_its_zone(make_programme(BELLS, ROPES))
NOTHING = {"new": 0, "moved_time": 0, "moved_room": 0, "retitled": 0, "speakers": 0, "cancelled": 0}


@pytest.fixture
def kept() -> FakeProgrammes:
    return FakeProgrammes()


async def test_first_import_is_release_1(kept: FakeProgrammes) -> None:
    outcome = await take_in(kept, BOTH, source="a.csv", at=NOON)

    assert outcome.release == await kept.latest(BOTH.event) == Release(1, BOTH, NOON, "a.csv")
    assert counts(outcome.difference) == {**NOTHING, "new": 2}


async def test_same_file_again_makes_no_release(kept: FakeProgrammes) -> None:
    await take_in(kept, BOTH, source="a.csv", at=NOON)

    outcome = await take_in(kept, BOTH, source="a.csv", at=NOON + HOUR)

    assert (outcome.release, counts(outcome.difference)) == (None, NOTHING)
    assert len(await kept.history(BOTH.event)) == 1


async def test_changed_file_is_the_next_release_and_its_difference_is_noted(kept: FakeProgrammes) -> None:
    await take_in(kept, BOTH, source="a.csv", at=NOON)

    outcome = await take_in(kept, make_programme(replace(BELLS, rooms=("Hall",))), source="b.csv", at=NOON)

    assert outcome.release is not None
    assert outcome.release.number == 2
    (note, _) = await kept.history(BOTH.event)
    assert note.counts == counts(outcome.difference) == {**NOTHING, "moved_room": 1, "cancelled": 1}


async def test_dry_run_says_the_same_and_writes_nothing(kept: FakeProgrammes) -> None:
    await take_in(kept, BOTH, source="a.csv", at=NOON)

    outcome = await would_make(kept, make_programme(BELLS))

    assert (outcome.release, counts(outcome.difference)) == (None, {**NOTHING, "cancelled": 1})
    assert len(await kept.history(BOTH.event)) == 1


async def test_session_that_stays_cancelled_against_the_file_is_told(kept: FakeProgrammes) -> None:
    await take_in(kept, make_programme(replace(BELLS, status=Status.CANCELLED)), source="a.csv", at=NOON)

    outcome = await take_in(kept, make_programme(BELLS), source="b.csv", at=NOON)

    assert ([each.id for each in outcome.overruled], outcome.release) == (["bells"], None)


async def test_organisers_word_is_kept_also_where_the_programme_stays_the_same(kept: FakeProgrammes) -> None:
    await take_in(kept, BOTH, source="a.csv", at=NOON)

    def held(programme: Programme | None, standing: Standing) -> State:
        assert programme is not None
        return restored(State(programme, standing), "bells")

    outcome = await make(kept, BOTH.event, held, source="restored", at=NOON)

    assert (outcome.release, await kept.standing(BOTH.event)) == (None, Standing(frozenset({"bells"})))


async def test_release_that_comes_in_between_is_built_upon() -> None:
    class Contested(FakeProgrammes):
        """Another organiser cancels something just before the second release is kept."""

        async def keep(self, release: Release, standing: Standing, counts: object) -> bool:
            if release.number == 2 and await self.release(BOTH.event, 2) is None:
                other = cancelled(State(BOTH), "ropes").programme
                await super().keep(Release(2, other, NOON, "by hand"), Standing(), {})
            return await super().keep(release, standing, {})

    kept = Contested()
    await take_in(kept, BOTH, source="a.csv", at=NOON)

    outcome = await take_in(kept, make_programme(replace(BELLS, rooms=("Hall",)), ROPES), source="b.csv", at=NOON)

    assert outcome.release is not None
    assert outcome.release.number == 3
    assert [(each.rooms, each.cancelled) for each in outcome.programme.sessions] == [
        (("Hall",), False),
        (("Belfry",), True),
    ]


@given(programmes(), programmes())
async def test_difference_that_is_told_leads_from_one_release_to_the_next(first: Programme, second: Programme) -> None:
    kept = FakeProgrammes()
    await take_in(kept, first, source="a", at=NOON)
    before = await kept.latest(first.event)

    outcome = await take_in(kept, second, source="b", at=NOON)

    assert before is not None
    assert applied(outcome.difference, before.programme) == outcome.programme
    assert (outcome.release is None) == (not difference(before.programme, outcome.programme))
