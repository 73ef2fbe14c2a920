from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.snapshot import Knowledge
from bot.messages import Conversation, Person, Platform
from bot.notifications.campaigns import Campaign, Kind, Scope
from bot.notifications.ledger import State
from bot.notifications.planning import Planner
from bot.notifications.subscriptions import Follow, LeadTimes
from bot.ports import Star
from bot.schedule.releases import Release, Standing, following
from bot.schedule.sessions import Programme, Session, Status
from tests.deliveries import ANA, make_campaign
from tests.factories import make_event, make_knowledge
from tests.fakes import FakeClock
from tests.ledger_fakes import FakeLedger, FakeSubscriptions
from tests.programmes import HOUR, NINE, make_programme, make_session

MINUTE, SECOND = timedelta(minutes=1), timedelta(seconds=1)
EVENT = "spring-meeting"
BEN = Person(Platform.TELEGRAM, "", "2")
TALK = make_session("a")
REMINDER = "reminder/spring-meeting/a/2026-05-08T07:00:00Z/10"
PAPERS = {"id": "papers", "title": "Papers", "kind": "call_for_papers", "source": "s", "as_of": "2026"}


class Releases:
    """The newest release of each event, as a test sets it."""

    def __init__(self) -> None:
        self.newest: dict[str, Release] = {}

    async def all(self) -> Sequence[Release]:
        return list(self.newest.values())

    def release(self, *sessions: Session, event: str = EVENT) -> Programme:
        programme = make_programme(*sessions, event=event)
        number = self.newest[event].number + 1 if event in self.newest else 1
        self.newest[event] = Release(number, programme, NINE, "a file")
        return programme


class World:
    """A planner with all that it reads and writes."""

    def __init__(self, now: datetime = NINE - HOUR) -> None:
        self.clock = FakeClock(now)
        self.releases = Releases()
        self.subscriptions = FakeSubscriptions()
        self.ledger = FakeLedger(self.subscriptions)
        self.knowledge: Knowledge = make_knowledge()
        self.further: list[Campaign] = []
        self.planner = self.new_planner()

    def new_planner(self) -> Planner:
        """One that remembers nothing, as after a crash, or in another process."""
        return Planner(
            self.releases,
            self.subscriptions,
            self.ledger,
            lambda: self.knowledge,
            self.clock,
            sources=[self._further],
        )

    async def _further(self, now: datetime) -> Sequence[Campaign]:
        return self.further

    async def meet(self, person: Person = ANA) -> int:
        chat = Conversation(Platform.TELEGRAM, "", person.id)
        return await self.subscriptions.meet(chat, person, language="en", zone=None, at=self.clock.now())

    async def star(self, session: str = "a", person: Person = ANA) -> int:
        recipient = await self.meet(person)
        await self.subscriptions.stars.star(person, Star(EVENT, session), at=self.clock.now())
        return recipient

    async def plan_at(self, moment: datetime) -> int:
        self.clock.move(moment - self.clock.now())
        return await self.planner.plan()

    def states(self) -> dict[str, list[State]]:
        """How far the rows of each campaign are."""
        keys = [campaign.key for campaign in self.ledger.campaigns.values()]
        return {key: list(self.ledger.states(key).values()) for key in keys}


@pytest.fixture
def world() -> World:
    return World()


async def test_reminder_is_planned_in_the_minutes_before_it_is_due_and_not_sooner(world: World) -> None:
    world.releases.release(TALK)
    await world.star()

    added = [await world.plan_at(NINE - minutes * MINUTE) for minutes in (16, 15, 14)]

    assert (added, world.states()) == ([0, 1, 0], {REMINDER: [State.QUEUED]})


