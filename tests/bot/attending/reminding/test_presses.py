import pytest

from bot.attending.reminding.presses import Pressed, for_session, number, numbers, read
from bot.messages import PRESS_LIMIT_BYTES
from tests.programmes import make_programme, make_session


@pytest.mark.parametrize(
    "pressed, button",
    [
        ("reminders", Pressed("reminders")),
        ("lead 15", Pressed("lead", "15")),
        ("silence reminder", Pressed("silence", "reminder")),
        ("rate 4 spring-meeting a-17", Pressed("rate", "4", "spring-meeting a-17")),
        ("remind 15,5 ~abc", Pressed("remind", "15,5", "~abc")),
        ("when spring-meeting a-17", Pressed("when", session="spring-meeting a-17")),
    ],
)
def test_a_button_is_read(pressed: str, button: Pressed) -> None:
    assert read(pressed) == button


@pytest.mark.parametrize("pressed", ["", "star spring-meeting a", "silence everything", "silence", "rate 4", "when"])
def test_what_is_none_of_these_is_none(pressed: str) -> None:
    assert read(pressed) is None


@pytest.mark.parametrize("written", ["", "-1", "²", "1e3", "10081", "99999999999999"])
def test_a_number_that_no_button_carries_is_none(written: str) -> None:
    assert (number(written, 10080), numbers(f"5,{written}", 10080)) == (None, None)


def test_several_numbers_and_none_at_all_are_read() -> None:
    assert (numbers("15,5", 60), numbers("none", 60)) == ((15, 5), ())


def test_a_button_of_a_long_id_fits_every_platform() -> None:
    session = make_session("x" * 80)

    action = for_session("remind 10080,1440,60", "a label", make_programme(session), session)

    assert len(action.press.encode()) <= PRESS_LIMIT_BYTES
