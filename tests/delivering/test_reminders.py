"""From a star to the reminder: once, in time, and not at all where it is not wanted any more."""

from collections.abc import Sequence
from datetime import timedelta
from functools import partial

from bot.notifications.campaigns import Kind
from bot.notifications.ledger import State
from tests.delivering.chats import Chat
from tests.delivering.stage import Stage, on_day

HOUR = timedelta(hours=1)
WALLS = "Does a Science Park Need Walls"


async def test_who_stars_a_session_is_reminded_once_on_either_platform(stage: Stage) -> None:
    ana, ben = stage.on_telegram("ana"), stage.on_slack("ben")
    await ana.says(f'when is "{WALLS}"?')
    by_button = await ana.presses("☆ Add to my schedule")
    in_words = await ben.says(f'add "{WALLS}" to my schedule')

    await stage.comes(on_day(11, "13:19:59"))
    too_early = [*ana.told(), *ben.told()]
    await stage.comes(on_day(11, "13:20"))
    [to_ana], [to_ben] = ana.news(), ben.news()
    await stage.passes()
    await stage.comes(on_day(11, "13:30"))

    for starred in (by_button, in_words):
        assert "I will remind you 10 minutes before, on Tuesday 11 May at 13:20." in starred.text
    for reminder in (to_ana, to_ben):
        assert reminder.text.startswith(f"In 10 minutes: Panel: {WALLS}? · Great Hall · 13:30–14:30")
        assert reminder.labels == ("Details", "★ Take off my schedule", "No more reminders")
    assert (too_early, ana.told(), ben.told()) == ([], [], [])
    assert await stage.states(Kind.REMINDER) == {State.SENT: 2}


async def test_buttons_below_a_reminder_do_what_they_say(stage: Stage) -> None:
    people: Sequence[Chat] = [stage.on_telegram("ana"), stage.on_slack("ben")]
    for each in people:
        await each.says(f'add "{WALLS}" to my schedule')
        await each.says("add the guild dinner to my schedule")
    await stage.comes(on_day(11, "13:20"))
    assert [len(each.news()) for each in people] == [1, 1]

    for each in people:
        assert "Chair: Hyacinth Moorcroft" in (await each.presses("Details")).text
        assert (await each.presses("No more reminders")).text == "No more reminders of your sessions."
    await stage.comes(on_day(12, "19:50"))
    silenced = [each.told() for each in people]
    for each in people:
        assert (await each.presses("Undo")).text == "Reminders are on again."
    await stage.passes()

    assert silenced == [[], []]
    assert [each.told()[0].partition(":")[0] for each in people] == ["In 10 minutes", "In 10 minutes"]


async def test_who_unstars_is_not_reminded(stage: Stage) -> None:
    ana, ben = stage.on_telegram("ana"), stage.on_slack("ben")
    for each in (ana, ben):
        await each.says(f'add "{WALLS}" to my schedule')
    await stage.comes(on_day(11, "13:19"))

    await ana.presses("★ Take off my schedule")
    await ben.says(f'remove "{WALLS}" from my schedule')
    await stage.comes(on_day(11, "13:20"))

    assert (ana.told(), ben.told()) == ([], [])
    assert await stage.states(Kind.REMINDER) == {State.WITHDRAWN: 2}


async def test_who_unstars_in_the_second_it_is_due_is_not_reminded(stage: Stage) -> None:
    ana, ben = stage.on_telegram("ana"), stage.on_slack("ben")
    for each in (ana, ben):
        await each.says(f'add "{WALLS}" to my schedule')
    stage.after_claims("Telegram", partial(ana.presses, "★ Take off my schedule"))
    await stage.comes(on_day(11, "13:20"))

    assert (ana.told(), len(ben.told())) == ([], 1)
    assert await stage.states(Kind.REMINDER) == {State.WITHDRAWN: 1, State.SENT: 1}


async def test_who_stars_shortly_before_is_told_when_it_starts_and_not_reminded_late(stage: Stage) -> None:
    ana = stage.on_telegram("ana")
    await stage.comes(on_day(11, "13:25"))

    starred = await ana.says(f'add "{WALLS}" to my schedule')
    await stage.passes()
    await stage.comes(on_day(11, "13:30"))

    assert "No reminder will come: it begins in 5 minutes, sooner than your reminders go out." in starred.text
    assert ana.told() == []


