"""What people read when something goes wrong, whatever the command."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from textwrap import indent

from tests.factories import ROOT

HELP = [sys.executable, "-m", "bot", "--help"]
FAILS = """\
import sys
import click
from bot import __main__ as program

@click.command()
def command():
    raise ValueError("what somebody typed")

program.docent.add_command(command, "fail")
program.OneFileEach.get_command = lambda self, ctx, name: command
sys.argv = ["docent", "fail"]
program.main()
"""


HELD = """
import sqlite3
from sqlalchemy.exc import OperationalError
held = sqlite3.OperationalError("database is locked")
held.sqlite_errorcode = {code}
raise OperationalError("SELECT 1", {{}}, held)"""


def ran(code: str, **more: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **more}
    return subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)


def test_surprise_is_one_line_that_quotes_nobody() -> None:
    done = ran(FAILS)

    assert (done.returncode, done.stdout, done.stderr) == (
        1,
        "",
        "Something went wrong inside Docent (ValueError). Run again with DOCENT_DEBUG=1 for details.\n",
    )


def test_database_that_somebody_holds_for_long_is_told_with_what_to_do() -> None:
    fails = FAILS.replace(
        'raise ValueError("what somebody typed")', indent(HELD.format(code=sqlite3.SQLITE_BUSY), "    ")
    )

    done = ran(fails, DOCENT_DATABASE_URL="sqlite+aiosqlite:///var/docent.db")

    assert (done.returncode, done.stderr) == (
        1,
        'Another program holds the database "var/docent.db". Stop it, then start again.\n',
    )


def test_database_that_fails_for_another_reason_is_a_surprise() -> None:
    fails = FAILS.replace(
        'raise ValueError("what somebody typed")', indent(HELD.format(code=sqlite3.SQLITE_ERROR), "    ")
    )

    assert ran(fails).stderr.startswith("Something went wrong inside Docent (OperationalError).")


def test_surprise_has_its_details_when_asked_for() -> None:
    done = ran(FAILS, DOCENT_DEBUG="1")

    assert (done.returncode, done.stderr.splitlines()[-1]) == (1, "ValueError: what somebody typed")


def test_reader_that_went_away_is_met_with_silence(tmp_path: Path) -> None:
    reads, writes = os.pipe()
    os.close(reads)
    with os.fdopen(writes, "w") as closed:
        done = subprocess.run(HELP, cwd=ROOT, stdout=closed, stderr=subprocess.PIPE, text=True, check=False)

    assert (done.returncode, done.stderr) == (1, "")


def test_characters_that_the_terminal_lacks_are_no_failure() -> None:
    code = "from bot.__main__ import prepare_output; prepare_output(); print('M\\u00e1laga \\u201cpark\\u201d')"

    done = ran(code, PYTHONIOENCODING="ascii")

    assert (done.returncode, done.stdout, done.stderr) == (0, "M?laga ?park?\n", "")
