"""Who a campaign is for, on the fake and on each database."""

from dataclasses import replace
from datetime import datetime

import pytest

from bot.messages import Platform
from bot.notifications.campaigns import (
    Audience,
    Campaign,
    Concerned,
    EarlyRisers,
    Everybody,
    Followers,
    Kind,
    Scope,
    Starred,
)
from bot.notifications.ledger import Reached, Result, State
from bot.notifications.subscriptions import Follow, LeadTimes, Opinion
from bot.ports import Star
from tests.fakes import NOON
from tests.people import EVENT, LEASE, MINUTE, Told, campaign, chat_of, everybody, person, whom


async def planned_for(told: Told, campaign: Campaign) -> list[str]:
    await told.plan(campaign)
    return sorted(whom(await told.claim(limit=100, now=campaign.due)))


async def test_a_reminder_is_for_those_who_starred_the_session(told: Told) -> None:
    await told.meet("ana", stars=["a"])
    await told.meet("ben", stars=["b"])
    await told.meet("cem")

    assert await planned_for(told, campaign()) == ["ana"]


async def test_a_slack_account_tells_namesakes_apart(told: Told) -> None:
    await told.meet("ana", stars=["a"], platform=Platform.SLACK)
    await told.meet("ana")

    added = await told.plan(campaign())

    assert (added, whom(await told.claim(platform=Platform.SLACK)), await told.claim()) == ([1], ["ana"], [])


async def test_a_reminder_is_for_those_who_have_its_lead_time(told: Told) -> None:
    await told.meet("ana", stars=["a"])
    ben = await told.meet("ben", stars=["a"])
    await told.subscriptions.set_lead_times(ben, LeadTimes((60, 15)))

    assert await told.plan(campaign(Starred(EVENT, "a", 10)), campaign(Starred(EVENT, "a", 15), key="15")) == [1, 1]
    assert [(each.key, each.recipient.conversation.chat) for each in await told.claim()] == [
        ("reminder/a/12:00", "ana"),
        ("15", "ben"),
    ]


async def test_lead_times_for_one_session_go_before_those_for_all(told: Told) -> None:
    ana = await told.meet("ana", stars=["a", "b"])
    await told.subscriptions.set_lead_times(ana, LeadTimes((30,), EVENT, "a"))

    assert await told.plan(campaign(), campaign(session="b"), campaign(Starred(EVENT, "a", 30), key="30")) == [0, 1, 1]


async def test_no_lead_time_at_all_is_no_reminder(told: Told) -> None:
    ana, ben = await told.meet("ana", stars=["a", "b"]), await told.meet("ben", stars=["a", "b"])
    await told.subscriptions.set_lead_times(ana, LeadTimes((), EVENT, "a"))
    await told.subscriptions.set_lead_times(ben, LeadTimes(()))

    assert await told.plan(campaign(), campaign(session="b")) == [0, 1]


async def test_lead_times_of_one_session_are_dropped(told: Told) -> None:
    ana = await told.meet("ana", stars=["a"])
    await told.subscriptions.set_lead_times(ana, LeadTimes((), EVENT, "a"))
    await told.subscriptions.drop_lead_times(ana, event=EVENT, session="a")

    assert await told.plan(campaign()) == [1]


async def test_whoever_stars_after_the_due_time_is_not_reminded(told: Told) -> None:
    await told.meet("ana")
    await told.stars.star(person("ana"), Star(EVENT, "a"), at=NOON + MINUTE)

    assert await told.plan(campaign()) == [0]


async def test_whoever_stars_in_the_moment_it_is_due_is_reminded(told: Told) -> None:
    await told.meet("ana")
    await told.stars.star(person("ana"), Star(EVENT, "a"), at=NOON)

    assert await told.plan(campaign()) == [1]


async def test_whoever_stopped_or_silenced_the_kind_is_left_out(told: Told) -> None:
    ana, ben, _ = [await told.meet(name, stars=["a"]) for name in ("ana", "ben", "cem")]
    await told.subscriptions.stop(ana, "stopped")
    await told.subscriptions.silence(ben, [Kind.REMINDER, Kind.OVERVIEW], silent=True)

    assert await planned_for(told, campaign()) == ["cem"]


