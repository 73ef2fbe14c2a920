from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.adapters.database.uploads import SqlUploads
from bot.messages import Person, Platform
from bot.organising.uploads import Upload, Uploads
from tests.fakes import NOON
from tests.schedule_fakes import FakeUploads

HOUR = timedelta(hours=1)
ANA = Person(Platform.TELEGRAM, "", "123456")
BEN = Person(Platform.SLACK, "T024", "U061")
TABLE = Upload("u1", ANA, "programme.csv", b"\x00title\xff", NOON)
CALENDAR = Upload("u2", ANA, "programme.ics", b"BEGIN", NOON + HOUR, "spring-meeting", "Europe/Vienna")


@pytest.fixture
def uploads(database: AsyncEngine | None) -> Uploads:
    return SqlUploads(database) if database else FakeUploads()


async def test_nothing_waits_at_first(uploads: Uploads) -> None:
    assert (await uploads.newest(ANA), await uploads.find(ANA, "u1")) == (None, None)


async def test_files_come_back_whole_the_newest_first(uploads: Uploads) -> None:
    await uploads.save(CALENDAR)
    await uploads.save(TABLE)

    assert (await uploads.newest(ANA), await uploads.find(ANA, "u1")) == (CALENDAR, TABLE)


async def test_file_is_found_by_whoever_sent_it_alone(uploads: Uploads) -> None:
    await uploads.save(TABLE)

    assert (await uploads.newest(BEN), await uploads.find(BEN, "u1")) == (None, None)


async def test_what_was_answered_takes_the_place_of_what_was_not(uploads: Uploads) -> None:
    await uploads.save(TABLE)
    answered = replace(TABLE, event="spring-meeting", zone="Asia/Bangkok")

    await uploads.save(answered)

    assert await uploads.find(ANA, "u1") == answered


async def test_forgotten_file_is_gone(uploads: Uploads) -> None:
    await uploads.save(TABLE)

    await uploads.forget("u1")
    await uploads.forget("u1")

    assert await uploads.newest(ANA) is None


async def test_old_files_are_forgotten_and_counted(uploads: Uploads) -> None:
    await uploads.save(TABLE)
    await uploads.save(CALENDAR)

    gone = await uploads.forget_older_than(HOUR, now=NOON + HOUR + timedelta(seconds=1))

    assert (gone, await uploads.find(ANA, "u1"), await uploads.newest(ANA)) == (1, None, CALENDAR)
