from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from bot.knowledge.records import Association
from bot.knowledge.snapshot import Knowledge
from bot.notifications.campaigns import Campaign, Followers, Kind, Scope
from bot.notifications.deadlines import deadline_reminders, deadlines_in
from bot.notifications.horizon import Horizon
from tests.factories import make_event, make_knowledge

YEAR = Horizon(datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 12, 31, tzinfo=UTC))
PAPERS = {
    "id": "papers",
    "title": "Papers",
    "kind": "call_for_papers",
    "at": "2026-03-30",
    "source": "s",
    "as_of": "2026",
}


def knowing(*, of_event: Sequence[object] = (), of_association: Sequence[object] = ()) -> Knowledge:
    association = make_knowledge().association.model_dump() | {"deadlines": of_association}
    event = make_event("2026-05", zone="Asia/Bangkok", deadlines=of_event)
    return make_knowledge(association=Association.model_validate(association), events={"events/some-event": event})


def due(knowledge: Knowledge, horizon: Horizon = YEAR) -> list[Campaign]:
    return list(deadline_reminders(deadlines_in(knowledge), horizon))


def test_deadline_is_told_a_week_and_a_day_before_at_nine_by_the_clocks_of_the_event() -> None:
    week, day = due(knowing(of_event=[PAPERS]))

    assert week == Campaign(
        key="deadline/some-event/papers/2026-03-30T17:00:00Z/7",
        kind=Kind.DEADLINE,
        due=datetime(2026, 3, 23, 2, tzinfo=UTC),
        expires=datetime(2026, 3, 29, 2, tzinfo=UTC),
        audience=Followers("some-event", ((Scope.DEADLINES, ""), (Scope.EVENT, ""))),
        event="some-event",
        payload={"zone": "Asia/Bangkok", "deadline": "some-event/papers", "at": "2026-03-30T17:00:00Z"},
    )
    assert (day.due, day.expires) == (week.expires, datetime(2026, 3, 30, 17, tzinfo=UTC))


def test_deadline_of_the_association_is_for_those_who_follow_its_deadlines_by_the_clocks_of_its_home() -> None:
    campaigns = due(knowing(of_association=[PAPERS]))

    told = [(each.event, each.audience, each.due) for each in campaigns]
    # The clocks change in Vienna on 29 March.
    assert told == [
        ("", Followers("", ((Scope.DEADLINES, ""),)), datetime(2026, 3, 23, 8, tzinfo=UTC)),
        ("", Followers("", ((Scope.DEADLINES, ""),)), datetime(2026, 3, 29, 7, tzinfo=UTC)),
    ]


@pytest.mark.parametrize("when,days", [("2026-05-08/2026-05-10", ["2026-05-08", "2026-05-10"]), ("2026-05", [])])
def test_deadline_of_an_event_carries_its_days_where_they_are_known(when: str, days: list[str]) -> None:
    event = make_event(when, zone="Asia/Bangkok", deadlines=[PAPERS])

    week, _ = due(make_knowledge(events={"events/some-event": event}))

    assert [week.payload[each] for each in ("first", "last") if each in week.payload] == days


@pytest.mark.parametrize("days,count", [([], 0), ([0], 1), ([30, 14, 1], 3)])
def test_curator_may_say_how_many_days_before(days: list[int], count: int) -> None:
    assert len(due(knowing(of_event=[PAPERS | {"days_before": days}]))) == count


def test_deadline_early_in_the_morning_is_not_told_of_after_it() -> None:
    early = PAPERS | {"at": "2026-03-30 08:00", "days_before": [0]}

    assert due(knowing(of_event=[early])) == []


def test_deadline_that_was_put_off_is_told_of_anew() -> None:
    keys = [{each.key for each in due(knowing(of_event=[PAPERS | {"at": at}]))} for at in ("2026-03-30", "2026-04-06")]

    assert keys[0] & keys[1] == set()
