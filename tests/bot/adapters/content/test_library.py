"""Numbered revisions of the guild's content; learning is replaced by something that takes no time."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.adapters.content.folder import hash_of
from bot.adapters.content.library import Library
from bot.assistant import Snapshot
from bot.errors import ContentBroken, SetUpWrong
from bot.knowledge.snapshot import Asking, Knowledge
from bot.ports import Revision, Trouble
from bot.understanding.engine import Engine
from tests.factories import edited, guild_texts, write_texts
from tests.fakes import NOON, FakeClock, FakeRevisions

JOIN = "membership/how-to-join.md"
GOOD = guild_texts()
BETTER = edited(JOIN, "Write to", "Come to")
BROKEN = edited(JOIN, "source: guild-site", "source: gazette")
WORSE = edited(JOIN, "source: guild-site", "source: hearsay")
GAZETTE = f'{JOIN}, line 7: the source "gazette" is not in sources.yaml'
HEARSAY = f'{JOIN}, line 7: the source "hearsay" is not in sources.yaml'
HOUR = timedelta(hours=1)


def learn(knowledge: Knowledge) -> Snapshot:
    """A snapshot that knows and has learnt nothing."""
    return Snapshot(knowledge, Engine.fit([], [], Asking()), {})


class Served:
    """A library over a folder that tests rewrite, and everything that it keeps."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "content"
        self.revisions = FakeRevisions()
        self.clock = FakeClock()
        self.library = self.another()

    def another(self) -> Library:
        """A second process on the same folder and database."""
        return Library(self.folder, self.revisions, learn, self.clock)

    def write(self, texts: dict[str, str]) -> None:
        for file in self.folder.rglob("*.*"):
            file.unlink()
        write_texts(self.folder, texts)


@pytest.fixture
def served(tmp_path: Path) -> Served:
    served = Served(tmp_path)
    served.write(GOOD)
    return served


def state(snapshot: Snapshot | None) -> tuple[int, str] | None:
    """What tells one snapshot from another: its number and its hash."""
    return (snapshot.knowledge.revision, snapshot.knowledge.content_hash) if snapshot else None


async def test_first_start_keeps_the_folder_as_revision_one(served: Served) -> None:
    snapshot = await served.library.open()

    assert (state(snapshot), await served.revisions.latest()) == (
        (1, hash_of(GOOD)),
        Revision(1, hash_of(GOOD), NOON, GOOD),
    )


async def test_another_start_with_the_same_files_makes_no_new_revision(served: Served) -> None:
    await served.library.open()
    served.clock.move(HOUR)

    snapshot = await served.another().open()

    assert (state(snapshot), await served.revisions.latest()) == (
        (1, hash_of(GOOD)),
        Revision(1, hash_of(GOOD), NOON, GOOD),
    )


async def test_good_edit_is_the_next_revision(served: Served) -> None:
    await served.library.open()
    served.write(BETTER)

    snapshot = await served.library.refresh()

    assert (state(snapshot), served.library.trouble) == ((2, hash_of(BETTER)), None)


async def test_look_without_an_edit_brings_nothing(served: Served) -> None:
    await served.library.open()

    assert await served.library.refresh() is None


async def test_edit_is_taken_up_once(served: Served) -> None:
    await served.library.open()
    served.write(BETTER)

    looks = [state(await served.library.refresh()) for _ in range(2)]

    assert looks == [(2, hash_of(BETTER)), None]


async def test_file_that_is_no_content_is_no_edit(served: Served) -> None:
    await served.library.open()
    write_texts(served.folder, {"README.md": "Read me.", ".membership.md.swp": "draft"})

    assert await served.library.refresh() is None


async def test_broken_edit_is_not_served_and_its_trouble_is_kept(served: Served) -> None:
    await served.library.open()
    served.write(BROKEN)

    snapshot = await served.library.refresh()

    trouble = Trouble(NOON, GAZETTE)
    assert (snapshot, served.library.trouble, await served.revisions.trouble()) == (None, trouble, trouble)
    assert await served.revisions.latest() == Revision(1, hash_of(GOOD), NOON, GOOD)


