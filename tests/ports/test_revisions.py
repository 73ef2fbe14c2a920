import asyncio
from datetime import timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.adapters.database.revisions import SqlRevisions
from bot.ports import Revision, Revisions, Trouble
from tests.fakes import NOON, FakeRevisions

HOUR = timedelta(hours=1)
TEXTS = {"membership/fees.md": "---\ntitle: Fees\n---\n1 €", "people.yaml": ""}


@pytest.fixture
def revisions(database: AsyncEngine | None) -> Revisions:
    return SqlRevisions(database) if database else FakeRevisions()


async def test_before_the_first_load_there_is_no_revision_and_no_trouble(revisions: Revisions) -> None:
    assert (await revisions.latest(), await revisions.trouble()) == (None, None)


async def test_first_revision_is_number_1_and_comes_back_whole(revisions: Revisions) -> None:
    kept = await revisions.keep(TEXTS, "hash-1", at=NOON)

    assert kept == await revisions.latest() == Revision(1, "hash-1", NOON, TEXTS)


async def test_next_revision_counts_up_and_is_the_latest(revisions: Revisions) -> None:
    await revisions.keep(TEXTS, "hash-1", at=NOON)

    kept = await revisions.keep({"people.yaml": "new"}, "hash-2", at=NOON + HOUR)

    assert kept == await revisions.latest() == Revision(2, "hash-2", NOON + HOUR, {"people.yaml": "new"})


async def test_same_hash_as_the_newest_returns_the_newest(revisions: Revisions) -> None:
    first = await revisions.keep(TEXTS, "hash-1", at=NOON)

    again = await revisions.keep(TEXTS, "hash-1", at=NOON + HOUR)

    assert again == await revisions.latest() == first


async def test_going_back_to_an_earlier_state_is_a_new_revision(revisions: Revisions) -> None:
    await revisions.keep(TEXTS, "hash-1", at=NOON)
    await revisions.keep({}, "hash-2", at=NOON)

    back = await revisions.keep(TEXTS, "hash-1", at=NOON + HOUR)

    assert back == Revision(3, "hash-1", NOON + HOUR, TEXTS)


async def test_content_without_files_is_a_revision(revisions: Revisions) -> None:
    assert await revisions.keep({}, "hash-0", at=NOON) == await revisions.latest() == Revision(1, "hash-0", NOON, {})


async def test_later_change_of_the_texts_handed_in_changes_no_revision(revisions: Revisions) -> None:
    texts = dict(TEXTS)
    await revisions.keep(texts, "hash-1", at=NOON)

    texts["people.yaml"] = "changed"

    assert await revisions.latest() == Revision(1, "hash-1", NOON, TEXTS)


async def test_trouble_says_what_is_wrong_and_since_when(revisions: Revisions) -> None:
    await revisions.report("people.yaml, line 3: no name", at=NOON)

    assert await revisions.trouble() == Trouble(NOON, "people.yaml, line 3: no name")


async def test_same_trouble_keeps_its_beginning(revisions: Revisions) -> None:
    await revisions.report("no name", at=NOON)

    await revisions.report("no name", at=NOON + HOUR)

    assert await revisions.trouble() == Trouble(NOON, "no name")


async def test_other_trouble_begins_anew(revisions: Revisions) -> None:
    await revisions.report("no name", at=NOON)

    await revisions.report("no title", at=NOON + HOUR)

    assert await revisions.trouble() == Trouble(NOON + HOUR, "no title")


async def test_new_revision_ends_the_trouble(revisions: Revisions) -> None:
    await revisions.report("no name", at=NOON)

    await revisions.keep(TEXTS, "hash-1", at=NOON)

    assert await revisions.trouble() is None


async def test_undoing_a_broken_edit_ends_the_trouble(revisions: Revisions) -> None:
    await revisions.keep(TEXTS, "hash-1", at=NOON)
    await revisions.report("no name", at=NOON)

    await revisions.keep(TEXTS, "hash-1", at=NOON + HOUR)

    assert await revisions.trouble() is None


async def test_trouble_leaves_the_last_good_revision_in_place(revisions: Revisions) -> None:
    good = await revisions.keep(TEXTS, "hash-1", at=NOON)

    await revisions.report("no name", at=NOON + HOUR)

    assert await revisions.latest() == good


async def test_same_content_kept_many_times_at_once_is_one_revision(revisions: Revisions) -> None:
    kept = await asyncio.gather(*(revisions.keep(TEXTS, "hash-1", at=NOON) for _ in range(20)))

    assert list(kept) == [Revision(1, "hash-1", NOON, TEXTS)] * 20
