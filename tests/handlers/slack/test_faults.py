"""Forged, repeated, too much, too fast, gone, down: what happens then, over the real wire."""

import asyncio
import json
import logging
from datetime import timedelta
from typing import Any

import aiohttp
import pytest

from bot.errors import SetUpWrong
from handlers.slack.app import create_slack
from handlers.slack.words import ENGLISH
from tests.handlers.slack.conftest import Office, Running
from tests.handlers.slack.fakes import FakeAssistant, Wall
from tests.platforms.orders import CutsConnection, Fails, Garbage, Hangs, Misbehaviour, RateLimited
from tests.platforms.slack_delivery import signed
from tests.platforms.slack_server import SIGNING_SECRET, SlackServer
from tests.platforms.slack_world import TEAM, Channel, User

SECRET_WORDS = "my secret question"


@pytest.fixture
def ana(server: SlackServer) -> User:
    return server.user("ana")


@pytest.fixture
def chat(server: SlackServer, ana: User) -> Channel:
    return server.direct_message(ana)


@pytest.fixture
def members(server: SlackServer, ana: User) -> Channel:
    return server.channel("members", ana)


@pytest.fixture
async def by_http(office: Office, assistant: FakeAssistant) -> Any:
    async with office.open(assistant) as running:
        yield running


def message_body(chat: Channel, user: User, text: str = "count it", event_id: str = "Ev1") -> bytes:
    event = {
        "type": "message",
        "channel": chat.id,
        "channel_type": "im",
        "user": user.id,
        "text": text,
        "ts": "7.000001",
    }
    body = {"type": "event_callback", "team_id": TEAM, "event_id": event_id, "event": event}
    return json.dumps(body).encode()


async def post(url: str, body: bytes, headers: dict[str, str]) -> int:
    async with aiohttp.ClientSession() as session:
        headers = {"Content-Type": "application/json"} | headers
        async with session.post(url, data=body, headers=headers) as response:
            await response.read()
            return response.status


# Forged and unreadable requests


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"X-Slack-Signature": "v0=00", "X-Slack-Request-Timestamp": "yesterday"},
        {"X-Slack-Signature": "v0=00", "X-Slack-Request-Timestamp": "1" * 5000},
        {"X-Slack-Signature": "v0=00", "X-Slack-Request-Timestamp": "²"},
        {"X-Slack-Signature": "v0=é", "X-Slack-Request-Timestamp": "1763800000"},
    ],
    ids=["none", "no number", "a long number", "an odd digit", "an odd letter"],
)
async def test_what_is_not_signed_is_refused(
    by_http: Running, assistant: FakeAssistant, chat: Channel, ana: User, headers: dict[str, str]
) -> None:
    status = await post(by_http.url, message_body(chat, ana), headers)

    assert (status, assistant.asked) == (401, [])


@pytest.mark.parametrize("late", [-310, 310])
async def test_what_is_signed_at_another_time_is_refused(
    *, by_http: Running, office: Office, assistant: FakeAssistant, chat: Channel, ana: User, late: int
) -> None:
    body = message_body(chat, ana)
    headers = signed(SIGNING_SECRET, body, int(office.clock.now().timestamp()) + late)

    assert (await post(by_http.url, body, headers), assistant.asked) == (401, [])


async def test_a_signature_of_another_secret_or_of_another_body_is_refused(
    by_http: Running, assistant: FakeAssistant, chat: Channel, ana: User
) -> None:
    body = message_body(chat, ana)

    statuses = [
        await post(by_http.url, body, signed("another", body)),
        await post(by_http.url, body + b" ", signed(SIGNING_SECRET, body)),
        await post(by_http.url, b"ssl_check=1", {}),
        await post(by_http.url, b"\xff\xfe", signed(SIGNING_SECRET, b"")),
    ]

    assert (statuses, assistant.asked) == ([401] * 4, [])