async def test_who_stars_a_session_shortly_before_the_reminder_gets_it_and_who_stars_it_later_does_not(
    world: World,
) -> None:
    world.releases.release(TALK)
    await world.star()
    await world.plan_at(NINE - 11 * MINUTE)

    world.clock.move(50 * SECOND)
    in_time = await world.star(person=BEN)
    first = await world.plan_at(NINE - 10 * MINUTE + 5 * SECOND)
    await world.star(person=Person(Platform.TELEGRAM, "", "3"))
    second = await world.plan_at(NINE - 10 * MINUTE + 20 * SECOND)

    assert (first, second, in_time in world.ledger.states(REMINDER)) == (1, 0, True)


async def test_stop_of_an_hour_loses_nothing_that_is_still_of_use(world: World) -> None:
    world.releases.release(TALK, make_session("b", NINE - 50 * MINUTE))
    recipient = await world.star()
    await world.star("b")
    await world.subscriptions.set_lead_times(recipient, LeadTimes((30, 10)))

    world.planner = world.new_planner()
    await world.plan_at(NINE - 5 * MINUTE)

    assert set(world.states()) == {REMINDER, REMINDER.replace("/10", "/30")}


@pytest.mark.parametrize("stops", [True, False])
async def test_lead_time_chosen_after_its_moment_brings_no_reminder_from_another_process_either(
    world: World, *, stops: bool
) -> None:
    world.releases.release(TALK)
    recipient, another = await world.star(), world.new_planner()
    await another.plan()
    await world.plan_at(NINE - 12 * MINUTE)
    await world.subscriptions.set_lead_times(recipient, LeadTimes((60,)))

    world.planner = world.new_planner() if stops else another
    await world.plan_at(NINE - 11 * MINUTE)

    assert set(world.states()) == {REMINDER}


async def test_what_moved_while_nobody_planned_is_reminded_of_although_its_new_moment_has_passed(world: World) -> None:
    world.releases.release(TALK)
    await world.star()
    await world.plan_at(NINE - HOUR)
    world.releases.release(replace(TALK, start=NINE - 50 * MINUTE))

    world.planner = world.new_planner()
    await world.plan_at(NINE - 55 * MINUTE)

    assert set(world.states()) == {"reminder/spring-meeting/a/2026-05-08T06:10:00Z/10"}


async def test_another_planner_plans_nothing_twice(world: World) -> None:
    world.releases.release(TALK)
    await world.star()

    added = [await world.plan_at(NINE - 12 * MINUTE), await world.new_planner().plan()]

    assert (added, world.states()) == ([1, 0], {REMINDER: [State.QUEUED]})


async def test_lead_time_chosen_after_its_moment_brings_no_reminder_at_once_nor_with_the_next_release(
    world: World,
) -> None:
    world.releases.release(TALK)
    recipient = await world.star()
    await world.plan_at(NINE - 30 * MINUTE)

    await world.subscriptions.set_lead_times(recipient, LeadTimes((45,)))
    await world.plan_at(NINE - 29 * MINUTE)
    world.releases.release(TALK, make_session("b"))
    await world.plan_at(NINE - 28 * MINUTE)

    assert world.states() == {}


@given(st.lists(st.integers(-3600, 3600), min_size=1, max_size=12))
async def test_clock_that_jumps_either_way_loses_no_reminder_and_doubles_none(jumps: list[int]) -> None:
    world = World(NINE - HOUR)
    world.releases.release(TALK)
    await world.star()
    for jump in jumps:
        await world.plan_at(min(world.clock.now() + jump * SECOND, NINE - SECOND))

    await world.plan_at(NINE - MINUTE)

    assert world.states() == {REMINDER: [State.QUEUED]}


async def test_clock_that_was_ahead_for_a_while_loses_no_reminder(world: World) -> None:
    world.releases.release(TALK, make_session("b", NINE + HOUR))
    await world.star()
    await world.plan_at(NINE - HOUR)
    await world.plan_at(NINE + 5 * MINUTE)

    await world.plan_at(NINE - 5 * MINUTE)

    assert world.states() == {REMINDER: [State.QUEUED]}


# What changes


