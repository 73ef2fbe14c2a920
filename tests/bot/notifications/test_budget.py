from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.notifications import planning
from bot.notifications.budget import Decision, decide, end_of_quiet_hours
from bot.notifications.campaigns import Kind
from bot.notifications.ledger import Delivery, Recipient, Result, State
from bot.notifications.payloads import of_event, runs_at, written
from bot.schedule.timetable import Timetable
from tests.deliveries import delivery_of, make_campaign, make_recipient
from tests.programmes import HOUR, NINE, ZONES, make_programme, make_session

MINUTE, SECOND = timedelta(minutes=1), timedelta(seconds=1)
TODAY = NINE.toordinal()
VIENNA = {"zone": "Europe/Vienna", "first": "2026-05-08", "last": "2026-05-10"}
NIGHT: dict[str, Any] = {"quiet_from": 22 * 60, "quiet_until": 7 * 60}


def delivery(
    id_: int = 1,
    kind: Kind = Kind.REMINDER,
    due: datetime = NINE,
    *,
    to: Recipient | None = None,
    lasts: timedelta = HOUR,
    payload: Mapping[str, object] | None = None,
) -> Delivery:
    campaign = make_campaign(kind, due, expires=due + lasts, payload=dict(payload or {}))
    return delivery_of(campaign, to, id_=id_)


def outcomes(decision: Decision) -> list[tuple[int, State, datetime | None]]:
    return [(each.id.campaign, each.state, each.try_at) for each in decision.results]


def sent(decision: Decision) -> list[int]:
    return [each.id.campaign for each in decision.send]


def test_nothing_is_decided_of_nothing() -> None:
    assert decide([], NINE) == Decision()


def test_what_is_due_until_the_end_of_the_minute_is_one_message_and_the_rest_waits() -> None:
    now = NINE + 20 * SECOND
    rows = [delivery(1), delivery(2, due=NINE + 59 * SECOND), delivery(3, due=NINE + MINUTE)]

    decision = decide(rows, now)

    assert (sent(decision), outcomes(decision)) == ([1, 2], [(3, State.QUEUED, NINE + MINUTE)])
    assert (decision.silent, decision.told_on) == (False, TODAY)


def test_what_has_expired_is_not_sent() -> None:
    gone = delivery(1, due=NINE - HOUR)

    assert decide([gone], NINE) == Decision(
        results=(Result(gone.id, State.EXPIRED, NINE, why="its moment had passed"),), told_on=TODAY
    )


# Quiet hours


@pytest.mark.parametrize(
    "hour,minute,quiet", [(21, 59, False), (22, 0, True), (23, 59, True), (0, 0, True), (6, 59, True), (7, 0, False)]
)
def test_on_site_the_night_goes_over_midnight_by_the_clocks_of_the_venue(
    hour: int, minute: int, *, quiet: bool
) -> None:
    from_auckland = make_recipient(zone="Pacific/Auckland", **NIGHT)
    now = datetime(2026, 5, 9, hour, minute, tzinfo=ZoneInfo("Europe/Vienna")).astimezone(UTC)

    decision = decide([delivery(1, Kind.CHANGE, now, to=from_auckland, lasts=24 * HOUR, payload=VIENNA)], now)

    morning = datetime(2026, 5, 10 if hour > 12 else 9, 5, tzinfo=UTC)
    assert outcomes(decision) == ([(1, State.QUEUED, morning)] if quiet else [])


ELEVEN = datetime(2026, 5, 8, 21, tzinfo=UTC)  # at night in Vienna
SEVEN = datetime(2026, 5, 9, 5, tzinfo=UTC)


def test_what_comes_in_quiet_hours_waits_for_their_end() -> None:
    asleep = make_recipient(zone="Europe/Vienna", **NIGHT)
    kinds = (Kind.CHANGE, Kind.DEADLINE, Kind.FEEDBACK, Kind.BROADCAST, Kind.ORGANISER)
    rows = [delivery(at, kind, ELEVEN, to=asleep, lasts=24 * HOUR) for at, kind in enumerate(kinds)]

    decision = decide(rows, ELEVEN)

    assert (sent(decision), outcomes(decision)) == ([], [(at, State.QUEUED, SEVEN) for at in range(len(kinds))])


