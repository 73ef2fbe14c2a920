"""What comes by itself beside reminders: the morning's overview, deadlines, a question how it was."""

from datetime import datetime, timedelta

from bot.commands.demo import EVENT
from bot.notifications.campaigns import Kind
from bot.notifications.ledger import State
from tests.delivering.stage import PANEL, VENUE, Stage, cancelled, moved, on_day

HOUR = timedelta(hours=1)
WALLS = "Does a Science Park Need Walls"


async def test_a_morning_overview_comes_at_its_hour_on_days_with_something_on_them(stage: Stage) -> None:
    ana, ben = stage.on_telegram("ana"), stage.on_slack("ben")
    for each in (ana, ben):
        await each.says(f'add "{WALLS}" to my schedule')
        await each.says("morning overview at 7:30")

    await stage.comes(on_day(11, "07:29"))
    too_early = [*ana.told(), *ben.told()]
    await stage.comes(on_day(11, "07:30"))
    overviews = [*ana.told(), *ben.told()]
    await stage.comes(on_day(12, "07:30"))
    nothing_on = [*ana.told(), *ben.told()]

    assert (too_early, nothing_on) == ([], [])
    assert len(overviews) == 2
    for overview in overviews:
        assert overview.startswith("Your sessions on Tuesday 11 May (Sample Summit of the Made-up Guild):")
        assert f"13:30–14:30 · Panel: {WALLS}? · Great Hall" in overview


async def test_an_overview_that_was_stopped_comes_no_more(stage: Stage) -> None:
    ana = stage.on_telegram("ana")
    await ana.says(f'add "{WALLS}" to my schedule')
    await ana.says("morning overview at 7:30")
    await stage.comes(on_day(11, "07:28"))

    await ana.says("stop the morning overview")
    await stage.comes(on_day(11, "07:30"))

    assert ana.told() == []
    assert await stage.states(Kind.OVERVIEW) == {State.WITHDRAWN: 1}


async def test_a_deadline_of_the_event_is_told_a_week_and_a_day_before(empty_stage: Stage) -> None:
    stage, ana, ben = empty_stage, empty_stage.on_telegram("ana"), empty_stage.on_slack("ben")
    stage.moves(datetime(2027, 4, 20, 12, tzinfo=VENUE) - stage.clock.now())
    async with stage.docent():
        await stage.release()
        for each in (ana, ben):
            await each.says("remind me of the deadlines of the sample summit")
        told = {}
        for day in ("2027-04-26", "2027-04-27", "2027-04-30", "2027-05-03", "2027-05-04"):
            await stage.comes(datetime.fromisoformat(f"{day}T09:00").replace(tzinfo=VENUE))
            told[day] = [*ana.told(), *ben.told()]

    assert {day: len(cards) for day, cards in told.items() if cards} == {"2027-04-27": 2, "2027-05-03": 2}
    assert {card.partition("\n")[0].strip() for card in told["2027-04-27"]} == {
        "Registration closes in 7 days: Registration · Sample Summit"
    }
    assert {card.partition(":")[0] for card in told["2027-05-03"]} == {"Registration closes tomorrow"}


async def test_feedback_is_asked_for_afterwards_and_kept_for_the_organiser(stage: Stage) -> None:
    ana, ben = stage.on_telegram("ana"), stage.on_slack("ben")
    for each in (ana, ben):
        await each.says(f'add "{WALLS}" to my schedule')
        await each.says(f'ask me for feedback after "{WALLS}"')
    await stage.comes(on_day(11, "13:20"))
    assert [len(each.told()) for each in (ana, ben)] == [1, 1]  # the reminders
    await stage.comes(on_day(11, "14:29"))
    assert [len(each.told()) for each in (ana, ben)] == [0, 0]

    await stage.comes(on_day(11, "14:30"))
    [to_ana], [to_ben] = ana.news(), ben.news()
    await ana.presses("4")
    await ana.says("Fine walls.")
    await ben.presses("2")
    await stage.passes()

    for question in (to_ana, to_ben):
        assert question.text.startswith(f"How was “Panel: {WALLS}?”?")
        assert question.labels[:5] == ("1", "2", "3", "4", "5")
    opinions = await stage.wired.subscriptions.opinions(EVENT)
    assert {(each.session, each.rating, each.words) for each in opinions} == {
        (PANEL, 4, "Fine walls."),
        (PANEL, 2, ""),
    }


async def test_nobody_is_asked_how_a_cancelled_session_was(stage: Stage) -> None:
    ana = stage.on_telegram("ana")
    await ana.says(f'ask me for feedback after "{WALLS}"')
    await stage.release(cancelled(PANEL))

    await stage.comes(on_day(11, "14:30"))

    assert ana.told() == []


async def test_over_the_cap_of_a_day_only_what_was_asked_for_by_name_comes(stage: Stage) -> None:
    ana = stage.on_telegram("ana")
    await ana.says("at most 1 message a day")
    await ana.says("remind me of the opening keynote")
    await ana.says(f'remind me of "{WALLS}"')
    await ana.says('ask me for feedback after "Opening Keynote: The Park That Forgot Its Fence"')
    told = []
    for clock in ("09:20", "10:15", "13:20"):
        await stage.comes(on_day(11, clock))
        told.append([card.partition(":")[0] for card in ana.told()])

    assert told == [["In 10 minutes"], [], ["In 10 minutes"]]
    assert await stage.states(Kind.FEEDBACK) == {State.SKIPPED: 1}


async def test_a_change_that_waits_for_the_morning_reaches_whoever_stopped_for_a_while_at_night(stage: Stage) -> None:
    ana, ben = stage.on_telegram("ana"), stage.on_slack("ben")
    for each in (ana, ben):
        await each.says('add "What a Greenhouse Knows about Incubators" to my schedule')
    await stage.comes(on_day(11, "23:00"))
    await stage.release(moved("day2-03", HOUR))
    await stage.olga.says("/changes")
    await stage.olga.presses("Send to 2 people")
    await stage.passes()

    await ana.says("/stop")
    await ana.says("/start")
    at_night = [*ana.told(), *ben.told()]
    await stage.comes(on_day(12, "07:00"))

    assert at_night == []
    assert [[card.partition(":")[0] for card in each.told()] for each in (ana, ben)] == [["Changed"], ["Changed"]]
