"""What the dispatcher makes of the ledger, a sender that fails in every way, and a clock that is moved."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from functools import partial
from itertools import pairwise
from typing import Any

import pytest

from bot.errors import Moved, OutcomeUnknown, Refused, RetryLater, TokenRefused, Unreachable
from bot.notifications.campaigns import Kind
from bot.notifications.courier import Courier
from bot.notifications.ledger import Result, State
from tests.bot.notifications.sending_fakes import LEASE, MINUTE, Office, chats
from tests.bot.notifications.simulated_time import SimulatedTime
from tests.fakes import NOON
from tests.ledger_fakes import FakeLedger, FakeRates

SECOND = timedelta(seconds=1)
REFUSED = "Telegram refuses the token (Unauthorized)."


@pytest.fixture
def office() -> Office:
    return Office()


# What is due


async def test_what_is_due_is_sent_once_to_each(office: Office) -> None:
    await office.meet(*chats(250))
    await office.plan()

    await office.dispatcher.work_once()
    await office.dispatcher.work_once()

    assert sorted(office.sender.texts) == sorted((chat, "a") for chat in chats(250))
    assert set(office.states()) == {State.SENT}


async def test_what_is_due_within_half_a_second_is_waited_for_and_the_rest_is_not(office: Office) -> None:
    await office.meet("1")
    await office.plan("soon", due=NOON + timedelta(seconds=0.4))
    await office.plan("later", due=NOON + timedelta(hours=2), expires=NOON + timedelta(hours=3))

    await office.dispatcher.work_once()

    assert office.sender.texts == [("1", "soon")]
    assert NOON + timedelta(seconds=0.4) <= office.sender.moments[0] < NOON + timedelta(seconds=0.5)


async def test_nothing_due_asks_the_ledger_for_nothing_more(office: Office) -> None:
    await office.dispatcher.work_once()

    assert office.pause.seconds == []


async def test_what_is_due_together_is_one_message_that_counts_once(office: Office) -> None:
    await office.meet("1")
    await office.plan("a")
    await office.plan("b")

    await office.dispatcher.work_once()

    assert office.sender.texts == [("1", "a and b")]
    assert [office.states("a"), office.states("b")] == [[State.SENT], [State.SENT]]
    assert {row.receipt for row in office.ledger.rows.values()} == {"receipt 1"}
    [known] = office.ledger.subscriptions.settings.values()
    assert (known.recipient.told, known.recipient.told_on) == (1, NOON.toordinal())


async def test_what_has_expired_is_not_sent(office: Office) -> None:
    await office.meet("1")
    await office.plan(due=NOON - MINUTE, expires=NOON)

    await office.dispatcher.work_once()

    assert (office.sender.sent, office.row()) == ([], (State.EXPIRED, "too late"))


async def test_what_there_is_nothing_to_say_of_is_withdrawn_and_what_has_no_words_costs_nobody_else_theirs(
    office: Office,
) -> None:
    await office.meet("1")
    await office.plan("gone")
    await office.dispatcher.work_once()
    await office.plan("broken")
    await office.dispatcher.work_once()
    await office.plan("good")
    await office.dispatcher.work_once()

    assert [office.row(campaign=number) for number in (1, 2, 3)] == [
        (State.WITHDRAWN, "nothing is left to be said"),
        (State.QUEUED, "no words were found (ValueError)"),
        (State.SENT, ""),
    ]


@pytest.mark.parametrize("minutes, tries", [(20, [0, 2, 12, 42, 102, 222, 522, 822, 1122]), (0.5, [0, 2, 12])])
async def test_words_that_are_not_found_are_looked_for_again_as_long_as_they_are_of_use(
    office: Office, caplog: pytest.LogCaptureFixture, minutes: float, tries: list[int]
) -> None:
    await office.meet("1")
    await office.plan("broken", expires=NOON + minutes * MINUTE)
    tried = []

    while office.states("broken") == [State.QUEUED]:
        caplog.clear()
        await office.dispatcher.work_once()
        if caplog.records:
            tried.append(round((office.clock.now() - NOON).total_seconds()))
        office.clock.move(SECOND)

    assert (tried, office.row()) == (tries, (State.FAILED, "no words were found (ValueError)"))


async def test_a_message_without_words_is_left_out_of_a_batch() -> None:
    office = Office(ledger=OnlyFor({"broken": ["2"], "a": ["1", "3"]}))
    await office.meet("1", "2", "3")
    await office.plan("broken")
    await office.plan("a")

    await office.dispatcher.work_once()

    assert sorted(office.sender.texts) == [("1", "a"), ("3", "a")]


class OnlyFor(FakeLedger):
    """Plans each key for these chats alone."""

    def __init__(self, chats: dict[str, list[str]]) -> None:
        super().__init__()
        self._chats = chats

    async def plan(self, campaign: Any, *, now: Any) -> int:
        added = await super().plan(campaign, now=now)
        for id_ in [*self.rows]:
            of = self.subscriptions.settings[id_.recipient].recipient.conversation.chat
            if of not in self._chats[self.campaigns[id_.campaign].key]:
                del self.rows[id_]
        return added


# In flight


async def test_no_more_than_so_many_are_in_flight() -> None:
    office = Office(in_flight=3)
    await office.meet(*chats(20))
    await office.plan()

    await office.dispatcher.work_once()

    assert (office.sender.most_at_once, len(office.sender.sent)) == (3, 20)


async def test_what_is_sent_was_written_down_as_begun_before(office: Office) -> None:
    await office.meet(*chats(30))
    await office.plan()
    office.sender.gate.clear()

    await office.dispatcher._claim_all()
    await until(lambda: office.sender.at_once == 10)

    assert office.states().count(State.SENDING) == 10
    assert office.states().count(State.CLAIMED) == 20


async def test_steps_write_down_many_and_begin_as_many() -> None:
    ledger = Watched()
    office = Office(ledger=ledger)
    await office.meet(*chats(100))
    await office.plan()

    await office.dispatcher.work_once()

    assert len(ledger.steps) < 40
    assert all(len(begin) <= 10 for _, begin in ledger.steps)
    assert max(len(results) for results, _ in ledger.steps) > 1


async def test_while_half_is_written_down_the_other_half_is_on_its_way() -> None:
    ledger = Watched()
    office = Office(ledger=ledger)
    await office.meet(*chats(40))
    await office.plan()
    for number, chat in enumerate(chats(40)):
        office.sender.takes_turns(chat, number % 10)

    await office.dispatcher.work_once()

    assert [len(begin) for _, begin in ledger.steps][:2] == [10, 5]


class Watched(FakeLedger):
    """Counts what the steps write and begin."""

    def __init__(self) -> None:
        super().__init__()
        self.steps: list[tuple[list[Result], list[Any]]] = []

    async def step(self, results: Any, begin: Any, **more: Any) -> frozenset[Any]:
        self.steps.append((list(results), list(begin)))
        return await super().step(results, begin, **more)


async def test_who_unstars_between_claim_and_begin_is_not_told() -> None:
    office = Office(ledger=Withdraws("b"))
    await office.meet("1")
    await office.plan("a")
    await office.plan("b")

    await office.dispatcher.work_once()

    assert office.sender.texts == [("1", "a")]
    assert (office.states("a"), office.states("b")) == ([State.SENT], [State.WITHDRAWN])


class Withdraws(FakeLedger):
    """Somebody changes their mind just before the first message begins."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self._key = key

    async def step(self, results: Any, begin: Any, **more: Any) -> frozenset[Any]:
        for row in self.rows.values():
            if self.campaigns[row.id.campaign].key == self._key and row.state is State.CLAIMED:
                row.state = State.WITHDRAWN
        return await super().step(results, begin, **more)


