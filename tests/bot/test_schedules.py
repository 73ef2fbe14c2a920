"""Programmes and curated entries behind one door: who answers what."""

import asyncio
from datetime import datetime, timedelta

import pytest

from bot.adapters.calendars import IcsCalendars
from bot.assistant import Assistant
from bot.attending.door import Attending
from bot.messages import Conversation, Kind, Person, Platform, Question, Reply
from bot.organising.releasing import take_in
from bot.schedule.sessions import Programme
from bot.schedules import LOOK_AGAIN, Schedules
from bot.schedules.learnt import Learnt, learnt
from bot.skills.schedule import ScheduleSkill
from handlers.console import plain_text
from tests.factories import iasp, presses
from tests.fakes import FakeClock, FakeMemories, FakeMisses, FakePersons
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
        self.attending = Attending(
            self.programmes,
            FakeStars(),
            FakeCalendarAddresses(),
            IcsCalendars(),
            self.clock,
            public_url="https://docent.example/",
            fresh_address=lambda: "a-secret",
        )
        schedules = Schedules(self.attending, self.clock)
        self.misses = FakeMisses()
        self.persons = FakePersons()
        self.assistant = Assistant(iasp(), FakeMemories(), self.misses, persons=self.persons, schedules=schedules)
        self.conversation = Conversation(Platform.TELEGRAM, "", "1")

    async def announce(self, *programmes: Programme) -> "Talk":
        for programme in programmes:
            await take_in(self.programmes, programme, source="a file", at=self.clock.now())
        return self

    async def ask(self, *texts: str, zone: str | None = None, person: Person = ANA) -> Reply:
        """The reply to the last of these messages.

        Args:
            zone: the time zone that the platform tells.
        """
        for text in texts:
            question = Question(self.conversation, text, self.clock.now(), person=person, zone=zone)
            reply = await self.assistant.answer(question)
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


# In the reader's language


async def test_question_in_spanish_is_answered_in_spanish(talk: Talk) -> None:
    said = await talk.says("¿cuándo es change ringing for everyone?")

    assert "Cuándo: viernes, 8 de mayo de 2026, 09:30–10:30" in said


@pytest.mark.parametrize("text", ["wann ist change ringing for everyone?", "quando è change ringing for everyone?"])
async def test_question_in_a_language_without_phrases_is_understood_and_answered_in_english(
    talk: Talk, text: str
) -> None:
    assert "When: Friday 8 May 2026, 09:30–10:30" in await talk.says(text)


# One's own time zone, where it differs from the venue's (Europe/Vienna)

KEYNOTE = "when is the keynote on saturday?"


async def test_time_of_somebody_elsewhere_is_told_beside_the_venues_once_they_said_where(talk: Talk) -> None:
    assert "09:00–10:00\n" in await talk.says(KEYNOTE)
    assert "Yours is Asia/Bangkok." in await talk.says("/timezone Asia/Bangkok")
    assert "09:00–10:00 [14:00]\n" in await talk.says(KEYNOTE)


async def test_time_zone_may_be_said_in_words(talk: Talk) -> None:
    assert "La suya es Europe/London." in await talk.says("mi zona horaria es la de Londres")
    assert "[08:00]" in await talk.says(KEYNOTE)


async def test_time_zone_that_the_platform_tells_is_kept(talk: Talk) -> None:
    await talk.ask("hello", zone="Asia/Bangkok")

    assert "[14:00]" in await talk.says(KEYNOTE)
    assert await talk.persons.zone_of(ANA) == "Asia/Bangkok"


async def test_what_somebody_said_counts_more_than_what_their_platform_tells(talk: Talk) -> None:
    await talk.ask("my time zone is London")

    assert "[08:00]" in plain_text(await talk.ask(KEYNOTE, zone="Asia/Bangkok"))


async def test_who_lives_by_the_venues_clocks_is_told_no_time_twice(talk: Talk) -> None:
    assert "[" not in plain_text(await talk.ask(KEYNOTE, zone="Europe/Madrid"))


async def test_own_time_can_be_turned_off(talk: Talk) -> None:
    await talk.ask("hello", zone="Asia/Bangkok")
    await talk.ask("/timezone off")

    assert "[" not in plain_text(await talk.ask(KEYNOTE, zone="Asia/Bangkok"))


@pytest.mark.parametrize(
    "text,says",
    [
        ("/timezone", "Tell me like this: /timezone Europe/Madrid"),
        ("/timezone the moon", "I know no time zone “the moon”."),
    ],
)
async def test_without_a_time_zone_one_hears_how_to_tell_it(talk: Talk, text: str, says: str) -> None:
    assert says in await talk.says(text)
    assert await talk.persons.zone_of(ANA) is None


async def test_known_time_zone_is_told_to_whom_it_belongs(talk: Talk) -> None:
    await talk.ask("/timezone UTC+7")

    assert "Your time zone is UTC+7." in await talk.says("/timezone")
    assert (await talk.says("/whoami")).endswith("Your time zone is UTC+7.")


async def test_browsers_time_zone_is_used_and_kept_nowhere(talk: Talk) -> None:
    browser = Person(Platform.WEB, "", "a-browser")

    assert "[14:00]" in plain_text(await talk.ask(KEYNOTE, zone="Asia/Bangkok", person=browser))
    assert "[" not in plain_text(await talk.ask(KEYNOTE, person=browser))
    assert "keep no time zone" in plain_text(await talk.ask("/timezone Asia/Bangkok", person=browser))


@pytest.mark.parametrize("zone", ["Mars/Base", "../../etc/passwd", "", "Europe"])
async def test_what_is_no_time_zone_is_passed_over(talk: Talk, zone: str) -> None:
    assert "[" not in plain_text(await talk.ask(KEYNOTE, zone=zone))


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


