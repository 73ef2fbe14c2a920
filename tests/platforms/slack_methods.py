"""The methods of the Web API, each with the refusals of the real one."""

import base64
import copy
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote

from tests.platforms.slack_blocks import ELEMENTS, check_blocks, check_view
from tests.platforms.slack_parameters import Given, Refused
from tests.platforms.slack_world import APP, TEAM, Channel, File, Message, World, rendered

MOST_TEXT = 40_000
MOST_UPDATED_TEXT = 4_000
TYPES = {"public_channel": "public", "private_channel": "private", "im": "im", "mpim": "mpim"}
MOST_A_PAGE = 1000


@dataclass(slots=True)
class Ticket:
    """A place reserved for an upload."""

    file_id: str
    name: str
    length: int
    content: bytes | None = None


class Methods:
    """What the bot can do. `posted` hears of every message of the bot that appears, changes or goes."""

    def __init__(self, world: World, posted: Callable[[str, Channel, Message], None]) -> None:
        self.world = world
        self.triggers: dict[str, str] = {}  # trigger id -> fresh, expired or exchanged
        self.tickets: dict[str, Ticket] = {}
        self.address = ""
        self.may_read_files = True  # whether the app was given files:read
        self._posted = posted

    def named(self, method: str) -> Callable[[Given], Awaitable[dict[str, Any]]]:
        found: Callable[[Given], Awaitable[dict[str, Any]]] = getattr(self, snake(method))
        return found

    async def auth_test(self, given: Given) -> dict[str, Any]:
        return {
            "url": "https://test.slack.com/",
            "team": "Test",
            "user": self.world.bot.name,
            "team_id": TEAM,
            "user_id": self.world.bot.id,
            "bot_id": f"B{self.world.bot.id[1:]}",
            "is_enterprise_install": False,
        }

    # Messages

    async def chat_post_message(self, given: Given) -> dict[str, Any]:
        channel = self.world.writable(given["channel"])
        message = self.draft(given, channel, MOST_TEXT)
        message = replace(message, thread_ts=self._thread(channel, given.get("thread_ts")))
        self.publish(channel, message)
        return {"channel": channel.id, "ts": message.ts, "message": message.as_json()}

    async def chat_post_ephemeral(self, given: Given) -> dict[str, Any]:
        channel = self.world.writable(given["channel"])
        if given["user"] not in channel.members:
            raise Refused("user_not_in_channel")
        only_for = self.world.users[given["user"]]
        thread = self._thread(channel, given.get("thread_ts"))
        message = replace(self.draft(given, channel, MOST_TEXT), only_for=only_for, thread_ts=thread)
        if thread is None or any(m.thread_ts == thread and m.ts != thread for m in channel.messages.values()):
            self.publish(channel, message)
        return {"message_ts": message.ts}  # also where nobody sees it: in a thread without replies

    async def chat_update(self, given: Given) -> dict[str, Any]:
        channel, old = self._mine(given, "cant_update_message")
        text = given.get("text", "" if "blocks" in given else old.raw_text)
        new = self.draft({"text": text} | given, channel, MOST_UPDATED_TEXT)
        new = replace(new, ts=old.ts, thread_ts=old.thread_ts, files=old.files, edited=True)
        channel.messages[old.ts] = new
        self._posted("changed", channel, new)
        return {"channel": channel.id, "ts": new.ts, "text": new.raw_text, "message": new.as_json()}

    async def chat_delete(self, given: Given) -> dict[str, Any]:
        channel, message = self._mine(given, "cant_delete_message")
        del channel.messages[message.ts]
        self._posted("deleted", channel, message)
        return {"channel": channel.id, "ts": message.ts}

    def draft(self, given: Given, channel: Channel, longest: int) -> Message:
        """A message of the bot, checked and rendered."""
        blocks = self.with_ids(check_blocks(given.get("blocks") or []))
        text = given.get("text") or given.get("markdown_text") or ""
        if not text and not blocks and not given.get("attachments"):
            raise Refused("no_text")
        if len(text) > longest:
            raise Refused("msg_too_long")
        full = given.get("parse") == "full" or given.get("link_names", False)
        seen = rendered(self.world.name, text, blocks, full=full)
        notification = rendered(self.world.name, text, (), full=full).text
        return Message(
            self.world.new_ts(), channel.id, self.world.bot, text, tuple(blocks), seen=seen, notification=notification
        )

    def with_ids(self, blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """The blocks with the ids that Slack gives to those without."""
        named = [{"block_id": self.world.new_id("b")} | block for block in copy.deepcopy(blocks)]
        for block in named:
            for element in [*block.get("elements", []), block.get("accessory")]:
                if isinstance(element, dict) and element.get("type") in ELEMENTS:
                    element.setdefault("action_id", self.world.new_id("a"))
        return named

    def publish(self, channel: Channel, message: Message) -> None:
        channel.messages[message.ts] = message
        self._posted("posted", channel, message)

    def _thread(self, channel: Channel, thread_ts: str | None) -> str | None:
        if not thread_ts:
            return None
        if not is_ts(thread_ts):
            raise Refused("invalid_thread_ts")
        parent = channel.messages.get(thread_ts)
        if parent is None or parent.only_for:
            raise Refused("thread_not_found")
        if parent.thread_ts not in (None, parent.ts):
            raise Refused("cannot_reply_to_message")
        return thread_ts

    def _mine(self, given: Given, refusal: str) -> tuple[Channel, Message]:
        channel = self.world.find_channel(given["channel"])
        message = channel.messages.get(given["ts"])
        if message is None or message.only_for:
            raise Refused("message_not_found")
        if message.user != self.world.bot:
            raise Refused(refusal)
        return channel, message

    # Views

    async def views_publish(self, given: Given) -> dict[str, Any]:
        if given["user_id"] not in self.world.users:
            raise Refused("user_not_found")
        old = self.world.homes.get(given["user_id"])
        if "hash" in given and old and given["hash"] != old["hash"]:
            raise Refused("hash_conflict")
        view = self._view(check_view(given["view"], "home"))
        self.world.homes[given["user_id"]] = view
        return {"view": view}

    async def views_open(self, given: Given) -> dict[str, Any]:
        trigger = given["trigger_id"]
        state = self.triggers.get(trigger)
        if state != "fresh":
            raise Refused(f"{state}_trigger_id" if state else "invalid_trigger_id")
        view = self._view(check_view(given["view"], "modal"))
        self.triggers[trigger] = "exchanged"
        self.world.modals.append(view)
        return {"view": view}

    def _view(self, view: dict[str, Any]) -> dict[str, Any]:
        facts: dict[str, Any] = {
            "id": self.world.new_id("V"),
            "team_id": TEAM,
            "app_id": APP,
            "hash": self.world.new_ts(),
        }
        facts["blocks"] = self.with_ids(view["blocks"])
        return {"callback_id": "", "private_metadata": "", "state": {"values": {}}} | view | facts

    # Channels and people

    async def conversations_open(self, given: Given) -> dict[str, Any]:
        if "channel" in given:
            return {"channel": self.world.find_channel(given["channel"]).as_json()}
        users = [name for name in given.get("users", "").split(",") if name]
        if not users:
            raise Refused("users_list_not_supplied")
        if any(user not in self.world.users for user in users):
            raise Refused("user_not_found")
        if len(users) > 1:
            raise Refused("invalid_arguments", "strict: group direct messages are not supported")
        return {"channel": self.world.direct(users[0]).as_json()}

    async def conversations_info(self, given: Given) -> dict[str, Any]:
        return {"channel": self.world.find_channel(given["channel"]).as_json()}

    async def conversations_list(self, given: Given) -> dict[str, Any]:
        return page("channels", list(self._listed(given)), given)

    async def users_conversations(self, given: Given) -> dict[str, Any]:
        user = given.get("user", self.world.bot.id)
        listed = [c for c in self._listed(given) if user in self.world.channels[c["id"]].members]
        return page("channels", listed, given)

    def _listed(self, given: Given) -> Iterator[dict[str, Any]]:
        types = given.get("types", "public_channel").split(",")
        if any(name not in TYPES for name in types):
            raise Refused("invalid_types")
        kinds = {TYPES[name] for name in types}
        for channel in self.world.channels.values():
            visible = channel.kind == "public" or self.world.bot.id in channel.members
            if channel.kind in kinds and visible and not (channel.archived and given.get("exclude_archived")):
                yield channel.as_json()

    async def conversations_members(self, given: Given) -> dict[str, Any]:
        return page("members", sorted(self.world.find_channel(given["channel"]).members), given)

    async def conversations_history(self, given: Given) -> dict[str, Any]:
        channel = self._readable(given["channel"])
        shown = [m for m in channel.messages.values() if m.thread_ts in (None, m.ts) and not m.only_for]
        return page("messages", [m.as_json() for m in reversed(shown)], given) | {"pin_count": 0}

    async def conversations_replies(self, given: Given) -> dict[str, Any]:
        channel = self._readable(given["channel"])
        parent = channel.messages.get(given["ts"])
        if parent is None:
            raise Refused("thread_not_found")
        root = parent.thread_ts or parent.ts
        shown = [m for m in channel.messages.values() if root in (m.ts, m.thread_ts) and not m.only_for]
        return page("messages", [m.as_json() for m in shown], given)

    def _readable(self, named: str) -> Channel:
        channel = self.world.find_channel(named)
        if self.world.bot.id not in channel.members:
            raise Refused("not_in_channel")
        return channel

    async def users_info(self, given: Given) -> dict[str, Any]:
        if given["user"] not in self.world.users:
            raise Refused("user_not_found")
        return {"user": self.world.users[given["user"]].as_json()}

    # Files

    async def files_info(self, given: Given) -> dict[str, Any]:
        file = self.world.shared.get(given["file"])
        if file is None:
            raise Refused("file_not_found")
        if not self.may_read_files:
            raise Refused("missing_scope")
        return {"file": described(file, self.address), "comments": [], "response_metadata": {"next_cursor": ""}}

    async def files_get_upload_url_external(self, given: Given) -> dict[str, Any]:
        if given["length"] <= 0:
            raise Refused("invalid_arguments", "must be greater than 0 [json-pointer:/length]")
        ticket = Ticket(self.world.new_id("F"), given["filename"], given["length"])
        self.tickets[ticket.file_id] = ticket
        return {"upload_url": f"{self.address}/upload/{ticket.file_id}", "file_id": ticket.file_id}

    async def files_complete_upload_external(self, given: Given) -> dict[str, Any]:
        files = tuple(self._uploaded(item) for item in given["files"])
        if "channel_id" in given:
            channel = self.world.writable(given["channel_id"])
            text = {"text": given.get("initial_comment", "")} | (
                {"blocks": given["blocks"]} if "blocks" in given else {}
            )
            thread = self._thread(channel, given.get("thread_ts"))
            draft = self.draft(text if any(text.values()) else {"text": " "}, channel, MOST_TEXT)
            self.publish(channel, replace(draft, files=files, thread_ts=thread))
        return {"files": [{"id": file.id, "title": file.name} for file in files]}

    def _uploaded(self, item: Any) -> File:
        ticket = self.tickets.get(item.get("id", "") if isinstance(item, dict) else "")
        if ticket is None or ticket.content is None:
            raise Refused("file_not_found")
        file = File(ticket.file_id, ticket.name, ticket.content)
        self.world.uploads[file.id] = file
        return file


def described(file: File, address: str) -> dict[str, Any]:
    """A file as files.info describes it; what stands elsewhere has its address there."""
    inside = f"{address}/files-pri/{TEAM}-{file.id}/download/{quote(file.name)}"
    return {
        "id": file.id,
        "name": file.name,
        "title": file.name,
        "mimetype": "application/octet-stream",
        "size": len(file.content) if file.size is None else file.size,
        "mode": "external" if file.elsewhere else "hosted",
        "is_external": bool(file.elsewhere),
        "is_public": False,
        "url_private": file.elsewhere or inside.replace("/download/", "/"),
        "url_private_download": file.elsewhere or inside,
    }


def snake(method: str) -> str:
    return "".join(
        f"_{letter.lower()}" if letter.isupper() else letter for letter in method.replace("URL", "Url")
    ).replace(".", "_")


def is_ts(text: str) -> bool:
    seconds, dot, ticks = text.partition(".")
    return bool(dot) and seconds.isdecimal() and ticks.isdecimal()


def page(name: str, items: list[Any], given: Given) -> dict[str, Any]:
    """Some of the items, and the cursor for the next."""
    limit = given.get("limit", 100)
    if not 1 <= limit <= MOST_A_PAGE:
        raise Refused("invalid_limit")
    start = position(given.get("cursor", ""))
    end = start + limit
    cursor = base64.b64encode(f"next:{end}".encode()).decode() if end < len(items) else ""
    return {name: items[start:end], "has_more": bool(cursor), "response_metadata": {"next_cursor": cursor}}


def position(cursor: str) -> int:
    if not cursor:
        return 0
    try:
        return int(base64.b64decode(cursor, validate=True).decode().removeprefix("next:"))
    except ValueError:
        raise Refused("invalid_cursor") from None