async def test_what_expires_while_it_waits_here_is_decided_anew(office: Office) -> None:
    await office.meet(*chats(11))
    await office.plan(expires=NOON + SECOND)
    office.sender.gate.clear()

    await office.dispatcher._claim_all()
    await until(lambda: office.sender.at_once == 10)
    office.clock.move(SECOND)
    office.sender.gate.set()
    await office.in_flight.rest()
    await office.dispatcher.work_once()

    assert sorted(office.states()) == [State.SENT] * 10 + [State.EXPIRED]


async def test_what_expires_while_the_database_is_waited_for_is_not_sent() -> None:
    ledger = Slow()
    office = Office(ledger=ledger)
    ledger.wait = partial(office.clock.move, 2 * SECOND)
    await office.meet("1")
    await office.plan(expires=NOON + SECOND)

    await office.dispatcher.work_once()
    await office.dispatcher.work_once()

    assert (ledger.begun, office.sender.calls, office.states()) == (1, 0, [State.EXPIRED])


async def test_what_expires_while_it_waits_for_its_turn_is_not_sent() -> None:
    office = Office(per_second=0.5)
    await office.meet(*chats(3))
    await office.plan(expires=NOON + 3 * SECOND)

    await office.dispatcher.work_once()
    await office.dispatcher.work_once()

    assert (office.sender.calls, sorted(office.states())) == (2, [State.SENT, State.SENT, State.EXPIRED])


