"""How looks become snapshots; that edits become looks is seen in `tests/bot/commands/test_run.py`."""

import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import aclosing
from pathlib import Path

import pytest

from bot.adapters.content.watching import follow, looks_due
from bot.assistant import Snapshot
from bot.understanding.engine import Engine
from tests.factories import make_knowledge


def snapshot() -> Snapshot:
    return Snapshot(make_knowledge(), Engine.__new__(Engine), {})


class FakeLibrary:
    """Brings one thing after the other, and fails where that is an error."""

    def __init__(self, brings: Sequence[Snapshot | Exception | None]) -> None:
        self._brings = list(brings)

    async def refresh(self) -> Snapshot | None:
        brought = self._brings.pop(0)
        if isinstance(brought, Exception):
            raise brought
        return brought


async def looks(number: int) -> AsyncIterator[None]:
    for _ in range(number):
        yield


async def test_only_what_is_new_is_served() -> None:
    first, second = snapshot(), snapshot()
    served: list[Snapshot] = []

    await follow(looks(4), FakeLibrary([None, first, None, second]), served.append)

    assert [each is wanted for each, wanted in zip(served, [first, second], strict=True)] == [True, True]


async def test_failure_is_told_and_the_next_look_is_taken(caplog: pytest.LogCaptureFixture) -> None:
    good = snapshot()
    served: list[Snapshot] = []

    await follow(looks(2), FakeLibrary([OSError("disk"), good]), served.append)

    assert [each is good for each in served] == [True]
    assert [record.message for record in caplog.records if record.levelno == logging.ERROR] == [
        "An edit of the content could not be taken up; what was served goes on."
    ]


async def test_folder_that_is_gone_is_looked_for_again(tmp_path: Path) -> None:
    async with aclosing(looks_due(tmp_path / "nowhere")) as due:
        await anext(due)
        (tmp_path / "nowhere").mkdir()
        await anext(due)
