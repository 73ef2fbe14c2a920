"""A folder of made-up content, and `docent` beside it: in this process, or in one of its own where that matters."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pytest
from click.testing import CliRunner, Result

from bot.__main__ import docent
from tests.factories import ROOT, guild_texts, write_texts

Docent = Callable[..., Result]
Process = Callable[..., subprocess.CompletedProcess[str]]

GOLDEN = """\
- ask: What is a peal?
  answered_by: definitions/peal
- ask:
    - Hello
    - How do we join?
  contains: the tower
- ask: Which mountain is the highest?
  abstains: true
"""


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for what was learnt, so that it is learnt once; the databases lie elsewhere."""
    return tmp_path_factory.mktemp("data")


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return write_texts(tmp_path / "content", guild_texts({"golden.yaml": GOLDEN}))


@pytest.fixture
def settings(tmp_path: Path, content: Path, data: Path) -> Mapping[str, str]:
    """The environment of a Docent whose database is this test's own."""
    return {
        "DOCENT_CONTENT": str(content),
        "DOCENT_DATA": str(data),
        "DOCENT_DATABASE_URL": f"sqlite+aiosqlite:///{tmp_path / 'docent.db'}",
        "DOCENT_HOST": "127.0.0.1",
        "DOCENT_PORT": "0",
        "TZ": "UTC",
    }


@pytest.fixture
def here(tmp_path: Path, settings: Mapping[str, str], monkeypatch: pytest.MonkeyPatch) -> Docent:
    """`docent` in this process, with the test's folder as the working folder."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("DOCENT_")]:
        monkeypatch.delenv(name)
    for name, value in settings.items():
        monkeypatch.setenv(name, value)

    def called(*arguments: str, typed: str | None = None) -> Result:
        return CliRunner().invoke(docent, arguments, input=typed)

    return called


@pytest.fixture
def environment(settings: Mapping[str, str]) -> Mapping[str, str]:
    """All that a process of its own needs."""
    others = {name: value for name, value in os.environ.items() if not name.startswith("DOCENT_")}
    return {**others, **settings, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}


@pytest.fixture
def process(tmp_path: Path, environment: Mapping[str, str]) -> Process:
    """`docent` in a process of its own, to its end."""

    def called(*arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "bot", *arguments]
        return subprocess.run(
            command,
            cwd=tmp_path,
            env={**environment, **more},
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )

    return called


Running = subprocess.Popen[str]


@contextmanager
def running(folder: Path, environment: Mapping[str, str]) -> Iterator[tuple[Running, IO[str]]]:
    """`docent run` in a process of its own, and what it prints, line by line; killed at the end."""
    command = [sys.executable, "-m", "bot", "run"]
    with subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8"
    ) as started:
        assert started.stdout is not None
        try:
            yield started, started.stdout
        finally:
            started.kill()