async def test_other_kinds_than_the_silenced_are_told(told: Told) -> None:
    ana = await told.meet("ana", stars=["a"])
    await told.subscriptions.silence(ana, [Kind.REMINDER, Kind.CHANGE], silent=True)
    await told.subscriptions.silence(ana, [Kind.CHANGE], silent=False)

    assert await told.plan(campaign(Concerned(EVENT, "a"), kind=Kind.CHANGE)) == [1]


FOLLOWED = ((Scope.EVENT, ""), (Scope.ROOM, "Hall A"), (Scope.TRACK, "Energy"))


async def test_a_group_that_follows_the_room_is_told_once_even_where_it_follows_the_event_too(told: Told) -> None:
    park = await told.meet_group("park")
    lab = await told.meet_group("lab")
    await told.meet_group("garden")
    for follow in (Follow(EVENT, Scope.ROOM, "Hall A"), Follow(EVENT, Scope.EVENT)):
        await told.subscriptions.follow(park, follow)
    await told.subscriptions.follow(lab, Follow(EVENT, Scope.ROOM, "Hall B"))

    assert await planned_for(told, campaign(Followers(EVENT, FOLLOWED), kind=Kind.FOLLOWED)) == ["park"]


async def test_followers_have_lead_times_too(told: Told) -> None:
    park, lab = await told.meet_group("park"), await told.meet_group("lab")
    for group in (park, lab):
        await told.subscriptions.follow(group, Follow(EVENT, Scope.EVENT))
    await told.subscriptions.set_lead_times(park, LeadTimes((30,)))

    assert await planned_for(told, campaign(Followers(EVENT, FOLLOWED, 30), kind=Kind.FOLLOWED)) == ["park"]


async def test_a_change_concerns_those_who_starred_and_those_who_follow(told: Told) -> None:
    ana = await told.meet("ana", stars=["a"])
    await told.subscriptions.follow(ana, Follow(EVENT, Scope.TRACK, "Energy"))
    await told.subscriptions.set_lead_times(ana, LeadTimes((), EVENT, "a"))
    await told.meet("ben")
    park = await told.meet_group("park")
    await told.subscriptions.follow(park, Follow(EVENT, Scope.EVENT))

    assert await planned_for(told, campaign(Concerned(EVENT, "a", FOLLOWED), kind=Kind.CHANGE)) == ["ana", "park"]


async def test_a_change_is_not_told_to_those_who_starred_the_session_as_it_is_already(told: Told) -> None:
    await told.meet("ana", stars=["a"])
    lab, park = await told.meet("lab"), await told.meet_group("park")
    for name, minutes in (("ben", 30), ("cem", 29), ("lab", 29)):
        await told.meet(name)
        await told.stars.star(person(name), Star(EVENT, "a"), at=NOON - minutes * MINUTE)
    for recipient in (lab, park):
        await told.subscriptions.follow(recipient, Follow(EVENT, Scope.TRACK, "Energy"))
    change = campaign(Concerned(EVENT, "a", FOLLOWED), kind=Kind.CHANGE)

    assert await planned_for(told, replace(change, starred_by=NOON - 30 * MINUTE)) == ["ana", "ben", "lab", "park"]


async def test_one_who_takes_a_session_off_and_back_on_has_seen_what_it_changed_to(told: Told) -> None:
    await told.meet("ana", stars=["a"])
    await told.stars.unstar(person("ana"), Star(EVENT, "a"))
    await told.stars.star(person("ana"), Star(EVENT, "a"), at=NOON - 29 * MINUTE)
    change = campaign(Concerned(EVENT, "a"), kind=Kind.CHANGE)

    assert await told.plan(replace(change, starred_by=NOON - 30 * MINUTE)) == [0]


def feedback(key: str, session: str = "a") -> Campaign:
    follows = ((Scope.FEEDBACK, session),)
    return campaign(Followers(EVENT, follows), key=key, kind=Kind.FEEDBACK, session=session)


