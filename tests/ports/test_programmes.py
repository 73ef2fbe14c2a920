import asyncio
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.adapters.database.programmes import SqlProgrammes
from bot.ports import Programmes, ReleaseNote
from bot.schedule.releases import Release, Standing
from bot.schedule.sessions import Kind, Programme, Status
from tests.fakes import NOON
from tests.programmes import HOUR, NINE, in_its_zone, make_programme, make_session
from tests.schedule_fakes import FakeProgrammes

FULL = make_session(
    "full",
    end=None,
    rooms=("Belfry", "Crypt"),
    speakers=("Ana Silva", "陈丽 🌳"),
    chairs=("Ben Okoro",),
    kind=Kind.BLOCK,
    status=Status.CANCELLED,
    description="Of bells.\n'; DROP TABLE „releases“",
    part_of="other",
    link="https://guild.example/full",
)
OTHER = make_session("other", NINE + HOUR)
EVENT = "spring-meeting"


def release(number: int = 1, programme: Programme | None = None) -> Release:
    return Release(number, in_its_zone(programme or make_programme(FULL, OTHER)), NOON, "programme.json")


@pytest.fixture
def programmes(database: AsyncEngine | None) -> Programmes:
    return SqlProgrammes(database) if database else FakeProgrammes()


async def test_event_without_a_release_is_empty(programmes: Programmes) -> None:
    assert (await programmes.latest(EVENT), await programmes.release(EVENT, 1)) == (None, None)
    assert (list(await programmes.events()), dict(await programmes.newest())) == ([], {})
    assert list(await programmes.history(EVENT)) == []
    assert (await programmes.standing(EVENT), dict(await programmes.last_changed(EVENT))) == (Standing(), {})


async def test_release_comes_back_whole(programmes: Programmes) -> None:
    kept = await programmes.keep(release(), Standing(frozenset({"full"}), {"x": "full"}), {"new": 2})

    assert (kept, await programmes.latest(EVENT)) == (True, release())
    assert await programmes.standing(EVENT) == Standing(frozenset({"full"}), {"x": "full"})


async def test_moment_that_the_clocks_show_twice_comes_back_as_it_was(programmes: Programmes) -> None:
    instants = [datetime(2026, 10, 25, hour, 30, tzinfo=UTC) for hour in (0, 1)]
    programme = make_programme(*(make_session(f"at-{at.hour}", at) for at in instants))

    await programmes.keep(release(programme=programme), Standing(), {})

    latest = await programmes.latest(EVENT)
    assert latest is not None
    assert [each.start.astimezone(UTC) for each in latest.programme.sessions] == instants


async def test_earlier_releases_stay(programmes: Programmes) -> None:
    await programmes.keep(release(1), Standing(), {"new": 2})
    second = release(2, make_programme(OTHER))

    await programmes.keep(second, Standing(), {"cancelled": 1})

    assert await programmes.latest(EVENT) == await programmes.release(EVENT, 2) == second
    assert await programmes.release(EVENT, 1) == release(1)
    assert list(await programmes.history(EVENT)) == [
        ReleaseNote(2, NOON, "programme.json", {"cancelled": 1}),
        ReleaseNote(1, NOON, "programme.json", {"new": 2}),
    ]


@pytest.mark.parametrize("number", [1, 3])
async def test_only_the_next_number_is_written(programmes: Programmes, number: int) -> None:
    await programmes.keep(release(1), Standing(), {})

    kept = await programmes.keep(release(number, make_programme(OTHER)), Standing(frozenset({"x"})), {})

    assert (kept, await programmes.latest(EVENT), await programmes.standing(EVENT)) == (False, release(1), Standing())


async def test_of_many_at_once_one_is_written(programmes: Programmes) -> None:
    kept = await asyncio.gather(*(programmes.keep(release(), Standing(), {}) for _ in range(10)))

    assert (sorted(kept), len(await programmes.history(EVENT))) == ([False] * 9 + [True], 1)


async def test_events_keep_to_themselves(programmes: Programmes) -> None:
    autumn = make_programme(OTHER, event="autumn-meeting")
    await programmes.keep(release(), Standing(frozenset({"full"})), {})

    await programmes.keep(release(programme=autumn), Standing(), {})
    await programmes.keep(release(2, make_programme(OTHER)), Standing(frozenset({"full"})), {})

    assert list(await programmes.events()) == ["autumn-meeting", EVENT]
    assert dict(await programmes.newest()) == {"autumn-meeting": 1, EVENT: 2}
    assert await programmes.release(EVENT, 1) == release()
    assert await programmes.standing("autumn-meeting") == Standing()


async def test_sessions_know_the_release_that_changed_them_last(programmes: Programmes) -> None:
    await programmes.keep(release(1), Standing(), {})
    moved = make_programme(FULL, replace(OTHER, rooms=("Hall",)), make_session("new"))

    await programmes.keep(release(2, moved), Standing(), {})
    await programmes.keep(release(3, replace(moved, title="Autumn")), Standing(), {})

    assert dict(await programmes.last_changed(EVENT)) == {"full": 1, "other": 2, "new": 2}


async def test_what_counts_beside_is_written_alone(programmes: Programmes) -> None:
    await programmes.stand(EVENT, Standing(frozenset({"a"})))

    await programmes.stand(EVENT, Standing(frozenset({"b"}), {"c": "b"}))

    assert await programmes.standing(EVENT) == Standing(frozenset({"b"}), {"c": "b"})


async def test_programme_without_sessions_is_a_release(programmes: Programmes) -> None:
    empty = release(programme=make_programme())

    assert (await programmes.keep(empty, Standing(), {}), await programmes.latest(EVENT)) == (True, empty)
