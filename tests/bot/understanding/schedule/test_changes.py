"""Questions after changes."""

import pytest

from bot.understanding.schedule.changes import as_cancellations


@pytest.mark.parametrize(
    "text, put",
    [
        ("any changes to the schedule today?", "anything cancelled today?"),
        ("what has changed on sunday", "anything cancelled on sunday"),
        ("was hat sich geandert", "anything cancelled"),
        ("is it called off", "is it cancelled"),
    ],
)
def test_what_changed_is_put_as_what_is_cancelled(text: str, put: str) -> None:
    assert as_cancellations(text) == put


@pytest.mark.parametrize("text", ["talks about climate change", "any room changes", "change ringing", "gear changes"])
def test_changes_may_be_a_topic(text: str) -> None:
    assert as_cancellations(text) == text