async def test_a_lead_time_of_nothing_and_one_of_a_week_come_when_they_are_due(empty_stage: Stage) -> None:
    stage = empty_stage
    stage.moves(-timedelta(days=8))
    async with stage.docent():
        await stage.release()
        ana = stage.on_telegram("ana")
        await ana.says(f'remind me a week before "{WALLS}"')
        await ana.says("remind me of the guild dinner at the start")
        await stage.comes(on_day(4, "13:29:59"))
        too_early = ana.told()
        await stage.comes(on_day(4, "13:30"))
        [a_week] = ana.told()
        await stage.comes(on_day(11, "13:20"))
        usual = ana.told()
        await stage.comes(on_day(12, "20:00"))
        [at_the_start] = ana.told()

    assert (too_early, usual) == ([], [])
    assert a_week.startswith("In 7 days: Panel:")
    assert at_the_start.startswith("Starting now: Guild Dinner")


async def test_what_is_due_in_the_same_minute_is_one_card(stage: Stage) -> None:
    ana, ben = stage.on_telegram("ana"), stage.on_slack("ben")
    for each in (ana, ben):
        for title in ("Homes for Researchers", "Patents in Plain Words"):
            await each.says(f'add "{title}" to my schedule')

    await stage.comes(on_day(12, "14:05"))

    for [card] in (ana.news(), ben.news()):
        lines = card.text.split("\n")
        assert lines[0] == "In 10 minutes:"
        assert "14:15–14:45 · Homes for Researchers · Great Hall" in card.text
        assert "14:15–14:45 · Patents in Plain Words · Harbour Room" in card.text
    assert await stage.states(Kind.REMINDER) == {State.SENT: 4}


async def test_in_the_quiet_hours_what_cannot_wait_comes_without_a_sound(stage: Stage) -> None:
    ana = stage.on_telegram("ana")
    await ana.says("add the last boat home to my schedule")

    await stage.comes(on_day(13, "00:40"))

    [reminder] = ana.told()
    assert reminder.startswith("In 10 minutes: Last Boat Home")
    assert stage.telegram.succeeded("sendMessage")[-1]["disable_notification"] is True


async def test_stop_ends_all_and_start_brings_it_back(stage: Stage) -> None:
    ana, ben = stage.on_telegram("ana"), stage.on_slack("ben")
    for each in (ana, ben):
        await each.says(f'add "{WALLS}" to my schedule')
        await each.says("add the guild dinner to my schedule")
    await stage.comes(on_day(11, "13:19"))

    for each in (ana, ben):
        assert "/start brings it back" in (await each.says("/stop")).text.replace("\u2060", "")
    await stage.comes(on_day(11, "13:20"))
    stopped = [*ana.told(), *ben.told()]
    await ana.says("/start")
    await ben.presses("Start again")
    await stage.comes(on_day(12, "19:50"))

    assert stopped == []
    assert [each.told()[0].partition(" ·")[0] for each in (ana, ben)] == ["In 10 minutes: Guild Dinner"] * 2


async def test_who_blocks_docent_is_sent_nothing_more_until_they_come_back(stage: Stage) -> None:
    ana = stage.on_telegram("ana")
    for what in (f'"{WALLS}"', "the welcome reception", "the guild dinner"):
        await ana.says(f"add {what} to my schedule")

    await stage.telegram.blocks(ana.person)
    await stage.comes(on_day(11, "13:20"))
    await stage.comes(on_day(11, "18:20"))
    tried = len(stage.telegram.calls_of("sendMessage"))
    states = await stage.states(Kind.REMINDER)
    await stage.telegram.unblocks(ana.person)
    await ana.says("/start")
    await stage.comes(on_day(12, "19:50"))

    assert states == {State.BLOCKED: 1}
    assert ana.told()[0].startswith("In 10 minutes: Guild Dinner")
    assert len(stage.telegram.calls_of("sendMessage")) == tried + 2  # the greeting and the reminder


async def test_a_stop_of_an_hour_loses_nothing_that_is_still_of_use(empty_stage: Stage) -> None:
    stage, ana, ben = empty_stage, empty_stage.on_telegram("ana"), empty_stage.on_slack("ben")
    async with stage.docent():
        await stage.release()
        await ana.says(f'remind me 30 minutes before "{WALLS}"')
        await ben.says("remind me 15 minutes before")
        await ben.says("add the opening of the sample summit to my schedule")
        await stage.comes(on_day(11, "08:40"))
    stage.moves(on_day(11, "13:25") - stage.clock.now())
    async with stage.docent():
        await stage.passes()
        await stage.passes()

    [late] = ana.told()
    assert late.startswith("In 5 minutes: Panel:")
    assert "This comes late: it was due at 13:00." in late
    assert ben.told() == []


async def test_docent_that_starts_anew_sends_nothing_twice(empty_stage: Stage) -> None:
    stage, ana = empty_stage, empty_stage.on_telegram("ana")
    async with stage.docent():
        await stage.release()
        await ana.says(f'add "{WALLS}" to my schedule')
        await stage.comes(on_day(11, "13:20"))
    async with stage.docent():
        await stage.passes()
        await stage.comes(on_day(11, "13:29"))

    assert len(ana.told()) == 1
