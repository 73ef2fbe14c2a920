from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.notifications.campaigns import Campaign, Followers, Kind, Scope, Starred
from bot.notifications.horizon import Horizon
from bot.notifications.reminders import followed, reminders
from bot.notifications.subscriptions import Follow
from bot.schedule import sessions
from bot.schedule.sessions import Programme, Session, Status
from bot.schedule.timetable import Timetable
from tests.programmes import HOUR, NINE, make_programme, make_session, programmes

MINUTE = timedelta(minutes=1)
WEEK = 7 * 24 * 60
ALWAYS = Horizon(NINE - 30 * 24 * HOUR, NINE + 30 * 24 * HOUR)
EVENT = "spring-meeting"


def due(
    *those: Session, leads: Sequence[int] = (10,), starred: Sequence[str] = ("a",), horizon: Horizon = ALWAYS
) -> list[Campaign]:
    return list(reminders(Timetable.of(make_programme(*those)), leads, starred, horizon))


def test_session_is_reminded_of_by_its_lead_time_and_no_longer_once_it_has_begun() -> None:
    campaign = Campaign(
        key="reminder/spring-meeting/a/2026-05-08T07:00:00Z/10",
        kind=Kind.REMINDER,
        due=NINE - 10 * MINUTE,
        expires=NINE,
        audience=Starred(EVENT, "a", 10),
        event=EVENT,
        session="a",
        payload={
            "zone": "Europe/Vienna",
            "first": "2026-05-08",
            "last": "2026-05-08",
            "start": "2026-05-08T07:00:00Z",
        },
    )

    assert due(make_session("a")) == [campaign]


def test_lead_time_of_nothing_is_of_use_for_five_minutes_after_the_start() -> None:
    campaign = due(make_session("a"), leads=[0])[0]

    assert (campaign.due, campaign.expires) == (NINE, NINE + 5 * MINUTE)


def test_lead_time_of_a_week_is_due_a_week_before() -> None:
    campaign = due(make_session("a"), leads=[WEEK])[0]

    assert (campaign.due, campaign.expires) == (NINE - timedelta(days=7), NINE)


def test_each_lead_time_in_use_is_a_campaign_of_its_own() -> None:
    campaigns = due(make_session("a"), leads=[0, 10, 60])

    assert [campaign.key.rpartition("/")[2] for campaign in campaigns] == ["0", "10", "60"]


def test_nobody_is_reminded_of_what_nobody_starred_or_what_was_cancelled() -> None:
    cancelled = make_session("a", status=Status.CANCELLED)

    assert due(cancelled, make_session("b")) == []


@pytest.mark.parametrize(
    "now,until,since,is_due",
    [
        (-20, -15, None, False),
        (-20, -10, None, True),
        (-9, -5, None, True),
        (-1, 4, None, True),
        (0, 5, None, False),
        (-9, -4, -11, True),
        (-9, -4, -10, False),
    ],
)
def test_what_is_due_lies_in_the_horizon_and_has_not_expired(
    now: int, until: int, since: int | None, *, is_due: bool
) -> None:
    horizon = Horizon(NINE + now * MINUTE, NINE + until * MINUTE, None if since is None else NINE + since * MINUTE)

    assert bool(due(make_session("a"), horizon=horizon)) == is_due


def test_session_that_moved_is_another_thing_to_be_reminded_of_and_one_that_moved_back_is_not() -> None:
    first, moved, back = (due(make_session("a", start))[0].key for start in (NINE, NINE + HOUR, NINE))

    assert (first != moved, first == back) == (True, True)


def test_session_moved_into_the_past_reminds_nobody() -> None:
    now = Horizon(NINE, NINE + 5 * MINUTE)

    assert due(make_session("a", NINE - HOUR), leads=[0, 10, WEEK], horizon=now) == []


@given(programmes(), st.lists(st.sampled_from([0, 1, 10, 60, 24 * 60, WEEK]), unique=True))
def test_reminders_come_so_many_minutes_before_whatever_the_clocks_do(programme: Programme, leads: list[int]) -> None:
    ids = [each.id for each in programme.sessions]
    longer = Horizon(datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC))

    found = {(each.session, each.due) for each in reminders(Timetable.of(programme), leads, ids, longer)}

    on = [each for each in programme.sessions if not each.cancelled]
    assert found == {(each.id, each.start.astimezone(UTC) - lead * MINUTE) for each in on for lead in leads}


@given(programmes(), st.lists(st.integers(1, 500), min_size=1, max_size=30))
def test_horizons_that_join_up_miss_nothing_and_have_nothing_twice(programme: Programme, steps: list[int]) -> None:
    timetable, ids = Timetable.of(programme), [each.id for each in programme.sessions]
    start = datetime(2026, 10, 24, tzinfo=UTC)
    moments = [start + sum(steps[:at]) * MINUTE for at in range(len(steps) + 1)]

    whole = list(reminders(timetable, [0, 10], ids, Horizon(start - HOUR, moments[-1], start)))
    pieces = [
        campaign
        for since, until in pairwise(moments)
        for campaign in reminders(timetable, [0, 10], ids, Horizon(since - HOUR, until, since))
    ]

    assert sorted(each.key for each in pieces) == sorted(each.key for each in whole)


# Of channels and groups


def told(session: Session, *follows: Follow) -> list[Campaign]:
    return list(followed(Timetable.of(make_programme(session)), [10], follows, ALWAYS))


@pytest.mark.parametrize(
    "scope,name", [(Scope.EVENT, ""), (Scope.ROOM, "Belfry"), (Scope.ROOM, "Crypt"), (Scope.TRACK, "Tuning")]
)
def test_whoever_follows_the_event_or_a_room_or_the_track_is_reminded(scope: Scope, name: str) -> None:
    session = make_session("a", rooms=("Belfry", "Crypt"), track="Tuning")

    campaigns = told(session, Follow(EVENT, scope, name))

    scopes = ((Scope.EVENT, ""), (Scope.ROOM, "Belfry"), (Scope.ROOM, "Crypt"), (Scope.TRACK, "Tuning"))
    assert [(each.kind, each.due, each.audience) for each in campaigns] == [
        (Kind.FOLLOWED, NINE - 10 * MINUTE, Followers(EVENT, scopes, 10))
    ]


@pytest.mark.parametrize(
    "follow",
    [
        Follow(EVENT, Scope.ROOM, "Crypt"),
        Follow(EVENT, Scope.TRACK, ""),
        Follow("another", Scope.EVENT),
        Follow(EVENT, Scope.DEADLINES),
        Follow(EVENT, Scope.FEEDBACK, "a"),
    ],
)
def test_whoever_follows_something_else_is_not(follow: Follow) -> None:
    assert told(make_session("a"), follow) == []


def test_channels_are_not_reminded_of_breaks() -> None:
    assert told(make_session("a", kind=sessions.Kind.BREAK), Follow(EVENT, Scope.EVENT)) == []
