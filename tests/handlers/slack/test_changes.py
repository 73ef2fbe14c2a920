"""Organisers see what changed in Slack, and let it go; nobody else sees or lets go of anything."""

from bot.messages import Conversation, Person, Platform
from bot.organising.inviting import invited
from tests.announcing import BELLS, LATER_BELLS, Backstage
from tests.deliveries import delivery_of, make_recipient
from tests.handlers.slack.conftest import Office
from tests.handlers.slack.fakes import FakeAssistant
from tests.platforms.slack_server import SlackServer
from tests.platforms.slack_world import TEAM


async def changed(*organisers: str) -> Backstage:
    """A session that Ben has in his schedule has moved."""
    stage = Backstage(*organisers)
    await stage.release(BELLS)
    await stage.star("bells")
    await stage.release(LATER_BELLS)
    return stage


async def test_changes_are_shown_on_a_word_and_sent_at_a_press(
    server: SlackServer, assistant: FakeAssistant, office: Office, mode: str
) -> None:
    ana = server.user("ana")
    direct, stage = server.direct_message(ana), await changed(f"slack:{TEAM}:{ana.id}")

    async with office.open(assistant, mode, organising=stage.door):
        await server.says(direct, ana, "changes")
        [shown] = await server.wait_for(direct)
        before = stage.told()
        await server.presses(shown, "Send to 1 person", by=ana)
        await server.wait_until(lambda: not server.answers(direct)[0].labels)

    [done] = server.answers(direct)
    assert shown.text.startswith("Spring Meeting: 1 change, 1 person")
    assert (shown.labels, before, assistant.asked) == (("Send to 1 person", "Tell nobody"), {}, [])
    assert "Spring Meeting: 1 change sent to 1 person." in done.text
    assert list(stage.told()) == ["1-2/bells"]


async def test_organiser_of_the_settings_who_has_never_written_is_shown_a_card(
    server: SlackServer, assistant: FakeAssistant, office: Office
) -> None:
    ana = server.user("ana")
    stage = await changed(f"slack:{TEAM}:{ana.id}")
    organiser = Person(Platform.SLACK, TEAM, ana.id)

    async with office.open(assistant, organising=stage.door) as running:
        (card,) = await stage.plan()
        known = await stage.subscriptions.of_person(organiser)
        assert known
        message = (delivery_of(card, make_recipient(1, organiser, language="en")),)
        (reply,) = await stage.composer.compose([message], now=stage.clock.now())
        assert reply
        await running.slack.delivery.deliver(known.recipient.conversation, reply)
        direct = server.direct_message(ana)
        [shown] = await server.wait_for(direct)
        await server.presses(shown, "Send to 1 person", by=ana)
        await server.wait_until(lambda: not server.answers(direct)[0].labels)

    assert known.recipient.conversation == Conversation(Platform.SLACK, TEAM, ana.id)
    assert list(stage.told()) == ["1-2/bells"]


async def test_nobody_else_sees_anything(server: SlackServer, assistant: FakeAssistant, office: Office) -> None:
    eve = server.user("eve")
    direct, stage = server.direct_message(eve), await changed(f"slack:{TEAM}:U1")

    async with office.open(assistant, organising=stage.door):
        await server.says(direct, eve, "changes")
        await server.wait_for(direct)

    assert [asked.text for asked in assistant.asked] == ["changes"]


async def test_code_makes_an_organiser(server: SlackServer, assistant: FakeAssistant, office: Office) -> None:
    ines = server.user("ines")
    direct, stage = server.direct_message(ines), await changed(f"slack:{TEAM}:U1")
    code = await invited(stage.invited, stage.clock, by="the command line")

    async with office.open(assistant, organising=stage.door):
        await server.says(direct, ines, f"organise {code}")
        [welcome] = await server.wait_for(direct)

    assert welcome.text.startswith("You are an organiser now.")
    assert await stage.organisers.organises(Person(Platform.SLACK, TEAM, ines.id))