@pytest.mark.parametrize("kind", Kind)
def test_what_would_have_expired_by_the_end_of_the_quiet_hours_comes_silently(kind: Kind) -> None:
    asleep = make_recipient(zone="Europe/Vienna", **NIGHT)
    too_late = delivery(1, kind, ELEVEN, to=asleep, lasts=SEVEN - ELEVEN)

    decision = decide([too_late, delivery(2, Kind.CHANGE, ELEVEN, to=asleep, lasts=24 * HOUR)], ELEVEN)

    assert (sent(decision), decision.silent) == ([1], True)
    assert outcomes(decision) == [(2, State.QUEUED, SEVEN)]


@pytest.mark.parametrize("kind", [Kind.REMINDER, Kind.FOLLOWED])
def test_reminder_comes_silently_when_it_is_due_however_long_it_would_be_of_use(kind: Kind) -> None:
    asleep = make_recipient(zone="Europe/Vienna", **NIGHT)

    decision = decide([delivery(1, kind, ELEVEN, to=asleep, lasts=24 * HOUR)], ELEVEN)

    assert (sent(decision), decision.silent) == ([1], True)


def state(start: datetime) -> dict[str, object]:
    return {"title": "A session", "start": written(start)}


@pytest.mark.parametrize(
    "before,after,waits",
    [
        (SEVEN + HOUR, SEVEN + 2 * HOUR, True),
        (SEVEN + 2 * HOUR, SEVEN + HOUR, True),
        (SEVEN + HOUR, SEVEN, False),
        (SEVEN - MINUTE, SEVEN + HOUR, False),
        (ELEVEN - HOUR, SEVEN + HOUR, True),
        (ELEVEN - HOUR, ELEVEN - MINUTE, False),
        (None, SEVEN + HOUR, True),
        (None, SEVEN - HOUR, False),
    ],
)
def test_change_waits_for_the_morning_only_where_the_session_begins_after_that_by_its_old_time_and_its_new_one(
    before: datetime | None, after: datetime, *, waits: bool
) -> None:
    asleep = make_recipient(zone="Europe/Vienna", **NIGHT)
    payload = {"before": state(before) if before else None, "after": state(after)}

    decision = decide([delivery(1, Kind.CHANGE, ELEVEN, to=asleep, lasts=24 * HOUR, payload=payload)], ELEVEN)

    assert (sent(decision), decision.silent) == (([], False) if waits else ([1], True))
    assert outcomes(decision) == ([(1, State.QUEUED, SEVEN)] if waits else [])


def test_overview_comes_at_the_hour_that_was_chosen_for_it() -> None:
    asleep = make_recipient(zone="Europe/Vienna", **NIGHT)

    decision = decide([delivery(1, Kind.OVERVIEW, SEVEN - HOUR, to=asleep, lasts=4 * HOUR)], SEVEN - HOUR)

    assert (sent(decision), decision.silent) == ([1], True)


def test_once_the_quiet_hours_are_over_all_comes_as_one_message() -> None:
    awake = make_recipient(zone="Europe/Vienna", **NIGHT)
    rows = [delivery(at, Kind.CHANGE, ELEVEN - at * MINUTE, to=awake, lasts=24 * HOUR) for at in (1, 2)]

    decision = decide(rows, SEVEN)

    assert (sent(decision), decision.silent, decision.results) == ([1, 2], False, ())


def test_quiet_hours_are_the_venues_while_the_event_runs_and_the_recipients_before() -> None:
    from_bangkok = make_recipient(zone="Asia/Bangkok", **NIGHT)
    four = datetime(2026, 5, 8, 16, tzinfo=UTC)  # the clocks show 18:00 in Vienna and 23:00 in Bangkok

    on_site = decide([delivery(1, due=four, to=from_bangkok, payload=VIENNA)], four)
    week = timedelta(days=7)
    before = decide([delivery(1, due=four - week, to=from_bangkok, payload=VIENNA)], four - week)

    assert (on_site.silent, before.silent) == (False, True)


@pytest.mark.parametrize(
    "day,clock,payload,on_site",
    [
        (7, "23:59", VIENNA, False),
        (8, "00:00", VIENNA, True),
        (11, "00:40", VIENNA, True),
        (11, "03:59", VIENNA, True),
        (11, "04:00", VIENNA, False),
        (11, "05:59", VIENNA | {"turns": "06:00"}, True),
        (11, "06:00", VIENNA | {"turns": "06:00"}, False),
    ],
)
def test_night_after_the_last_day_still_belongs_to_the_event(
    day: int, clock: str, payload: dict[str, object], *, on_site: bool
) -> None:
    now = datetime.fromisoformat(f"2026-05-{day:02}T{clock}").replace(tzinfo=ZoneInfo("Europe/Vienna"))

    assert runs_at(payload, now.astimezone(UTC)) is on_site


