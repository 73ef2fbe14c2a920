"""Reminders of sessions: by a star, in words, by buttons; and what is then really told."""

import pytest

from bot.notifications.campaigns import Kind
from bot.notifications.subscriptions import LeadTimes
from bot.ports import Star
from tests.bot.attending.reminding.conftest import ANA, BEN, CHAT, CHEN, DIRECT, GROUP, PAGE, WEB, Guest
from tests.programmes import make_programme, make_session
from tests.ringing import at


def labels(reply: object) -> list[str]:
    return [action.label for action in getattr(reply, "actions", ())]


# After a star


async def test_who_stars_a_session_is_told_when_they_will_be_reminded(guest: Guest) -> None:
    reply = await guest.says("add handbells to my schedule")

    assert reply.endswith("I will remind you 10 minutes before, at 10:50.")
    assert guest.wakes == 1
    assert await guest.at(1, "10:50").told() == ["reminder/handbells/2026-05-08T09:00:00Z/10"]


async def test_the_button_says_the_same_below_the_card(guest: Guest) -> None:
    reply = await guest.press("star ringing-days handbells")

    assert "I will remind you 10 minutes before, at 10:50." in await guest.says("add handbells to my schedule")
    assert "Other time" in labels(reply)


async def test_a_reminder_on_another_day_is_told_with_its_day(guest: Guest) -> None:
    reply = await guest.says("add rope clinic to my schedule")

    assert reply.endswith("I will remind you 10 minutes before, on Saturday 9 May at 09:50.")


@pytest.mark.parametrize(
    "session, says",
    [
        ("opening", "It has begun already, so no reminder will come."),
        ("casting bronze", "It is cancelled, so no reminder will come."),
    ],
)
async def test_no_reminder_is_promised_that_will_not_come(guest: Guest, session: str, says: str) -> None:
    assert (await guest.says(f"add {session} to my schedule")).endswith(says)


async def test_who_stars_a_session_that_begins_sooner_than_their_lead_time_is_told_so(guest: Guest) -> None:
    reply = await guest.at(1, "09:24").says("add wax and ropes to my schedule")

    assert reply.endswith("No reminder will come: it begins in 6 minutes, sooner than your reminders go out.")
    assert await guest.told() == []


async def test_taking_a_session_off_takes_its_reminder_back(guest: Guest) -> None:
    await guest.ask("add handbells to my schedule")
    planned = await guest.at(1, "10:49").planner.plan()

    await guest.ask("remove handbells from my schedule")

    assert (planned, await guest.at(1, "10:50").told()) == (1, [])


async def test_on_the_page_a_star_names_where_reminders_come(guest: Guest) -> None:
    reply = await guest.sits(WEB, PAGE).says("add handbells to my schedule")

    assert reply.endswith("Reminders come in Telegram and Slack; from here, take the calendar.")
    assert guest.subscriptions.settings == {}


async def test_in_slack_people_are_told_by_their_own_id(guest: Guest) -> None:
    await guest.sits(CHEN, DIRECT).ask("add handbells to my schedule")

    [known] = guest.subscriptions.settings.values()
    assert (known.recipient.conversation.chat, known.recipient.conversation.account) == ("U061", "T024")


async def test_in_a_group_a_stranger_gets_a_link_to_the_private_chat(guest: Guest) -> None:
    first = await guest.sits(ANA, GROUP).says("add handbells to my schedule")
    again = await guest.says("add rope clinic to my schedule")

    assert "Open the chat <https://t.me/docent_bot?start=reminders>" in first
    assert "Open the chat" not in again


async def test_the_link_leads_to_what_is_set(guest: Guest) -> None:
    reply = await guest.says("/start reminders")

    assert reply.startswith("Now I can write to you here. I remind you of each session on your schedule 10 minutes")


async def test_who_had_stopped_is_not_begun_with_again_by_a_star(guest: Guest) -> None:
    await guest.ask("/reminders", "/stop")

    reply = await guest.ask("add handbells to my schedule")

    assert labels(reply)[-1] == "Start again"
    assert await guest.at(1, "10:50").told() == []


# Other times