async def test_feedback_is_asked_for_once_although_the_session_ended_at_another_time_after_all(told: Told) -> None:
    ana, ben = await told.meet("ana"), await told.meet("ben")
    for session in ("a", "b"):
        await told.subscriptions.follow(ana, Follow(EVENT, Scope.FEEDBACK, session))
    await told.plan(feedback("a until ten"))
    await told.send_all()

    await told.subscriptions.follow(ben, Follow(EVENT, Scope.FEEDBACK, "a"))
    again, other = await told.plan(feedback("a until eleven"), feedback("b until eleven", "b"))

    assert (again, other) == (1, 1)
    assert sorted((each.key, each.recipient.id) for each in await told.claim(now=NOON + MINUTE)) == [
        ("a until eleven", ben),
        ("b until eleven", ana),
    ]


async def test_feedback_that_was_taken_back_before_it_was_asked_for_is_asked_for_later(told: Told) -> None:
    ana = await told.meet("ana")
    await told.subscriptions.follow(ana, Follow(EVENT, Scope.FEEDBACK, "a"))
    await told.plan(feedback("a until ten"))
    await told.ledger.withdraw_others(EVENT, [Kind.FEEDBACK], ["a until eleven"], now=NOON)

    assert await told.plan(feedback("a until eleven")) == [1]


async def test_an_overview_is_for_those_who_want_it_at_this_hour_and_have_a_session(told: Told) -> None:
    ana, ben, cem = [await told.meet(name, stars=["a", "b"]) for name in ("ana", "ben", "cem")]
    dan = await told.meet("dan", stars=["c"])
    for recipient, hour in ((ana, 8), (ben, 7), (dan, 8)):
        await told.subscriptions.set_overview(recipient, hour * 60)
    await told.subscriptions.set_overview(cem, 8 * 60)
    await told.subscriptions.set_overview(cem, None)

    assert await planned_for(told, campaign(EarlyRisers(EVENT, ("a", "b"), 8 * 60), kind=Kind.OVERVIEW)) == ["ana"]


@pytest.mark.parametrize("audience", [Starred(EVENT, "nothing", 10), Followers(EVENT, ()), EarlyRisers(EVENT, (), 480)])
async def test_an_audience_of_nobody_is_nobody(told: Told, audience: Audience) -> None:
    await told.meet("ana", stars=["a"])

    assert await told.plan(campaign(audience), campaign(audience)) == [0, 0]


async def test_everybody_is_everybody_of_a_platform_where_it_is_named(told: Told) -> None:
    await told.meet("ana")
    await told.meet("ben", platform=Platform.SLACK)

    assert await told.plan(everybody(), campaign(Everybody("slack"), key="slack")) == [2, 1]


async def test_planning_again_adds_newcomers_alone(told: Told) -> None:
    await told.meet("ben", stars=["a"])
    first = await told.plan(campaign(), everybody())
    await told.meet("ana", stars=["a"])

    assert (first, await told.plan(campaign(), everybody(), campaign(), everybody())) == ([1, 1], [1, 1, 0, 0])


async def test_one_who_stars_later_is_found_although_they_were_known_before(told: Told) -> None:
    await told.meet("ana")
    await told.meet("ben", stars=["a"])
    await told.plan(campaign())
    await told.stars.star(person("ana"), Star(EVENT, "a"), at=NOON - MINUTE)

    assert await told.plan(campaign()) == [1]


async def test_what_was_sent_is_not_sent_again(told: Told) -> None:
    await told.meet("ana", stars=["a"])
    await told.plan(campaign())
    await told.send_all()

    assert (await told.plan(campaign()), await told.send_all()) == ([0], [])


async def test_what_was_withdrawn_comes_back_with_the_campaign(told: Told) -> None:
    await told.meet("ana", stars=["a"])
    await told.meet("ben", stars=["a"])
    await told.plan(campaign())
    held = await told.claim(limit=1)
    await told.write_down(Result(held[0].id, State.SENT, NOON))

    withdrawn = await told.ledger.withdraw_others(EVENT, [Kind.REMINDER], ["another"], now=NOON)
    back = await told.plan(campaign())

    assert (withdrawn, back, await told.counts(campaign().key)) == (1, [1], {State.SENT: 1, State.QUEUED: 1})