async def test_signed_requests_that_make_no_sense_harm_nobody(
    by_http: Running, server: SlackServer, assistant: FakeAssistant, chat: Channel, ana: User
) -> None:
    bodies = [
        b"[]",
        b"{}",
        b"{",
        b"null",
        b"",
        b"payload=%7B",
        b"payload=[]",
        json.dumps({"type": "event_callback", "event": None}).encode(),
        json.dumps({"type": "event_callback", "event": {"type": "message"}}).encode(),
        json.dumps({"type": "event_callback", "event": {"type": "message", "ts": {}, "channel": 3}}).encode(),
        json.dumps({"type": "event_callback", "event": {"type": "app_mention", "user": "U1", "text": 5}}).encode(),
        json.dumps({"type": "block_actions", "actions": []}).encode(),
    ]

    for body in bodies:
        assert await post(by_http.url, body, signed(SIGNING_SECRET, body)) < 600, body

    await server.says(chat, ana, "count on")
    await server.wait_for(chat)
    assert [question.text for question in assistant.asked] == ["count on"]


async def test_in_socket_mode_nothing_is_taken_by_http(
    office: Office, assistant: FakeAssistant, chat: Channel, ana: User
) -> None:
    async with office.open(assistant, "socket") as running:
        body = message_body(chat, ana)

        assert await post(running.url, body, signed(SIGNING_SECRET, body)) == 404


async def test_without_a_way_in_docent_says_what_to_set() -> None:
    async with aiohttp.ClientSession() as session:
        with pytest.raises(SetUpWrong, match=r"DOCENT_SLACK_APP_TOKEN.*DOCENT_SLACK_SIGNING_SECRET"):
            create_slack(FakeAssistant(), Wall(), session, bot_token="xoxb-1", signing_secret=" ")


# Deliveries


async def test_slack_is_told_that_we_have_it_before_there_is_an_answer(
    *, docent: Running, server: SlackServer, assistant: FakeAssistant, chat: Channel, ana: User, members: Channel
) -> None:
    assistant.held["slowly"] = asyncio.Event()
    await server.says(chat, ana, "slowly")
    event = server.deliveries.all[-1]
    command = await server.commands(members, ana, "/docent", "slowly")

    await server.wait_for_delivery(event)
    await server.wait_for_delivery(command)
    assert (server.answers(chat), server.answers(members)) == ([], [])

    assistant.held["slowly"].set()
    await server.wait_for(chat)
    await server.wait_for(members)


async def test_one_event_delivered_again_and_again_is_answered_once(
    docent: Running, server: SlackServer, assistant: FakeAssistant, chat: Channel, ana: User
) -> None:
    await server.says(chat, ana, "count one")
    first = server.deliveries.all[-1]
    await server.wait_for(chat)

    for _ in range(3):
        await server.redelivers(first)
    await server.wait_until(lambda: len(first.outcomes) == 4)
    await server.says(chat, ana, "count two")

    await server.wait_for(chat, 2)
    assert [question.text for question in assistant.asked] == ["count one", "count two"]


async def test_a_repeated_command_is_answered_once(
    docent: Running, server: SlackServer, assistant: FakeAssistant, members: Channel, ana: User
) -> None:
    command = await server.commands(members, ana, "/docent", "count one")
    await server.wait_for(members)

    await server.redelivers(command)
    await server.wait_until(lambda: len(command.outcomes) == 2)
    await docent.stop()

    assert len(assistant.asked) == 1


async def test_what_comes_before_we_are_signed_in_is_delivered_again_and_answered(
    office: Office, server: SlackServer, assistant: FakeAssistant, chat: Channel, ana: User
) -> None:
    server.misbehave("auth.test", Hangs())

    async with office.open(assistant, connect=False) as running:
        await server.sends_to(running.url)
        await server.wait_until(lambda: bool(server.calls_of("auth.test")))
        assert await post(running.url, message_body(chat, ana), signed(SIGNING_SECRET, message_body(chat, ana))) == 503
        await server.wait_until(lambda: bool(server.succeeded("auth.test")))
        await server.says(chat, ana, "count on")
        await server.wait_for(chat)

    assert [question.text for question in assistant.asked] == ["count on"]


