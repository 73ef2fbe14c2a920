"""What goes wrong between Telegram and us, over the wire."""

import json
import logging

import pytest

from handlers.telegram.calls import WAITS_SECONDS
from tests.fakes import FakeClock
from tests.handlers.telegram.fakes import FakeAssistant, Pauses, Running
from tests.platforms.orders import CutsConnection, Fails, Garbage, RateLimited
from tests.platforms.telegram_server import TelegramServer


async def test_an_update_that_is_delivered_twice_is_answered_once(
    server: TelegramServer, assistant: FakeAssistant, running: Running
) -> None:
    ana = server.person("Ana")
    chat = server.private_chat(ana)

    async with running():
        await server.says(chat, ana, "one")
        [answer] = await server.wait_for(chat)
        await server.redelivers()
        await server.presses_data(answer, "show peal")
        await server.wait_for_edit(answer)
        await server.redelivers()
        await server.says(chat, ana, "two")
        await server.wait_for(chat, 2)

    assert [question.pressed or question.text for question in assistant.asked] == ["one", "show peal", "two"]


@pytest.mark.parametrize("update", ["{}", '{"update_id": "1"}', '{"message": {"text": "one"}}', "[]", "null"])
async def test_what_is_no_update_is_as_garbage_and_the_next_is_answered(
    server: TelegramServer, assistant: FakeAssistant, running: Running, told: list[str], update: str
) -> None:
    ana = server.person("Ana")
    chat = server.private_chat(ana)
    server.misbehave("getUpdates", Garbage(f'{{"ok": true, "result": [{update}]}}'.encode()))

    async with running():
        await server.says(chat, ana, "one")
        await server.wait_for(chat)

    assert assistant.texts == ["one"]
    assert told[0] == "Telegram has failed here (TelegramError). I go on trying."