async def test_another_time_is_chosen_below_the_card(guest: Guest) -> None:
    card = await guest.press("star ringing-days handbells")
    choices = await guest.presses(card, "Other time")
    done = await guest.presses(choices, "30 minutes before")

    assert labels(choices) == [
        "At the start",
        "5 minutes before",
        "10 minutes before",
        "15 minutes before",
        "30 minutes before",
        "1 hour before",
        "No reminder",
    ]
    assert "Other time" in labels(done)
    assert await guest.at(1, "10:50").told() == ["reminder/handbells/2026-05-08T09:00:00Z/30"]


async def test_no_reminder_can_be_undone(guest: Guest) -> None:
    await guest.ask("add handbells to my schedule")

    off = await guest.press("remind none ringing-days handbells")
    on = await guest.presses(off, "Undo")

    assert "Other time" in labels(on)
    assert (await guest.set()).lead_times == (LeadTimes((10,)),)


async def test_lead_times_for_all_sessions_take_the_place_of_the_first(guest: Guest) -> None:
    await guest.ask("add handbells to my schedule")
    await guest.at(1, "10:40").planner.plan()

    reply = await guest.says("remind me 15 and 5 minutes before")

    assert reply == "I remind you of each session on your schedule 15 minutes before and 5 minutes before."
    assert await guest.at(1, "10:45").told() == ["reminder/handbells/2026-05-08T09:00:00Z/15"]
    assert await guest.at(1, "10:55").told() == [f"reminder/handbells/2026-05-08T09:00:00Z/{n}" for n in (15, 5)]


async def test_one_session_has_lead_times_of_its_own_and_is_starred_for_it(guest: Guest) -> None:
    reply = await guest.says("remind me an hour before handbells")

    assert reply.endswith("I will remind you 1 hour before, at 10:00.")
    assert await guest.stars.of(ANA) == [Star("ringing-days", "handbells")]
    assert await guest.at(1, "10:55").told() == ["reminder/handbells/2026-05-08T09:00:00Z/60"]


async def test_it_is_the_session_that_was_talked_about(guest: Guest) -> None:
    reply = await guest.says("when is wax and ropes?", "remind me 5 min before it")

    assert reply.endswith("I will remind you 5 minutes before, at 09:25.")


async def test_it_is_asked_about_where_nothing_was_talked_about(guest: Guest) -> None:
    assert await guest.says("remind me 5 min before it") == "Which session do you mean?"


async def test_each_is_meant_by_it_starts_where_nothing_was_talked_about(guest: Guest) -> None:
    assert "each session on your schedule 5 minutes before" in await guest.says("remind me 5 minutes before it starts")


async def test_of_two_of_one_title_the_one_that_is_meant_is_chosen(guest: Guest) -> None:
    which = await guest.ask("remind me 20 minutes before the keynote")

    done = await guest.presses(which, "Sat 9, 09:00 · Keynote")

    assert labels(which) == ["Fri 8, 14:00 · Keynote", "Sat 9, 09:00 · Keynote"]
    assert "Other time" in labels(done)
    assert LeadTimes((20,), "ringing-days", "keynote2") in (await guest.set()).lead_times


async def test_a_lead_time_at_the_start_and_one_of_a_week_are_taken(guest: Guest) -> None:
    await guest.ask("remind me at the start", "remind me a week and 0 minutes before")

    assert (await guest.set()).lead_times == (LeadTimes((7 * 24 * 60, 0)),)


@pytest.mark.parametrize("wish", ["remind me 8 days before", "remind me 10081 minutes before handbells"])
async def test_more_than_a_week_is_too_early(guest: Guest, wish: str) -> None:
    assert await guest.says(wish) == "That is too early: I remind you a week before at most."


async def test_a_lead_time_that_has_passed_already_leaves_what_was_set(guest: Guest) -> None:
    reply = await guest.says("remind me 2 hours before handbells")

    assert reply.endswith(
        "For that it is too late: it begins in 110 minutes. I will remind you 10 minutes before, at 10:50."
    )


async def test_nobody_is_reminded_of_what_has_begun(guest: Guest) -> None:
    reply = await guest.says("remind me 5 minutes before the opening")

    assert reply == "It has begun already, so no reminder will come."


