"""A programme changes: the organisers see it, let it go, and each person concerned is told once, and nobody else."""

from dataclasses import dataclass
from datetime import timedelta

import pytest

from bot.commands.demo import EVENT
from bot.notifications.campaigns import Kind
from bot.notifications.ledger import State
from bot.ports import Feed
from tests.delivering.chats import SlackChat, TelegramChat
from tests.delivering.stage import DINNER, PANEL, Stage, cancelled, moved, on_day, renamed

HOUR = timedelta(hours=1)
WALLS = "Does a Science Park Need Walls"
FEED = "https://programme.example/schedule.json"


@dataclass(frozen=True)
class Audience:
    """Ana and Ben have the panel on their schedules, Cleo the dinner, and Dora has never said anything."""

    ana: TelegramChat
    ben: SlackChat
    cleo: TelegramChat
    dora: TelegramChat

    def told(self) -> dict[str, list[str]]:
        """What came to whom; nobody to whom nothing came."""
        chats = {"ana": self.ana, "ben": self.ben, "cleo": self.cleo, "dora": self.dora}
        return {name: news for name, chat in chats.items() if (news := chat.told())}


@pytest.fixture
async def audience(stage: Stage) -> Audience:
    people = Audience(
        stage.on_telegram("ana"), stage.on_slack("ben"), stage.on_telegram("cleo"), stage.on_telegram("dora")
    )
    await people.ana.says(f'add "{WALLS}" to my schedule')
    await people.ben.says(f'add "{WALLS}" to my schedule')
    await people.cleo.says("add the guild dinner to my schedule")
    await stage.olga.says("/whoami")  # Telegram's bots may write to those alone who have written to them
    await stage.comes(on_day(11, "09:00"))
    return people


async def test_a_moved_session_is_told_once_the_organiser_has_pressed(stage: Stage, audience: Audience) -> None:
    await stage.release(moved(PANEL, HOUR))
    await stage.passes()
    [to_olga], [to_otis] = stage.olga.told(), stage.otis.told()
    before = audience.told()

    sent = await stage.olga.presses("Send to 2 people")
    await stage.passes()
    told = audience.told()
    await stage.passes()

    for card in (to_olga, to_otis):
        assert card.startswith("Sample Summit of the Made-up Guild: 1 change, 2 people")
        assert "Tuesday 11 May, 13:30–14:30 → 14:30–15:30" in card
    assert "1 change sent to 2 people." in sent.text
    assert (before, audience.told()) == ({}, {})
    assert told.keys() == {"ana", "ben"}
    for [card] in told.values():
        assert card.startswith(f"Changed: Panel: {WALLS}?")
        assert "Tuesday 11 May, 13:30–14:30 → 14:30–15:30" in card


async def test_a_moved_session_is_reminded_of_by_its_new_time_alone(stage: Stage, audience: Audience) -> None:
    await stage.comes(on_day(11, "13:16"))  # the reminder of the old time is planned already
    planned = await stage.states(Kind.REMINDER)
    await stage.release(moved(PANEL, HOUR))
    await stage.comes(on_day(11, "13:20"))
    at_the_old_time = audience.told()
    await stage.comes(on_day(11, "14:20"))

    assert planned == {State.QUEUED: 2}
    assert at_the_old_time == {}
    for [card] in audience.told().values():
        assert card.startswith(f"In 10 minutes: Panel: {WALLS}? · Great Hall · 14:30–15:30")
    assert await stage.states(Kind.REMINDER) == {State.WITHDRAWN: 2, State.SENT: 2}


async def test_who_was_reminded_already_is_told_of_the_move_and_reminded_anew(stage: Stage, audience: Audience) -> None:
    await stage.comes(on_day(11, "13:20"))
    first = audience.told()
    await stage.release(moved(PANEL, HOUR))
    await stage.passes()
    stage.olga.news()
    await stage.olga.presses("Send to 2 people")
    await stage.passes()
    change = audience.told()
    await stage.comes(on_day(11, "14:20"))
    second = audience.told()

    assert first.keys() == change.keys() == second.keys() == {"ana", "ben"}
    assert second["ana"][0].startswith("In 10 minutes")