async def test_session_that_moves_is_reminded_of_by_its_new_time_alone(world: World) -> None:
    world.releases.release(TALK)
    await world.star()
    await world.plan_at(NINE - 12 * MINUTE)

    world.releases.release(make_session("a", NINE + HOUR))
    await world.planner.plan()
    withdrawn = world.states()
    await world.plan_at(NINE + 50 * MINUTE)

    assert withdrawn == {REMINDER: [State.WITHDRAWN]}
    assert world.states() == {
        REMINDER: [State.WITHDRAWN],
        "reminder/spring-meeting/a/2026-05-08T08:00:00Z/10": [State.QUEUED],
    }


async def test_session_that_moves_nearer_is_reminded_of_at_once(world: World) -> None:
    world.releases.release(make_session("a", NINE + 3 * HOUR))
    await world.star()
    await world.plan_at(NINE - 5 * MINUTE)

    world.releases.release(TALK)
    await world.plan_at(NINE - 4 * MINUTE)

    assert world.states() == {REMINDER: [State.QUEUED]}


@pytest.mark.parametrize("sent", [False, True])
async def test_session_that_moves_twice_and_back_is_reminded_of_once(world: World, *, sent: bool) -> None:
    world.releases.release(TALK)
    await world.star()
    await world.plan_at(NINE - 12 * MINUTE)
    if sent:
        for row in world.ledger.rows.values():
            row.state = State.SENT

    for start in (NINE + HOUR, NINE):
        world.releases.release(make_session("a", start))
        await world.planner.plan()

    assert world.states() == {REMINDER: [State.SENT if sent else State.QUEUED]}


@pytest.mark.parametrize(
    "after", [make_session("a", status=Status.CANCELLED), make_session("a", NINE - 3 * HOUR), make_session("b")]
)
async def test_session_that_is_cancelled_gone_or_moved_into_the_past_reminds_nobody(
    world: World, after: Session
) -> None:
    world.releases.release(TALK)
    await world.star()
    await world.plan_at(NINE - 12 * MINUTE)

    world.releases.release(after)
    await world.planner.plan()

    assert world.states() == {REMINDER: [State.WITHDRAWN]}


async def test_session_that_is_cancelled_and_restored_is_reminded_of(world: World) -> None:
    world.releases.release(TALK)
    await world.star()
    await world.plan_at(NINE - 12 * MINUTE)

    for status in (Status.CANCELLED, Status.PLANNED):
        world.releases.release(replace(TALK, status=status))
        await world.planner.plan()

    assert world.states() == {REMINDER: [State.QUEUED]}


async def test_session_whose_id_was_changed_by_the_feed_is_reminded_of_once(world: World) -> None:
    known = world.releases.release(TALK)
    await world.star()
    await world.plan_at(NINE - 12 * MINUTE)

    imported = make_programme(replace(TALK, id="a-2"), make_session("other", NINE + HOUR))
    world.releases.release(*following(imported, known, Standing()).programme.sessions)
    await world.plan_at(NINE - 11 * MINUTE)

    assert world.states() == {REMINDER: [State.QUEUED]}


async def test_lead_times_of_nothing_of_minutes_and_of_a_week_for_one_session_each_bring_a_reminder(
    world: World,
) -> None:
    world.clock.move(timedelta(days=-8))
    world.releases.release(TALK)
    recipient = await world.star()
    leads = (7 * 24 * 60, 10, 0)
    await world.subscriptions.set_lead_times(recipient, LeadTimes(leads, EVENT, "a"))

    added = [await world.plan_at(NINE - lead * MINUTE) for lead in leads]

    assert (added, len(world.states())) == ([1, 1, 1], 3)


async def test_reminder_that_expired_before_it_was_sent_is_not_called_withdrawn(world: World) -> None:
    world.releases.release(TALK)
    await world.star()
    await world.plan_at(NINE - 12 * MINUTE)

    world.releases.release(replace(TALK, rooms=("Crypt",)))
    await world.plan_at(NINE + MINUTE)

    assert world.states() == {REMINDER: [State.QUEUED]}


