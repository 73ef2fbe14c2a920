from bot.notifications.campaigns import Campaign, Followers, Kind, Scope
from bot.notifications.feedback import feedback
from bot.notifications.horizon import Horizon
from bot.notifications.subscriptions import Follow
from bot.schedule.sessions import Session, Status
from bot.schedule.timetable import Timetable
from tests.programmes import HOUR, NINE, make_programme, make_session

WANTED = Follow("spring-meeting", Scope.FEEDBACK, "a")
ALWAYS = Horizon(NINE - 24 * HOUR, NINE + 24 * HOUR)


def asked(session: Session, *follows: Follow) -> list[Campaign]:
    return list(feedback(Timetable.of(make_programme(session)), follows, ALWAYS))


def test_who_wanted_to_be_asked_is_asked_when_the_session_ends_and_not_half_a_day_later() -> None:
    assert asked(make_session("a"), WANTED) == [
        Campaign(
            key="feedback/spring-meeting/a/2026-05-08T08:00:00Z",
            kind=Kind.FEEDBACK,
            due=NINE + HOUR,
            expires=NINE + 13 * HOUR,
            audience=Followers("spring-meeting", ((Scope.FEEDBACK, "a"),)),
            event="spring-meeting",
            session="a",
            payload={"zone": "Europe/Vienna", "first": "2026-05-08", "last": "2026-05-08"},
        )
    ]


def test_session_without_an_end_is_taken_to_have_one() -> None:
    assert [each.due for each in asked(make_session("a", end=None), WANTED)] == [NINE + HOUR]


def test_nobody_is_asked_of_what_was_cancelled_or_what_nobody_wanted_to_be_asked_of() -> None:
    cancelled = asked(make_session("a", status=Status.CANCELLED), WANTED)
    unasked = asked(make_session("a"), Follow("spring-meeting", Scope.EVENT), Follow("other", Scope.FEEDBACK, "a"))

    assert (cancelled, unasked) == ([], [])
