"""A few conversations with the real core and the shipped content, over the wire."""

import pytest

from bot.assistant import Assistant
from tests.factories import iasp
from tests.fakes import FakeMemories, FakeMisses
from tests.handlers.telegram.fakes import Running
from tests.platforms.telegram_server import TelegramServer


@pytest.fixture
def core() -> Assistant:
    return Assistant(iasp(), FakeMemories(), FakeMisses())


async def test_a_definition_is_quoted_with_its_source(
    server: TelegramServer, running: Running, core: Assistant
) -> None:
    ana = server.person("Ana")
    chat = server.private_chat(ana)

    async with running(assistant=core):
        await server.says(chat, ana, "What is a science and technology park?")
        [answer] = await server.wait_for(chat)

    assert "blockquote" in {kind for kind, _ in answer.styles}
    assert (len(answer.links), answer.mentions, len(answer.buttons) > 0) == (1, (), True)


async def test_a_follow_up_button_and_a_forged_one(server: TelegramServer, running: Running, core: Assistant) -> None:
    ana = server.person("Ana")
    chat = server.private_chat(ana)

    async with running(assistant=core):
        await server.says(chat, ana, "/start")
        [greeting] = await server.wait_for(chat)
        await server.presses(greeting, greeting.labels[0])
        shown = await server.wait_for_edit(greeting)
        await server.presses_data(shown, "show events/long-gone")
        stale = await server.wait_for_edit(shown)

    assert stale.text == "That button is from an earlier time and no longer works. Please ask again in words."


async def test_commands_know_who_asks_and_remember_the_language(
    server: TelegramServer, running: Running, core: Assistant
) -> None:
    ana = server.person("Ana")
    group = server.supergroup("Ringers", ana)

    async with running(assistant=core):
        await server.says(group, ana, "/whoami@docent_bot")
        [whoami] = await server.wait_for(group)
        await server.says(group, ana, "/language@docent_bot en")
        answers = await server.wait_for(group, 2)

    assert whoami.text.endswith(f"you are telegram:{ana.id}.")
    assert answers[1].text == "From now on I speak English here."


async def test_a_sticker_gets_one_friendly_answer(server: TelegramServer, running: Running, core: Assistant) -> None:
    ana = server.person("Ana")
    chat = server.private_chat(ana)

    async with running(assistant=core):
        await server.sends_sticker(chat, ana)
        [answer] = await server.wait_for(chat)

    assert answer.text.startswith("I see no question there.")


async def test_what_was_typed_never_becomes_a_link_or_a_mention(
    server: TelegramServer, running: Running, core: Assistant
) -> None:
    ana = server.person("Ana")
    chat = server.private_chat(ana)
    typed = "What is a science park? Who is <b>@anna_b</b> of t.me/x, #tag, /start, a@b.org?"

    async with running(assistant=core):
        await server.says(chat, ana, typed)
        [answer] = await server.wait_for(chat)

    assert {kind for kind, _ in answer.styles} <= {"bold", "italic", "blockquote", "text_link"}
    assert all(link.startswith("https://") and "t.me" not in link for link in answer.links)


async def test_the_menu_is_in_the_languages_of_the_phrases(
    server: TelegramServer, running: Running, core: Assistant
) -> None:
    last = core.languages[-1]

    async with running(assistant=core):
        await server.wait_until(lambda: ("description", last) in server.about.descriptions)

    menu = {language: [command["command"] for command in menu] for (_, language), menu in server.about.commands.items()}
    assert menu == {
        language: ["help", "my", "reminders", "deadlines", "stop", "language", "timezone", "privacy", "whoami"]
        for language in ["", *core.languages]
    }
