"""What is due is held, sent and written down once, on the fake and on each database."""

from datetime import timedelta

import pytest

from bot.messages import Conversation, Person, Platform
from bot.notifications.campaigns import Kind, Scope, Starred
from bot.notifications.ledger import CampaignReport, Delivery, DeliveryId, Recipient, Recovered, Result, State
from bot.notifications.subscriptions import Follow, LeadTimes, Opinion
from tests.fakes import NOON
from tests.people import BOT, EVENT, LEASE, ME, MINUTE, OTHER, Told, campaign, chat_of, everybody, person, whom

SECOND, DAY = timedelta(seconds=1), timedelta(days=1)


async def test_a_claimed_row_says_all_that_is_needed_to_send_it(told: Told) -> None:
    ana = await told.meet("ana", stars=["a"])
    await told.plan(campaign())

    (delivery,) = await told.claim()

    assert delivery == Delivery(
        DeliveryId(delivery.id.campaign, ana),
        "reminder/a/12:00",
        Kind.REMINDER,
        EVENT,
        "a",
        NOON,
        NOON,
        NOON + 10 * MINUTE,
        {"zone": "Asia/Bangkok"},
        Recipient(
            ana,
            Conversation(Platform.TELEGRAM, BOT, "ana"),
            Person(Platform.TELEGRAM, "", "ana"),
            language="en",
            quiet_from=22 * 60,
            quiet_until=7 * 60,
            most_a_day=20,
        ),
    )


async def test_a_row_is_claimed_once(told: Told) -> None:
    await told.meet("ana", stars=["a"])
    await told.plan(campaign())

    assert (whom(await told.claim()), await told.claim(holder=OTHER), await told.claim()) == (["ana"], [], [])


async def test_nothing_is_claimed_before_it_is_due_nor_for_another_platform(told: Told) -> None:
    await told.meet("ana", stars=["a"])
    await told.plan(campaign())

    assert (await told.claim(now=NOON - 2 * SECOND), await told.claim(platform=Platform.SLACK)) == ([], [])


async def test_the_longest_due_goes_first_and_broadcasts_last(told: Told) -> None:
    await told.meet("ana", stars=["a", "b"])
    await told.meet("ben", stars=["b"])
    await told.meet("cem")
    await told.plan(everybody(due=NOON - MINUTE), campaign(), campaign(session="b", due=NOON - 2 * SECOND))

    claims = [[(each.key, *whom([each])) for each in await told.claim(limit=1)] for _ in range(4)]

    assert claims == [
        [("reminder/b/11:59", "ana"), ("reminder/a/12:00", "ana"), ("news", "ana")],
        [("reminder/b/11:59", "ben"), ("news", "ben")],
        [("news", "cem")],
        [],
    ]


async def test_at_most_so_many_are_claimed(told: Told) -> None:
    for name in ("ana", "ben", "cem"):
        await told.meet(name)
    await told.plan(everybody())

    assert [whom(await told.claim(limit=2)) for _ in range(2)] == [["ana", "ben"], ["cem"]]


async def test_with_a_row_come_those_of_the_same_recipient_that_are_due_soon(told: Told) -> None:
    await told.meet("ana", stars=["a", "b", "c"])
    await told.meet("ben", stars=["b"])
    soon, later = NOON + 30 * SECOND, NOON + 2 * MINUTE
    await told.plan(campaign(), campaign(session="b", due=soon), campaign(session="c", due=later))

    held = await told.claim(merge=MINUTE)

    assert [(each.session, *whom([each])) for each in held] == [("a", "ana"), ("b", "ana")]


async def test_while_something_is_held_for_a_recipient_nobody_holds_more_for_them(told: Told) -> None:
    await told.meet("ana", stars=["a", "b"])
    await told.plan(campaign(), campaign(session="b", due=NOON + MINUTE))
    (held,) = await told.claim()

    while_held = await told.claim(holder=OTHER, now=NOON + MINUTE)
    await told.begin(held.id)
    while_sent = await told.claim(holder=OTHER, now=NOON + MINUTE)
    await told.write_down(Result(held.id, State.SENT, NOON))

    assert (while_held, while_sent) == ([], [])
    assert [each.session for each in await told.claim(holder=OTHER, now=NOON + MINUTE)] == ["b"]


async def test_a_recipient_rests_until_the_platform_takes_the_next_message(told: Told) -> None:
    await told.meet("ana", stars=["a", "b"])
    await told.plan(campaign(), campaign(session="b", due=NOON + SECOND))
    (held,) = await told.claim(merge=timedelta(0))
    await told.write_down(Result(held.id, State.SENT, NOON, free_at=NOON + 3 * SECOND))

    assert [len(await told.claim(now=NOON + seconds * SECOND)) for seconds in (2, 3)] == [0, 1]