async def test_changes_that_wait_are_not_taken_back_by_a_release(world: World) -> None:
    world.releases.release(TALK)
    await world.star()
    change = make_campaign(Kind.CHANGE, NINE - 30 * MINUTE, event=EVENT, expires=NINE)
    await world.ledger.plan(change, now=world.clock.now())

    await world.plan_at(NINE - 29 * MINUTE)

    assert world.states() == {change.key: [State.QUEUED]}


# Of other kinds


async def test_overview_feedback_and_what_channels_follow_are_planned_like_reminders(world: World) -> None:
    world.releases.release(TALK)
    recipient = await world.star()
    await world.subscriptions.set_overview(recipient, 8 * 60)
    await world.subscriptions.follow(recipient, Follow(EVENT, Scope.FEEDBACK, "a"))
    await world.subscriptions.follow(recipient, Follow(EVENT, Scope.ROOM, "Belfry"))

    for moment in (NINE - HOUR, NINE - 10 * MINUTE, NINE + HOUR):
        await world.plan_at(moment)

    assert world.states() == {
        "overview/spring-meeting/2026-05-08/480": [State.QUEUED],
        "followed/spring-meeting/a/2026-05-08T07:00:00Z/10": [State.QUEUED],
        REMINDER: [State.QUEUED],
        "feedback/spring-meeting/a/2026-05-08T08:00:00Z": [State.QUEUED],
    }


async def asked_of(world: World, *ends: timedelta, told: bool) -> dict[str, list[State]]:
    """A session that was to last an hour ends later or sooner, each said a quarter of an hour after it was to end."""
    world.releases.release(TALK)
    recipient = await world.meet()
    await world.subscriptions.follow(recipient, Follow(EVENT, Scope.FEEDBACK, "a"))
    await world.plan_at(NINE + HOUR)
    for row in world.ledger.rows.values():
        row.state = State.SENT if told else row.state
    for end in ends:
        world.releases.release(replace(TALK, end=NINE + end))
        await world.plan_at(NINE + HOUR + 15 * MINUTE)
    await world.plan_at(NINE + 2 * HOUR)
    await world.new_planner().plan()
    return {key.rpartition("T")[2]: states for key, states in world.states().items()}


@pytest.mark.parametrize("end", [50 * MINUTE, 70 * MINUTE, 2 * HOUR])
async def test_feedback_is_asked_for_once_however_often_the_end_is_edited_afterwards(
    world: World, end: timedelta
) -> None:
    states = await asked_of(world, end, HOUR, end, told=True)

    assert states.pop("08:00:00Z") == [State.SENT]
    assert list(states.values()) == [[]]


@pytest.mark.parametrize("end,key", [(50 * MINUTE, "07:50:00Z"), (70 * MINUTE, "08:10:00Z"), (2 * HOUR, "09:00:00Z")])
async def test_feedback_that_was_not_asked_for_yet_is_asked_for_by_the_new_end_alone(
    world: World, end: timedelta, key: str
) -> None:
    states = await asked_of(world, end, told=False)

    assert states == {"08:00:00Z": [State.WITHDRAWN], key: [State.QUEUED]}


async def test_feedback_is_asked_for_after_a_session_that_turns_out_to_have_ended_early(world: World) -> None:
    world.releases.release(TALK)
    recipient = await world.meet()
    await world.subscriptions.follow(recipient, Follow(EVENT, Scope.FEEDBACK, "a"))
    await world.plan_at(NINE + 50 * MINUTE)

    world.releases.release(replace(TALK, end=NINE + 40 * MINUTE))
    await world.plan_at(NINE + 51 * MINUTE)

    assert world.states() == {"feedback/spring-meeting/a/2026-05-08T07:40:00Z": [State.QUEUED]}


