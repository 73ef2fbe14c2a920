import pytest

from bot.attending.presses import event_of, found, press
from bot.messages import PRESS_LIMIT_BYTES
from tests.programmes import make_programme, make_session

LONG = "a-very-long-name-of-an-event-that-nobody-would-choose-but-might"


def test_a_button_names_event_and_session() -> None:
    assert press("star", "spring-meeting", "a-17") == "star spring-meeting a-17"


@pytest.mark.parametrize(
    "event, session", [("spring-meeting", "a-17"), (LONG, "~another-very-long-name-of-a-session-4")]
)
def test_every_button_fits_and_leads_back_to_its_session(event: str, session: str) -> None:
    wanted = make_session(session)
    programme = make_programme(make_session("other"), wanted, event=event)
    written = press("unstar", event, session)

    _, _, rest = written.partition(" ")

    assert (len(written.encode()) <= PRESS_LIMIT_BYTES, found(rest, [make_programme(), programme])) == (
        True,
        (programme, wanted),
    )


def test_a_button_of_a_session_that_is_gone_leads_nowhere() -> None:
    assert found("spring-meeting a-17", [make_programme(make_session("other"))]) is None


def test_a_hash_does_not_say_which_event_it_belongs_to() -> None:
    assert (event_of("spring-meeting a-17"), event_of("~0123")) == ("spring-meeting", None)