async def test_what_is_no_update_does_not_keep_back_those_beside_it(
    server: TelegramServer,
    assistant: FakeAssistant,
    running: Running,
    told: list[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    ana = server.person("Ana")
    chat = server.private_chat(ana)
    person = {"id": ana.id, "is_bot": False, "first_name": "Ana"}
    message = {"message_id": 1, "date": 1, "chat": {"id": chat.id, "type": "private"}, "from": person, "text": "one"}
    batch = [{"message": {"text": "a secret word"}}, {"update_id": 7, "message": message}]
    server.misbehave("getUpdates", Garbage(json.dumps({"ok": True, "result": batch}).encode()))

    async with running():
        await server.wait_for(chat)

    assert (assistant.texts, told) == (["one"], [])
    assert caplog.messages == ["Telegram sent updates without a number: 1"]


async def test_a_short_flood_wait_is_waited_for(server: TelegramServer, running: Running, pauses: Pauses) -> None:
    ana = server.person("Ana")
    chat = server.private_chat(ana)
    server.misbehave("sendMessage", RateLimited(30))

    async with running():
        await server.says(chat, ana, "one")
        [answer] = await server.wait_for(chat)

    assert (answer.text, pauses.seconds) == ("You said: one.", [30.0])


@pytest.mark.parametrize("seconds, times, waited", [(31, 1, []), (3, 2, [3.0])])
async def test_a_long_or_second_flood_wait_is_not(
    server: TelegramServer,
    running: Running,
    *,
    pauses: Pauses,
    caplog: pytest.LogCaptureFixture,
    seconds: int,
    times: int,
    waited: list[float],
) -> None:
    ana = server.person("Ana")
    chat = server.private_chat(ana)
    server.misbehave("sendMessage", RateLimited(seconds), times)

    async with running():
        await server.says(chat, ana, "one")
        await server.says(chat, ana, "two")
        [answer] = await server.wait_for(chat)

    assert (answer.text, pauses.seconds) == ("You said: two.", waited)
    assert [record.getMessage() for record in caplog.records] == [f"Telegram chat {chat.id} got no answer: RetryLater"]


@pytest.mark.parametrize("misbehaviour", [Fails(500), Fails(502), CutsConnection(after_effect=True), Garbage()])
async def test_what_may_have_gone_out_is_not_sent_again(
    server: TelegramServer,
    running: Running,
    pauses: Pauses,
    caplog: pytest.LogCaptureFixture,
    misbehaviour: Fails | CutsConnection | Garbage,
) -> None:
    ana = server.person("Ana")
    chat = server.private_chat(ana)
    server.misbehave("sendMessage", misbehaviour)

    async with running():
        await server.says(chat, ana, "one")
        await server.says(chat, ana, "two")
        await server.wait_until(lambda: server.answers(chat)[-1:] != [] and "two" in server.answers(chat)[-1].text)

    assert (len(server.calls_of("sendMessage")), pauses.seconds) == (2, [])
    messages = [record.getMessage() for record in caplog.records]
    assert messages == [f"Telegram chat {chat.id} got no answer: OutcomeUnknown"]


async def test_an_edit_may_be_made_twice_and_so_is_tried_again(
    server: TelegramServer, running: Running, pauses: Pauses
) -> None:
    ana = server.person("Ana")
    chat = server.private_chat(ana)

    async with running():
        await server.says(chat, ana, "peal")
        [answer] = await server.wait_for(chat)
        server.misbehave("editMessageText", Fails(502))
        server.misbehave("editMessageText", CutsConnection(after_effect=True))
        server.misbehave("editMessageText", CutsConnection())
        await server.presses(answer, "How long is it?")
        await server.says(chat, ana, "next")
        answers = await server.wait_for(chat, 2)

    assert (answers[0].text, pauses.seconds) == ("A peal takes about three hours.", list(WAITS_SECONDS[:3]))


async def test_a_failure_of_the_core_is_told_and_logged_without_what_was_typed(
    server: TelegramServer, running: Running, caplog: pytest.LogCaptureFixture
) -> None:
    ana = server.person("Ana", language="de")
    chat = server.private_chat(ana)

    async with running():
        await server.says(chat, ana, "break")
        await server.says(chat, ana, "next")
        answers = await server.wait_for(chat, 2)

    assert [answer.text for answer in answers] == [
        "Bei mir ist etwas schiefgegangen. Bitte fragen Sie gleich noch einmal.",
        "You said: next.",
    ]
    assert ("RuntimeError" in caplog.text, "secret" in caplog.text) == (True, False)


async def test_a_thousand_messages_of_one_person_are_slowed_and_told_once(
    server: TelegramServer, assistant: FakeAssistant, running: Running, clock: FakeClock
) -> None:
    ana, ben = server.person("Ana"), server.person("Ben")
    chat, other = server.private_chat(ana), server.private_chat(ben)

    async with running():
        for number in range(1000):
            await server.says(chat, ana, f"{number}")
        await server.says(other, ben, "one")
        await server.wait_for(other)
        answers = await server.wait_for(chat, 21)

    told = "Too many messages at once. Please ask again in a minute."
    assert [answer.text for answer in answers].count(told) == 1
    assert sorted(answer.text for answer in answers if answer.text != told) == sorted(
        f"You said: {number}." for number in range(20)
    )


async def test_a_full_conversation_is_told_once_and_the_others_go_on(
    server: TelegramServer, assistant: FakeAssistant, running: Running
) -> None:
    people = [server.person(f"Person {number}") for number in range(30)]
    group = server.supergroup("Ringers", *people)
    ben = server.person("Ben")
    chat = server.private_chat(ben)
    assistant.gate.clear()

    async with running():
        for person in people:
            await server.mentions(group, person, person.first_name)
        await server.wait_for(group)
        await server.says(chat, ben, "one")
        await server.wait_until(lambda: len(assistant.asked) == 2)
        assistant.gate.set()
        answers = await server.wait_for(group, 21)

    assert [answer.text for answer in answers] == [
        "Too many messages at once. Please ask again in a minute.",
        *(f"You said: Person {number}." for number in range(20)),
    ]


async def test_conversations_are_answered_in_parallel_and_each_in_its_order(
    server: TelegramServer, assistant: FakeAssistant, running: Running
) -> None:
    people = [server.person(f"Person {number}") for number in range(10)]
    assistant.gate.clear()

    async with running():
        for number in range(5):
            for person in people:
                await server.says(server.private_chat(person), person, f"{number}")
        await server.wait_until(lambda: len(assistant.asked) == 10)
        assistant.gate.set()
        for person in people:
            await server.wait_for(server.private_chat(person), 5)

    for person in people:
        texts = [answer.text for answer in server.answers(server.private_chat(person))]
        assert texts == [f"You said: {number}." for number in range(5)]


async def test_typing_is_shown_where_an_answer_takes_a_moment(
    server: TelegramServer, assistant: FakeAssistant, running: Running
) -> None:
    ana = server.person("Ana")
    forum = server.supergroup("Ringers", ana, forum=True)
    topic = server.topic(forum, "Bells", ana)
    assistant.gate.clear()

    async with running(typing_after_seconds=0.0):
        await server.mentions(forum, ana, "one", thread=topic)
        await server.wait_until(lambda: server.sending.actions != [])
        assistant.gate.set()
        await server.wait_for(forum)

    assert server.sending.actions == [(forum.id, topic, "typing")]


async def test_typing_that_cannot_be_shown_costs_no_answer(
    server: TelegramServer, assistant: FakeAssistant, running: Running
) -> None:
    ana = server.person("Ana")
    chat = server.private_chat(ana)
    server.misbehave("sendChatAction", Fails(500))
    assistant.gate.clear()

    async with running(typing_after_seconds=0.0):
        await server.says(chat, ana, "one")
        await server.wait_until(lambda: server.calls_of("sendChatAction") != [])
        assistant.gate.set()
        [answer] = await server.wait_for(chat)

    assert answer.text == "You said: one."


async def test_a_quick_answer_shows_no_typing(server: TelegramServer, running: Running) -> None:
    ana = server.person("Ana")
    chat = server.private_chat(ana)

    async with running():
        await server.says(chat, ana, "one")
        await server.wait_for(chat)

    assert server.calls_of("sendChatAction") == []


async def test_neither_words_nor_the_token_are_ever_logged(
    server: TelegramServer, running: Running, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    ana = server.person("Ana")
    chat = server.private_chat(ana)
    for misbehaviour in (Garbage(b"a secret word"), Fails(500), CutsConnection()):
        server.misbehave("sendMessage", misbehaviour)
        server.misbehave("getUpdates", misbehaviour)

    async with running():
        for _ in range(4):
            await server.says(chat, ana, "a secret word")
        await server.says(chat, ana, "break")
        await server.wait_for(chat, 2)

    assert ("secret" in caplog.text, server.token in caplog.text) == (False, False)