async def test_lead_time_chosen_late_brings_no_reminder_when_only_the_end_of_the_session_moves(world: World) -> None:
    world.releases.release(TALK)
    recipient = await world.star()
    await world.plan_at(NINE - 30 * MINUTE)

    await world.subscriptions.set_lead_times(recipient, LeadTimes((45,)))
    world.releases.release(replace(TALK, end=NINE + 2 * HOUR))
    await world.plan_at(NINE - 29 * MINUTE)

    assert world.states() == {}


async def test_deadline_is_planned_and_taken_back_when_the_content_says_otherwise(world: World) -> None:
    def knowing(at: str, content_hash: str) -> Knowledge:
        event = make_event("2026-06", id=EVENT, deadlines=[PAPERS | {"at": at}])
        return make_knowledge(events={f"events/{EVENT}": event}, content_hash=content_hash)

    recipient = await world.meet()
    await world.subscriptions.follow(recipient, Follow(EVENT, Scope.DEADLINES))
    world.knowledge = knowing("2026-05-09", "one")
    await world.plan_at(NINE)

    before = world.states()
    world.knowledge = knowing("2026-07-09", "another")
    await world.planner.plan()

    key = "deadline/spring-meeting/papers/2026-05-09T22:00:00Z/1"
    assert (before, world.states()) == ({key: [State.QUEUED]}, {key: [State.WITHDRAWN]})


async def test_campaigns_from_elsewhere_are_planned_too(world: World) -> None:
    await world.meet()
    world.further = [make_campaign(Kind.CHANGE)]

    assert [await world.planner.plan(), await world.planner.plan()] == [1, 0]


async def test_what_fails_for_one_event_is_told_and_keeps_nobody_else_from_their_reminders(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    world.releases.release(TALK)
    world.releases.release(TALK, event="broken")
    await world.star()
    starred = world.subscriptions.starred

    async def sometimes(event: str) -> frozenset[str]:
        if event == "broken":
            raise OSError("the disk is full")
        return await starred(event)

    world.subscriptions.starred = sometimes  # type: ignore[method-assign] # a fault that the fake has no word for
    await world.plan_at(NINE - 12 * MINUTE)

    assert world.states() == {REMINDER: [State.QUEUED]}
    assert caplog.messages == ["Planning failed for broken: OSError"]


async def test_what_failed_is_caught_up_with(world: World) -> None:
    world.releases.release(TALK)
    await world.star()
    await world.plan_at(NINE - 20 * MINUTE)
    lead_minutes = world.subscriptions.lead_minutes

    async def locked(event: str) -> Sequence[int]:
        raise OSError("the database is locked")

    world.subscriptions.lead_minutes = locked  # type: ignore[method-assign] # a fault that the fake has no word for
    failed = await world.plan_at(NINE - 12 * MINUTE)
    world.subscriptions.lead_minutes = lead_minutes  # type: ignore[method-assign] # the same
    caught_up = await world.plan_at(NINE - 5 * MINUTE)

    assert (failed, caught_up) == (0, 1)


async def test_deadline_that_is_followed_after_its_hour_is_not_told_late_when_the_content_changes(world: World) -> None:
    recipient = await world.meet()
    event = make_event("2026-06", id=EVENT, deadlines=[PAPERS | {"at": "2026-05-12"}])
    world.knowledge = make_knowledge(events={f"events/{EVENT}": event}, content_hash="one")
    await world.plan_at(NINE)

    await world.subscriptions.follow(recipient, Follow(EVENT, Scope.DEADLINES))
    world.knowledge = replace(world.knowledge, content_hash="another")
    await world.plan_at(NINE + HOUR)

    assert list(world.states().values()) == [[]]


async def test_event_that_is_long_over_or_far_ahead_is_not_looked_at(world: World) -> None:
    async def never(event: str) -> frozenset[str]:
        raise AssertionError("nobody needs to know")

    world.releases.release(TALK)
    world.releases.release(make_session("a", NINE + timedelta(days=90)), event="ahead")
    world.subscriptions.starred = never  # type: ignore[method-assign] # it must not be called

    assert await world.plan_at(NINE + timedelta(days=3)) == 0
