"""`docent demo`: the made-up event is on now, whatever the hour, and the real data stays as it is."""

import asyncio
import socket
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from pydantic import SecretStr

from bot.adapters.content.folder import look_through, read_folder
from bot.adapters.content.loading import load
from bot.adapters.database.stores import open_stores
from bot.adapters.importers.reading import read_programme
from bot.commands.demo import EVENT, SAMPLE, ZONES, announcement, morning_zone, moved, prepared
from bot.errors import SetUpWrong
from bot.schedule.sessions import Kind, Programme
from bot.settings import Settings

NOW = datetime(2026, 11, 22, 22, 40, tzinfo=UTC)


@pytest.fixture(scope="module")
def programme() -> Programme:
    return read_programme((SAMPLE / "programme.csv").read_bytes(), event=EVENT).programme


@pytest.fixture
def chosen(tmp_path: Path, content: Path) -> Settings:
    return Settings(content=content, data=tmp_path / "var", host="127.0.0.1", port=0)


EVERY_HALF_HOUR = [NOW.replace(hour=0, minute=7) + nth * timedelta(minutes=30) for nth in range(48)]


@pytest.mark.parametrize("now", EVERY_HALF_HOUR)
def test_whatever_the_hour_talks_are_on_and_it_is_the_second_day(programme: Programme, now: datetime) -> None:
    there = moved(programme, now)

    on = [each for each in there.sessions if each.end and each.start <= now < each.end and each.kind is Kind.TALK]

    assert (there.day_of(now), len({each.rooms for each in on}) > 1) == (there.days[1], True)


def test_times_of_day_stay_as_the_table_has_them(programme: Programme) -> None:
    there = moved(programme, NOW)

    assert [f"{each.start:%H:%M}" for each in there.sessions] == [f"{each.start:%H:%M}" for each in programme.sessions]


def test_sessions_keep_their_length_and_only_dates_and_zone_change(programme: Programme) -> None:
    there = moved(programme, NOW)

    lengths = [(each.id, each.end and each.end - each.start) for each in there.sessions]
    assert lengths == [(each.id, each.end and each.end - each.start) for each in programme.sessions]
    assert {each.start.tzinfo for each in there.sessions} == {ZoneInfo(there.zone)}


def test_boat_home_after_midnight_stays_with_its_evening(programme: Programme) -> None:
    there = moved(programme, NOW)

    boat = next(each for each in there.sessions if each.title == "Last Boat Home")
    assert (there.day_of(boat.start), boat.start.date()) == (there.days[1], there.days[2])


@pytest.mark.parametrize("hour", range(24))
def test_zones_lie_one_hour_apart_and_never_change_their_clocks(hour: int) -> None:
    summer, winter = (datetime(2027, month, 15, hour, 30, tzinfo=UTC) for month in (1, 7))

    assert [f"{each.astimezone(morning_zone(each)):%H:%M}" for each in (summer, winter)] == ["10:30", "10:30"]
    assert len(set(ZONES)) == len(ZONES)


def test_it_is_kept_apart_and_the_real_data_is_not_touched(chosen: Settings, tmp_path: Path) -> None:
    elsewhere = chosen.model_copy(update={"database_url": SecretStr(f"sqlite+aiosqlite:///{tmp_path / 'real.db'}")})
    before = read_folder(chosen.content)

    apart, _ = asyncio.run(prepared(elsewhere, NOW))

    assert (apart.data, apart.content) == (chosen.data / "demo", chosen.data / "demo" / "content")
    assert (read_folder(chosen.content), (tmp_path / "real.db").exists()) == (before, False)
    assert [path.name for path in chosen.data.iterdir()] == ["demo"]


def test_event_stands_beside_the_real_content_on_the_days_of_its_programme(chosen: Settings) -> None:
    apart, programme = asyncio.run(prepared(chosen, NOW))

    texts, problems = look_through(apart.content)
    event = texts[f"events/{EVENT}/event.yaml"].splitlines()
    assert (problems, texts.keys() > read_folder(chosen.content).keys()) == ([], True)
    assert {f"when: {programme.days[0]}/{programme.days[2]}", f"zone: {programme.zone}"} <= set(event)


def test_deadlines_lie_as_far_from_the_event_as_in_the_sample(chosen: Settings) -> None:
    apart, programme = asyncio.run(prepared(chosen, NOW))

    event = load(read_folder(apart.content)).events[f"events/{EVENT}"]
    days = {each.id: (each.at.day - programme.days[0]).days for each in event.deadlines}
    assert days == {"papers": -102, "early-registration": -41, "registration": -7, "proceedings": 16}


def test_each_demo_begins_afresh_with_one_release(chosen: Settings) -> None:
    async def twice() -> int:
        await prepared(chosen, NOW - timedelta(hours=7))
        apart, _ = await prepared(chosen, NOW)
        async with open_stores(apart.database) as stores:
            return len(await stores.programmes.history(EVENT))

    assert asyncio.run(twice()) == 1


def test_demo_that_runs_already_is_left_alone(chosen: Settings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        taken = chosen.model_copy(update={"port": other.getsockname()[1]})

        with pytest.raises(SetUpWrong, match="is in use"):
            asyncio.run(prepared(taken, NOW))

    assert not chosen.data.exists()


def test_it_says_that_all_is_made_up_and_what_to_try(chosen: Settings) -> None:
    apart, programme = asyncio.run(prepared(chosen, NOW))

    told = list(announcement(programme, apart, NOW))

    assert told[:2] == [
        "The Sample Summit of the Made-up Guild is on its second day. Everything about it is made up.",
        "  It is 10:40 there: it takes place wherever it is mid-morning, today in the zone Pacific/Tarawa.",
    ]
    assert "  what is on now?" in told
