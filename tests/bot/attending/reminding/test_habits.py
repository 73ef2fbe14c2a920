"""Overviews, quiet hours, caps, what is switched off, and the list of it all."""

import pytest

from bot.notifications.campaigns import Kind, Scope
from bot.notifications.subscriptions import Follow
from tests.bot.attending.reminding.conftest import ANA, BEN, CHAT, GROUP, PAGE, WEB, Guest
from tests.ringing import at


def labels(reply: object) -> list[str]:
    return [action.label for action in getattr(reply, "actions", ())]


async def test_a_morning_overview_comes_at_the_hour_that_was_chosen(guest: Guest) -> None:
    reply = await guest.says("add rope clinic to my schedule", "send me my day at 7:30 every morning")

    assert (
        reply == "On each day with something on your schedule I send you an overview at 07:30, by the venue's clocks."
    )
    assert await guest.at(2, "07:30").told() == ["overview/2026-05-09/450"]


async def test_an_overview_without_an_hour_comes_at_eight(guest: Guest) -> None:
    assert "at 08:00" in await guest.says("a daily overview please")


async def test_the_overview_is_stopped(guest: Guest) -> None:
    await guest.ask("add rope clinic to my schedule", "morning overview at 8")
    await guest.at(2, "07:58").planner.plan()

    assert await guest.says("stop the morning overview") == "No more morning overviews."
    assert await guest.at(2, "08:00").told() == []


async def test_quiet_hours_are_kept_with_the_clocks_they_go_by(guest: Guest) -> None:
    first = await guest.says("quiet hours 23:00 to 6:30")
    second = await guest.says("/timezone Europe/Madrid", "quiet hours 23 to 6")

    recipient = (await guest.set()).recipient
    assert first.startswith("From 23:00 to 06:30 I am quiet (the venue's time while you are there")
    assert second.startswith("From 23:00 to 06:00 I am quiet (Europe/Madrid)")
    assert (recipient.quiet_from, recipient.quiet_until) == (23 * 60, 6 * 60)


@pytest.mark.parametrize(
    "wish, hours",
    [
        ("no messages after 23:00", (23, 7)),
        ("no messages before 9", (22, 9)),
        ("don't message me at night", (22, 7)),
    ],
)
async def test_of_quiet_hours_one_end_may_be_said(guest: Guest, wish: str, hours: tuple[int, int]) -> None:
    await guest.ask("no quiet hours", wish)

    recipient = (await guest.set()).recipient
    assert (recipient.quiet_from, recipient.quiet_until) == (hours[0] * 60, hours[1] * 60)


async def test_quiet_hours_that_would_end_as_they_begin_last_all_day(guest: Guest) -> None:
    await guest.ask("no messages after 7am")

    recipient = (await guest.set()).recipient
    assert (recipient.quiet_from, recipient.quiet_until) == (7 * 60, 7 * 60 - 1)


async def test_no_quiet_hours_are_the_same_hour_twice(guest: Guest) -> None:
    assert await guest.says("no quiet hours") == "No more quiet hours."
    recipient = (await guest.set()).recipient
    assert recipient.quiet_from == recipient.quiet_until


@pytest.mark.parametrize(
    "language, one, two",
    [
        ("en", "1 message a day", "2 messages a day"),
        ("es", "1 mensaje al día", "2 mensajes al día"),
        ("fr", "1 message par jour", "2 messages par jour"),
        ("th", "1 ข้อความต่อวัน", "2 ข้อความต่อวัน"),
    ],
)
async def test_one_message_is_no_messages(guest: Guest, language: str, one: str, two: str) -> None:
    await guest.ask(f"/language {language}")

    for most, told in (("1", one), ("2", two)):
        said, listed = await guest.says(f"at most {most} messages a day"), await guest.says("/reminders")
        assert told in said
        assert told in listed


async def test_a_cap_is_set_and_taken_off(guest: Guest) -> None:
    said = await guest.says("at most 10 messages a day")
    most = (await guest.set()).recipient.most_a_day
    await guest.ask("no limit")

    assert said.startswith("At most 10 messages a day.")
    assert (most, (await guest.set()).recipient.most_a_day) == (10, 0)


@pytest.mark.parametrize("kind", [Kind.REMINDER, Kind.OVERVIEW, Kind.FEEDBACK, Kind.CHANGE])
async def test_each_kind_is_switched_off_with_one_press_and_on_with_the_next(guest: Guest, kind: Kind) -> None:
    await guest.ask("add handbells to my schedule")

    off = await guest.press(f"silence {kind}")
    silenced = (await guest.set()).silenced
    await guest.presses(off, "Undo")

    assert not off.below
    assert (silenced, (await guest.set()).silenced) == (frozenset({kind}), frozenset())


