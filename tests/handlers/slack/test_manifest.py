"""The manifest asks for what the handler uses, and for nothing else."""

import re
from pathlib import Path
from typing import Any

import yaml

import handlers.slack
from handlers.slack.listening import MESSAGES

FOLDER = Path(handlers.slack.__file__).parent

# https://docs.slack.dev/reference/methods and https://docs.slack.dev/reference/events
SCOPES_OF_METHODS = {
    "apps_connections_open": set(),  # with the app token
    "auth_test": set(),
    "chat_postMessage": {"chat:write"},
    "chat_update": {"chat:write"},
    # to find who made a channel, and may decide what is told there
    "conversations_info": {"channels:read", "groups:read"},
    # to find whether a thread is ours, wherever we can be
    "conversations_replies": {"channels:history", "groups:history", "im:history", "mpim:history"},
    "files_upload_v2": {"files:write"},
    "files_info": {"files:read"},  # a programme that an organiser shares
    "users_info": {"users:read"},
    "views_publish": set(),
}
SCOPES_OF_EVENTS = {
    "app_home_opened": set(),
    "app_mention": {"app_mentions:read"},
    "app_uninstalled": set(),
    "message": {"channels:history", "groups:history", "im:history", "mpim:history"},
    "tokens_revoked": set(),
}


def manifest() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((FOLDER / "manifest.yaml").read_text(encoding="utf-8"))
    return found


def source() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in FOLDER.glob("*.py"))


def used_methods() -> set[str]:
    """Those called through Slack's library, and those called by their address."""
    by_address = re.findall(r'base_url\}([a-z]+\.[a-zA-Z.]+)"', source())
    return {
        *re.findall(r"client\.([a-z]+_[a-zA-Z0-9_]+)\(", source()),
        *(name.replace(".", "_") for name in by_address),
    }


def used_events() -> set[str]:
    return MESSAGES.union(re.findall(r'bolt\.event\("(\w+)"\)', source()))


def test_scopes_are_those_of_the_methods_and_events_in_use() -> None:
    needed = {"commands"}.union(
        *(SCOPES_OF_METHODS[method] for method in used_methods()),
        *(SCOPES_OF_EVENTS[event] for event in used_events()),
    )

    assert set(manifest()["oauth_config"]["scopes"]["bot"]) == needed


def test_the_tables_name_nothing_that_is_not_used() -> None:
    assert (used_methods(), used_events()) == (set(SCOPES_OF_METHODS), set(SCOPES_OF_EVENTS))


def test_events_are_those_that_are_listened_to() -> None:
    events = manifest()["settings"]["event_subscriptions"]["bot_events"]

    assert {event.partition(".")[0] for event in events} == used_events()
    assert len(events) == len(set(events))
