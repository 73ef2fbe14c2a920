import pytest

from bot.commands.schedule.sources import Progress, days_of, title_of
from bot.ports import Revision
from tests.fakes import NOON


@pytest.mark.parametrize("text", ["", "when: 2026", "when: sometime", "[", "- 1", "name: x"])
def test_event_whose_days_nobody_wrote_has_none(text: str) -> None:
    revision = Revision(1, "hash", NOON, {"events/meeting/event.yaml": text})

    assert (days_of("meeting", revision), days_of("other", revision), days_of("meeting", None)) == (None, None, None)


@pytest.mark.parametrize(
    "text, title",
    [
        ("name: Meeting of the Guild\nshort: Guild Meeting", "Guild Meeting"),
        ("name: Meeting of the Guild", "Meeting of the Guild"),
        ("", ""),
        ("[", ""),
    ],
)
def test_event_is_called_what_its_curators_call_it(text: str, title: str) -> None:
    revision = Revision(1, "hash", NOON, {"events/meeting/event.yaml": text})

    assert (title_of("meeting", revision), title_of("meeting", None)) == (title, "")


def test_slow_download_says_how_far_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    moments = iter([0.0, 1.0, 2.5, 3.0, 5.0])
    progress = Progress(lambda: next(moments))

    for done, total in [(1, 9_000_000), (2_500_000, 9_000_000), (3_000_000, 9_000_000), (5_000_000, None)]:
        progress(done, total)

    assert capsys.readouterr().err == "Fetched 2.5 of 9.0 MB ...\nFetched 5.0 MB ...\n"