async def test_stop_ends_everything_and_start_brings_it_back(guest: Guest) -> None:
    await guest.ask("add handbells to my schedule", "remind me 15 minutes before")

    stopped = await guest.says("/stop")
    nothing = await guest.at(1, "10:44").told()
    started = await guest.says("/start")

    assert "nothing unasked any more" in stopped
    assert (nothing, started) == ([], "All is on again, as it was.")
    assert await guest.at(1, "10:45").told() == ["reminder/handbells/2026-05-08T09:00:00Z/15"]


@pytest.mark.parametrize(
    "wish",
    ["stop the morning overview", "no reminder for handbells", "no more deadlines", "quiet hours 22 to 7", "no limit"],
)
async def test_who_has_stopped_and_wants_less_is_not_begun_with_again(guest: Guest, wish: str) -> None:
    await guest.ask("add handbells to my schedule", "/stop", wish)

    assert (await guest.set()).inactive_because


async def test_a_bare_start_sets_nothing_where_nothing_was_stopped(guest: Guest) -> None:
    assert "again" not in await guest.says("start")
    assert guest.subscriptions.settings == {}


async def test_start_greets_whoever_had_nothing_stopped(guest: Guest) -> None:
    assert (await guest.says("/start")).startswith("Hello, I am Docent.")


async def test_stop_of_somebody_who_was_never_told_anything_is_acknowledged(guest: Guest) -> None:
    assert "nothing unasked" in await guest.says("stop")
    assert guest.subscriptions.settings == {}


async def test_the_list_tells_what_is_set_and_what_comes_next(guest: Guest) -> None:
    await guest.ask(
        "add handbells to my schedule",
        "remind me 15 and 5 minutes before",
        "morning overview at 8",
        "follow the craft track",
        "stop telling me about changes",
    )

    reply = await guest.ask("/reminders")

    assert await guest.says("my reminders") == "\n".join(
        [
            "This I send you unasked:",
            "Reminders: 15 minutes before and 5 minutes before",
            "Morning overview: at 08:00",
            "Followed: Craft",
            "Quiet: 22:00 to 07:00",
            "At most: 20 messages a day",
            "Switched off: changes",
            "Next:",
            "- Friday 8 May, 09:15 · Wax and Ropes",
            "- Friday 8 May, 09:25 · Wax and Ropes",
            "- Friday 8 May, 10:45 · Handbells After Dark",
        ]
    )
    assert labels(reply) == ["Other time", "No overview", "No reminders", "Stop everything"]


async def test_the_list_of_who_stopped_leads_back(guest: Guest) -> None:
    reply = await guest.ask("/reminders", "/stop", "/reminders")

    assert labels(reply) == ["Start again"]


async def test_the_commonest_is_changed_below_the_list(guest: Guest) -> None:
    listed = await guest.ask("/reminders")
    times = await guest.presses(listed, "Other time")
    await guest.presses(times, "30 minutes before")
    await guest.presses(listed, "Overview at 08:00")
    await guest.presses(listed, "No reminders")

    known = await guest.set()
    assert "10 minutes before" not in labels(times)
    assert (known.lead_times[0].minutes, known.overview_at, known.silenced) == ((30,), 480, frozenset({Kind.REMINDER}))


async def test_nothing_is_set_on_the_page(guest: Guest) -> None:
    guest.sits(WEB, PAGE)

    assert await guest.says("/reminders") == await guest.says("morning overview at 8")
    assert (await guest.ask("stop")).abstained
    assert guest.subscriptions.settings == {}


async def test_in_a_group_the_list_is_the_groups(guest: Guest) -> None:
    await guest.ask("add handbells to my schedule")

    before = await guest.sits(ANA, GROUP).says("/reminders")
    await guest.sits(BEN, GROUP).ask("follow room b here")

    assert before == "Nothing like that is followed here."
    assert "Followed: Room B" in await guest.sits(ANA, GROUP).says("/reminders")


async def test_deadlines_are_followed_and_left(guest: Guest) -> None:
    first = await guest.says("remind me of deadlines")
    follows = (await guest.set()).follows
    await guest.ask("no more deadlines")

    assert first.startswith("I will remind you of the deadlines of IASP.")
    assert follows == (Follow("", Scope.DEADLINES),)
    assert ((await guest.set()).follows, (await guest.set()).silenced) == ((), frozenset({Kind.DEADLINE}))


async def test_what_is_forgotten_is_gone(guest: Guest) -> None:
    await guest.ask("add handbells to my schedule")

    await guest.reminding.forget(ANA)

    assert await guest.subscriptions.of(CHAT) is None
    assert guest.clock.now() == at(1, "09:10")


async def test_what_was_silenced_by_mistake_comes_after_all(guest: Guest) -> None:
    await guest.ask("add handbells to my schedule")
    due = await guest.at(1, "10:50").told()

    await guest.ask("turn off reminders")
    silent = await guest.told()
    await guest.ask("turn on reminders")

    assert (silent, await guest.told()) == ([], due)