async def test_what_expired_by_a_clock_that_was_ahead_comes_back(told: Told) -> None:
    await told.meet("ana", stars=["a"])
    await told.plan(campaign())
    (held,) = await told.claim()
    await told.write_down(Result(held.id, State.EXPIRED, NOON + 60 * MINUTE))

    assert (await told.plan(campaign()), await told.send_all()) == ([1], ["ana"])


async def test_a_broadcast_that_was_withdrawn_comes_back_too(told: Told) -> None:
    await told.meet("ana")
    await told.plan(everybody())
    await told.ledger.withdraw_others(EVENT, [Kind.BROADCAST], [], now=NOON)

    assert (await told.plan(everybody()), await told.send_all()) == ([1], ["ana"])


async def test_whoever_comes_back_after_stopping_is_reminded_again(told: Told) -> None:
    ana = await told.meet("ana", stars=["a"])
    await told.plan(campaign())
    await told.ledger.lose(ana, "blocked the bot")
    without = await told.plan(campaign())
    await told.meet("ana")

    assert (without, await told.plan(campaign()), await told.send_all()) == ([0], [1], ["ana"])


@pytest.mark.parametrize(
    "kinds, keys, now, withdrawn",
    [
        ([Kind.REMINDER], ["reminder/b/12:00"], NOON, 1),
        ([Kind.REMINDER], ["reminder/a/12:00", "reminder/b/12:00"], NOON, 0),
        ([Kind.REMINDER], [], NOON, 2),
        ([Kind.CHANGE], [], NOON, 0),
        ([Kind.REMINDER], [], NOON + 10 * MINUTE, 0),  # what has expired is to be told so
    ],
)
async def test_other_campaigns_are_withdrawn(
    told: Told, kinds: list[Kind], keys: list[str], now: datetime, withdrawn: int
) -> None:
    await told.meet("ana", stars=["a", "b"])
    await told.plan(campaign(), campaign(session="b"))
    await told.claim(limit=1)

    assert await told.ledger.withdraw_others(EVENT, kinds, keys, now=now) == withdrawn
    assert await told.ledger.withdraw_others("another", kinds, keys, now=now) == 0


async def test_one_who_unstars_has_the_reminder_of_that_session_withdrawn(told: Told) -> None:
    ana = await told.meet("ana", stars=["a", "b"])
    await told.meet("ben", stars=["a"])
    await told.plan(campaign(), campaign(session="b"))
    await told.stars.unstar(person("ana"), Star(EVENT, "a"))

    withdrawn = await told.ledger.withdraw(ana, event=EVENT, session="a", kinds=[Kind.REMINDER])

    held = await told.claim()
    assert (withdrawn, [(each.session, *whom([each])) for each in held]) == (1, [("a", "ben"), ("b", "ana")])
    assert await told.plan(campaign()) == [0]


async def test_kinds_or_all_of_one_recipient_are_withdrawn(told: Told) -> None:
    ana = await told.meet("ana", stars=["a", "b"])
    await told.plan(campaign(), campaign(session="b"), everybody())
    await told.subscriptions.silence(ana, [Kind.REMINDER, Kind.BROADCAST], silent=True)

    reminders = await told.ledger.withdraw(ana, kinds=[Kind.REMINDER])
    rest = await told.ledger.withdraw(ana)

    assert (reminders, rest, await told.claim()) == (2, 1, [])


async def test_who_gave_feedback_is_not_asked_for_it(told: Told) -> None:
    ana, ben = await told.meet("ana"), await told.meet("ben")
    for each, session in ((ana, "a"), (ben, "b")):
        await told.subscriptions.follow(each, Follow(EVENT, Scope.FEEDBACK, "a"))
        await told.subscriptions.rate(each, Opinion(EVENT, session, 4, "", NOON))

    assert await planned_for(told, campaign(Followers(EVENT, ((Scope.FEEDBACK, "a"),)), kind=Kind.FEEDBACK)) == ["ben"]


async def test_what_concerns_somebody_still_is_not_withdrawn_whatever_else_they_set(told: Told) -> None:
    ana = await told.meet("ana", stars=["a", "b"])
    await told.subscriptions.set_lead_times(ana, LeadTimes((30,), EVENT, "a"))
    await told.plan(campaign(Starred(EVENT, "a", 30), key="30"), campaign(session="b"), everybody())
    await told.subscriptions.set_lead_times(ana, LeadTimes((5,)))

    assert await told.ledger.withdraw(ana) == 1
    assert sorted(each.key for each in await told.claim()) == ["30", "news"]