@pytest.mark.parametrize("turns,told", [(time(4), {}), (time(6, 30), {"turns": "06:30"})])
def test_when_the_days_of_an_event_turn_is_told_where_it_is_unusual(turns: time, told: dict[str, str]) -> None:
    programme = replace(make_programme(make_session("party", NINE)), day_turns=turns)

    days = {"first": "2026-05-08", "last": "2026-05-08"}
    assert of_event(Timetable.of(programme)) == {"zone": "Europe/Vienna", **days, **told}


@pytest.mark.parametrize("zone", [None, "", "Europe/Atlantis", "Mars", "../../etc", "\0"])
def test_zone_that_nobody_knows_leaves_the_venues(zone: str | None) -> None:
    asleep = make_recipient(zone=zone, **NIGHT)
    payload = {"zone": "Europe/Vienna"}

    decision = decide([delivery(1, Kind.DEADLINE, ELEVEN, to=asleep, lasts=24 * HOUR, payload=payload)], ELEVEN)

    assert outcomes(decision) == [(1, State.QUEUED, SEVEN)]


def test_where_no_zone_is_known_at_all_the_clocks_of_the_world_count() -> None:
    asleep = make_recipient(zone="Mars", **NIGHT)
    midnight = datetime(2026, 5, 9, tzinfo=UTC)

    row = delivery(1, Kind.DEADLINE, midnight, to=asleep, lasts=24 * HOUR, payload={"zone": "Venus"})
    decision = decide([row], midnight)

    assert outcomes(decision) == [(1, State.QUEUED, midnight + 7 * HOUR)]


def test_same_hour_twice_means_no_quiet_hours() -> None:
    always_awake = make_recipient(zone="Europe/Vienna", quiet_from=420, quiet_until=420)

    assert sent(decide([delivery(1, Kind.DEADLINE, ELEVEN, to=always_awake)], ELEVEN)) == [1]


_moments = st.sampled_from([datetime(2026, 3, 28, tzinfo=UTC), datetime(2026, 10, 24, tzinfo=UTC)]).flatmap(
    lambda day: st.integers(0, 3 * 24 * 60).map(lambda minutes: day + minutes * MINUTE)
)
_minutes = st.integers(0, 24 * 60 - 1)


@given(_moments, _minutes, _minutes, st.sampled_from(ZONES))
def test_quiet_hours_end_within_a_day_whatever_the_clocks_do(now: datetime, start: int, end: int, name: str) -> None:
    zone, recipient = ZoneInfo(name), make_recipient(quiet_from=start, quiet_until=end)

    until = end_of_quiet_hours(recipient, zone, now)

    assume(until is not None)
    assert until is not None
    assert now < until <= now + timedelta(hours=25)
    assert until.tzinfo is UTC


@given(_moments, _minutes, st.sampled_from(ZONES))
def test_without_quiet_hours_none_end(now: datetime, at: int, name: str) -> None:
    assert end_of_quiet_hours(make_recipient(quiet_from=at, quiet_until=at), ZoneInfo(name), now) is None


@pytest.mark.parametrize("hour,minutes_left", [(0, 20), (1, 20)])
def test_end_in_the_hour_that_the_clocks_show_twice_is_in_the_same_of_the_two(hour: int, minutes_left: int) -> None:
    recipient = make_recipient(quiet_from=0, quiet_until=2 * 60 + 30)
    now = datetime(2026, 10, 25, hour, 10, tzinfo=UTC)  # both show 2:10

    assert end_of_quiet_hours(recipient, ZoneInfo("Europe/Vienna"), now) == now + minutes_left * MINUTE


# The cap


def full(told: int = 3, told_on: int = TODAY) -> Recipient:
    return make_recipient(zone="Europe/Vienna", most_a_day=3, told=told, told_on=told_on)


def test_over_the_cap_what_nobody_asked_for_by_name_is_skipped_and_says_why() -> None:
    decision = decide([delivery(1, Kind.OVERVIEW, to=full())], NINE)

    assert [(each.state, each.why) for each in decision.results] == [(State.SKIPPED, "cap of 3 a day")]
    assert decision.send == ()