@pytest.mark.parametrize(
    "text, says",
    [
        ("when is the auction of clappers?", "12:00"),
        ("star auction of clappers", "It is on your schedule.\nAuction of Clappers"),
        ("add stall of things 11 to my schedule", "It is on your schedule.\nStall of Things 11"),
    ],
)
async def test_session_of_another_event_to_come_is_found_by_its_name(talk: Talk, text: str, says: str) -> None:
    await talk.announce(FAIR)

    assert says in await talk.says("what is on now?", text)


async def test_what_both_events_have_is_of_the_one_that_is_on(talk: Talk) -> None:
    await talk.announce(make_programme(make_session("lunch", FAIR_OPENS, title="Lunch"), event="fair", title="Fair"))

    assert "fair" not in (await talk.says("when is lunch?")).casefold()


async def test_session_of_an_event_that_is_over_is_not_offered(talk: Talk) -> None:
    await talk.announce(FAIR)
    talk.clock.move(timedelta(days=12))

    assert "Handbells" not in await talk.says("when is handbells after dark?")


async def test_what_only_one_event_has_then_is_told_under_its_title() -> None:
    talk = await Talk(FAIR_OPENS - HOUR).announce(FAIR)
    late = make_session("late", FAIR_OPENS + 8 * HOUR, title="Stars over the Tower")
    await talk.announce(make_programme(late, event="tower-night", title="Tower Night"))

    said = await talk.says("what is on after 17:00?")

    assert (said.splitlines()[0], "Stars over the Tower" in said) == ("Tower Night", True)


async def test_edition_of_the_year_that_is_said_is_meant() -> None:
    talk = Talk()
    for year, room in (("2025", "Attic"), ("2026", "Cellar")):
        session = make_session("a", at(1, "10:00") + timedelta(days=364 * (int(year) - 2026)), rooms=(room,))
        await talk.announce(make_programme(session, event=f"fair-{year}", title=f"Bell Fair {year}"))

    said = [await talk.says(f"what is the first session of the bell fair{year}?") for year in ("", " 2025", " 2026")]

    assert [[room for room in ("Attic", "Cellar") if room in each] for each in said] == [
        ["Cellar"],
        ["Attic"],
        ["Cellar"],
    ]


async def test_session_is_still_found_on_the_day_after_the_event(talk: Talk) -> None:
    await talk.announce(FAIR)
    talk.clock.move(timedelta(days=3))

    assert "Handbells" in await talk.says("when was handbells after dark?")


async def test_it_is_no_title(talk: Talk) -> None:
    assert await talk.says("add it to my schedule") == "Which session do you mean?"


# Releases


async def test_new_release_is_seen_after_a_moment(talk: Talk) -> None:
    assert "Hall 1" in await talk.says("where is change ringing for everyone?")
    moved = [make_session("change", at(1, "09:30"), title="Change Ringing for Everyone", rooms=("Crypt",))]
    await talk.announce(make_programme(*moved, event="ringing-days", title="Ringing Days"))
    talk.clock.move(LOOK_AGAIN + timedelta(seconds=1))

    assert "Crypt" in await talk.says("where is change ringing for everyone?")


async def test_a_session_is_starred_by_who_speaks_and_is_what_it_means_then(talk: Talk) -> None:
    starred = await talk.says("add the talk by Zdeněk Dvořák to my schedule")

    assert starred.splitlines()[:2] == ["It is on your schedule.", "Change Ringing for Everyone"]
    assert "Room: Hall 1" in await talk.says("where is it?")


async def test_a_description_that_is_told_in_full_is_not_to_be_read_on() -> None:
    long = make_session("long", NOW + HOUR, title="On Clappers", description="A clapper is a tongue of iron. " * 30)
    talk = await Talk().announce(make_programme(long))

    card, about = await talk.ask("when is on clappers?"), await talk.ask("what is on clappers about?")

    assert [["Read on" in [action.label for action in reply.actions]] for reply in (card, about)] == [[True], [False]]


async def test_whoever_asks_while_a_programme_is_being_learnt_waits_for_it() -> None:
    talk = await Talk().announce(RINGING)
    questions = [
        Question(Conversation(Platform.TELEGRAM, "", f"{number}"), "what is on now?", talk.clock.now())
        for number in range(3)
    ]

    replies = await asyncio.gather(*(talk.assistant.answer(each) for each in questions))

    assert len({plain_text(each) for each in replies}) == 1


async def test_where_a_look_fails_those_who_waited_do_without_it() -> None:
    talk = await Talk().announce(RINGING)
    talk.programmes.broken = TimeoutError()
    questions = [Question(talk.conversation, "what is on now?", talk.clock.now()) for _ in range(3)]

    replies = await asyncio.gather(*(talk.assistant.answer(each) for each in questions), return_exceptions=True)
    talk.programmes.broken = None
    talk.clock.move(LOOK_AGAIN)

    assert [isinstance(each, TimeoutError) for each in replies] == [True, False, False]
    assert "Opening" in await talk.says("what is on now?")


async def test_programme_that_cannot_be_learnt_leaves_the_others(talk: Talk, caplog: pytest.LogCaptureFixture) -> None:
    def learn(programme: Programme) -> ScheduleSkill:
        if programme == RINGING:
            raise ValueError
        return learnt(programme)

    await talk.announce(FAIR)
    programmes = Learnt(talk.attending, talk.clock, learn)

    for _ in range(3):
        await programmes.look()
        talk.clock.move(LOOK_AGAIN)

    assert [each.event for each in programmes.programmes] == ["bell-fair"]
    assert caplog.messages == ["The programme of ringing-days cannot be learnt: ValueError"]