async def test_a_clock_that_was_put_back_holds_no_recipient_up(told: Told) -> None:
    await told.meet("ana", stars=["a", "b"])
    await told.plan(campaign())
    (held,) = await told.claim()
    await told.write_down(Result(held.id, State.SENT, NOON, free_at=NOON + DAY))
    await told.plan(campaign(session="b"))

    assert [each.session for each in await told.claim()] == ["b"]


@pytest.mark.parametrize("put_back", [20 * MINUTE, DAY])
async def test_what_a_crash_left_is_freed_although_the_clock_was_put_back_since(
    told: Told, put_back: timedelta
) -> None:
    await told.meet("ana", stars=["a"])
    await told.plan(campaign())
    await told.claim(now=NOON + put_back)

    assert await told.ledger.recover(now=NOON) == Recovered(queued=1)
    assert len(await told.claim()) == 1


async def test_the_longest_lease_there_may_be_is_kept(told: Told) -> None:
    await told.meet("ana", stars=["a"])
    await told.plan(campaign())
    longest = 10 * MINUTE
    await told.ledger.claim("telegram", holder=ME, limit=1, now=NOON, lease=longest, merge_until=NOON)

    recovered = [await told.ledger.recover(now=at) for at in (NOON - MINUTE, NOON + longest)]

    assert recovered == [Recovered(), Recovered(queued=1)]


async def test_only_what_is_held_may_begin(told: Told) -> None:
    for name in ("ana", "ben", "cem"):
        await told.meet(name)
    await told.plan(everybody())
    mine, withdrawn = await told.claim(limit=2)
    (theirs,) = await told.claim(holder=OTHER)
    await told.subscriptions.stop(withdrawn.recipient.id, "stopped")

    begun = await told.begin(mine.id, withdrawn.id, theirs.id, DeliveryId(mine.id.campaign, 999))

    assert begun == {mine.id}
    assert await told.counts("news") == {State.SENDING: 1, State.CLAIMED: 1, State.WITHDRAWN: 1}


async def test_what_is_being_sent_is_not_withdrawn_any_more(told: Told) -> None:
    ana = await told.meet("ana")
    await told.plan(everybody())
    (held,) = await told.claim()
    await told.begin(held.id)

    assert (await told.ledger.withdraw(ana), await told.ledger.lose(ana, "blocked")) == (0, 0)


async def test_a_step_whose_answer_was_lost_can_be_tried_again(told: Told) -> None:
    await told.meet("ana")
    await told.plan(everybody())
    (held,) = await told.claim()

    assert await told.begin(held.id) == await told.begin(held.id) == {held.id}


async def test_results_are_written_and_the_next_begin_together(told: Told) -> None:
    await told.meet("ana")
    await told.meet("ben")
    await told.plan(everybody())
    first, second = await told.claim()
    await told.begin(first.id)

    sent = Result(first.id, State.SENT, NOON + SECOND, receipt='{"message": 7}')
    begun = await told.ledger.step([sent], [second.id], holder="process-1", now=NOON, lease=LEASE)

    assert begun == {second.id}
    assert await told.counts("news") == {State.SENT: 1, State.SENDING: 1}


async def test_a_row_that_the_same_step_says_was_sent_does_not_begin(told: Told) -> None:
    await told.meet("ana")
    await told.meet("ben")
    await told.plan(everybody())
    first, second = await told.claim()

    sent = Result(first.id, State.SENT, NOON)
    begun = await told.ledger.step([sent], [first.id, second.id], holder="process-1", now=NOON, lease=LEASE)

    assert begun == {second.id}
    assert await told.counts("news") == {State.SENT: 1, State.SENDING: 1}


async def test_who_is_told_rests_also_where_the_next_begin_with_it(told: Told) -> None:
    ana = await told.meet("ana")
    await told.meet("ben")
    await told.plan(everybody())
    first, second = await told.claim()
    await told.begin(first.id)

    sent = Result(first.id, State.SENT, NOON, free_at=NOON + MINUTE, told_on=7)
    await told.ledger.step([sent], [second.id], holder="process-1", now=NOON, lease=LEASE)
    await told.plan(everybody("more news"))

    assert await told.claim() == []
    (later,) = [each for each in await told.claim(now=NOON + MINUTE) if each.recipient.id == ana]
    assert (later.recipient.told_on, later.recipient.told) == (7, 1)