async def test_a_session_moved_twice_is_one_change_and_one_moved_back_is_none(stage: Stage, audience: Audience) -> None:
    await stage.release(moved(PANEL, HOUR))
    await stage.release(moved(DINNER, HOUR))
    await stage.passes()
    await stage.release(moved(PANEL, HOUR), moved(DINNER, -HOUR))
    await stage.comes(stage.clock.now() + timedelta(minutes=5))
    stage.olga.news()

    await stage.olga.presses("Send to 2 people")
    await stage.passes()
    told = audience.told()
    await stage.comes(on_day(11, "15:20"))

    assert told.keys() == {"ana", "ben"}
    assert "13:30–14:30 → 15:30–16:30" in told["ana"][0]
    assert [card.partition(" ·")[0] for card in audience.told()["ana"]] == [f"In 10 minutes: Panel: {WALLS}?"]


async def test_a_session_moved_into_the_past_is_told_and_reminds_nobody(stage: Stage, audience: Audience) -> None:
    await stage.comes(on_day(11, "12:00"))
    await stage.release(moved(PANEL, -3 * HOUR))
    await stage.passes()
    stage.olga.news()
    await stage.olga.presses("Send to 2 people")
    await stage.passes()
    told = audience.told()
    await stage.comes(on_day(11, "13:20"))

    assert "13:30–14:30 → 10:30–11:30" in told["ana"][0]
    assert "By its new time it is over already." in told["ana"][0]
    assert audience.told() == {}


async def test_a_cancellation_says_so_and_takes_the_reminder_along(stage: Stage, audience: Audience) -> None:
    await stage.release(cancelled(PANEL))
    await stage.passes()
    await stage.comes(on_day(11, "13:20"))
    unasked = audience.told()
    stage.otis.news()
    await stage.otis.presses("Send to 2 people")
    await stage.passes()

    assert unasked == {}
    told = audience.told()
    assert told.keys() == {"ana", "ben"}
    assert told["ana"][0].startswith(f"Cancelled: Panel: {WALLS}?")


async def test_what_was_cancelled_and_is_restored_is_told_and_reminded_of(stage: Stage, audience: Audience) -> None:
    for change in (stage.release(cancelled(PANEL)), stage.restores(PANEL)):
        await change
        await stage.passes()
        stage.olga.news()
        await stage.olga.presses("Send to 2 people")
        await stage.passes()
    changes = audience.told()
    await stage.comes(on_day(11, "13:20"))

    assert [card.partition(":")[0] for card in changes["ana"]] == ["Cancelled", "It takes place after all"]
    assert [card.partition(":")[0] for card in audience.told()["ana"]] == ["In 10 minutes"]


async def test_a_session_whose_id_the_feed_has_changed_is_the_same_session(stage: Stage, audience: Audience) -> None:
    await stage.release(renamed(PANEL, "talk-9127"), moved("talk-9127", HOUR))
    await stage.passes()
    stage.olga.news()
    await stage.olga.presses("Send to 2 people")
    await stage.passes()
    changes = audience.told()
    await stage.comes(on_day(11, "14:20"))

    assert [card.partition(":")[0] for card in changes["ana"]] == ["Changed"]
    assert [card.partition(":")[0] for card in audience.told()["ana"]] == ["In 10 minutes"]


async def test_a_feed_that_is_trusted_needs_no_press(stage: Stage, audience: Audience) -> None:
    await stage.wired.feeds.save(Feed(EVENT, FEED, trusted=True))
    await stage.release(moved(PANEL, HOUR), source=FEED)
    await stage.passes()
    at_once = audience.told()
    await stage.passes(timedelta(minutes=5))

    assert at_once == {}
    assert audience.told().keys() == {"ana", "ben"}


async def test_a_change_in_the_night_waits_for_the_morning(stage: Stage, audience: Audience) -> None:
    await stage.comes(on_day(11, "23:00"))
    audience.told()
    await stage.release(moved(DINNER, HOUR))
    await stage.olga.says("/changes")
    await stage.olga.presses("Send to 1 person")
    await stage.passes()
    at_night = audience.told()
    await stage.comes(on_day(12, "07:00"))

    told = audience.told()
    assert (at_night, list(told)) == ({}, ["cleo"])
    assert "This comes late: it was due at 2027-05-11 23:00." in told["cleo"][0]
