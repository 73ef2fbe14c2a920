from bot.commands.feedback import Feedback, by_session, described, report
from bot.notifications.subscriptions import Opinion
from tests.bot.commands.conftest import Docent
from tests.fakes import NOON
from tests.programmes import make_programme, make_session

PROGRAMME = make_programme(make_session("bells", title="Casting Bells"), make_session("ropes", title="Ropes"))


def thought(session: str, rating: int | None, words: str = "") -> Opinion:
    return Opinion("spring-meeting", session, rating, words, NOON)


def test_opinions_of_a_session_stand_together_and_in_no_order_of_theirs() -> None:
    opinions = [thought("ropes", 2), thought("bells", 3, "too loud"), thought("bells", 5, "lovely"), thought("gone", 4)]

    found = by_session(PROGRAMME, opinions)

    assert found == [
        Feedback("bells", "Casting Bells", (5, 3), ("lovely", "too loud")),
        Feedback("ropes", "Ropes", (2,), ()),
        Feedback("gone", "gone", (4,), ()),
    ]


def test_words_without_a_rating_are_shown_as_well() -> None:
    [found] = by_session(PROGRAMME, [thought("bells", None, "was it recorded")])

    assert list(report([found])) == ["      not rated  Casting Bells", "                 - was it recorded"]


def test_terminal_is_not_steered_by_what_somebody_wrote() -> None:
    lines = list(report([Feedback("bells", "Casting Bells", (5, 4), ("loud\x1b[2J",))]))

    assert lines == ["  4.5 of 5, 2 x  Casting Bells", "                 - loud�[2J"]


def test_scripts_read_figures() -> None:
    assert described(Feedback("bells", "Casting Bells", (5, 4), ("loud",))) == {
        "session": "bells",
        "title": "Casting Bells",
        "mean": 4.5,
        "ratings": [5, 4],
        "words": ["loud"],
    }


def test_an_event_without_a_programme_has_no_feedback(here: Docent) -> None:
    refused = here("feedback", "--event", "unheard-of")

    assert str(refused.exception).startswith('There is no programme of "unheard-of".')


def test_none_yet_is_said(here: Docent) -> None:
    assert list(report([])) == ["Nobody has said yet what they think of a session."]
