"""Organisers are shown what waits, unasked, in their private chats."""

from dataclasses import replace

import pytest

from bot.messages import Action, Person, Reply, paragraph
from bot.messages import Kind as About
from bot.notifications.campaigns import Campaign, Kind
from bot.notifications.ledger import State
from bot.organising.announcing.reaching import CHANGES_THAT_WAIT
from bot.schedule.sessions import Status
from handlers.console import plain_text
from tests.announcing import ANA, BELLS, BEN, EVENT, LATER_BELLS, MINUTE, OLU, ROPES, THE_FEED, WINDOW, Backstage
from tests.deliveries import delivery_of, make_campaign, make_recipient
from tests.programmes import HOUR, NINE

CANCELLED = replace(ROPES, status=Status.CANCELLED)


@pytest.fixture
async def backstage() -> Backstage:
    """Ben has both sessions in his schedule; Ana has written to Docent, Olu, who is in Slack, has not."""
    stage = Backstage()
    await stage.release(BELLS, ROPES)
    await stage.star("bells", "ropes")
    await stage.desk.meet(stage.question("hello"))
    return stage


async def composed(stage: Backstage, *campaigns: Campaign, to: Person = ANA) -> Reply | None:
    message = tuple(delivery_of(each, make_recipient(7, to, language="es")) for each in campaigns)
    return (await stage.composer.compose([message], now=stage.clock.now()))[0]


async def test_nothing_is_shown_while_nothing_waits(backstage: Backstage) -> None:
    assert (await backstage.plan(), await backstage.subscriptions.of_person(OLU)) == ([], None)


async def test_each_organiser_is_shown_what_waits_and_nobody_else(backstage: Backstage) -> None:
    await backstage.release(LATER_BELLS, ROPES)

    (card,) = await backstage.plan()

    told = {backstage.subscriptions.settings[id_].recipient.person for id_ in backstage.ledger.states(card.key)}
    assert (told, card.due, card.kind.rank) == ({ANA, OLU}, backstage.clock.now(), 0)


async def test_card_is_planned_once(backstage: Backstage) -> None:
    await backstage.release(LATER_BELLS, ROPES)
    await backstage.plan()
    backstage.restart()
    await backstage.plan(after=MINUTE)

    assert backstage.shown() == {"1-2": [State.QUEUED, State.QUEUED]}


async def test_organiser_who_is_known_to_docent_only_later_is_shown_it_then(backstage: Backstage) -> None:
    ines = Person(ANA.platform, "", "77")
    await backstage.invited.invite(
        "a hash", "telegram:1", until=backstage.clock.now() + HOUR, now=backstage.clock.now()
    )
    await backstage.release(LATER_BELLS, ROPES)
    await backstage.plan()

    await backstage.organisers.accept("a hash", ines)
    await backstage.desk.meet(backstage.question("hello", ines))
    await backstage.plan(after=MINUTE)

    assert len(backstage.shown()["1-2"]) == 3


async def test_more_changes_are_shown_once_no_edit_has_come_for_a_while_in_place_of_what_was_not_shown_yet(
    backstage: Backstage,
) -> None:
    await backstage.release(LATER_BELLS, ROPES)
    await backstage.plan()
    await backstage.plan(after=MINUTE)
    await backstage.release(LATER_BELLS, CANCELLED)

    (card,) = await backstage.plan()

    assert card.due == backstage.clock.now() + WINDOW
    assert backstage.shown() == {"1-2": [State.WITHDRAWN] * 2, "1-3": [State.QUEUED] * 2}


async def test_more_that_goes_by_itself_is_shown_at_once(backstage: Backstage) -> None:
    await backstage.trust()
    await backstage.release(LATER_BELLS, ROPES, source=THE_FEED)
    await backstage.plan()
    await backstage.plan(after=MINUTE)
    await backstage.release(LATER_BELLS, CANCELLED, source=THE_FEED)

    (card,) = await backstage.plan()

    assert card.due == backstage.clock.now()


async def test_what_was_decided_is_shown_no_more(backstage: Backstage) -> None:
    await backstage.release(LATER_BELLS, ROPES)
    (card,) = await backstage.plan()
    await backstage.announcing.dismiss((await backstage.the_one()).announcement, by=ANA.key)

    assert await backstage.plan(after=MINUTE) == []
    assert (backstage.shown(), await composed(backstage, card)) == ({"1-2": [State.WITHDRAWN] * 2}, None)


