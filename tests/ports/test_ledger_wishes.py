"""What somebody wants counts until the platform is called: also of what a crash left, and of what failed."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from bot.notifications.campaigns import Audience, Concerned, EarlyRisers, Everybody, Followers, Kind, Scope, Starred
from bot.notifications.ledger import Delivery, Recovered, Result, State
from bot.notifications.subscriptions import Follow, LeadTimes
from bot.ports import Star
from tests.fakes import NOON
from tests.people import EVENT, LEASE, MINUTE, Told, campaign, everybody, person, whom

DAY = timedelta(days=1)
Wish = Callable[[Told, int], Awaitable[None]]


async def begun(told: Told) -> Delivery:
    """A reminder for Ana, which is being sent."""
    await told.meet("ana", stars=["a"])
    await told.plan(campaign())
    (held,) = await told.claim()
    await told.begin(held.id)
    return held


async def unstars(told: Told, recipient: int) -> None:
    await told.stars.unstar(person("ana"), Star(EVENT, "a"))
    await told.ledger.withdraw(recipient, event=EVENT, session="a")


async def stops(told: Told, recipient: int) -> None:
    await told.subscriptions.stop(recipient, "stopped")


async def moves(told: Told, _: int) -> None:
    """The session has another time."""
    await told.ledger.withdraw_others(EVENT, [Kind.REMINDER], ["another time"], now=NOON)


@pytest.mark.parametrize("wish", [unstars, stops, moves])
async def test_what_is_withdrawn_while_it_is_sent_is_not_sent_again_after_a_crash(told: Told, wish: Wish) -> None:
    held = await begun(told)
    await wish(told, held.recipient.id)

    recovered = await told.ledger.recover(now=NOON + LEASE)

    assert (recovered, await told.claim(now=NOON + LEASE)) == (Recovered(), [])
    assert await told.counts(held.key) == {State.WITHDRAWN: 1}


async def test_what_was_sent_all_the_same_counts_as_sent(told: Told) -> None:
    held = await begun(told)
    await unstars(told, held.recipient.id)

    await told.write_down(Result(held.id, State.SENT, NOON))

    (report,) = await told.ledger.reports()
    assert (report.counts, report.why) == ({State.SENT: 1}, {})


async def test_what_is_withdrawn_while_it_is_sent_is_not_put_off(told: Told) -> None:
    held = await begun(told)
    await unstars(told, held.recipient.id)

    await told.write_down(Result(held.id, State.QUEUED, NOON, why="no answer", try_at=NOON + MINUTE))

    assert await told.counts(held.key) == {State.WITHDRAWN: 1}


async def test_what_failed_is_sent_again_to_those_alone_who_want_it_still(told: Told) -> None:
    ana, ben, cem, dan = [await told.meet(name, stars=["a"]) for name in ("ana", "ben", "cem", "dan")]
    await told.plan(campaign())
    held = await told.claim()
    await told.write_down(*(Result(each.id, State.FAILED, NOON, why="refused") for each in held))
    await unstars(told, ana)
    await told.subscriptions.silence(ben, [Kind.REMINDER], silent=True)
    await told.subscriptions.set_lead_times(cem, LeadTimes((30,)))

    again = await told.ledger.resend_failed(now=NOON)

    assert (again, [each.recipient.id for each in await told.claim()]) == (1, [dan])


FOLLOWED = ((Scope.EVENT, ""), (Scope.ROOM, "Hall A"))


@pytest.mark.parametrize(
    "audience, kind",
    [
        (Starred(EVENT, "a", 10), Kind.REMINDER),
        (Followers(EVENT, FOLLOWED, 10), Kind.FOLLOWED),
        (Followers(EVENT, FOLLOWED), Kind.FEEDBACK),
        (Concerned(EVENT, "a", FOLLOWED), Kind.CHANGE),
        (EarlyRisers(EVENT, ("a", "b"), 480), Kind.OVERVIEW),
        (Everybody("telegram"), Kind.BROADCAST),
    ],
)
async def test_whatever_failed_is_sent_again_and_nothing_else_is(told: Told, audience: Audience, kind: Kind) -> None:
    for name in ("ana", "ben", "cem"):
        recipient = await told.meet(name, stars=["a"])
        await told.subscriptions.follow(recipient, Follow(EVENT, Scope.ROOM, "Hall A"))
        await told.subscriptions.set_overview(recipient, 480)
    await told.plan(campaign(audience, kind=kind))
    held = await told.claim()
    states = (State.SENT, State.EXPIRED, State.FAILED)
    await told.write_down(*(Result(each.id, state, NOON) for each, state in zip(held, states, strict=True)))

    again = await told.ledger.resend_failed(now=NOON)

    assert (again, whom(await told.claim())) == (1, ["cem"])


async def test_a_reminder_of_a_time_that_was_given_up_is_not_sent_again(told: Told) -> None:
    await told.meet("ana", stars=["a"])
    await told.plan(campaign())
    (held,) = await told.claim()
    await told.write_down(Result(held.id, State.FAILED, NOON))
    await told.ledger.withdraw_others(EVENT, [Kind.REMINDER], ["another time"], now=NOON)

    assert await told.ledger.resend_failed(now=NOON) == 0


async def test_a_campaign_is_not_taken_for_one_that_was_forgotten(told: Told) -> None:
    later = NOON + 3 * DAY
    await told.meet("ana")
    await told.plan(everybody("old"))
    await told.send_all()
    gone = [await told.ledger.forget_older_than(DAY, now=later) for _ in range(2)]

    await told.ledger.plan(everybody("new", due=later), now=later)

    assert (gone, [each.key for each in await told.claim(now=later)]) == ([1, 0], ["new"])
