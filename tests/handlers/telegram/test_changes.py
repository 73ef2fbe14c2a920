"""Organisers see what changed in Telegram, and let it go; nobody else sees or lets go of anything."""

from bot.messages import Conversation, Person, Platform
from bot.organising.inviting import invited, payload_of
from tests.announcing import BELLS, LATER_BELLS, Backstage
from tests.deliveries import delivery_of, make_recipient
from tests.handlers.telegram.fakes import FakeAssistant, Running
from tests.platforms.telegram_server import TelegramServer


async def changed(*organisers: str) -> Backstage:
    """A session that Ben has in his schedule has moved."""
    stage = Backstage(*organisers)
    await stage.release(BELLS)
    await stage.star("bells")
    await stage.release(LATER_BELLS)
    return stage


async def test_changes_are_shown_on_command_and_sent_at_a_press(server: TelegramServer, running: Running) -> None:
    ana = server.person("Ana")
    chat, stage = server.private_chat(ana), await changed(f"telegram:{ana.id}")

    async with running(organising=stage.door):
        await server.says(chat, ana, "/changes")
        [shown] = await server.wait_for(chat)
        before = stage.told()
        await server.presses(shown, "Send to 1 person")
        done = await server.wait_for_edit(shown)

    assert shown.text.startswith("Spring Meeting: 1 change, 1 person")
    assert (shown.labels, before) == (("Send to 1 person", "Tell nobody"), {})
    assert "Spring Meeting: 1 change sent to 1 person." in done.text
    assert (done.labels, list(stage.told())) == ((), ["1-2/bells"])


async def test_card_that_came_unasked_is_edited_in_place(server: TelegramServer, running: Running) -> None:
    ana = server.person("Ana")
    chat, stage = server.private_chat(ana), await changed(f"telegram:{ana.id}")
    organiser = Person(Platform.TELEGRAM, "", str(ana.id))

    async with running(organising=stage.door) as telegram:
        await server.says(chat, ana, "/changes")
        await server.wait_for(chat)
        (card,) = await stage.plan()
        message = (delivery_of(card, make_recipient(1, organiser, language="en")),)
        (reply,) = await stage.composer.compose([message], now=stage.clock.now())
        assert reply
        home = Conversation(Platform.TELEGRAM, str(server.bot.id), str(chat.id))
        await telegram.delivery.deliver(home, reply)
        _, shown = await server.wait_for(chat, 2)
        await server.presses(shown, "Tell nobody")
        done = await server.wait_for_edit(shown)

    assert "nobody is told of 1 change" in done.text
    assert stage.told() == {}


async def test_nobody_else_sees_or_lets_go_of_anything(
    server: TelegramServer, assistant: FakeAssistant, running: Running
) -> None:
    ana, eve = server.person("Ana"), server.person("Eve")
    group = server.supergroup("Park managers")
    group.members[ana.id] = group.members[eve.id] = "member"
    stage = await changed(f"telegram:{ana.id}")

    async with running(organising=stage.door):
        await server.says(server.private_chat(eve), eve, "/changes")
        await server.wait_for(server.private_chat(eve))
        await server.says(server.private_chat(ana), ana, "/changes")
        [shown] = await server.wait_for(server.private_chat(ana))
        await server.presses(shown, "Send to 1 person", by=eve)
        await server.wait_until(lambda: any(asked.pressed for asked in assistant.asked))
        await server.says(group, ana, f"/changes@{server.bot.username}")
        [in_the_group] = await server.wait_for(group)

    assert ([asked.pressed for asked in assistant.asked], stage.told()) == ([None, "changes send 1 2"], {})
    assert in_the_group.text == "I show that in private only. Please write to me directly."


async def test_link_makes_an_organiser_who_then_sees_what_waits(server: TelegramServer, running: Running) -> None:
    ines = server.person("Ines")
    chat, stage = server.private_chat(ines), await changed("telegram:1")
    code = await invited(stage.invited, stage.clock, by="the command line")

    async with running(organising=stage.door):
        await server.says(chat, ines, f"/start {payload_of(code)}")
        [welcome] = await server.wait_for(chat)
        await server.says(chat, ines, "/changes")
        _, shown = await server.wait_for(chat, 2)

    assert welcome.text.startswith("You are an organiser now.")
    assert shown.text.startswith("Spring Meeting: 1 change, 1 person")
    known = await stage.subscriptions.of_person(Person(Platform.TELEGRAM, "", str(ines.id)))
    assert known
    assert known.recipient.conversation == Conversation(Platform.TELEGRAM, str(server.bot.id), str(ines.id))
