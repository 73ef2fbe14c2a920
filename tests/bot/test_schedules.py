"""Programmes and curated entries behind one door: who answers what."""

from datetime import datetime, timedelta

import pytest

from bot.adapters.calendars import IcsCalendars
from bot.assistant import Assistant
from bot.attending.door import Attending
from bot.messages import Conversation, Kind, Person, Platform, Question, Reply
from bot.organising.releasing import take_in
from bot.schedule.sessions import Programme
from bot.schedules import LOOK_AGAIN, Schedules
from handlers.console import plain_text
from tests.factories import iasp, presses
from tests.fakes import FakeClock, FakeMemories, FakeMisses
from tests.programmes import HOUR, make_programme, make_session
from tests.ringing import RINGING, at
from tests.schedule_fakes import FakeCalendarAddresses, FakeProgrammes, FakeStars

NOW = at(1, "09:10")
ANA = Person(Platform.TELEGRAM, "", "1")
FAIR_OPENS = at(20, "10:00")
STALLS = range(11, 34)
FAIR = make_programme(
    *(
        make_session(f"stall-{n}", FAIR_OPENS, title=f"Stall of Things {n}", rooms=(f"Aisle {n}",))
        for n in range(1, 24)
    ),
    make_session("auction", FAIR_OPENS + 2 * HOUR, title="Auction of Clappers"),
    event="bell-fair",
    title="Bell Fair",
)


class Talk:
    """One person, and the assistant of an association whose events have programmes."""

    def __init__(self, now: datetime = NOW) -> None:
        self.clock = FakeClock(now)
        self.programmes = FakeProgrammes()
        attending = Attending(
            self.programmes,
            FakeStars(),
            FakeCalendarAddresses(),
            IcsCalendars(),
            self.clock,
            public_url="https://docent.example/",
            fresh_address=lambda: "a-secret",
        )
        schedules = Schedules(attending, self.clock)
        self.misses = FakeMisses()
        self.assistant = Assistant(iasp(), FakeMemories(), self.misses, schedules=schedules)
        self.conversation = Conversation(Platform.TELEGRAM, "", "1")

    async def announce(self, *programmes: Programme) -> "Talk":
        for programme in programmes:
            await take_in(self.programmes, programme, source="a file", at=self.clock.now())
        return self

    async def ask(self, *texts: str) -> Reply:
        """The reply to the last of these messages."""
        for text in texts:
            reply = await self.assistant.answer(Question(self.conversation, text, self.clock.now(), person=ANA))
        return reply

    async def press(self, reply: Reply, label: str) -> Reply:
        """The reply to the button of this label."""
        [press] = [action.press for action in reply.actions if action.label == label]
        question = Question(self.conversation, label, self.clock.now(), person=ANA, pressed=press)
        return await self.assistant.answer(question)

    async def says(self, *texts: str) -> str:
        return plain_text(await self.ask(*texts))


@pytest.fixture
async def talk() -> Talk:
    """The first day of the Ringing Days."""
    return await Talk().announce(RINGING)


# Who answers


async def test_question_about_the_programme_is_answered_from_it(talk: Talk) -> None:
    assert "09:30–10:30" in await talk.says("when is change ringing for everyone?")


async def test_question_about_the_association_is_answered_by_its_curators_all_the_same(talk: Talk) -> None:
    reply = await talk.ask("What is a science park?")

    assert (reply.kind, reply.abstained) == (Kind.DEFINITION, False)


async def test_who_names_another_conference_is_told_of_that_one(talk: Talk) -> None:
    reply = await talk.ask("When is the Asia Pacific conference in Chiang Mai?")

    assert "events/asia-pacific-2026" in reply.entries


async def test_what_nobody_knows_is_abstained_from_with_whom_to_ask(talk: Talk) -> None:
    reply = await talk.ask("How deep is the sea off Portugal?")

    assert reply.abstained
    assert "Please ask here" in plain_text(reply)
    assert await talk.misses.grouped()