async def test_whoever_comes_back_has_what_was_pending_and_is_of_use_still_a_change_among_it(told: Told) -> None:
    ana = await told.meet("ana", stars=["a"])
    change = campaign(Concerned(EVENT, "a"), key="change", kind=Kind.CHANGE)
    await told.plan(change, campaign(session="b"), replace(everybody(), expires=NOON + MINUTE))
    await told.subscriptions.stop(ana, "stopped")
    while_away = await told.ledger.bring_back(ana, now=NOON + MINUTE)
    await told.meet("ana")

    assert (while_away, await told.ledger.bring_back(ana, now=NOON + MINUTE)) == (0, 1)
    assert [each.key for each in await told.claim()] == ["change"]


async def test_what_was_silenced_and_is_wanted_again_comes(told: Told) -> None:
    ana = await told.meet("ana", stars=["a"])
    await told.plan(campaign(Concerned(EVENT, "a"), key="change", kind=Kind.CHANGE), campaign())
    both = [Kind.CHANGE, Kind.REMINDER]
    await told.subscriptions.silence(ana, both, silent=True)
    await told.ledger.withdraw(ana, kinds=both)
    await told.subscriptions.silence(ana, [Kind.CHANGE], silent=False)

    assert await told.ledger.bring_back(ana, now=NOON) == 1
    assert [each.key for each in await told.claim()] == ["change"]


async def test_whoever_blocked_docent_and_comes_back_has_what_was_pending(told: Told) -> None:
    ana = await told.meet("ana")
    await told.plan(everybody())
    await told.ledger.lose(ana, "blocked")
    await told.meet("ana")

    assert (await told.ledger.bring_back(ana, now=NOON), len(await told.claim())) == (1, 1)


async def test_what_was_sent_or_withdrawn_from_everybody_does_not_come_back(told: Told) -> None:
    ana = await told.meet("ana", stars=["a", "b"])
    await told.plan(campaign())
    await told.send_all()
    await told.plan(campaign(session="b"))
    await told.ledger.withdraw_others(EVENT, [Kind.REMINDER], [], now=NOON)

    assert await told.ledger.bring_back(ana, now=NOON) == 0


async def test_what_may_have_arrived_does_not_come_back(told: Told) -> None:
    ana = await told.meet("ana", stars=["a"])
    await told.plan(campaign())
    (held,) = await told.claim()
    await told.begin(held.id)
    await told.subscriptions.stop(ana, "stopped")
    await told.ledger.recover(now=NOON + LEASE)
    await told.meet("ana")

    assert await told.ledger.bring_back(ana, now=NOON + LEASE) == 0


async def test_whoever_stops_is_told_nothing_that_was_planned(told: Told) -> None:
    ana = await told.meet("ana", stars=["a"])
    await told.plan(campaign())
    await told.subscriptions.stop(ana, "stopped")

    assert (await told.claim(), await told.counts(campaign().key)) == ([], {State.WITHDRAWN: 1})


async def test_a_person_is_forgotten_with_what_was_sent_to_them(told: Told) -> None:
    await told.meet("ana", stars=["a"])
    await told.meet("ben", stars=["a"])
    await told.plan(campaign(), everybody(due=NOON + MINUTE))
    await told.send_all()

    await told.subscriptions.forget(person("ana"))

    assert [await told.counts(key) for key in (campaign().key, "news")] == [{State.SENT: 1}, {State.QUEUED: 1}]
    assert await told.subscriptions.of(chat_of("ana")) is None


async def test_how_far_an_event_is_planned_is_kept_for_the_next_process(told: Told) -> None:
    before = await told.ledger.reached(EVENT)
    await told.ledger.reach(EVENT, Reached(NOON, "1"))
    await told.ledger.reach(EVENT, Reached(NOON + MINUTE, "2"))

    assert (before, await told.ledger.reached("")) == (None, None)
    assert await told.ledger.reached(EVENT) == Reached(NOON + MINUTE, "2")
