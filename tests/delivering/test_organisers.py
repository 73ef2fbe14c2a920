"""Who sees and releases changes: organisers alone, once, however many of them press at once."""

import asyncio
from datetime import timedelta

import pytest

from bot.commands.changes.deciding import looked_at
from bot.commands.changes.telling import lines
from bot.commands.demo import EVENT
from bot.notifications.campaigns import Kind
from bot.notifications.ledger import State
from tests.delivering.chats import TelegramChat
from tests.delivering.stage import PANEL, Stage, moved, on_day

HOUR = timedelta(hours=1)
WALLS = "Does a Science Park Need Walls"


async def waits(stage: Stage) -> TelegramChat:
    """A change of what Ana has on her schedule waits, and both organisers have its card."""
    ana = stage.on_telegram("ana")
    await ana.says(f'add "{WALLS}" to my schedule')
    await stage.olga.says("/whoami")
    await stage.comes(on_day(11, "09:00"))
    await stage.release(moved(PANEL, HOUR))
    await stage.passes()
    assert [len(each.told()) for each in (stage.olga, stage.otis)] == [1, 1]
    return ana


async def test_of_two_organisers_who_press_in_the_same_moment_one_sends(stage: Stage) -> None:
    await waits(stage)

    answers = await asyncio.gather(*(each.presses("Send to 1 person") for each in (stage.olga, stage.otis)))
    await stage.passes()
    await stage.passes()

    assert ["1 change sent to 1 person" in each.text for each in answers] == [True, True]
    assert await stage.states(Kind.CHANGE) == {State.SENT: 1}


async def test_nobody_else_sees_or_releases_anything(stage: Stage) -> None:
    await waits(stage)
    eve = stage.on_telegram("eve")
    [card] = [each for each in stage.olga._shown().values() if "Send to 1 person" in each.labels]

    asked = await eve.says("/changes")
    await stage.telegram.presses(card, "Send to 1 person", by=eve.person)
    await stage.passes()
    await stage.passes()

    assert "Does a Science Park" not in asked.text
    assert await stage.states(Kind.CHANGE) == {}


async def test_command_line_shows_the_very_words_that_are_sent(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    ana = await waits(stage)
    monkeypatch.setenv("DOCENT_CONTENT", str(stage.settings.content))
    monkeypatch.setenv("DOCENT_DATABASE_URL", stage.settings.database)

    [preview], _ = await looked_at(EVENT, "en")
    await stage.otis.presses("Send to 1 person")
    await stage.passes()

    [card] = ana.told()
    assert [line for line in card.split("\n") if line] == [line for block in preview.cards for line in lines(block)]
