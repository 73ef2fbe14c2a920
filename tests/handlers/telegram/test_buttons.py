"""Buttons and edited questions, over the wire."""

import pytest

from bot.messages import Action, File, Kind, Reply, paragraph
from tests.handlers.telegram.fakes import FakeAssistant, Running
from tests.platforms.telegram_server import TelegramServer


async def test_a_pressed_button_edits_the_message_in_its_place(server: TelegramServer, running: Running) -> None:
    ana = server.person("Ana")
    chat = server.private_chat(ana)

    async with running():
        await server.says(chat, ana, "peal")
        [answer] = await server.wait_for(chat)
        press = await server.presses(answer, "How long is it?")
        length = await server.wait_for_edit(answer)
        await server.presses(length, "Back")
        back = await server.wait_for_edit(length)

    assert (length.id, length.text, press.answered) == (answer.id, "A peal takes about three hours.", True)
    assert (back.text, back.rows, len(server.answers(chat))) == (answer.text, answer.rows, 1)


async def test_the_press_is_acknowledged_before_anything_else(server: TelegramServer, running: Running) -> None:
    ana = server.person("Ana")
    chat = server.private_chat(ana)

    async with running():
        await server.says(chat, ana, "peal")
        [answer] = await server.wait_for(chat)
        await server.presses(answer, "How long is it?")
        await server.wait_for_edit(answer)

    calls = [call.method for call in server.calls if call.method.startswith(("answer", "edit"))]
    assert calls == ["answerCallbackQuery", "editMessageText"]


async def test_a_press_that_changes_nothing_is_no_error(
    server: TelegramServer, running: Running, caplog: pytest.LogCaptureFixture
) -> None:
    ana = server.person("Ana")
    chat = server.private_chat(ana)

    async with running():
        await server.says(chat, ana, "peal")
        [answer] = await server.wait_for(chat)
        await server.presses_data(answer, "show peal")
        await server.says(chat, ana, "next")
        answers = await server.wait_for(chat, 2)

    assert (answers[0], answers[1].text, caplog.records) == (answer, "You said: next.", [])


@pytest.mark.parametrize("data", ["show gone", "\u202e'; drop", "é" * 32, "language xx", "{}"])
async def test_a_stale_or_forged_press_gets_the_cores_own_reply(
    server: TelegramServer, assistant: FakeAssistant, running: Running, data: str
) -> None:
    ana = server.person("Ana")
    chat = server.private_chat(ana)

    async with running():
        await server.says(chat, ana, "hello")
        [answer] = await server.wait_for(chat)
        await server.presses_data(answer, data)
        await server.wait_for_edit(answer)

    assert assistant.asked[1].pressed == data


async def test_a_press_that_is_too_old_to_be_acknowledged_is_answered(
    server: TelegramServer, running: Running, caplog: pytest.LogCaptureFixture
) -> None:
    ana = server.person("Ana")
    chat = server.private_chat(ana)

    async with running():
        await server.says(chat, ana, "peal")
        [answer] = await server.wait_for(chat)
        server.expires(await server.presses(answer, "How long is it?"))
        edited = await server.wait_for_edit(answer)

    assert (edited.text, caplog.records) == ("A peal takes about three hours.", [])


async def test_a_press_below_a_message_that_is_gone_is_answered_anew(server: TelegramServer, running: Running) -> None:
    ana = server.person("Ana")
    chat = server.private_chat(ana)

    async with running():
        await server.says(chat, ana, "peal")
        [answer] = await server.wait_for(chat)
        del chat.messages[answer.id]
        await server.presses_data(answer, "show length")
        [anew] = await server.wait_for(chat)

    assert (anew.id != answer.id, anew.text) == (True, "A peal takes about three hours.")


async def test_a_long_answer_to_a_press_goes_on_in_further_messages(
    server: TelegramServer, assistant: FakeAssistant, running: Running
) -> None:
    ana = server.person("Ana")
    chat = server.private_chat(ana)
    assistant.replies["show length"] = Reply(
        Kind.LIST, (paragraph("A sentence. " * 500),), (Action("Back", "show peal"),)
    )

    async with running():
        await server.says(chat, ana, "peal")
        [answer] = await server.wait_for(chat)
        await server.presses(answer, "How long is it?")
        first, second = await server.wait_for(chat, 2)

    assert (first.id, first.labels, second.labels) == (answer.id, (), ("Back",))


