"""Several sessions in one wish."""

import pytest

from bot.notifications.subscriptions import LeadTimes
from bot.ports import Star
from tests.bot.attending.reminding.conftest import ANA, GROUP, PAGE, WEB, Guest

HANDBELLS, CLINIC = Star("ringing-days", "handbells"), Star("ringing-days", "clinic")


@pytest.mark.parametrize(
    "wish",
    [
        "remind me of handbells and rope clinic",
        "remind me of handbells, the rope clinic",
        "remind me of handbells, and rope clinic",
        "remind me of handbells and then rope clinic",
        "remind me of both handbells and rope clinic",
        "recuérdame handbells y rope clinic",
        "rappelle-moi handbells et rope clinic",
        "erinnere mich an handbells und die rope clinic",
    ],
)
async def test_two_sessions_are_starred_by_one_wish(guest: Guest, wish: str) -> None:
    await guest.ask(wish)

    assert {*await guest.stars.of(ANA)} == {CLINIC, HANDBELLS}


async def test_one_reply_says_when_each_comes(guest: Guest) -> None:
    assert await guest.says("remind me 20 minutes before handbells and rope clinic") == (
        "Handbells After Dark\n"
        "I will remind you 20 minutes before, at 10:40.\n"
        "Rope Clinic\n"
        "I will remind you 20 minutes before, on Saturday 9 May at 09:40."
    )


async def test_reminders_of_two_sessions_are_taken_back_by_one_wish(guest: Guest) -> None:
    await guest.ask("remind me of handbells and rope clinic", "don't remind me of handbells and rope clinic")

    own = {times for times in (await guest.set()).lead_times if times.session}
    assert own == {LeadTimes((), "ringing-days", "handbells"), LeadTimes((), "ringing-days", "clinic")}


async def test_what_nobody_knows_is_named_and_the_other_is_done(guest: Guest) -> None:
    reply = await guest.says("remind me of handbells and unicorns")

    assert reply.startswith("Handbells After Dark\nI will remind you 10 minutes before, at 10:50.\n")
    assert "I know no session “unicorns”." in reply
    assert await guest.stars.of(ANA) == [HANDBELLS]


@pytest.mark.parametrize(
    "wish", ["remind me of rope clinic and unicorns", "remind me of change ringing for everyone, unicorns"]
)
async def test_a_whole_title_does_not_stand_for_what_nobody_knows(guest: Guest, wish: str) -> None:
    assert "I know no session “unicorns”." in await guest.says(wish)


async def test_what_has_begun_is_said_of_the_one_that_has(guest: Guest) -> None:
    reply = await guest.says("remind me 5 minutes before the opening and handbells")

    assert reply.startswith("Opening\nIt has begun already, so no reminder will come.\nHandbells After Dark\n")


async def test_which_is_meant_can_be_chosen_for_one_of_them(guest: Guest) -> None:
    reply = await guest.ask("remind me of handbells and the keynote")

    await guest.presses(reply, "Sat 9, 09:00 · Keynote")

    assert [star.session for star in await guest.stars.of(ANA)] == ["handbells", "keynote2"]


@pytest.mark.parametrize(
    "wish, starred",
    [
        ("remind me of wax and ropes", ["wax"]),
        ("remind me of stone and sway by Eva", ["stone"]),
        ("remind me of wax and ropes and handbells", ["handbells", "wax"]),
        ("remind me of unicorns and dragons", []),
    ],
)
async def test_an_and_in_a_title_names_one_session(guest: Guest, wish: str, starred: list[str]) -> None:
    await guest.ask(wish)

    assert sorted(star.session for star in await guest.stars.of(ANA)) == starred


async def test_in_a_group_the_private_chat_is_offered_and_no_list_of_ones_own(guest: Guest) -> None:
    reply = await guest.sits(ANA, GROUP).ask("remind me of handbells and rope clinic")

    assert reply.actions == ()
    assert "Open the chat" in str(reply.blocks)


async def test_on_the_page_a_wish_for_two_is_told_where_reminders_come(guest: Guest) -> None:
    reply = await guest.sits(WEB, PAGE).says("remind me of handbells and rope clinic")

    assert reply.startswith("Reminders come in Telegram and Slack")


async def test_it_among_several_is_what_was_spoken_of(guest: Guest) -> None:
    assert "I know no session “it”." in await guest.says("remind me of handbells and it")

    await guest.ask("when is the rope clinic?", "remind me of handbells and it")

    assert {*await guest.stars.of(ANA)} == {CLINIC, HANDBELLS}
