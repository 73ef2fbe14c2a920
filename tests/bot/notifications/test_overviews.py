from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from bot.notifications.campaigns import Campaign, EarlyRisers, Kind
from bot.notifications.horizon import Horizon
from bot.notifications.overviews import overviews
from bot.schedule.sessions import Session, Status
from bot.schedule.timetable import Timetable
from tests.programmes import HOUR, NINE, make_programme, make_session

DAY = timedelta(days=1)
EIGHT = NINE - HOUR
ALWAYS = Horizon(NINE - 3 * DAY, NINE + 9 * DAY)


def due(*those: Session, at: Sequence[int] = (8 * 60,), starred: Sequence[str] = ("a",)) -> list[Campaign]:
    return list(overviews(Timetable.of(make_programme(*those)), at, starred, ALWAYS))


def test_overview_comes_at_its_hour_of_the_venue_to_those_who_starred_something_of_the_day() -> None:
    campaign = due(make_session("a"), make_session("b", NINE + 9 * HOUR))[0]

    assert campaign == Campaign(
        key="overview/spring-meeting/2026-05-08/480",
        kind=Kind.OVERVIEW,
        due=EIGHT,
        expires=EIGHT + 4 * HOUR,
        audience=EarlyRisers("spring-meeting", ("a", "b"), 480),
        event="spring-meeting",
        payload={"zone": "Europe/Vienna", "first": "2026-05-08", "last": "2026-05-08", "day": "2026-05-08"},
    )


def test_overview_is_of_no_use_once_the_last_session_of_the_day_has_begun() -> None:
    assert [each.expires for each in due(make_session("a"))] == [NINE]


def test_hour_after_the_last_session_has_no_overview() -> None:
    assert due(make_session("a"), at=[10 * 60]) == []


def test_each_hour_and_each_day_has_its_own() -> None:
    campaigns = due(make_session("a"), make_session("b", NINE + DAY), at=[7 * 60, 8 * 60], starred=["a", "b"])

    assert [each.due for each in campaigns] == [EIGHT - HOUR, EIGHT, EIGHT - HOUR + DAY, EIGHT + DAY]


def test_day_on_which_nobody_starred_anything_that_takes_place_has_none() -> None:
    assert due(make_session("a", status=Status.CANCELLED), make_session("b")) == []


def test_session_after_midnight_belongs_to_the_day_before() -> None:
    campaigns = due(make_session("a", NINE + 16 * HOUR), make_session("b"))  # at one o'clock

    assert [each.payload["day"] for each in campaigns] == ["2026-05-08"]


def test_hour_that_the_clocks_leave_out_comes_once() -> None:
    early = make_session("a", datetime(2026, 3, 29, 5, tzinfo=UTC))
    march = Horizon(datetime(2026, 3, 28, tzinfo=UTC), datetime(2026, 3, 30, tzinfo=UTC))

    campaigns = list(overviews(Timetable.of(make_programme(early)), [2 * 60 + 30], ["a"], march))

    assert [each.due for each in campaigns] == [datetime(2026, 3, 29, 1, 30, tzinfo=UTC)]


def test_hour_that_the_clocks_show_twice_comes_once() -> None:
    early = make_session("a", datetime(2026, 10, 25, 5, tzinfo=UTC))
    october = Horizon(datetime(2026, 10, 24, tzinfo=UTC), datetime(2026, 10, 26, tzinfo=UTC))

    campaigns = list(overviews(Timetable.of(make_programme(early)), [2 * 60 + 30], ["a"], october))

    assert [each.due for each in campaigns] == [datetime(2026, 10, 25, 0, 30, tzinfo=UTC)]