def test_over_the_cap_what_was_asked_for_by_name_goes_out_with_what_is_planned_yet() -> None:
    to, later = full(), NINE + planning.AHEAD
    rows = [
        delivery(1, to=to),
        delivery(2, due=later, to=to),
        delivery(3, due=later + MINUTE, to=to),
        delivery(4, Kind.FEEDBACK, NINE + 2 * MINUTE, to=to),
    ]

    decision = decide(rows, NINE)

    assert sent(decision) == [1, 2]
    assert outcomes(decision) == [(3, State.QUEUED, later + MINUTE), (4, State.QUEUED, NINE + 2 * MINUTE)]


def test_over_the_cap_what_comes_is_not_sent_ahead_by_itself() -> None:
    decision = decide([delivery(1, due=NINE + 2 * MINUTE, to=full())], NINE)

    assert (sent(decision), outcomes(decision)) == ([], [(1, State.QUEUED, NINE + 2 * MINUTE)])


def test_over_the_cap_what_waits_for_the_morning_is_not_sent_at_night_with_what_cannot_wait() -> None:
    asleep = make_recipient(zone="Europe/Vienna", most_a_day=3, told=3, told_on=SEVEN.toordinal(), **NIGHT)
    now = SEVEN - 30 * MINUTE
    waiting = replace(delivery(2, Kind.CHANGE, ELEVEN, to=asleep, lasts=24 * HOUR), try_at=SEVEN)

    decision = decide([delivery(1, due=now, to=asleep, lasts=10 * MINUTE), waiting], now)

    assert (sent(decision), decision.silent, outcomes(decision)) == ([1], True, [(2, State.QUEUED, SEVEN)])


def test_over_the_cap_of_a_mixed_bag_what_was_asked_for_by_name_is_one_message_and_the_rest_is_skipped() -> None:
    to = full()

    decision = decide([delivery(at, kind, to=to) for at, kind in enumerate(Kind)], NINE)

    named = {Kind.REMINDER, Kind.FOLLOWED, Kind.CHANGE, Kind.DEADLINE, Kind.ORGANISER}
    assert {each.kind for each in decision.send} == named
    assert {each.state for each in decision.results} == {State.SKIPPED}
    assert len(decision.send) + len(decision.results) == len(Kind)


@pytest.mark.parametrize("to", [full(told=2), full(told_on=TODAY - 1), make_recipient(told=99, told_on=TODAY)])
def test_below_the_cap_or_on_another_day_or_without_a_cap_all_is_sent(to: Recipient) -> None:
    assert sent(decide([delivery(1, Kind.OVERVIEW, to=to)], NINE)) == [1]


def test_day_that_has_begun_at_the_venue_does_not_end_with_a_message_by_the_clocks_of_ones_home() -> None:
    from_hawaii = replace(full(), zone="Pacific/Honolulu")  # where it is the evening before
    on_site = delivery(1, Kind.OVERVIEW, to=from_hawaii, payload=VIENNA)
    at_home = delivery(2, Kind.BROADCAST, to=from_hawaii)

    decisions = [decide([each], NINE) for each in (on_site, at_home)]

    assert [(sent(each), each.told_on) for each in decisions] == [([], TODAY), ([], TODAY)]


@given(st.lists(st.tuples(st.sampled_from(Kind), st.integers(-90, 90), st.integers(1, 180)), max_size=6), _minutes)
def test_each_delivery_is_sent_or_has_one_result_and_nothing_asked_for_by_name_is_skipped(
    rows: list[tuple[Kind, int, int]], quiet_from: int
) -> None:
    to = make_recipient(
        zone="Europe/Vienna", quiet_from=quiet_from, quiet_until=420, most_a_day=1, told=1, told_on=TODAY
    )
    deliveries = [
        delivery(at, kind, NINE + due * MINUTE, to=to, lasts=lasts * MINUTE)
        for at, (kind, due, lasts) in enumerate(rows)
    ]

    decision = decide(deliveries, NINE)

    decided = [*(each.id for each in decision.send), *(each.id for each in decision.results)]
    assert sorted(decided) == sorted(each.id for each in deliveries)
    named = {each.id for each in deliveries if each.kind.asked_by_name}
    assert not any(each.id in named for each in decision.results if each.state is State.SKIPPED)