async def test_a_platform_that_takes_its_time_gets_all_that_it_allows() -> None:
    time = SimulatedTime()
    office = Office(per_second=30, time=time, takes_seconds=0.25)
    await office.meet(*chats(300))
    await office.plan()

    await time.run(office.dispatcher.work_once())

    took = office.sender.moments[-1] - office.sender.moments[0]
    assert took < 1.02 * timedelta(seconds=10)
    assert office.sender.most_at_once == 8  # a quarter of a second's messages


# What goes wrong at the platform


async def test_who_cannot_be_reached_is_lost_with_all_that_is_pending(office: Office) -> None:
    await office.meet("1")
    await office.plan("later", due=NOON + timedelta(hours=3), expires=NOON + timedelta(hours=4))
    await office.plan("a")
    office.sender.goes_wrong("1", Unreachable("blocked"))

    await office.dispatcher.work_once()

    assert [office.row(campaign=1), office.row(campaign=2)] == [(State.BLOCKED, "blocked")] * 2
    assert office.ledger.subscriptions.settings[1].inactive_because == "blocked"


async def test_a_group_that_moved_gets_its_message_there_and_stays_known(office: Office) -> None:
    await office.meet("-5")
    await office.plan()
    office.sender.goes_wrong("-5", Moved("-1005"))

    await office.dispatcher.work_once()

    assert office.sender.texts == [("-1005", "a")]
    assert office.ledger.subscriptions.settings[1].recipient.conversation.chat == "-1005"


async def test_a_group_that_moves_in_a_circle_is_left_for_later(office: Office) -> None:
    await office.meet("-5")
    await office.plan()
    office.sender.goes_wrong("-5", Moved("-6"))
    office.sender.goes_wrong("-6", Moved("-5"))

    await office.dispatcher.work_once()

    assert (office.sender.calls, office.row()) == (2, (State.QUEUED, "moved twice"))


async def test_what_the_platform_does_not_take_has_failed_and_says_why(office: Office) -> None:
    await office.meet("1", "2")
    await office.plan()
    office.sender.goes_wrong("1", Refused("Telegram", "message is too long"))
    office.sender.goes_wrong("2", KeyError("a secret"))

    await office.dispatcher.work_once()

    assert [office.row(1), office.row(2)] == [
        (State.FAILED, "message is too long"),
        (State.FAILED, "a fault of Docent (KeyError)"),
    ]


async def test_a_flood_wait_in_the_middle_of_a_long_card_pauses_everybody_too(office: Office) -> None:
    await office.meet("1")
    await office.plan()
    broken_off = OutcomeUnknown("part of it arrived")
    broken_off.__cause__ = RetryLater(30)
    office.sender.goes_wrong("1", broken_off)

    await office.dispatcher.work_once()

    assert office.row() == (State.QUEUED, "part of it arrived")
    assert office.pacing.paused_until is not None


async def test_a_flood_wait_pauses_everybody_and_counts_as_no_attempt() -> None:
    rates = FakeRates()
    office, other = Office(rates=rates), Office(rates=rates)
    other.clock = office.clock
    await office.meet(*chats(40))
    await office.plan()
    office.sender.goes_wrong("1", *[RetryLater(30)] * 7)

    await office.dispatcher.work_once()
    sent, calls = len(office.sender.sent), office.sender.calls
    await office.dispatcher.work_once()
    await other.pacing.hear()

    assert (office.sender.calls, sent) == (calls, 9)
    assert set(office.states()) == {State.SENT, State.QUEUED}
    assert other.pacing.paused_until is not None

    for _ in range(8):
        office.clock.move(31 * SECOND)
        await office.dispatcher.work_once()

    assert office.states() == [State.SENT] * 40
    assert len(office.sender.sent) == 40


async def test_a_pause_of_another_process_is_heard_of_before_anything_is_claimed() -> None:
    rates = FakeRates()
    office = Office(rates=rates)
    await office.meet("1")
    await office.plan()
    await rates.pause("telegram:1", until=NOON + 10 * SECOND, now=NOON)

    await office.dispatcher.work_once()
    assert (office.sender.calls, office.states()) == (0, [State.QUEUED])
    office.clock.move(10 * SECOND)
    await office.dispatcher.work_once()

    assert office.states() == [State.SENT]