@pytest.mark.parametrize("state", [State.FAILED, State.BLOCKED, State.EXPIRED, State.UNKNOWN, State.SKIPPED])
async def test_an_outcome_is_kept_with_its_reason(told: Told, state: State) -> None:
    await told.meet("ana")
    await told.plan(everybody())
    (held,) = await told.claim()

    await told.write_down(Result(held.id, state, NOON, why="in plain words"))

    (report,) = await told.ledger.reports()
    assert (report.counts, report.why, report.late) == ({state: 1}, {"in plain words": 1}, None)


async def test_nobody_says_what_became_of_the_rows_of_another(told: Told) -> None:
    await told.meet("ana")
    await told.plan(everybody())
    (held,) = await told.claim()
    await told.begin(held.id)

    await told.write_down(Result(held.id, State.FAILED, NOON), holder=OTHER)
    await told.write_down(Result(held.id, State.SENT, NOON))
    await told.write_down(Result(held.id, State.FAILED, NOON))

    assert await told.counts("news") == {State.SENT: 1}


async def test_a_row_that_is_put_off_is_due_later(told: Told) -> None:
    await told.meet("ana")
    await told.plan(everybody())
    (held,) = await told.claim()
    await told.write_down(Result(held.id, State.QUEUED, NOON, try_at=NOON + MINUTE))

    before, (again,) = await told.claim(now=NOON + 58 * SECOND), await told.claim(now=NOON + MINUTE)

    assert (before, again.due, again.try_at, again.attempts) == ([], NOON, NOON + MINUTE, 0)


async def test_putting_off_with_a_reason_counts_as_an_attempt(told: Told) -> None:
    await told.meet("ana")
    await told.plan(everybody())
    for _ in range(2):
        (held,) = await told.claim()
        await told.begin(held.id)
        await told.write_down(Result(held.id, State.QUEUED, NOON, why="no answer"))

    assert [each.attempts for each in await told.claim()] == [2]


async def test_messages_are_counted_by_the_day_of_the_recipient(told: Told) -> None:
    await told.meet("ana")
    for number, day in enumerate([738_000, 738_000, 0, 738_001, 738_001, 0]):
        await told.plan(everybody(f"news-{number}"))
        (held,) = await told.claim()
        await told.write_down(Result(held.id, State.SENT, NOON, told_on=day))

    known = await told.subscriptions.of(chat_of("ana"))
    assert known
    assert (known.recipient.told_on, known.recipient.told) == (738_001, 2)


async def test_deliveries_that_share_a_message_count_once(told: Told) -> None:
    await told.meet("ana")
    await told.plan(*(everybody(f"news-{number}") for number in range(3)))
    first, *others = await told.claim()
    counted = Result(first.id, State.SENT, NOON, free_at=NOON + SECOND, told_on=738_000)

    await told.write_down(counted, *(Result(each.id, State.SENT, NOON, free_at=NOON + SECOND) for each in others))

    known = await told.subscriptions.of(chat_of("ana"))
    assert known
    assert (known.recipient.told_on, known.recipient.told) == (738_000, 1)


async def test_what_a_crash_left_is_freed_when_its_lease_ends(told: Told) -> None:
    await told.meet("ana", stars=["a", "b"])
    await told.plan(everybody())
    await told.meet("ben", stars=["a"])
    await told.plan(campaign(session="b", due=NOON - MINUTE), campaign())
    for_ana, for_ben = await told.claim(limit=1), await told.claim(limit=1)
    await told.begin(for_ana[0].id, for_ana[2].id)

    early, late = await told.ledger.recover(now=NOON), await told.ledger.recover(now=NOON + LEASE)

    assert ([each.key for each in for_ana], whom(for_ben)) == (
        ["reminder/b/11:59", "reminder/a/12:00", "news"],
        ["ben"],
    )
    assert (early, late) == (Recovered(), Recovered(queued=3, unknown=1))
    assert [await told.counts(key) for key in ("news", "reminder/b/11:59")] == [{State.UNKNOWN: 1}, {State.QUEUED: 1}]
    again = await told.claim(holder=OTHER, now=NOON + LEASE)
    assert [(each.key, each.attempts, *whom([each])) for each in again] == [
        ("reminder/b/11:59", 1, "ana"),
        ("reminder/a/12:00", 0, "ana"),
        ("reminder/a/12:00", 0, "ben"),
    ]


async def test_a_lease_goes_on_when_a_row_begins(told: Told) -> None:
    await told.meet("ana")
    await told.plan(everybody())
    (held,) = await told.claim()
    await told.begin(held.id, now=NOON + 20 * SECOND)

    assert await told.ledger.recover(now=NOON + LEASE) == Recovered()