async def test_what_goes_below_leaves_the_message_with_its_buttons(
    server: TelegramServer, assistant: FakeAssistant, running: Running
) -> None:
    ana = server.person("Ana")
    chat = server.private_chat(ana)
    assistant.replies["show length"] = Reply(Kind.SESSION, (paragraph("Ringing, at ten."),), below=True)

    async with running():
        await server.says(chat, ana, "peal")
        [answer] = await server.wait_for(chat)
        await server.presses(answer, "How long is it?")
        answers = await server.wait_for(chat, 2)

    assert (answers[0], answers[1].text) == (answer, "Ringing, at ten.")


async def test_a_file_comes_as_one_with_harmless_words(
    server: TelegramServer, assistant: FakeAssistant, running: Running
) -> None:
    ana = server.person("Ana")
    forum = server.supergroup("Ringers", ana, forum=True)
    topic = server.topic(forum, "Bells", ana)
    file = File("peal.ics", b"BEGIN:VCALENDAR", "“Peal” <b>for</b> @anna_b, at example.org:")
    assistant.replies["show length"] = Reply(Kind.HELP, (paragraph("Only where no file comes."),), file=file)

    async with running():
        await server.mentions(forum, ana, "peal", thread=topic)
        [answer] = await server.wait_for(forum)
        await server.presses(answer, "How long is it?", by=ana)
        _, sent = await server.wait_for(forum, 2)

    assert sent.document
    assert (sent.document.name, sent.document.content, sent.thread) == (file.name, file.content, topic)
    assert sent.text.replace("\N{WORD JOINER}", "") == file.says
    assert (sent.links, sent.mentions, forum.messages[answer.id]) == ((), (), answer)


async def test_in_a_group_anybody_may_press(server: TelegramServer, assistant: FakeAssistant, running: Running) -> None:
    ana, ben = server.person("Ana"), server.person("Ben", language="es")
    forum = server.supergroup("Ringers", ana, ben, forum=True)
    topic = server.topic(forum, "Bells", ana)

    async with running():
        await server.mentions(forum, ana, "peal", thread=topic)
        [answer] = await server.wait_for(forum)
        await server.presses(answer, "How long is it?", by=ben)
        await server.wait_for_edit(answer)

    question = assistant.asked[1]
    assert (question.language, question.conversation.thread) == ("es", str(topic))
    assert question.person
    assert question.person.id == str(ben.id)


async def test_an_edited_question_is_answered_anew_in_the_same_message(
    server: TelegramServer, running: Running
) -> None:
    ana = server.person("Ana")
    chat = server.private_chat(ana)

    async with running():
        question = await server.says(chat, ana, "waht")
        [answer] = await server.wait_for(chat)
        await server.edits(question, "what")
        edited = await server.wait_for_edit(answer)

    assert (edited.text, len(server.answers(chat))) == ("You said: what.", 1)


async def test_an_edited_question_may_need_more_messages_and_fewer(
    server: TelegramServer, assistant: FakeAssistant, running: Running
) -> None:
    ana = server.person("Ana")
    chat = server.private_chat(ana)
    assistant.replies["long"] = Reply(Kind.LIST, (paragraph("A sentence. " * 500),))

    async with running():
        question = await server.says(chat, ana, "short")
        [first] = await server.wait_for(chat)
        await server.edits(question, "long")
        await server.wait_for(chat, 2)
        await server.edits(question, "short again")
        await server.wait_until(lambda: len(server.answers(chat)) == 1)

    assert [(answer.id, answer.text) for answer in server.answers(chat)] == [(first.id, "You said: short again.")]


async def test_a_question_that_is_edited_while_it_is_answered_is_answered_anew(
    server: TelegramServer, assistant: FakeAssistant, running: Running
) -> None:
    ana = server.person("Ana")
    group = server.group("Ringers", ana)
    server.privacy = False
    assistant.gate.clear()

    async with running():
        question = await server.mentions(group, ana, "one")
        await assistant.waiting.wait()
        await server.edits(question, "two")
        await server.mentions(group, ana, "three")
        assistant.gate.set()
        answers = await server.wait_for(group, 2)

    assert [answer.text for answer in answers] == ["You said: two.", "You said: three."]


async def test_a_mention_added_later_makes_it_a_question(server: TelegramServer, running: Running) -> None:
    server.privacy = False
    ana = server.person("Ana")
    group = server.group("Ringers", ana)

    async with running():
        message = await server.says(group, ana, "what?")
        await server.edits(message, "@docent_bot what?")
        [answer] = await server.wait_for(group)

    assert answer.text == "You said: what?."
