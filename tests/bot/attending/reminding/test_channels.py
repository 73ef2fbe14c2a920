"""Channels and groups that follow an event, a room or a track: who may set that, and where it goes."""

from dataclasses import replace

import pytest

from bot.messages import Person, Platform
from bot.notifications.campaigns import Kind, Scope
from bot.notifications.subscriptions import Follow, LeadTimes
from handlers.console import plain_text
from tests.bot.attending.reminding.conftest import ANA, BEN, CHANNEL, CHAT, CHEN, DIRECT, GROUP, TOPIC, Guest

EVENT = "ringing-days"
HALL_1 = Follow(EVENT, Scope.ROOM, "Hall 1")
ONLY_ADMINS = (
    "Only an organiser of the event, or somebody who administers this group, can set that. Please ask one of them."
)
ORGANISER = Person(Platform.TELEGRAM, "", "organiser")


async def test_who_administers_a_group_has_it_follow_a_room(guest: Guest) -> None:
    reply = await guest.sits(BEN, GROUP).says("follow hall 1 here")

    assert reply == "I will send reminders of Hall 1 here, 10 minutes before."
    assert (await guest.set(GROUP)).recipient.person is None
    assert await guest.at(1, "09:20").told(GROUP) == ["followed/change/2026-05-08T07:30:00Z/10"]


async def test_an_organiser_may_in_every_group(guest: Guest) -> None:
    await guest.sits(ORGANISER, GROUP).ask("remind this group of everything in the practice track")

    assert (await guest.set(GROUP)).follows == (Follow(EVENT, Scope.TRACK, "Practice"),)


async def test_who_writes_in_the_groups_name_administers_it(guest: Guest) -> None:
    await guest.sits(None, GROUP).ask("follow hall 1 here")

    assert (await guest.set(GROUP)).follows == (HALL_1,)


@pytest.mark.parametrize(
    "wish", ["follow hall 1 here", "follow unicorns here", "stop following here", "follow deadlines here"]
)
async def test_everybody_else_is_told_whom_to_ask(guest: Guest, wish: str) -> None:
    assert await guest.sits(ANA, GROUP).says(wish) == ONLY_ADMINS
    assert guest.subscriptions.settings == {}


async def test_an_event_is_followed_with_a_lead_time_of_the_groups_own(guest: Guest) -> None:
    reply = await guest.sits(BEN, GROUP).says("follow the Ringing Days here 15 minutes before")

    known = await guest.set(GROUP)
    assert reply == "I will send reminders of Ringing Days here, 15 minutes before."
    assert (known.follows, known.lead_times) == ((Follow(EVENT, Scope.EVENT),), (LeadTimes((15,)),))


async def test_a_topic_follows_for_itself(guest: Guest) -> None:
    await guest.sits(BEN, TOPIC).ask("follow hall 1 here")

    assert await guest.subscriptions.of(GROUP) is None
    assert (await guest.set(TOPIC)).recipient.conversation == TOPIC


async def test_in_slack_the_channel_is_meant_unless_a_thread_is_named(guest: Guest) -> None:
    organiser = Person(Platform.SLACK, "T024", "organiser")
    await guest.sits(organiser, CHANNEL).ask("follow hall 1 here", "follow room b in this thread")

    channel = await guest.set(replace(CHANNEL, thread=None))
    thread = await guest.set(CHANNEL)
    assert ([each.name for each in channel.follows], [each.name for each in thread.follows]) == (["Hall 1"], ["Room B"])


async def test_a_command_that_the_asker_alone_sees_means_the_channel_as_well(guest: Guest) -> None:
    organiser = Person(Platform.SLACK, "T024", "organiser")
    await guest.sits(organiser, replace(CHANNEL, thread="organiser")).ask("follow hall 1 here")

    assert (await guest.set(replace(CHANNEL, thread=None))).follows == (HALL_1,)


async def test_where_the_platform_says_nothing_of_administrators_only_organisers_may(guest: Guest) -> None:
    assert await guest.sits(CHEN, CHANNEL).says("follow hall 1 here") == ONLY_ADMINS


async def test_in_private_everybody_follows_for_themselves(guest: Guest) -> None:
    reply = await guest.says("follow hall 1")

    assert reply == "I will send reminders of Hall 1 here, 10 minutes before."
    assert (await guest.set(CHAT)).recipient.person == ANA


async def test_what_nobody_knows_is_answered_with_what_is_known(guest: Guest) -> None:
    assert await guest.sits(CHEN, DIRECT).says("follow unicorns here") == (
        "I know no room, track or event “unicorns”.\n"
        "These I know: Ringing Days, Foyer, Hall 1, Room B, Garden, Crypt, Practice and Craft."
    )


async def test_words_that_follow_nothing_may_be_a_question(guest: Guest) -> None:
    assert "I know no room" not in await guest.says("follow up")


async def test_what_is_followed_already_is_said_so(guest: Guest) -> None:
    assert await guest.says("follow hall 1", "follow hall 1") == "Hall 1 is followed here already."


async def test_one_thing_is_followed_no_more_and_then_nothing(guest: Guest) -> None:
    one = await guest.sits(BEN, GROUP).says("follow hall 1 here", "follow room b here", "stop following hall 1 here")
    rest = (await guest.set(GROUP)).follows
    await guest.ask("stop following here")

    assert one == "I no longer follow Hall 1 here."
    assert rest == (Follow(EVENT, Scope.ROOM, "Room B"),)
    assert (await guest.set(GROUP)).follows == ()
    assert await guest.says("stop following here") == "Nothing like that is followed here."


