from pathlib import Path

import pytest

from tests.bot.commands.conftest import Docent
from tests.bot.commands.schedule.conftest import BELLS, OPENING, Took


@pytest.mark.parametrize("form", ["frab", "ics", "csv"])
def test_export_comes_in_again_as_the_same_schedule(here: Docent, took: Took, tmp_path: Path, form: str) -> None:
    took(OPENING, BELLS)
    exported = here("schedule", "export", "--event", "meeting", "--format", form)
    (tmp_path / "exported").write_bytes(exported.stdout_bytes)

    done = here("schedule", "import", "exported", "--event", "meeting", "--zone", "Asia/Bangkok", "--json")

    assert (done.exit_code, '"moved_time": 0, "moved_room": 0, "retitled": 0' in done.stdout) == (0, True)


def test_export_is_written_into_a_file(here: Docent, took: Took, tmp_path: Path) -> None:
    took(OPENING)
    exported = here("schedule", "export", "--event", "meeting", "--format", "csv")

    done = here("schedule", "export", "--event", "meeting", "--format", "csv", "--output", "out.csv")

    assert (done.stdout, (tmp_path / "out.csv").read_bytes()) == ("", exported.stdout_bytes)


def test_earlier_release_is_exported_as_it_was(here: Docent, took: Took) -> None:
    took(OPENING)
    took(OPENING, BELLS)

    done = here("schedule", "export", "--event", "meeting", "--format", "csv", "--release", "1")

    assert b"Bells" not in done.stdout_bytes


def test_file_that_cannot_be_written_is_told(here: Docent, took: Took) -> None:
    took(OPENING)

    done = here("schedule", "export", "--event", "meeting", "--output", "nowhere/out.json")

    says = '"nowhere/out.json" cannot be written: No such file or directory. Name another file.'
    assert (done.exit_code, str(done.exception)) == (1, says)