async def test_a_wrong_token_fails_nothing_and_is_said_once_and_tried_with_growing_waits(office: Office) -> None:
    await office.meet("1")
    await office.plan(expires=NOON + timedelta(hours=1))
    office.sender.goes_wrong("1", *[TokenRefused("Telegram", "Unauthorized")] * 7)
    tried = []

    while office.states() != [State.SENT]:
        calls = office.sender.calls
        await office.dispatcher.work_once()
        if office.sender.calls > calls:
            tried.append(office.clock.now())
            alarm = office.dispatcher.alarm
            assert alarm == ("" if office.states() == [State.SENT] else REFUSED)
        office.clock.move(SECOND)

    waits = [round((after - before).total_seconds()) for before, after in pairwise(tried)]
    assert waits == [10, 30, 60, 120, 300, 300, 300]
    assert office.told == [
        f"{REFUSED} Nothing is sent unasked until that is mended; nothing is lost meanwhile.",
        "The token is accepted again.",
    ]


async def test_a_token_refused_for_all_that_is_on_its_way_was_refused_once(office: Office) -> None:
    await office.meet(*chats(10))
    await office.plan()
    for chat in chats(10):
        office.sender.goes_wrong(chat, TokenRefused("Telegram", "Unauthorized"))

    await office.dispatcher.work_once()

    assert office.pacing.paused_until
    assert office.pacing.paused_until - NOON < 11 * SECOND


async def test_other_processes_know_of_the_alarm_while_it_lasts() -> None:
    rates = FakeRates()
    office, other = Office(rates=rates), Office(rates=rates)
    await office.meet("1")
    await office.plan()
    office.sender.goes_wrong("1", TokenRefused("Telegram", "Unauthorized"))
    await office.dispatcher.work_once()

    await other.pacing.hear()
    assert other.dispatcher.alarm == REFUSED

    other.clock.move(MINUTE)
    await other.pacing.hear()
    assert other.dispatcher.alarm == ""


async def test_what_may_have_arrived_is_sent_again_a_few_times_and_then_nobody_knows(office: Office) -> None:
    await office.meet("1")
    await office.plan(expires=NOON + timedelta(hours=1))
    office.sender.goes_wrong("1", *[OutcomeUnknown("no answer")] * 5)

    assert await _waits(office) == [2, 10, 30, 60]
    assert office.row() == (State.UNKNOWN, "no answer, 5 times")


async def test_what_the_platform_says_has_failed_is_sent_again_until_its_moment_has_passed(office: Office) -> None:
    await office.meet("1")
    await office.plan(expires=NOON + timedelta(minutes=20))
    office.sender.goes_wrong("1", *[OutcomeUnknown("502", unlikely=True)] * 9)

    assert await _waits(office) == [2, 10, 30, 60, 120, 300, 300, 300]
    assert office.row() == (State.UNKNOWN, "502")


async def _waits(office: Office) -> list[int]:
    """The seconds between the times at which the one message was tried."""
    tried = []
    while office.states() == [State.QUEUED]:
        calls = office.sender.calls
        await office.dispatcher.work_once()
        if office.sender.calls > calls:
            tried.append(office.clock.now())
        office.clock.move(SECOND)
    return [round((after - before).total_seconds()) for before, after in pairwise(tried)]


async def test_what_may_have_arrived_is_not_sent_again_after_its_moment(office: Office) -> None:
    await office.meet("1")
    await office.plan(expires=NOON + SECOND)
    office.sender.goes_wrong("1", OutcomeUnknown("502"))

    await office.dispatcher.work_once()

    assert office.row() == (State.UNKNOWN, "502")


async def test_a_broadcast_that_may_have_arrived_is_never_sent_again(office: Office) -> None:
    await office.meet("1")
    await office.plan(kind=Kind.BROADCAST)
    office.sender.goes_wrong("1", OutcomeUnknown("502"))

    await office.dispatcher.work_once()
    office.clock.move(MINUTE)
    await office.dispatcher.work_once()

    assert (office.sender.calls, office.row()) == (1, (State.UNKNOWN, "502"))


async def test_a_platform_that_hangs_is_given_up_in_time_and_holds_up_nobody_else(office: Office) -> None:
    await office.meet("1")
    await office.plan()
    office.sender.gate.clear()
    office.in_flight._courier = Courier(office.sender, office.ledger, office.pacing, office.clock, patience=timedelta())

    await office.dispatcher.work_once()

    assert office.row() == (State.QUEUED, "no answer in time")


