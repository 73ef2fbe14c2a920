import pytest

from bot.errors import SetUpWrong
from bot.settings import Settings, read_settings


@pytest.mark.parametrize(
    "written,keys",
    [
        ("telegram:123456", {"telegram:123456"}),
        ("telegram:123456, slack:T024:U061", {"telegram:123456", "slack:T024:U061"}),
    ],
)
def test_organisers_are_named_as_whoami_tells_them(written: str, keys: set[str]) -> None:
    assert Settings(organisers=written).organiser_keys == keys


def test_nobody_organises_unless_somebody_is_named() -> None:
    assert Settings().organiser_keys == frozenset()


@pytest.mark.parametrize(
    "written", ["ana", "telegram:ana", "slack:U061", "telegram:1,,telegram:2", "telegram:1;telegram:2"]
)
def test_name_that_whoami_never_tells_is_refused(written: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCENT_ORGANISERS", written)

    with pytest.raises(SetUpWrong) as refused:
        read_settings()

    assert str(refused.value) == (
        "These settings do not fit: DOCENT_ORGANISERS (Names should look like telegram:123456 or slack:T024:U061,"
        " with commas between). See: docent settings"
    )


@pytest.mark.parametrize("written, rate", [("12.5", 12.5), ("30", 30.0), ("none", "none")])
def test_a_rate_is_a_number_or_none_at_all(written: str, rate: float | str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCENT_TELEGRAM_RATE", written)

    assert read_settings().telegram_rate == rate


@pytest.mark.parametrize("written", ["0", "-1", "fast", "", "nan", "inf"])
def test_what_is_no_rate_is_refused(written: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCENT_SLACK_RATE", written)

    with pytest.raises(SetUpWrong) as refused:
        read_settings()

    assert str(refused.value) == (
        "These settings do not fit: DOCENT_SLACK_RATE (Messages a second should be a number above 0, or none)."
        " See: docent settings"
    )
