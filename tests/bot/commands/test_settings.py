import pytest

from bot.settings import Settings
from tests.bot.commands.conftest import Docent


def test_every_setting_has_its_value_and_its_line_of_help(here: Docent, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCENT_MISS_DAYS", "7")

    lines = here("settings").stdout.splitlines()

    assert lines[-2:] == ["DOCENT_MISS_DAYS = 7", "    days after which a question without an answer is forgotten"]
    assert len(lines) == 2 * len(Settings.model_fields)


def test_secrets_are_not_shown(here: Docent, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCENT_SECRET", "made up")

    told = here("settings").stdout

    assert ("DOCENT_SECRET = set" in told, "DOCENT_DATABASE_URL = set" in told) == (True, True)
    assert ("made up" in told, "docent.db" in told) == (False, False)


def test_setting_that_does_not_fit_is_told_beside_the_others(here: Docent, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCENT_PORT", "eighty")

    result = here("settings")

    values = [line for line in result.stdout.splitlines() if line.startswith(("DOCENT_HOST", "DOCENT_PORT"))]
    assert (result.exit_code, values) == (
        0,
        [
            "DOCENT_HOST = 127.0.0.1",
            "DOCENT_PORT = does not fit: Input should be a valid integer, unable to parse string as an integer",
        ],
    )