async def test_a_group_that_moved_to_where_nobody_answers_is_given_up_in_time_too(office: Office) -> None:
    await office.meet("-5")
    await office.plan()
    office.sender.goes_wrong("-5", Moved("-1005"))
    patience = timedelta(milliseconds=10)
    office.in_flight._courier = Courier(office.sender, office.ledger, office.pacing, office.clock, patience=patience)

    async def hang_after_the_first() -> None:
        if office.sender.calls > 1:
            await asyncio.Event().wait()

    office.sender._takes = hang_after_the_first

    await office.dispatcher.work_once()

    assert (office.sender.calls, office.row()) == (2, (State.QUEUED, "no answer in time"))


@pytest.mark.parametrize("chat, seconds", [("7", 1), ("-7", 3)])
async def test_a_chat_is_left_alone_for_a_second_and_a_group_for_three(
    office: Office, chat: str, seconds: float
) -> None:
    await office.meet(chat)
    await office.plan("a")
    await office.dispatcher.work_once()
    await office.plan("b")
    office.clock.move((seconds - 0.5) * SECOND)

    await office.dispatcher.work_once()
    assert office.sender.texts == [(chat, "a")]
    office.clock.move(SECOND)
    await office.dispatcher.work_once()

    assert office.sender.texts == [(chat, "a"), (chat, "b")]
    assert office.sender.moments[1] - office.sender.moments[0] >= seconds * SECOND


# The database


class Away(FakeLedger):
    """Fails as long as it is away. What it is told to fail after doing it, it has done."""

    def __init__(self) -> None:
        super().__init__()
        self.away = 0
        self.done_before = False

    async def step(self, results: Any, begin: Any, **more: Any) -> frozenset[Any]:
        if not self.away:
            return await super().step(results, begin, **more)
        self.away -= 1
        if self.done_before:
            await super().step(results, begin, **more)
        raise ConnectionError("a secret")


@pytest.mark.parametrize("done_before", [False, True])
async def test_what_was_sent_is_written_down_when_the_database_is_back(*, done_before: bool) -> None:
    ledger = Away()
    office = Office(ledger=ledger)
    await office.meet(*chats(30))
    await office.plan()
    ledger.done_before = done_before
    office.sender.gate.clear()
    await office.dispatcher._claim_all()
    await until(lambda: office.sender.at_once == 10)

    ledger.away = 5
    office.sender.gate.set()
    await office.in_flight.rest()
    await office.dispatcher.work_once()

    assert sorted(office.sender.texts) == sorted((chat, "a") for chat in chats(30))
    assert set(office.states()) == {State.SENT}


async def test_nothing_begins_while_the_database_is_away() -> None:
    ledger = Away()
    office = Office(ledger=ledger)
    await office.meet("1")
    await office.plan()
    ledger.away = 1_000_000

    await office.dispatcher._claim_all()
    await until(lambda: len(office.pause.seconds) > 20)

    assert (office.sender.calls, office.states()) == (0, [State.CLAIMED])
    assert await office.dispatcher.drain(0) is False


async def test_what_the_database_began_too_late_is_left_for_the_next_claim() -> None:
    ledger = Slow()
    office = Office(ledger=ledger)
    ledger.wait = partial(office.clock.move, LEASE / 2)
    await office.meet("1")
    await office.plan()

    await office.dispatcher.work_once()

    assert (ledger.begun, office.sender.calls, office.states()) == (2, 1, [State.SENT])


class Slow(FakeLedger):
    """Writes when others at last let go of the database."""

    wait: Callable[[], None]
    begun = 0

    async def step(self, results: Any, begin: Any, **more: Any) -> frozenset[Any]:
        self.begun += len(begin)
        if begin and self.begun == 1:
            self.wait()
        return await super().step(results, begin, **more)


async def test_work_goes_on_when_a_claim_failed(caplog: pytest.LogCaptureFixture) -> None:
    ledger = Unreadable()
    office = Office(ledger=ledger)
    await office.meet("1")
    await office.plan()
    stop = asyncio.Event()
    working = asyncio.create_task(office.dispatcher.work(stop))
    for _ in range(3):
        office.dispatcher.wake()
        await settled()

    ledger.away = False
    office.dispatcher.wake()
    await until(lambda: office.states() == [State.SENT])
    stop.set()
    await working

    assert [record.message for record in caplog.records] == ["Nothing could be claimed: ConnectionError"]