async def test_bots_edits_deletions_and_joins_are_ignored(
    docent: Running, server: SlackServer, assistant: FakeAssistant, members: Channel, ana: User
) -> None:
    other, bo = server.other_bot("other"), server.user("bo")
    asked = await server.mentions(members, ana, "count one")
    await server.wait_for(members)

    await server.mentions(members, other, "count bots")
    await server.says(members, other, "count bots", thread=asked)
    await server.edits(asked, f"<@{server.bot.id}> count edits")
    await server.joins(members, bo)
    await server.leaves(members, bo)
    gone = await server.says(members, ana, "never mind")
    await server.deletes(gone)
    await server.says(members, ana, "count two", thread=asked)

    await server.wait_for(members, 2)
    assert [question.text for question in assistant.asked] == ["count one", "count two"]


# Too much


async def test_a_thousand_messages_of_one_person_are_slowed_and_told_once(
    by_http: Running, server: SlackServer, assistant: FakeAssistant, ana: User
) -> None:
    chats = [server.channel(f"c{number}", ana) for number in range(100)]
    for number in range(1000):
        await server.mentions(chats[number % 100], ana, "count")
    await server.wait_until(lambda: all(delivery.taken for delivery in server.deliveries.all), 30)
    await by_http.stop()

    texts = [answer.text for chat in chats for answer in server.answers(chat)]
    assert (len(assistant.asked), texts.count(ENGLISH.too_fast), len(texts)) == (20, 1, 21)


async def test_a_conversation_with_too_much_waiting_is_told_once_a_minute(
    docent: Running, office: Office, server: SlackServer, assistant: FakeAssistant
) -> None:
    people = [server.user(f"person{number}") for number in range(30)]
    members = server.channel("members", *people)
    assistant.held["slowly"] = asyncio.Event()
    asked = await server.mentions(members, people[0], "slowly")
    await server.wait_for_delivery(server.deliveries.all[-1])

    for person in people:
        await server.mentions(members, person, "count", thread=asked)
        await server.wait_until(lambda: all(delivery.taken for delivery in server.deliveries.all))
    [told] = await server.wait_for(members, thread=asked)
    office.clock.move(timedelta(minutes=1))
    await server.mentions(members, people[1], "count", thread=asked)
    await server.wait_for(members, 2, thread=asked)
    assistant.held["slowly"].set()
    await docent.stop()

    texts = [answer.text for answer in server.answers(members, thread=asked)]
    assert told.text == ENGLISH.crowded
    assert texts.count(ENGLISH.crowded) == 2
    assert len(assistant.asked) == 20


# Something of ours breaks


async def test_a_database_that_is_away_is_told_to_the_asker(
    docent: Running, server: SlackServer, assistant: FakeAssistant, chat: Channel, ana: User
) -> None:
    assistant.fails_with = SetUpWrong("The database does not let Docent in.")

    await server.says(chat, ana, SECRET_WORDS)

    [answer] = await server.wait_for(chat)
    assert answer.text == ENGLISH.broken