async def test_a_session_to_be_reminded_of_is_starred(guest: Guest) -> None:
    reply = await guest.says("remind me of handbells")

    assert reply.endswith("I will remind you 10 minutes before, at 10:50.")
    assert await guest.stars.of(ANA) == [Star("ringing-days", "handbells")]


async def test_who_wants_to_be_reminded_after_all_is(guest: Guest) -> None:
    reply = await guest.says("no reminder for handbells", "remind me of handbells")

    assert reply.endswith("I will remind you 10 minutes before, at 10:50.")


async def test_a_session_is_found_by_who_speaks_there(guest: Guest) -> None:
    assert "Stone and Sway" in await guest.says("remind me of Eva Stone's talk")


async def test_a_session_that_nobody_knows_is_said_to_be_unknown(guest: Guest) -> None:
    assert (await guest.says("remind me of unicorns")).startswith("I know no session “unicorns”.")


async def test_no_reminder_of_one_session_leaves_it_on_the_schedule(guest: Guest) -> None:
    reply = await guest.says("add handbells to my schedule", "no reminder for handbells")

    assert reply.endswith("I will not remind you of it.")
    assert await guest.stars.of(ANA) == [Star("ringing-days", "handbells")]
    assert await guest.at(1, "10:50").told() == []


async def test_reminders_are_stopped_and_begun_again(guest: Guest) -> None:
    off = await guest.ask("add handbells to my schedule", "stop reminding me")
    silenced = (await guest.set()).silenced
    starred = await guest.says("add rope clinic to my schedule")
    await guest.presses(off, "Undo")

    assert silenced == {Kind.REMINDER}
    assert starred.endswith("Your reminders are off.")
    assert await guest.at(1, "10:50").told() == ["reminder/handbells/2026-05-08T09:00:00Z/10"]


async def test_setting_a_lead_time_ends_the_silence(guest: Guest) -> None:
    await guest.ask("stop reminding me", "remind me 5 minutes before")

    assert (await guest.set()).silenced == frozenset()


# Who presses what


async def test_a_button_in_a_group_concerns_whoever_presses_it(guest: Guest) -> None:
    await guest.sits(ANA, GROUP).press("star ringing-days handbells")
    await guest.sits(BEN, GROUP).press("remind 60 ringing-days handbells")

    theirs = [each.lead_times for each in guest.subscriptions.settings.values()]
    assert theirs == [{("", ""): (10,)}, {("", ""): (10,), ("ringing-days", "handbells"): (60,)}]


@pytest.mark.parametrize(
    "press",
    [
        "remind 99999 ringing-days handbells",
        "remind -5 ringing-days handbells",
        "remind 15 ringing-days nothing",
        "rate 6 ringing-days opening",
        "rate 0 ringing-days opening",
        "lead 10081",
        "lead x",
        "overview 1440",
        "silence everything",
        "when nowhere nothing",
    ],
)
async def test_a_forged_button_changes_nothing(guest: Guest, press: str) -> None:
    await guest.ask("/reminders")
    before = await guest.set()

    await guest.press(press)

    assert await guest.set() == before
    assert await guest.stars.of(ANA) == []
    assert await guest.subscriptions.opinions("ringing-days") == []


async def test_in_another_language_the_same_is_promised_in_it(guest: Guest) -> None:
    reply = await guest.says("/language es", "recuérdame handbells media hora antes")

    assert reply.endswith("Se lo recordaré 30 minutos antes, a las 10:30.")
    assert (await guest.set()).recipient.language == "es"


async def test_who_changes_their_language_is_told_in_that_one(guest: Guest) -> None:
    await guest.ask("add handbells to my schedule", "/language fr")

    assert (await guest.set()).recipient.language == "fr"


async def test_who_tells_their_time_zone_has_their_quiet_hours_by_it(guest: Guest) -> None:
    await guest.ask("add handbells to my schedule", "/timezone Asia/Bangkok")

    assert (await guest.set()).recipient.zone == "Asia/Bangkok"