class Unreadable(FakeLedger):
    """Cannot be asked what is due as long as it is away."""

    away = True

    async def next_due(self, platform: str) -> datetime | None:
        if self.away:
            raise ConnectionError("a secret")
        return await super().next_due(platform)


async def test_what_is_claimed_anew_while_it_waits_for_the_database_is_sent_once() -> None:
    ledger = Away()
    office = Office(ledger=ledger)
    await office.meet(*chats(3))
    await office.plan()
    ledger.away = 1_000_000
    await office.dispatcher._claim_all()
    await until(lambda: office.clock.now() > NOON + LEASE)

    await ledger.recover(now=office.clock.now())  # as another process does
    await office.dispatcher._claim_all()
    ledger.away = 0
    await office.in_flight.rest()

    assert sorted(office.sender.texts) == [(chat, "a") for chat in chats(3)]


async def test_what_is_claimed_anew_while_it_is_sent_is_not_sent_again(office: Office) -> None:
    await office.meet("1")
    await office.plan("a")
    office.sender.gate.clear()
    await office.dispatcher._claim_all()
    await until(lambda: office.sender.at_once == 1)
    office.clock.move(LEASE)
    await office.ledger.recover(now=office.clock.now())
    await office.plan("b")

    await office.dispatcher._claim_all()
    office.sender.gate.set()
    await office.in_flight.rest()
    office.clock.move(SECOND)
    await office.dispatcher.work_once()

    assert office.sender.texts == [("1", "a"), ("1", "b")]


# Crashes and stops


async def test_what_a_crashed_process_held_is_sent_when_its_lease_has_ended() -> None:
    crashed = Office(holder="crashed")
    await crashed.meet(*chats(30))
    await crashed.plan()
    crashed.sender.gate.clear()
    await crashed.dispatcher._claim_all()
    await until(lambda: crashed.sender.at_once == 10)
    crashed.in_flight.give_up()
    office = Office(ledger=crashed.ledger, clock=crashed.clock)

    await office.dispatcher.work_once()
    assert office.sender.sent == []
    office.clock.move(LEASE)
    await office.dispatcher.work_once()

    assert sorted(office.sender.texts) == sorted((chat, "a") for chat in chats(30))
    assert set(office.states()) == {State.SENT}


async def test_a_stop_finishes_what_has_begun_and_gives_back_the_rest(office: Office) -> None:
    await office.meet(*chats(30))
    await office.plan()
    office.sender.gate.clear()
    stop = asyncio.Event()
    working = asyncio.create_task(office.dispatcher.work(stop))
    office.dispatcher.wake()
    await until(lambda: office.sender.at_once == 10)

    stop.set()
    await working
    office.sender.gate.set()
    finished = await office.dispatcher.drain(5)

    assert finished
    assert (office.states().count(State.SENT), office.states().count(State.QUEUED)) == (10, 20)


async def test_a_stop_does_not_wait_for_turns_that_come_late() -> None:
    office = Office(per_second=0.1)
    await office.meet(*chats(3))
    await office.plan()
    waiting = asyncio.Event()
    office.pacing._pause = blocked(waiting)
    await office.rates.reserve("telegram:1", wanted=1, answered=0, spacing=10 * SECOND, now=NOON)
    stop = asyncio.Event()
    working = asyncio.create_task(office.dispatcher.work(stop))
    office.dispatcher.wake()
    await waiting.wait()

    stop.set()
    await working
    finished = await office.dispatcher.drain(5)

    assert (finished, office.states(), office.sender.calls) == (True, [State.QUEUED] * 3, 0)


def blocked(reached: asyncio.Event) -> Callable[[float], Awaitable[None]]:
    async def pause(seconds: float) -> None:
        reached.set()
        await asyncio.Event().wait()

    return pause


async def test_two_processes_send_each_thing_once() -> None:
    one = Office(holder="one")
    two = Office(holder="two", ledger=one.ledger, clock=one.clock)
    await one.meet(*chats(300))
    await one.plan()

    await asyncio.gather(one.dispatcher.work_once(), two.dispatcher.work_once())

    assert sorted([*one.sender.texts, *two.sender.texts]) == sorted((chat, "a") for chat in chats(300))
    assert one.sender.sent
    assert two.sender.sent


async def settled() -> None:
    for _ in range(20):
        await asyncio.sleep(0)


async def until(true: Callable[[], bool]) -> None:
    """Let everything go on until this is so."""
    async with asyncio.timeout(5):
        while not true():  # noqa: ASYNC110 - what is waited for is many things
            await asyncio.sleep(0)
