"""All parts together, over a real database: from a release to rows of the ledger."""

from pathlib import Path

from bot import bootstrap
from bot.bootstrap import Docent
from bot.messages import Conversation, Person, Platform, Question
from bot.organising.releasing import take_in
from bot.ports import Star
from bot.settings import Settings
from tests.announcing import BELLS, BEN, BOT, LATER_BELLS, OLU
from tests.factories import guild_texts, write_texts
from tests.fakes import FakeClock
from tests.programmes import HOUR, NINE, make_programme


async def test_organiser_is_shown_a_change_lets_it_go_and_those_concerned_are_told(tmp_path: Path) -> None:
    content = write_texts(tmp_path / "content", guild_texts())
    settings = Settings(_env_file=None, content=content, data=tmp_path / "data", organisers=OLU.key)
    clock = FakeClock(NINE - 12 * HOUR)

    async with bootstrap.docent(settings, clock) as wired:
        await _changed(wired, clock)
        added = [await wired.planner.plan(), await wired.planner.plan()]
        clock.move(HOUR / 60)
        (held,) = await wired.ledger.claim(
            "slack", holder="me", limit=9, now=clock.now(), lease=HOUR, merge_until=clock.now() + HOUR
        )
        (card,) = await wired.composer.compose([(held,)], now=clock.now())
        assert card
        done = await wired.organising.answer(_pressed(card.actions[0].press, clock))
        counts = {each.key: sum(each.counts.values()) for each in await wired.ledger.reports(event="spring-meeting")}

    assert (added, [action.label for action in card.actions]) == ([1, 0], ["Send to 1 person", "Tell nobody"])
    assert done
    assert counts == {"organiser/spring-meeting/1-2": 1, "change/spring-meeting/1-2/bells": 1}


async def _changed(wired: Docent, clock: FakeClock) -> None:
    await take_in(wired.programmes, make_programme(BELLS), source="a file", at=clock.now())
    await wired.stars.star(BEN, Star("spring-meeting", "bells"), at=clock.now())
    home = Conversation(Platform.TELEGRAM, BOT, BEN.id)
    await wired.subscriptions.meet(home, BEN, language="en", zone=None, at=clock.now())
    await take_in(wired.programmes, make_programme(LATER_BELLS), source="a file", at=clock.now())


def _pressed(press: str, clock: FakeClock, person: Person = OLU) -> Question:
    here = Conversation(Platform.SLACK, person.account, "D1")
    return Question(here, "", clock.now(), pressed=press, person=person)