async def test_a_failure_of_the_core_is_told_to_the_asker_and_logged_without_their_words(
    *,
    docent: Running,
    server: SlackServer,
    assistant: FakeAssistant,
    chat: Channel,
    members: Channel,
    ana: User,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    assistant.fails_with = KeyError(SECRET_WORDS)

    await server.says(chat, ana, SECRET_WORDS)
    await server.commands(members, ana, "/docent", SECRET_WORDS)

    [answer] = await server.wait_for(chat)
    [alone] = await server.wait_for(members, by=ana)
    assert (answer.text, alone.text, alone.only_for) == (ENGLISH.broken, ENGLISH.broken, ana)
    assert "KeyError" in caplog.text
    assert SECRET_WORDS not in caplog.text


async def test_neither_words_nor_tokens_are_ever_logged(
    *,
    docent: Running,
    server: SlackServer,
    chat: Channel,
    members: Channel,
    ana: User,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    server.misbehave("chat.postMessage", Fails())
    server.misbehave("response_url", Fails())

    await server.says(chat, ana, SECRET_WORDS)
    await server.commands(members, ana, "/docent", SECRET_WORDS)
    await server.says(chat, ana, "count on")
    await server.commands(members, ana, "/docent", "count on")
    await server.wait_for(chat)
    await server.wait_for(members)

    for secret in (SECRET_WORDS, server.bot_token, server.app_token, SIGNING_SECRET, "response/"):
        assert secret not in caplog.text


# Slack refuses


@pytest.mark.parametrize("seconds", [0, 7, 30])
async def test_what_slack_wants_to_wait_for_is_sent_after_that(
    *, docent: Running, office: Office, server: SlackServer, chat: Channel, ana: User, seconds: int
) -> None:
    server.misbehave("chat.postMessage", RateLimited(seconds))

    await server.says(chat, ana, "count one")

    await server.wait_for(chat)
    assert office.pause.seconds == [seconds]


@pytest.mark.parametrize("waits", [[31], [1, 1]])
async def test_neither_a_long_wait_nor_a_second_one_holds_up_the_others(
    *, docent: Running, office: Office, server: SlackServer, chat: Channel, ana: User, waits: list[int]
) -> None:
    for seconds in waits:
        server.misbehave("chat.postMessage", RateLimited(seconds))

    await server.says(chat, ana, "count one")
    await server.says(chat, ana, "count two")

    await server.wait_for(chat)
    assert len(server.calls_of("chat.postMessage")) == len(waits) + 1
    assert office.pause.seconds == waits[:-1]


@pytest.mark.parametrize(
    "misbehaviour",
    [Fails(), Fails(503), Garbage(), CutsConnection(), CutsConnection(after_effect=True), Hangs(after_effect=True)],
    ids=str,
)
async def test_what_may_have_gone_out_is_never_sent_twice(
    docent: Running, server: SlackServer, chat: Channel, ana: User, misbehaviour: Misbehaviour
) -> None:
    server.misbehave("chat.postMessage", misbehaviour)

    await server.says(chat, ana, "count one")
    await server.wait_until(lambda: bool(server.calls_of("chat.postMessage")))
    await server.says(chat, ana, "count two")

    await server.wait_until(lambda: any(answer.text == "two is counted." for answer in server.answers(chat)))
    assert len(server.calls_of("chat.postMessage")) == 2


@pytest.mark.parametrize("misbehaviour", [Fails(), Garbage(), CutsConnection(after_effect=True)], ids=str)
async def test_a_change_in_place_is_made_again_until_it_is_made(
    docent: Running, server: SlackServer, chat: Channel, ana: User, misbehaviour: Misbehaviour
) -> None:
    await server.says(chat, ana, "park")
    [choice] = await server.wait_for(chat)
    server.misbehave("chat.update", misbehaviour, times=3)

    await server.presses(choice, "None of these", by=ana)

    await server.wait_until(lambda: bool(server.succeeded("chat.update")))
    assert len(server.answers(chat)) == 1


async def test_an_archived_channel_or_one_that_we_left_is_no_error(
    *,
    docent: Running,
    server: SlackServer,
    members: Channel,
    chat: Channel,
    ana: User,
    caplog: pytest.LogCaptureFixture,
) -> None:
    other = server.channel("other", ana)
    await server.mentions(members, ana, "count one")
    await server.mentions(other, ana, "count one")
    await server.archives(members, ana)
    await server.leaves(other, server.bot)

    await server.says(chat, ana, "count two")
    await server.wait_for(chat)
    await docent.stop()

    assert [record for record in caplog.records if record.levelno >= logging.WARNING] == []


async def test_a_response_address_that_is_too_old_is_no_error(
    *,
    docent: Running,
    server: SlackServer,
    assistant: FakeAssistant,
    members: Channel,
    ana: User,
    caplog: pytest.LogCaptureFixture,
) -> None:
    assistant.held["slowly"] = asyncio.Event()
    await server.wait_for_delivery(await server.commands(members, ana, "/docent", "slowly"))
    server.expires_responses()
    assistant.held["slowly"].set()
    await docent.stop()

    assert [record for record in caplog.records if record.levelno >= logging.WARNING] == []


async def test_a_message_that_is_gone_is_not_changed_but_answered_at_its_address(
    docent: Running, server: SlackServer, chat: Channel, ana: User
) -> None:
    await server.says(chat, ana, "park")
    [choice] = await server.wait_for(chat)
    button = choice.buttons[1]
    del chat.messages[choice.ts]

    await server.presses_button(choice, button, by=ana)

    [answer] = await server.wait_for(chat)
    assert answer.text.startswith("Areas of innovation")


async def test_a_person_whose_language_slack_does_not_tell_is_answered_all_the_same(
    office: Office, server: SlackServer, mode: str, chat: Channel, ana: User
) -> None:
    assistant = FakeAssistant(languages=("en", "fr"))
    server.misbehave("users.info", Fails(), times=1)

    async with office.open(assistant, mode):
        await server.says(chat, ana, "count one")
        await server.wait_for(chat)
        await server.says(chat, ana, "count two")
        await server.wait_for(chat, 2)

    assert [question.language for question in assistant.asked] == [None, "en"]


async def test_a_thread_that_cannot_be_looked_up_is_left_alone_for_now(
    docent: Running, server: SlackServer, assistant: FakeAssistant, members: Channel, ana: User
) -> None:
    old = await server.says(members, ana, f"&lt;@{server.bot.id}&gt; was asked")
    server.misbehave("conversations.replies", Fails())

    await server.says(members, ana, "count one", thread=old)
    await server.wait_until(lambda: bool(server.calls_of("conversations.replies")))
    await server.mentions(members, ana, "count two", thread=old)

    await server.wait_for(members, thread=old)
    assert [question.text for question in assistant.asked] == ["count two"]


# Signed out, and down


@pytest.mark.parametrize("how", ["uninstalls", "revokes_tokens"])
async def test_uninstalled_or_revoked_we_stop_and_say_so_once_and_come_back(
    *,
    docent: Running,
    office: Office,
    server: SlackServer,
    assistant: FakeAssistant,
    chat: Channel,
    ana: User,
    how: str,
) -> None:
    await getattr(server, how)()
    await server.wait_until(lambda: bool(office.told))
    await server.wait_until(lambda: len(server.calls_of("auth.test")) >= 5)
    server.token_error = None
    await server.wait_until(lambda: "Slack is back." in office.told)
    await server.says(chat, ana, "count on")
    await server.wait_for(chat)

    assert office.told[-1] == "Slack is back."
    assert len(office.told) <= 3
    assert server.calls_of("chat.postMessage") == server.calls_of("chat.postMessage")[-1:]


def refused(why: str, mode: str) -> str:
    """The line for the operator, with the settings that it may be."""
    settings = {"http": "DOCENT_SLACK_BOT_TOKEN", "socket": "DOCENT_SLACK_BOT_TOKEN and DOCENT_SLACK_APP_TOKEN"}
    return f"Slack refuses the token ({why}). Check {settings[mode]}; Docent tries again from time to time."


async def test_a_token_that_is_refused_while_sending_is_said_once(
    *, docent: Running, office: Office, mode: str, server: SlackServer, chat: Channel, ana: User
) -> None:
    server.token_error = "token_revoked"

    await server.says(chat, ana, "count one")
    await server.wait_until(lambda: len(server.calls_of("auth.test")) >= 5)

    assert office.told == [refused("token_revoked", mode)]


@pytest.mark.parametrize("error", ["invalid_auth", "account_inactive"])
async def test_a_token_refused_at_the_start_is_said_once_and_tried_again(
    *, office: Office, server: SlackServer, mode: str, assistant: FakeAssistant, chat: Channel, ana: User, error: str
) -> None:
    server.token_error = error
    async with office.open(assistant, mode, connect=False) as running:
        await server.wait_until(lambda: len(server.calls_of("auth.test")) >= 5)
        told = list(office.told)
        server.token_error = None
        await server.wait_until(lambda: "Slack is back." in office.told)
        if mode == "http":
            await server.sends_to(running.url)
        await server.says(chat, ana, "count on")
        await server.wait_for(chat)

    assert told == [refused(error, mode)]


@pytest.mark.parametrize("misbehaviour", [Fails(), Garbage(), CutsConnection(), RateLimited(3)], ids=str)
async def test_slack_down_at_the_start_is_said_once_and_tried_again(
    office: Office, server: SlackServer, mode: str, assistant: FakeAssistant, misbehaviour: Misbehaviour
) -> None:
    server.misbehave("*", misbehaviour, times=5)

    async with office.open(assistant, mode, connect=False):
        await server.wait_until(lambda: "Slack is back." in office.told)

    assert office.told == ["Slack cannot be reached. Docent tries again from time to time.", "Slack is back."]


async def test_a_stop_is_heard_while_slack_is_down(office: Office, server: SlackServer, mode: str) -> None:
    server.misbehave("*", Hangs(), times=100)

    async with office.open(FakeAssistant(), mode, connect=False) as running:
        await server.wait_until(lambda: bool(server.calls))
        async with asyncio.timeout(0.4):
            await running.stop()


async def test_an_answer_waits_for_slack_to_come_back(
    office: Office, server: SlackServer, assistant: FakeAssistant, chat: Channel, ana: User
) -> None:
    port = int(server.address.rpartition(":")[2])

    class Outage(list[float]):
        async def __call__(self, seconds: float) -> None:
            self.append(seconds)
            if len(self) == 6:
                server.orders.closing.clear()
                await server.start(port)

    outage = Outage()
    office.pause = outage  # type: ignore[assignment]
    async with office.open(assistant) as running:
        await server.close()
        body = message_body(chat, ana, "count on")
        await post(running.url, body, signed(SIGNING_SECRET, body))
        await server.wait_for(chat)

    assert (len(server.answers(chat)), len(outage)) == (1, 6)


# The socket


async def test_a_socket_that_slack_renews_is_opened_anew(
    office: Office, server: SlackServer, assistant: FakeAssistant, chat: Channel, ana: User
) -> None:
    async with office.open(assistant, "socket"):
        await server.refreshes_sockets()
        await server.says(chat, ana, "count on")
        await server.wait_for(chat)

    assert office.told == []
    assert len(server.calls_of("auth.test")) == 1


async def test_a_socket_that_breaks_is_opened_anew(
    office: Office, server: SlackServer, assistant: FakeAssistant, chat: Channel, ana: User
) -> None:
    async with office.open(assistant, "socket"):
        server.cuts_sockets()
        await server.wait_until(lambda: len(server.calls_of("apps.connections.open")) == 2)
        await server.says(chat, ana, "count on")
        await server.wait_for(chat)


async def test_a_refused_app_token_is_said_once(office: Office, server: SlackServer) -> None:
    office.server.app_token, right = "xapp-wrong", office.server.app_token
    async with office.open(FakeAssistant(), "socket", connect=False):
        server.app_token = right
        await server.wait_until(lambda: len(server.calls_of("apps.connections.open")) >= 4)

    assert office.told == [refused("invalid_auth", "socket")]


# Stopping


async def test_what_was_taken_in_is_answered_before_the_end(
    docent: Running, server: SlackServer, assistant: FakeAssistant, chat: Channel, ana: User
) -> None:
    assistant.held["slowly"] = asyncio.Event()
    await server.says(chat, ana, "slowly")
    await server.wait_for_delivery(server.deliveries.all[-1])
    await server.says(chat, ana, "count on")
    await server.wait_for_delivery(server.deliveries.all[-1])

    stopping = asyncio.create_task(docent.stop())
    await asyncio.sleep(0)
    assistant.held["slowly"].set()

    assert await stopping == 0
    assert len(server.answers(chat)) == 2


async def test_what_takes_too_long_is_given_up(
    docent: Running, server: SlackServer, assistant: FakeAssistant, chat: Channel, ana: User
) -> None:
    assistant.held["slowly"] = asyncio.Event()
    await server.says(chat, ana, "slowly")
    await server.wait_for_delivery(server.deliveries.all[-1])

    assert await docent.stop(0.01) == 1