async def test_trouble_is_told_once_for_as_long_as_it_stays_the_same(
    served: Served, caplog: pytest.LogCaptureFixture
) -> None:
    await served.library.open()
    served.write(BROKEN)

    for _ in range(3):
        await served.library.refresh()
        served.clock.move(HOUR)

    told = [record.getMessage() for record in caplog.records]
    assert told == [f"The newest edit of the content is not served; the last good revision goes on.\n{GAZETTE}"]
    assert served.library.trouble == Trouble(NOON, GAZETTE)


async def test_another_mistake_is_another_trouble(served: Served) -> None:
    await served.library.open()
    served.write(BROKEN)
    await served.library.refresh()
    served.clock.move(HOUR)
    served.write(WORSE)

    await served.library.refresh()

    assert served.library.trouble == Trouble(NOON + HOUR, HEARSAY)


async def test_mended_edit_is_served_and_clears_the_trouble(served: Served) -> None:
    await served.library.open()
    served.write(BROKEN)
    await served.library.refresh()
    served.write(BETTER)

    snapshot = await served.library.refresh()

    assert (state(snapshot), served.library.trouble, await served.revisions.trouble()) == (
        (2, hash_of(BETTER)),
        None,
        None,
    )


async def test_edit_that_is_taken_back_clears_the_trouble(served: Served) -> None:
    await served.library.open()
    served.write(BROKEN)
    await served.library.refresh()
    served.write(GOOD)

    snapshot = await served.library.refresh()

    assert (state(snapshot), served.library.trouble, await served.revisions.trouble()) == (
        (1, hash_of(GOOD)),
        None,
        None,
    )


async def test_folder_that_goes_away_and_comes_back_is_served_again(served: Served) -> None:
    await served.library.open()
    served.folder.rename(served.folder.with_name("away"))
    gone = await served.library.refresh()
    trouble = served.library.trouble
    served.folder.with_name("away").rename(served.folder)

    back = await served.library.refresh()

    assert (gone, state(back), served.library.trouble) == (None, (1, hash_of(GOOD)), None)
    assert trouble == Trouble(
        NOON, f'There is no content folder "{served.folder}". Set DOCENT_CONTENT, or name one with --content.'
    )


async def test_file_that_is_no_text_for_a_moment_is_served_when_it_is_mended(served: Served) -> None:
    await served.library.open()
    (served.folder / "half.md").write_bytes(b"\xff\xfe")
    broken = await served.library.refresh()
    (served.folder / "half.md").unlink()

    mended = await served.library.refresh()

    assert (broken, state(mended), served.library.trouble) == (None, (1, hash_of(GOOD)), None)


async def test_start_with_a_broken_folder_serves_the_last_good_revision(served: Served) -> None:
    await served.library.open()
    served.write(BROKEN)
    served.clock.move(HOUR)
    restarted = served.another()

    snapshot = await restarted.open()

    trouble = Trouble(NOON + HOUR, GAZETTE)
    assert (state(snapshot), restarted.trouble, await served.revisions.trouble()) == (
        (1, hash_of(GOOD)),
        trouble,
        trouble,
    )


async def test_start_without_a_folder_serves_the_last_good_revision(served: Served) -> None:
    await served.library.open()
    served.write({})
    served.folder.rename(served.folder.with_name("away"))

    snapshot = await served.another().open()

    assert state(snapshot) == (1, hash_of(GOOD))


async def test_broken_folder_that_was_never_good_stops_the_start(served: Served) -> None:
    served.write(BROKEN)

    with pytest.raises(ContentBroken) as broken:
        await served.library.open()

    assert (str(broken.value), await served.revisions.latest()) == (GAZETTE, None)


async def test_missing_folder_stops_the_first_start(served: Served) -> None:
    served.folder.rename(served.folder.with_name("away"))

    with pytest.raises(SetUpWrong):
        await served.library.open()


async def test_edit_that_goes_back_to_an_earlier_text_is_a_revision_of_its_own(served: Served) -> None:
    await served.library.open()
    numbers = []
    for texts in (BETTER, GOOD, BETTER):
        served.write(texts)
        numbers.append(state(await served.library.refresh()))

    assert numbers == [(2, hash_of(BETTER)), (3, hash_of(GOOD)), (4, hash_of(BETTER))]
