import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from bot.errors import Unreadable
from tests.bot.commands.conftest import Docent
from tests.bot.commands.schedule.conftest import BELLS, HEAD, OPENING, ROPES, Took, Write
from tests.factories import ROOT

NOTHING = {"new": 0, "moved_time": 0, "moved_room": 0, "retitled": 0, "speakers": 0, "cancelled": 0}


def test_scripts_read_counts_warnings_release_and_difference(took: Took) -> None:
    described = took(OPENING, BELLS, ROPES)

    assert described == {
        "sessions": 3,
        "rooms": 2,
        "days": 2,
        "speakers": 2,
        "warnings": described["warnings"],
        "dropped_columns": [],
        "release": 1,
        "difference": {**NOTHING, "new": 3},
    }


def test_same_file_twice_is_no_release(took: Took) -> None:
    took(OPENING, BELLS)

    again = took(OPENING, BELLS)

    assert (again["release"], again["difference"]) == (None, NOTHING)


def test_changed_file_is_the_next_release(took: Took) -> None:
    took(OPENING, BELLS, ROPES)

    changed = took(OPENING.replace("09:00,10:00", "09:30,10:30"), BELLS.replace("Hall", "Crypt").replace("Ben", "Eve"))

    assert (changed["sessions"], changed["release"]) == (2, 2)
    assert changed["difference"] == {**NOTHING, "moved_time": 1, "moved_room": 1, "speakers": 1, "cancelled": 1}


def test_cancelled_session_stays_cancelled_when_the_file_announces_it_again(here: Docent, took: Took) -> None:
    took(OPENING, BELLS)
    took(OPENING)

    again = took(OPENING, BELLS)

    assert (again["release"], again["difference"]) == (None, NOTHING)
    assert "CANCELLED  Of Bells" in here("schedule", "show", "--event", "meeting").stdout


def test_programme_without_a_title_is_called_as_it_is_told_or_by_its_id(here: Docent, write: Write) -> None:
    def heading(*arguments: str) -> str:
        done = here("schedule", "import", write(OPENING), "--zone", "Asia/Bangkok", *arguments)
        return done.stdout.partition(" (")[0]

    assert heading("--event", "spring-meeting") == "Spring meeting"
    assert heading("--event", "fair", "--title", "The Bell Fair") == "The Bell Fair"
    assert heading("--event", "fair") == "The Bell Fair"


def test_people_read_counts_local_times_and_what_became_of_it(here: Docent, write: Write) -> None:
    done = here("schedule", "import", write(OPENING, ROPES), "--event", "meeting", "--zone", "Asia/Bangkok")

    lines = done.stdout.splitlines()
    told = [
        "2 sessions, 2 rooms, 2 days, 1 speaker.",
        "  Tue 2 Jun 2026: 1 session, from 09:00 to 10:00",
        "  Wed 3 Jun 2026: 1 session, from 10:00 to 11:00",
        "By the clocks of Asia/Bangkok, the days begin with:",
        "  Tue 2 Jun 2026 09:00-10:00  Opening, Hall",
        "  Wed 3 Jun 2026 10:00-11:00  Of Ropes, Crypt",
        "Release 1: 2 new.",
    ]
    assert (done.exit_code, [line for line in lines if line in told]) == (0, told)


def test_dry_run_writes_nothing(here: Docent, write: Write) -> None:
    arguments = ("schedule", "import", write(OPENING), "--event", "meeting", "--zone", "Asia/Bangkok")

    dry = here(*arguments, "--dry-run", "--json")
    told = here(*arguments, "--dry-run")

    described = json.loads(dry.stdout)
    assert (described["release"], described["difference"]) == (None, {**NOTHING, "new": 1})
    assert told.stdout.splitlines()[-1] == "Nothing was written. An import would make a release: 1 new."
    assert "There is no programme" in str(here("schedule", "show", "--event", "meeting").exception)


def test_zone_that_is_needed_ends_with_2_and_changes_nothing(here: Docent, write: Write) -> None:
    done = here("schedule", "import", write(OPENING), "--event", "meeting", "--json")

    assert (done.exit_code, done.stdout, "--zone" in done.stderr) == (2, "", True)
    assert "There is no programme" in str(here("schedule", "show", "--event", "meeting").exception)


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02", b"Dear diary,\ntoday was fine.\n", b'{"a": 1}'])
def test_file_that_cannot_be_read_changes_nothing(here: Docent, took: Took, tmp_path: Path, content: bytes) -> None:
    took(OPENING)
    (tmp_path / "broken").write_bytes(content)

    done = here("schedule", "import", "broken", "--event", "meeting", "--zone", "Asia/Bangkok")

    assert (done.exit_code, isinstance(done.exception, Unreadable), done.stdout) == (1, True, "")
    assert len(here("schedule", "history", "--event", "meeting").stdout.splitlines()) == 1