async def test_what_concerns_nobody_is_not_worth_a_message(backstage: Backstage) -> None:
    await backstage.release(BELLS, ROPES, event="autumn-meeting")
    await backstage.release(LATER_BELLS, ROPES, event="autumn-meeting")

    assert await backstage.plan() == []


async def test_who_has_stopped_docent_is_left_alone(backstage: Backstage) -> None:
    known = await backstage.subscriptions.of_person(ANA)
    assert known
    await backstage.subscriptions.stop(known.recipient.id, "stopped Docent")
    backstage.restart()
    await backstage.desk.meet(backstage.question("hello"))
    await backstage.release(LATER_BELLS, ROPES)

    await backstage.plan()

    assert backstage.shown() == {"1-2": [State.QUEUED]}


async def test_who_writes_in_a_group_is_not_met_there(backstage: Backstage) -> None:
    ines = Person(ANA.platform, "", "77")
    await backstage.desk.meet(backstage.question("hello", ines, chat="-100"))

    assert await backstage.subscriptions.of_person(ines) is None


async def test_who_leaves_is_shown_nothing_more(backstage: Backstage) -> None:
    await backstage.reaching.leave(ANA)
    await backstage.release(LATER_BELLS, ROPES)
    known = await backstage.subscriptions.of_person(ANA)

    assert known
    assert known.follows == ()


async def test_who_left_by_another_process_and_came_back_is_shown_again(backstage: Backstage) -> None:
    await backstage.desk.meet(backstage.question("hello"))
    known = await backstage.subscriptions.of_person(ANA)
    assert known
    await backstage.subscriptions.unfollow(known.recipient.id, CHANGES_THAT_WAIT)
    await backstage.release(LATER_BELLS, ROPES)

    await backstage.plan()
    known = await backstage.subscriptions.of_person(ANA)

    assert known
    assert known.follows == (CHANGES_THAT_WAIT,)


async def test_card_is_in_the_language_of_its_reader_with_its_buttons(backstage: Backstage) -> None:
    await backstage.release(LATER_BELLS, ROPES)
    (card,) = await backstage.plan()

    reply = await composed(backstage, card)

    assert reply
    assert plain_text(reply).splitlines()[0] == "Spring Meeting: 1 cambio, 1 persona"
    assert reply.actions == (
        Action("Enviar a 1 persona", "changes send 1 2"),
        Action("No avisar a nadie", "changes drop 1 2"),
    )


async def test_who_organises_no_more_reads_none_of_it(backstage: Backstage) -> None:
    await backstage.release(LATER_BELLS, ROPES)
    (card,) = await backstage.plan()

    assert await composed(backstage, card, to=BEN) is None


async def test_card_of_less_than_there_is_now_is_not_sent(backstage: Backstage) -> None:
    await backstage.release(LATER_BELLS, ROPES)
    (card,) = await backstage.plan()
    await backstage.release(LATER_BELLS, CANCELLED)
    await backstage.settle()

    assert await composed(backstage, card) is None


async def test_what_else_is_due_for_an_organiser_comes_below_in_the_same_message(backstage: Backstage) -> None:
    await backstage.release(LATER_BELLS, ROPES)
    (card,) = await backstage.plan()
    change = (await backstage.the_one()).campaigns[0]

    both = await composed(backstage, card, change)
    alone = [await composed(backstage, each) for each in (card, change)]

    assert both
    assert alone[0]
    assert alone[1]
    assert (both.kind, both.blocks) == (About.LIST, (*alone[0].blocks, *alone[1].blocks))
    assert both.actions[:2] == alone[0].actions


async def test_everybody_elses_messages_are_composed_as_ever(backstage: Backstage) -> None:
    class Others:
        async def compose(self, messages: object, *, now: object) -> list[Reply]:
            assert messages == [message]
            return [Reply(About.HELP, (paragraph("as ever"),))]

    backstage.composer._others = Others()
    message = (delivery_of(make_campaign(Kind.REMINDER, NINE, event=EVENT)),)

    (reply,) = await backstage.composer.compose([message], now=backstage.clock.now())

    assert reply
    assert plain_text(reply) == "as ever"
