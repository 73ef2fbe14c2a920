"""From a pressed button to what it asks."""

from dataclasses import replace
from typing import Any

import pytest

from handlers.slack.pressing import Shared, pressed, share_value
from handlers.slack.receive import Asked, Me, commanded

ME = Me("T1", "UBOT", "BBOT")


def press(**facts: Any) -> dict[str, Any]:
    plain: dict[str, Any] = {
        "type": "block_actions",
        "user": {"id": "U1", "team_id": "T1"},
        "team": {"id": "T1"},
        "channel": {"id": "C1"},
        "container": {"type": "message", "message_ts": "2.2", "channel_id": "C1", "thread_ts": "1.1"},
        "response_url": "https://hooks.example/1",
        "actions": [{"action_id": "press-0", "value": "show a", "action_ts": "3.3"}],
    }
    return plain | facts


def test_a_press_takes_the_place_of_its_message() -> None:
    asked = pressed(press(), ME)

    assert isinstance(asked, Asked)
    assert (asked.message, asked.pressed, asked.conversation.thread, asked.cites) == ("2.2", "show a", "1.1", False)


def test_a_citation_is_added_and_takes_no_place() -> None:
    asked = pressed(press(actions=[{"action_id": "cite-0", "value": "cite a"}]), ME)

    assert isinstance(asked, Asked)
    assert (asked.message, asked.cites) == ("", True)


def test_a_press_in_the_home_tab_is_answered_where_the_tab_says() -> None:
    view = {"private_metadata": "D1"}
    container = {"type": "view", "view_id": "V1"}
    action = {"action_id": "press-0", "value": "example 0", "text": {"type": "plain_text", "text": "A &amp; B?"}}

    there = pressed(press(channel=None, container=container, view=view, actions=[action]), ME)
    nowhere = pressed(press(channel=None, container=container, view={}, actions=[action]), ME)

    assert isinstance(there, Asked)
    assert isinstance(nowhere, Asked)
    assert (there.conversation.chat, there.label, there.message) == ("D1", "A & B?", "")
    assert nowhere.conversation.chat == "U1"


@pytest.mark.parametrize("text", ["what is R&D?", '<!channel> "quoted" \\ back', "ümläut\nline", "&lt;"])
def test_a_shared_question_survives_slacks_escapes(text: str) -> None:
    asked = commanded(
        {"team_id": "T1", "channel_id": "C1", "user_id": "U1", "response_url": "https://hooks.example/1"}, ()
    )
    assert asked is not None
    value = share_value(replace(asked, text=text), "kept1")
    through_slack = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

    container = {"type": "message", "message_ts": "2.2", "channel_id": "C1", "is_ephemeral": True}
    shared = pressed(press(container=container, actions=[{"action_id": "share", "value": through_slack}]), ME)

    assert isinstance(shared, Shared)
    assert (shared.asked.text, shared.kept, shared.asked.conversation) == (text, "kept1", asked.conversation)


@pytest.mark.parametrize("value", ["", "{", "[]", "5", "null"])
def test_a_forged_share_is_nothing(value: str) -> None:
    assert pressed(press(actions=[{"action_id": "share", "value": value}]), ME) is None


@pytest.mark.parametrize(
    "facts",
    [{"actions": []}, {"actions": None}, {"user": None}, {"container": 5}, {"channel": None, "container": {}}],
    ids=str,
)
def test_what_makes_no_sense_is_nothing(facts: dict[str, Any]) -> None:
    assert pressed(press(**facts), ME) is None