def test_file_that_is_not_there_is_told(here: Docent) -> None:
    done = here("schedule", "import", "nowhere.csv", "--event", "meeting")

    assert (done.exit_code, str(done.exception)) == (1, "nowhere.csv: It cannot be read: No such file or directory.")


@pytest.mark.parametrize("id_", ["", "spring meeting", "../spring", "a" * 65])
def test_id_has_no_spaces_and_slashes(here: Docent, write: Write, id_: str) -> None:
    done = here("schedule", "import", write(OPENING), "--event", id_)

    assert (done.exit_code, "is no id" in done.stderr) == (2, True)


def test_folder_of_the_content_may_stand_before_the_id(here: Docent, took: Took) -> None:
    took(OPENING, event="events/meeting")

    assert "Opening" in here("schedule", "show", "--event", "meeting").stdout


def test_unreadable_file_ends_the_process_with_1_and_one_line(process: object, write: Write) -> None:
    done = process("schedule", "import", write("?", head="?"), "--event", "meeting")  # type: ignore[operator] # the fixture is a function

    assert (done.returncode, done.stdout, "Traceback" in done.stderr) == (1, "", False)


def test_sessions_outside_the_days_of_the_content_are_warned_of(here: Docent, took: Took) -> None:
    here("ask", "hello")  # the content is loaded; its Spring Meeting takes three days of May

    inside = took(OPENING.replace("06-02", "05-09"), event="spring-meeting")
    outside = took(OPENING, BELLS, event="spring-meeting")

    days = "2026-05-08/2026-05-10"
    says = f"2 sessions outside the days that the content gives the event, {days}: “Opening”, “Of Bells”."
    assert (says in outside["warnings"], [each for each in inside["warnings"] if days in each]) == (True, [])


class Feeds(BaseHTTPRequestHandler):
    body = "\n".join([HEAD, OPENING]) + "\n"

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("ETag", '"1"')
        self.end_headers()
        self.wfile.write(self.body.encode())

    def log_message(self, *_: object) -> None:
        """Tells nobody."""


@pytest.fixture
def address() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Feeds) as server:
        threading.Thread(target=server.serve_forever).start()
        yield f"http://127.0.0.1:{server.server_port}/programme.csv"
        server.shutdown()


def test_address_is_followed_from_then_on(here: Docent, address: str) -> None:
    arguments = ("schedule", "import", address, "--event", "meeting", "--zone", "Asia/Bangkok")

    dry = here(*arguments, "--dry-run")
    nothing = here("schedule", "feed", "--event", "meeting").stdout
    done = here(*arguments)

    followed = here("schedule", "feed", "--event", "meeting").stdout.splitlines()
    assert (dry.exit_code, done.exit_code, nothing) == (0, 0, '"meeting" follows no feed.\n')
    assert followed[:3] == [
        f"meeting follows {address}",
        "  read by the clocks of Asia/Bangkok",
        "  not trusted: you release changes",
    ]


def test_import_of_a_file_beside_a_feed_is_warned_of(here: Docent, address: str, write: Write) -> None:
    here("schedule", "import", address, "--event", "meeting", "--zone", "Asia/Bangkok")

    done = here("schedule", "import", write(OPENING, BELLS), "--event", "meeting", "--zone", "Asia/Bangkok")
    left = here("schedule", "feed", "--event", "meeting", "--leave")

    assert done.stdout.splitlines()[-1] == "  docent schedule feed --event meeting --leave"
    assert left.stdout == '"meeting" follows no feed.\n'


def test_trust_in_a_feed_survives_imports(here: Docent, address: str) -> None:
    arguments = ("schedule", "import", address, "--event", "meeting", "--zone", "Asia/Bangkok")
    here(*arguments)
    here("schedule", "feed", "--event", "meeting", "--trust")

    here(*arguments)

    assert "  trusted: changes are sent" in here("schedule", "feed", "--event", "meeting").stdout


def test_an_import_waits_for_nothing_that_it_does_not_need(tmp_path: Path, write: Write) -> None:
    code = (
        "import atexit, runpy, sys;"
        f"sys.argv = ['docent', 'schedule', 'import', '{write(OPENING)}', '--event', 'x', '--zone', 'Europe/Vienna'];"
        "atexit.register(lambda: print(*sys.modules));"
        "runpy.run_module('bot', run_name='__main__')"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "DOCENT_DATA": str(tmp_path / "data")}

    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
    )

    assert "Release 1: 1 new." in done.stdout
    not_needed = {"bot.adapters.content.loading", "bot.understanding", "markdown_it", "openpyxl", "numpy"}
    assert not_needed & set(done.stdout.split()) == set()
