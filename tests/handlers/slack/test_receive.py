"""From what Slack sends to what is asked."""

from typing import Any

import pytest

from bot.messages import Conversation, Person, Platform
from handlers.slack.receive import Asked, Me, commanded, heard, opened, readable, typed

ME = Me("T1", "UBOT", "BBOT")
COMMANDS = frozenset({"help", "my", "deadlines", "language", "timezone", "privacy", "whoami"})


def event(**facts: Any) -> dict[str, Any]:
    plain = {"type": "message", "user": "U1", "text": "hello", "channel": "D1", "channel_type": "im", "ts": "1.1"}
    return {"team_id": "T1", "event_id": "Ev1", "event": plain | facts}


def test_a_direct_message() -> None:
    assert heard(event(), ME, COMMANDS) == Asked(
        key="D1 1.1",
        conversation=Conversation(Platform.SLACK, "T1", "D1"),
        person=Person(Platform.SLACK, "T1", "U1"),
        text="hello",
    )


def test_a_mention_and_the_same_as_a_message_have_one_key_and_one_answer() -> None:
    facts = {"channel": "C1", "text": "<@UBOT> hello", "thread_ts": "0.1"}

    mention = heard(event(type="app_mention", channel_type="", **facts), ME, COMMANDS)
    message = heard(event(channel_type="channel", **facts), ME, COMMANDS)

    assert mention is not None
    assert (mention.key, mention.text, mention.conversation.thread) == ("C1 1.1", "hello", "0.1")
    assert message is None


def test_a_message_in_a_thread_is_ours_only_if_we_take_part() -> None:
    asked = heard(event(channel="C1", channel_type="channel", thread_ts="0.1"), ME, COMMANDS)

    assert asked is not None
    assert (asked.uninvited, asked.conversation.thread) == (True, "0.1")


@pytest.mark.parametrize(
    "facts",
    [
        {"bot_id": "B2"},
        {"user": "UBOT"},
        {"user": "USLACKBOT"},
        {"user": None},
        {"ts": None},
        {"channel": None},
        {"hidden": True},
        {"subtype": "message_changed"},
        {"subtype": "message_deleted"},
        {"subtype": "channel_join"},
        {"subtype": "bot_message"},
        {"subtype": "something_new"},
        {"channel": "C1", "channel_type": "channel"},
        {"channel": "C1", "channel_type": "channel", "thread_ts": "1.1"},
        {"channel": "C1", "channel_type": "group", "thread_ts": "0.1", "text": " "},
        {"channel": "C1", "channel_type": "mpim", "thread_ts": "0.1", "text": "<@U2> you?"},
        {"text": 5},
        {"user": ["U1"]},
    ],
    ids=str,
)
def test_what_is_not_for_us(facts: dict[str, Any]) -> None:
    assert heard(event(**facts), ME, COMMANDS) is None


@pytest.mark.parametrize("body", [{}, {"event": None}, {"event": []}, {"event": {}}], ids=str)
def test_what_makes_no_sense_is_nothing(body: dict[str, Any]) -> None:
    assert heard(body, ME, COMMANDS) is None
    assert opened(body, ME) is None
    assert commanded(body, COMMANDS) is None


@pytest.mark.parametrize(
    "sent, meant",
    [
        ("<@UBOT> what is a park?", "what is a park?"),
        ("what is a park, <@UBOT|docent>?", "what is a park,  ?"),
        ("R&amp;D &lt;b&gt; &amp;lt;", "R&D <b> &lt;"),
        ("see <https://a.example|a.example> or <https://b.example>", "see a.example or https://b.example"),
        ("write <mailto:a@b.example|a@b.example>", "write a@b.example"),
        ("in <#C1|general> ask <@U2|bo> <!subteam^S1|@staff> <!here>", "in #general ask bo @staff"),
    ],
)
def test_markup_becomes_what_was_typed(sent: str, meant: str) -> None:
    assert readable(sent, "UBOT") == meant


@pytest.mark.parametrize(
    "text, meant",
    [
        ("help", "/help"),
        ("Language fr", "/Language fr"),
        ("timezone New York", "/timezone New York"),
        ("timezone of the event?", "timezone of the event?"),
        ("/whoami", "/whoami"),
        ("my", "/my"),
        ("deadlines", "/deadlines"),
        ("deadlines for papers", "deadlines for papers"),
        ("my schedule", "my schedule"),
        ("help me find the fees", "help me find the fees"),
        ("language of the conference", "language of the conference"),
        ("", ""),
    ],
)
def test_commands_need_no_slash_when_they_stand_alone(text: str, meant: str) -> None:
    assert typed(text, COMMANDS) == meant


def test_a_command_is_asked_alone_and_in_a_conversation_of_ones_own() -> None:
    body = {"team_id": "T1", "channel_id": "C1", "user_id": "U1", "response_url": "https://hooks.example/1"}

    asked = commanded(body | {"text": "hello", "trigger_id": "9"}, COMMANDS)

    assert asked is not None
    assert (asked.alone, asked.url, asked.replaces, asked.key) == (True, "https://hooks.example/1", False, "command 9")
    assert asked.conversation.key == "slack/T1/C1/U1"


def test_the_home_tab_alone_is_opened() -> None:
    facts = {"type": "app_home_opened", "text": None, "ts": None, "channel_type": None}

    seen = opened(event(tab="home", **facts), ME)

    assert seen is not None
    assert (seen.chat, seen.person.id) == ("D1", "U1")
    assert opened(event(tab="messages", **facts), ME) is None