@pytest.mark.parametrize("kind", [Kind.DEADLINE, Kind.BROADCAST])
async def test_a_process_that_was_slow_and_not_dead_is_believed(told: Told, kind: Kind) -> None:
    await told.meet("ana")
    await told.plan(everybody(kind=kind))
    (held,) = await told.claim()
    await told.begin(held.id)
    await told.ledger.recover(now=NOON + LEASE)

    await told.write_down(Result(held.id, State.SENT, NOON))

    assert (await told.counts("news"), await told.claim(now=NOON + LEASE)) == ({State.SENT: 1}, [])


async def test_a_process_that_was_slow_is_not_believed_once_another_has_the_row(told: Told) -> None:
    await told.meet("ana")
    await told.plan(everybody(kind=Kind.DEADLINE))
    (held,) = await told.claim()
    await told.ledger.recover(now=NOON + LEASE)
    (again,) = await told.claim(holder=OTHER, now=NOON + LEASE)

    assert again.id == held.id
    assert await told.begin(held.id) == set()
    assert await told.begin(held.id, holder=OTHER) == {held.id}


async def test_the_next_due_is_that_of_what_is_queued(told: Told) -> None:
    none = await told.ledger.next_due("telegram")
    await told.meet("ana", stars=["a"])
    await told.plan(everybody(due=NOON + MINUTE), campaign(due=NOON + 2 * MINUTE))
    first = await told.ledger.next_due("telegram")
    await told.send_all(NOON + MINUTE)

    assert (none, first) == (None, NOON + MINUTE)
    assert await told.ledger.next_due("telegram") == NOON + 2 * MINUTE
    assert await told.ledger.next_due("slack") is None


async def test_whoever_cannot_be_reached_has_nothing_pending_any_more(told: Told) -> None:
    ana = await told.meet("ana", stars=["a", "b"])
    await told.meet("ben", stars=["a"])
    await told.plan(campaign(), campaign(session="b", due=NOON + MINUTE))
    await told.claim(limit=1)

    blocked = await told.ledger.lose(ana, "blocked the bot")

    known = await told.subscriptions.of(chat_of("ana"))
    assert known
    assert (blocked, known.inactive_because, await told.plan(everybody())) == (2, "blocked the bot", [1])
    assert (await told.ledger.reports())[0].why == {"blocked the bot": 1}


async def test_a_group_that_became_a_supergroup_keeps_its_reminders(told: Told) -> None:
    park = await told.meet_group("park")
    await told.subscriptions.follow(park, Follow(EVENT, Scope.EVENT))
    await told.plan(everybody())

    await told.ledger.move(park, "-100park")

    moved = await told.subscriptions.of(chat_of("-100park"))
    assert moved
    assert (moved.recipient.id, moved.follows) == (park, (Follow(EVENT, Scope.EVENT),))
    assert (await told.subscriptions.of(chat_of("park")), await told.send_all()) == (None, ["-100park"])


async def test_two_recipients_that_turn_out_to_be_one_become_one(told: Told) -> None:
    park, hall = await told.meet_group("park"), await told.meet_group("-100park")
    for group, rooms in ((park, ["Hall A", "Hall B"]), (hall, ["Hall B", "Hall C"])):
        for room in rooms:
            await told.subscriptions.follow(group, Follow(EVENT, Scope.ROOM, room))
        await told.subscriptions.rate(group, Opinion(EVENT, rooms[0], 5, rooms[0], NOON))
    await told.subscriptions.set_lead_times(hall, LeadTimes((60, 30)))
    await told.subscriptions.set_lead_times(hall, LeadTimes((45,), EVENT, "a"))

    await told.ledger.move(park, "-100park")

    one = await told.subscriptions.of(chat_of("-100park"))
    assert one
    assert one.recipient.id == park
    assert [follow.name for follow in one.follows] == ["Hall A", "Hall B", "Hall C"]
    assert one.lead_times == (LeadTimes((10,)), LeadTimes((45,), EVENT, "a"))
    assert [opinion.words for opinion in await told.subscriptions.opinions(EVENT)] == ["Hall A", "Hall B"]