@pytest.mark.parametrize("text", ["/timezone off", "forget my time zone", "my time zone is none"])
async def test_who_wants_no_time_zone_has_quiet_hours_by_the_venues_clocks_again(guest: Guest, text: str) -> None:
    await guest.ask("add handbells to my schedule", "/timezone Asia/Bangkok", "/stop", text, "/start")

    assert (await guest.set()).recipient.zone is None


async def test_who_travels_has_their_quiet_hours_by_what_the_platform_tells_now(guest: Guest) -> None:
    await guest.ask("add handbells to my schedule", zone="Europe/Madrid")
    await guest.ask("hello", zone="Asia/Bangkok")

    assert (await guest.set()).recipient.zone == "Asia/Bangkok"


async def test_without_a_programme_lead_times_can_be_set_all_the_same() -> None:
    guest = Guest()

    assert "15 minutes before" in await guest.says("remind me 15 minutes before")
    assert await guest.says("remind me of the keynote") == (
        "No programme is known here from which sessions could be starred."
    )


async def test_a_plain_question_reads_no_more_than_before(guest: Guest) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("nobody asked for that")

    guest.subscriptions.of = guest.subscriptions.meet = refuse  # type: ignore[method-assign, assignment]

    assert "Wax and Ropes" in await guest.says("what is a science park?", "what's next?")


async def test_what_only_sounds_like_a_reminder_is_abstained_from(guest: Guest) -> None:
    assert (await guest.ask("remind me of the address of my workplace")).abstained
    assert (await guest.sits(WEB, PAGE).ask("remind me of the address of my workplace")).abstained
    assert (await guest.ask("what are my reminders")).abstained


@pytest.mark.parametrize("typed", ["2", "the second one", "the second"])
async def test_which_session_is_meant_can_be_typed(guest: Guest, typed: str) -> None:
    await guest.ask("add rope clinic to my schedule", "remind me of the keynote 15 minutes before", typed)

    assert (await guest.set(CHAT)).lead_times[1:] == (LeadTimes((15,), "ringing-days", "keynote2"),)


@pytest.mark.parametrize(
    "pointed, title",
    [("the second one", "Session 2: Towers"), ("the last one", "Stone and Sway"), ("the 1st", "Handbells")],
)
async def test_one_of_what_was_listed_is_pointed_at(guest: Guest, pointed: str, title: str) -> None:
    assert title in (await guest.says("what's on at 11", f"remind me of {pointed}")).splitlines()[0]


@pytest.mark.parametrize("next_", ["the next one", "the next session", "what's next"])
async def test_what_comes_next_can_be_asked_for(guest: Guest, next_: str) -> None:
    reply = await guest.ask(f"remind me of {next_}")

    assert [action.press for action in reply.actions][:2] == ["star ringing-days change", "star ringing-days wax"]


@pytest.mark.parametrize(
    "wish, promised",
    [
        ("remind me of the rope clinic at 8:00 tomorrow", "2 hours before, on Saturday 9 May at 08:00"),
        ("remind me at 9:45 of the rope clinic", "15 minutes before, on Saturday 9 May at 09:45"),
        ("remind me of the rope clinic at 10:00", "10 minutes before, on Saturday 9 May at 09:50"),
        ("remind me of the keynote at 9am", "10 minutes before, on Saturday 9 May at 08:50"),
        ("remind me of handbells in 30 minutes", "80 minutes before, at 09:40"),
    ],
)
async def test_a_time_of_the_day_is_when_it_starts_or_when_to_remind(guest: Guest, wish: str, promised: str) -> None:
    assert (await guest.says(wish)).splitlines()[-1] == f"I will remind you {promised}."


@pytest.mark.parametrize("wish", ["remind me of the rope clinic at 11:00", "remind me of handbells in 3 hours"])
async def test_a_time_after_the_start_is_asked_about_and_nothing_is_set(guest: Guest, wish: str) -> None:
    reply = await guest.ask(wish)

    assert "10 minutes before" in [action.label for action in reply.actions]
    assert guest.subscriptions.settings == {}


async def test_a_word_that_says_neither_which_nor_next_means_no_session(guest: Guest) -> None:
    reply = await guest.ask("what's on at 11", "remind me of talk")

    assert not [action for action in reply.actions if action.press.startswith("star ")]
    assert guest.subscriptions.settings == {}