async def test_a_press_below_the_groups_reminder_is_for_those_who_may(guest: Guest) -> None:
    await guest.sits(BEN, GROUP).ask("follow hall 1 here")

    refused = await guest.sits(ANA, GROUP).press("silence followed")
    before = (await guest.set(GROUP)).silenced
    done = await guest.sits(BEN, GROUP).press("silence followed")

    assert (refused.below, before) == (True, frozenset())
    assert (done.below, (await guest.set(GROUP)).silenced) == (False, frozenset({Kind.FOLLOWED}))


async def test_a_group_is_stopped_by_those_who_may(guest: Guest) -> None:
    await guest.sits(BEN, GROUP).ask("follow hall 1 here")

    assert await guest.sits(ANA, GROUP).says("/stop") == ONLY_ADMINS
    assert (await guest.sits(BEN, GROUP).says("/stop")).startswith("I send nothing unasked here any more.")
    assert await guest.at(1, "09:20").told(GROUP) == []


async def test_a_button_of_the_groups_stays_when_others_press_it(guest: Guest) -> None:
    await guest.sits(BEN, GROUP).ask("follow hall 1 here", "/stop")

    refused = await guest.sits(ANA, GROUP).press("resume")

    assert (plain_text(refused), refused.below) == (ONLY_ADMINS, True)


@pytest.mark.parametrize("press", ["calendar my", "my address"])
async def test_nobodys_calendar_address_is_shown_where_others_read_along(guest: Guest, press: str) -> None:
    shown = plain_text(await guest.sits(ANA, GROUP).press(press))

    assert shown == "I show that in private only. Please write to me directly."
    assert "https://docent.example/calendar/" in plain_text(await guest.sits(ANA, CHAT).press(press))


async def test_in_a_group_that_is_told_nothing_stop_is_the_askers_own(guest: Guest) -> None:
    await guest.ask("add handbells to my schedule")

    await guest.sits(ANA, GROUP).ask("/stop")

    assert (await guest.set(CHAT)).inactive_because


async def test_deadlines_can_be_followed_by_a_group(guest: Guest) -> None:
    await guest.sits(BEN, GROUP).ask("follow deadlines here")

    assert (await guest.set(GROUP)).follows == (Follow("", Scope.DEADLINES),)


async def test_another_lead_time_goes_for_all_that_a_group_follows_and_says_so(guest: Guest) -> None:
    reply = await guest.sits(BEN, GROUP).says("follow hall 1 here", "follow room b here 30 minutes before")

    assert reply == "I will send reminders of Room B here, 30 minutes before. All reminders here share one lead time."
    assert (await guest.set(GROUP)).lead_times == (LeadTimes((30,)),)


async def test_what_somebody_follows_does_not_make_their_own_reminders_later(guest: Guest) -> None:
    reply = await guest.says(
        "remind me 30 minutes before", "add handbells to my schedule", "follow craft 5 minutes before"
    )

    assert reply == "I will send reminders of Craft here, 30 minutes before. All reminders here share one lead time."
    assert (await guest.set(CHAT)).lead_times == (LeadTimes((30,)),)


async def test_a_person_who_is_told_of_nothing_else_follows_with_a_lead_time_of_their_own(guest: Guest) -> None:
    assert await guest.says("follow craft 5 minutes before") == "I will send reminders of Craft here, 5 minutes before."


@pytest.mark.parametrize("wish", ["stop deadlines", "unfollow deadlines", "stop following deadlines here"])
async def test_a_group_is_told_of_deadlines_no_more_and_the_asker_as_before(guest: Guest, wish: str) -> None:
    await guest.ask("follow deadlines")

    reply = await guest.sits(BEN, GROUP).says("follow deadlines here", wish)

    assert reply == "No more reminders of deadlines."
    assert ((await guest.set(GROUP)).follows, (await guest.set(CHAT)).follows) == ((), (Follow("", Scope.DEADLINES),))


async def test_what_is_followed_no_more_is_named_also_where_it_is_deadlines(guest: Guest) -> None:
    reply = await guest.sits(BEN, GROUP).says("follow hall 1 here", "follow deadlines here", "stop following here")

    assert reply == "I no longer follow deadlines of IASP and Hall 1 here."


async def test_deadlines_of_one_event_are_followed_no_more(guest: Guest) -> None:
    reply = await guest.sits(BEN, GROUP).says("follow deadlines here", "unfollow the iasp deadlines")

    assert reply == "I no longer follow deadlines of IASP here."
    assert (await guest.set(GROUP)).silenced == frozenset()


@pytest.mark.parametrize(
    "wish, kind",
    [("mute changes", Kind.CHANGE), ("turn off reminders", Kind.FOLLOWED), ("stop deadlines", Kind.DEADLINE)],
)
async def test_what_is_silenced_in_a_group_is_the_groups(guest: Guest, wish: str, kind: Kind) -> None:
    await guest.sits(BEN, GROUP).ask("follow hall 1 here", wish)

    assert (await guest.set(GROUP)).silenced == {kind}


async def test_who_does_not_administer_a_group_silences_their_own_reminders_there(guest: Guest) -> None:
    await guest.ask("add handbells to my schedule")
    await guest.sits(BEN, GROUP).ask("follow hall 1 here")

    refused = await guest.sits(ANA, GROUP).says("mute changes")
    await guest.ask("turn off reminders")

    assert refused == ONLY_ADMINS
    assert ((await guest.set(GROUP)).silenced, (await guest.set(CHAT)).silenced) == (
        frozenset(),
        frozenset({Kind.REMINDER}),
    )
