import pytest

from bot.messages import PRESS_LIMIT_BYTES
from bot.organising.presses import DROP, EVENT, Pressed, event_of, press, read

LONG = "international-" * 4 + "meeting"


def test_press_is_read_as_it_was_written() -> None:
    assert read(press("k3J9x_2a", EVENT, "spring-meeting")) == Pressed("k3J9x_2a", EVENT, "spring-meeting")
    assert read(press("k3J9x_2a", DROP)) == Pressed("k3J9x_2a", DROP)


def test_long_id_fits_and_is_found_again_among_known_events() -> None:
    written = press("k3J9x_2a", EVENT, LONG)

    button = read(written)

    assert len(written.encode()) <= PRESS_LIMIT_BYTES
    assert button is not None
    assert (event_of(button.rest, ["a", LONG]), event_of(button.rest, ["a"])) == (LONG, "")


@pytest.mark.parametrize("other", ["", "upload", "upload k3J9x_2a", "star spring-meeting a", "show x y"])
def test_other_buttons_are_none_of_ours(other: str) -> None:
    assert read(other) is None