@pytest.mark.parametrize(
    "words", ["one", "session", "a talk", "something", "a workshop", "una charla", "a session 10 minutes before"]
)
async def test_words_that_could_mean_any_session_are_asked_about(guest: Guest, words: str) -> None:
    reply = await guest.ask(f"remind me of {words}")

    assert (reply.actions, await guest.stars.of(ANA)) == ((), [])
    assert await guest.says(f"remind me of {words}") == "Which session do you mean?"


async def test_a_title_of_such_a_word_alone_is_meant_by_it() -> None:
    guest = Guest()
    talks = (make_session("w", at(1, "12:00"), title="Workshop"), make_session("k", at(1, "14:00"), title="Workshop 2"))
    await guest.announce(make_programme(*talks, event="ringing-days"))

    await guest.ask("remind me of a workshop")

    assert await guest.stars.of(ANA) == [Star("ringing-days", "w")]


async def test_an_article_before_a_type_stands_in_no_title(guest: Guest) -> None:
    reply = await guest.ask("remind me of a keynote")

    assert [action.press for action in reply.actions] == ["star ringing-days keynote1", "star ringing-days keynote2"]


@pytest.mark.parametrize(
    "wish",
    [
        "remind me 5 minutes before my next session",
        "remind me of my next talk 5 minutes before",
        "recuérdame 5 minutos antes de mi próxima sesión",
        "rappelle-moi 5 minutes avant ma prochaine séance",
        "erinnere mich 5 Minuten vor meinem nächsten Vortrag",
    ],
)
async def test_my_next_session_is_the_next_of_those_starred(guest: Guest, wish: str) -> None:
    await guest.ask("star opening", "star casting bronze", "star rope clinic", "star midnight peal", wish)

    assert LeadTimes((5,), "ringing-days", "party") in (await guest.set()).lead_times


async def test_of_two_own_sessions_that_start_together_one_is_chosen(guest: Guest) -> None:
    reply = await guest.ask("star wax and ropes", "star change ringing for everyone", "remind me of my next session")

    assert [action.press for action in reply.actions] == ["star ringing-days change", "star ringing-days wax"]


async def test_who_has_nothing_before_them_has_no_next_session(guest: Guest) -> None:
    assert await guest.says("remind me of my next session") == "Nothing is on your schedule then."


async def test_the_next_of_a_type_is_no_other(guest: Guest) -> None:
    assert (await guest.says("remind me of the next workshop")).startswith("Wax and Ropes")


@pytest.mark.parametrize(
    "wish, hour",
    [
        ("remind me of the keynote at 25 o'clock", "25 o'clock"),
        ("remind me of handbells at 27:00 tomorrow", "27:00"),
        ("remind me at 12:75 of handbells", "12:75"),
        ("remind me of unicorns at 99", "99"),
    ],
)
async def test_an_hour_that_no_clock_shows_is_said_to_be_none(guest: Guest, wish: str, hour: str) -> None:
    assert await guest.says(wish) == f"No clock shows “{hour}”. Write the hour like 14:30."
    assert guest.subscriptions.settings == {}


async def test_such_an_hour_may_stand_in_a_title() -> None:
    guest = Guest()
    supper = make_session("supper", at(1, "19:00"), title="Supper at 42")
    await guest.announce(make_programme(supper, event="ringing-days"))

    assert (await guest.says("remind me of supper at 42")).startswith("Supper at 42\n")


@pytest.mark.parametrize(
    "wish",
    [
        "remind me of the keynote at 13:00",
        "remind me of the keynote at 25 o'clock",
        "morning overview at 25",
        "remind me 10 minutes before the unicorns",
        "remind me of unicorns at 10",
        "remind me when the world conference starts",
        "follow the moon 10 minutes before",
    ],
)
async def test_on_the_page_a_length_or_an_hour_makes_it_a_wish(guest: Guest, wish: str) -> None:
    assert (await guest.sits(WEB, PAGE).says(wish)).startswith("Reminders come in Telegram and Slack")