async def test_greeting_is_none_of_the_programmes_business(talk: Talk) -> None:
    assert (await talk.ask("hello")).kind is Kind.SMALLTALK


async def test_without_a_programme_the_curators_answer_everything() -> None:
    assert (await Talk().ask("what is on now?")).abstained


# Going on


async def test_it_is_what_was_told_before(talk: Talk) -> None:
    assert "Room: Hall 1" in await talk.says("when is change ringing for everyone?", "where is it?")


async def test_it_is_nothing_of_the_programme_after_a_curated_answer(talk: Talk) -> None:
    said = await talk.says("when is change ringing for everyone?", "What is a science park?", "where is it?")

    assert "Hall 1" not in said


async def test_card_that_was_opened_is_what_it_means(talk: Talk) -> None:
    await talk.press(await talk.ask("workshops"), "Rope Clinic")

    assert "Rooms: Room B, Crypt" in await talk.says("where is it?")


async def test_long_list_is_told_ten_rows_at_a_time() -> None:
    talk = await Talk(FAIR_OPENS).announce(FAIR)

    first = await talk.ask("what is on now?")
    second = await talk.press(first, "Show more")
    third = await talk.press(second, "Show more")

    assert ["1–10 of 23." in plain_text(first), "11–20 of 23." in plain_text(second)] == [True, True]
    assert "Stall of Things 21" not in plain_text(first)
    assert "21–23 of 23." in plain_text(third)
    assert "Show more" not in [action.label for action in third.actions]


# One's own schedule


async def test_session_that_was_told_can_be_kept_and_is_listed(talk: Talk) -> None:
    await talk.ask("when is change ringing for everyone?", "add it to my schedule")

    assert "Change Ringing for Everyone" in await talk.says("/my")
    assert "Change Ringing for Everyone" in await talk.says("/my@docent_bot")
    assert "Change Ringing for Everyone" in await talk.says("my schedule")


async def test_session_is_kept_by_its_name(talk: Talk) -> None:
    await talk.ask("add the rope clinic to my schedule")

    assert "Rope Clinic" in await talk.says("/my")


async def test_card_has_a_star_to_press(talk: Talk) -> None:
    card = await talk.ask("when is change ringing for everyone?")
    await talk.press(card, card.actions[0].label)

    assert presses(card)[0] == "star ringing-days change"
    assert presses(await talk.ask("when is change ringing for everyone?"))[0] == "unstar ringing-days change"
    assert "Change Ringing for Everyone" in await talk.says("/my")


async def test_my_schedule_where_there_is_no_programme() -> None:
    talk = Talk()

    assert (await talk.ask("/my")).kind is Kind.HELP
    assert "my" in [command.name for command in talk.assistant.commands()]


# Several events


async def test_event_that_is_on_is_meant_before_one_to_come(talk: Talk) -> None:
    await talk.announce(FAIR)

    assert "Opening" in await talk.says("what is on now?")


async def test_next_event_is_meant_where_none_is_on(talk: Talk) -> None:
    await talk.announce(FAIR)
    talk.clock.move(timedelta(days=10))

    assert "Stall of Things 11" in await talk.says("what is next?")


async def test_event_that_is_named_is_meant(talk: Talk) -> None:
    await talk.announce(FAIR)

    assert "Stall of Things" in await talk.says("what is the first session of the Bell Fair?")
    assert "12:00" in await talk.says("when is the auction?")


# Releases


async def test_new_release_is_seen_after_a_moment(talk: Talk) -> None:
    assert "Hall 1" in await talk.says("where is change ringing for everyone?")
    moved = [make_session("change", at(1, "09:30"), title="Change Ringing for Everyone", rooms=("Crypt",))]
    await talk.announce(make_programme(*moved, event="ringing-days", title="Ringing Days"))
    talk.clock.move(LOOK_AGAIN + timedelta(seconds=1))

    assert "Crypt" in await talk.says("where is change ringing for everyone?")
