"""A programme as a table, and `docent schedule` beside it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.bot.commands.conftest import Docent

HEAD = "id,title,date,start,end,room,speakers,status"
OPENING = "1,Opening,2026-06-02,09:00,10:00,Hall,Ana Silva,"
BELLS = "2,Of Bells,2026-06-02,10:00,11:00,Hall,Ben Okoro,"
ROPES = "3,Of Ropes,2026-06-03,10:00,11:00,Crypt,,"

Write = Callable[..., str]
Took = Callable[..., dict[str, Any]]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a table of these rows, and says its name."""

    def written(*rows: str, name: str = "programme.csv", head: str = HEAD) -> str:
        (tmp_path / name).write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
        return name

    return written


@pytest.fixture
def took(here: Docent, write: Write) -> Took:
    """Imports a table of these rows, and hands over what scripts read of it."""

    def taken(*rows: str, event: str = "meeting") -> dict[str, Any]:
        done = here("schedule", "import", write(*rows), "--event", event, "--zone", "Asia/Bangkok", "--json")
        assert done.exit_code == 0, done.output
        described: dict[str, Any] = json.loads(done.stdout)
        return described

    return taken