async def test_two_that_become_one_are_told_once_and_of_everything(told: Told) -> None:
    hall = await told.meet_group("-100park")
    await told.plan(everybody("only-hall"), everybody("sent-to-hall"))
    held = await told.claim()
    await told.write_down(Result(held[0].id, State.QUEUED, NOON), Result(held[1].id, State.SENT, NOON))
    await told.plan(everybody("both"))
    park = await told.meet_group("park")
    await told.plan(everybody("sent-to-hall"), everybody("both"), everybody("only-park"))
    await told.ledger.withdraw(hall, kinds=[Kind.REMINDER])

    await told.ledger.move(park, "-100park")

    assert sorted(each.key for each in await told.claim()) == ["both", "only-hall", "only-park"]
    assert await told.counts("sent-to-hall") == {State.SENT: 1}


async def test_a_group_that_was_lost_under_its_old_id_is_reached_under_the_new(told: Told) -> None:
    park = await told.meet_group("park")
    await told.ledger.lose(park, "the group is gone")
    await told.meet_group("-100park")

    await told.ledger.move(park, "-100park")

    one = await told.subscriptions.of(chat_of("-100park"))
    assert one
    assert (one.recipient.id, one.inactive_because) == (park, "")


async def test_reports_count_states_reasons_and_lateness_the_newest_due_first(told: Told) -> None:
    for number in range(100):
        await told.meet(f"p{number:02}")
    await told.plan(everybody(), everybody("later", due=NOON + MINUTE))
    held = await told.claim(limit=100)
    sent = [Result(each.id, State.SENT, NOON + (n + 1) * SECOND) for n, each in enumerate(held[:98])]
    await told.write_down(*sent, *(Result(each.id, State.FAILED, NOON, why="too long") for each in held[98:]))

    later, news = await told.ledger.reports(event=EVENT)

    about = ("later", Kind.BROADCAST, EVENT, NOON + MINUTE)
    assert later == CampaignReport(later.id, *about, {State.QUEUED: 100})
    counts, why = {State.SENT: 98, State.FAILED: 2}, {"too long": 2}
    assert news == CampaignReport(news.id, "news", Kind.BROADCAST, EVENT, NOON, counts, (49, 94, 98), why)
    assert await told.ledger.reports(campaign=news.id) == [news]
    assert (await told.ledger.reports(event="another"), await told.ledger.reports(campaign=999)) == ([], [])


async def test_what_failed_is_sent_again_where_it_has_not_expired(told: Told) -> None:
    ana = await told.meet("ana", stars=["a", "b"])
    await told.meet("ben", stars=["a", "b"])
    await told.plan(campaign(), campaign(session="b", expires=NOON + 20 * MINUTE))
    held = await told.claim()
    await told.write_down(*(Result(each.id, State.FAILED, NOON, why="refused") for each in held))
    await told.ledger.lose(ana, "blocked")

    nothing = await told.ledger.resend_failed(event="another", now=NOON)
    queued = await told.ledger.resend_failed(event=EVENT, now=NOON + 10 * MINUTE)

    (again,) = await told.claim(now=NOON + 10 * MINUTE)
    assert (nothing, queued, again.session, whom([again]), again.attempts) == (0, 1, "b", ["ben"], 0)


async def test_a_forgotten_persons_row_is_neither_begun_nor_written(told: Told) -> None:
    await told.meet("ana")
    await told.plan(everybody())
    (held,) = await told.claim()
    await told.subscriptions.forget(person("ana"))

    begun = await told.begin(held.id)
    await told.write_down(Result(held.id, State.SENT, NOON, told_on=738_000))

    assert begun == set()
    assert await told.counts("news") == {}


async def test_nothing_to_do_is_nothing_done(told: Told) -> None:
    assert await told.begin() == set()
    assert (await told.claim(), await told.ledger.recover(now=NOON)) == ([], Recovered())


async def test_lead_times_of_a_week_and_of_nothing_are_told_apart(told: Told) -> None:
    ana = await told.meet("ana", stars=["a"])
    await told.subscriptions.set_lead_times(ana, LeadTimes((0, 10_080)))

    campaigns = [campaign(Starred(EVENT, "a", lead), key=str(lead)) for lead in (0, 10, 10_080)]

    assert await told.plan(*campaigns) == [1, 0, 1]


async def test_what_was_sent_long_ago_is_forgotten(told: Told) -> None:
    await told.meet("ana")
    await told.plan(everybody("old"), everybody("new", due=NOON + 2 * DAY))
    (old,) = await told.claim()
    await told.write_down(Result(old.id, State.SENT, NOON))

    gone = await told.ledger.forget_older_than(DAY, now=NOON + 3 * DAY)

    assert gone == 1
    assert [each.key for each in await told.ledger.reports()] == ["new"]
    assert await told.ledger.forget_older_than(DAY, now=NOON + 3 * DAY) == 0
