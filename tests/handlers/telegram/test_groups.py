"""Groups and their topics, over the wire."""

import pytest

from tests.handlers.telegram.fakes import FakeAssistant, Running
from tests.platforms.telegram_server import TelegramServer


async def test_who_mentions_us_is_answered_below_the_question(server: TelegramServer, running: Running) -> None:
    ana = server.person("Ana")
    group = server.group("Ringers", ana)

    async with running():
        question = await server.mentions(group, ana, "what is a quorum?")
        [answer] = await server.wait_for(group)

    assert (answer.text, answer.reply_to) == ("You said: what is a quorum?.", question.id)


async def test_a_reply_to_us_and_a_command_are_answered_and_the_rest_is_not(
    server: TelegramServer, assistant: FakeAssistant, running: Running
) -> None:
    server.privacy = False  # an administrator bot sees everything
    ana, ben = server.person("Ana"), server.person("Ben")
    group = server.supergroup("Ringers", ana, ben)

    async with running():
        await server.says(group, ana, "What is a quorum?")
        await server.says(group, ben, "/help")
        [help_answer] = await server.wait_for(group)
        await server.says(group, ben, "no idea")
        await server.says(group, ana, "and when?", reply_to=help_answer)
        await server.wait_for(group, 2)

    assert assistant.texts == ["/help", "and when?"]


async def test_a_question_in_a_topic_is_answered_there(server: TelegramServer, running: Running) -> None:
    ana = server.person("Ana")
    forum = server.supergroup("Ringers", ana, forum=True)
    towers, bells = server.topic(forum, "Towers", ana), server.topic(forum, "Bells", ana)

    async with running():
        await server.mentions(forum, ana, "one", thread=bells)
        await server.wait_for(forum, thread=bells)
        await server.mentions(forum, ana, "two", thread=towers)
        await server.wait_for(forum, thread=towers)
        await server.mentions(forum, ana, "three")
        await server.wait_for(forum, 3)

    seen = [(answer.thread, answer.text) for answer in server.answers(forum)]
    assert seen == [(bells, "You said: one."), (towers, "You said: two."), (None, "You said: three.")]


async def test_topics_are_conversations_of_their_own(
    server: TelegramServer, assistant: FakeAssistant, running: Running
) -> None:
    ana = server.person("Ana")
    forum = server.supergroup("Ringers", ana, forum=True)
    towers = server.topic(forum, "Towers", ana)

    async with running():
        await server.mentions(forum, ana, "one", thread=towers)
        await server.mentions(forum, ana, "two")
        await server.wait_for(forum, 2)

    assert {question.conversation.thread for question in assistant.asked} == {str(towers), None}


async def test_a_reply_in_a_group_without_topics_is_answered(server: TelegramServer, running: Running) -> None:
    ana = server.person("Ana")
    group = server.supergroup("Ringers", ana)

    async with running():
        await server.mentions(group, ana, "one")
        [first] = await server.wait_for(group)
        await server.says(group, ana, "two", reply_to=first)
        answers = await server.wait_for(group, 2)

    assert answers[1].text == "You said: two."


async def test_a_group_that_becomes_a_supergroup_is_followed(
    server: TelegramServer, assistant: FakeAssistant, running: Running
) -> None:
    ana = server.person("Ana")
    group = server.group("Ringers", ana)
    assistant.gate.clear()

    async with running():
        await server.mentions(group, ana, "one")
        await assistant.waiting.wait()
        new = await server.upgrades_to_supergroup(group, ana)
        assistant.gate.set()
        [answer] = await server.wait_for(new)
        await server.mentions(new, ana, "two")
        answers = await server.wait_for(new, 2)

    assert (answer.text, answers[1].text) == ("You said: one.", "You said: two.")
    assert server.answers(group) == []


async def test_channels_bots_and_comings_and_goings_are_ignored(
    server: TelegramServer, assistant: FakeAssistant, running: Running
) -> None:
    server.privacy = False
    ana, robot = server.person("Ana"), server.person("Robot", is_bot=True)
    group, channel = server.supergroup("Ringers", ana, robot), server.channel("News", ana)

    async with running():
        await server.says(channel, ana, "@docent_bot What is a quorum?")
        await server.mentions(group, robot, "What is a quorum?")
        await server.joins(group, server.person("Ben"))
        await server.leaves(group, robot)
        await server.mentions(group, ana, "last")
        await server.wait_for(group)

    assert (assistant.texts, server.answers(channel)) == (["last"], [])


async def test_stickers_voices_polls_and_files_are_answered_only_where_they_are_meant_for_us(
    server: TelegramServer, assistant: FakeAssistant, running: Running
) -> None:
    server.privacy = False
    ana = server.person("Ana")
    group, chat = server.supergroup("Ringers", ana), server.private_chat(ana)

    async with running():
        for place in (group, chat):
            await server.sends_sticker(place, ana)
            await server.sends_voice(place, ana)
            await server.sends_poll(place, ana, "Now?")
            await server.sends_document(place, ana, "notes.txt", b"notes", forwarded=True)
        answers = await server.wait_for(chat, 4)

    assert [answer.text for answer in answers] == ["I see no question there."] * 4
    assert (assistant.texts, server.answers(group)) == ([""] * 4, [])


async def test_being_removed_and_being_blocked_are_no_errors(
    server: TelegramServer, assistant: FakeAssistant, running: Running, caplog: pytest.LogCaptureFixture
) -> None:
    ana, ben = server.person("Ana"), server.person("Ben")
    group, chat = server.group("Ringers", ana), server.private_chat(ana)
    assistant.gate.clear()

    async with running():
        await server.mentions(group, ana, "one")
        await server.says(chat, ana, "two")
        await server.wait_until(lambda: len(assistant.asked) == 2)
        await server.removes_bot(group, ana)
        await server.blocks(ana)
        assistant.gate.set()
        await server.says(server.private_chat(ben), ben, "three")
        await server.wait_for(server.private_chat(ben))

    assert (server.answers(group) + server.answers(chat), caplog.records) == ([], [])


async def test_a_closed_topic_is_no_error(server: TelegramServer, assistant: FakeAssistant, running: Running) -> None:
    ana = server.person("Ana")
    forum = server.supergroup("Ringers", ana, forum=True)
    topic = server.topic(forum, "Towers", ana)

    async with running():
        server.closes_topic(forum, topic)
        await server.mentions(forum, ana, "one", thread=topic)
        await server.mentions(forum, ana, "two")
        await server.wait_for(forum)

    assert [answer.text for answer in server.answers(forum)] == ["You said: two."]
