"""The people, channels and messages of a made-up Slack workspace, as they are right now."""

import itertools
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from tests.platforms.slack_mrkdwn import Mrkdwn, Rendered, plain
from tests.platforms.slack_parameters import Refused

TEAM = "T0TEST"
APP = "A0TEST"


@dataclass(frozen=True, slots=True)
class User:
    """A member of the workspace, or a bot."""

    id: str
    name: str
    is_bot: bool = False
    locale: str = "en-US"
    tz: str = "Europe/Amsterdam"
    is_admin: bool = False
    is_stranger: bool = False  # of another workspace, in a channel that both share

    def as_json(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "team_id": TEAM,
            "name": self.name,
            "real_name": self.name.title(),
            "deleted": False,
            "is_bot": self.is_bot,
            "is_admin": self.is_admin,
            "is_stranger": self.is_stranger,
            "tz": self.tz,
            "locale": self.locale,
            "profile": {"display_name": self.name, "real_name": self.name.title()},
        }


@dataclass(frozen=True, slots=True)
class Button:
    """A button as people see it."""

    label: str
    action_id: str
    block_id: str
    value: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class File:
    """A file shared in a message. `size` is what Slack says of it, where that is not so."""

    id: str
    name: str
    content: bytes
    size: int | None = None
    elsewhere: str = ""  # its address, where it is kept outside Slack


@dataclass(frozen=True, slots=True)
class Message:
    """A message as people see it now: rendered, with edits applied; deleted ones are gone."""

    ts: str
    channel: str
    user: User
    raw_text: str = ""
    blocks: tuple[dict[str, Any], ...] = ()
    thread_ts: str | None = None
    only_for: User | None = None
    edited: bool = False
    files: tuple[File, ...] = ()
    seen: Rendered = field(default_factory=Rendered)  # the blocks, or the text where there are none
    notification: str = ""  # the text as phones and screen readers get it when there are blocks

    @property
    def text(self) -> str:
        return self.seen.text

    @property
    def links(self) -> tuple[str, ...]:
        return tuple(self.seen.links)

    @property
    def styles(self) -> tuple[tuple[str, str], ...]:
        return tuple(self.seen.styles)

    @property
    def mentions(self) -> tuple[str, ...]:
        """The ids of the people whose phones ring."""
        return tuple(self.seen.mentions)

    @property
    def pings(self) -> tuple[str, ...]:
        """`channel`, `here` or `everyone` when everybody's phone rings."""
        return tuple(self.seen.pings)

    @property
    def buttons(self) -> tuple[Button, ...]:
        return tuple(found_buttons(self.blocks))

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(button.label for button in self.buttons)

    def as_json(self) -> dict[str, Any]:
        facts: dict[str, Any] = {"type": "message", "user": self.user.id, "text": self.raw_text, "ts": self.ts}
        facts["team"] = TEAM
        if self.files and not self.user.is_bot:
            facts |= {"subtype": "file_share", "upload": False}
        if self.user.is_bot:
            facts |= {"bot_id": f"B{self.user.id[1:]}", "app_id": APP}
        if self.blocks:
            facts["blocks"] = list(self.blocks)
        if self.thread_ts:
            facts["thread_ts"] = self.thread_ts
        if self.edited:
            facts["edited"] = {"user": self.user.id, "ts": self.ts}
        if self.files:
            facts["files"] = [{"id": file.id, "name": file.name, "size": len(file.content)} for file in self.files]
        return facts


@dataclass(slots=True)
class Channel:
    """A public or private channel, or a direct message."""

    id: str
    kind: str  # public, private, im
    name: str
    members: set[str] = field(default_factory=set)
    archived: bool = False
    messages: dict[str, Message] = field(default_factory=dict)
    user: str | None = None  # in a direct message, the person
    creator: str = ""

    @property
    def event_type(self) -> str:
        return {"public": "channel", "private": "group", "im": "im"}[self.kind]

    def as_json(self) -> dict[str, Any]:
        facts = {
            "id": self.id,
            "is_channel": self.kind == "public",
            "is_group": False,
            "is_im": self.kind == "im",
            "is_private": self.kind != "public",
            "is_archived": self.archived,
            "creator": self.creator,
        }
        return facts | (
            {"user": self.user} if self.kind == "im" else {"name": self.name, "num_members": len(self.members)}
        )


class World:
    """Everything that exists in this workspace."""

    def __init__(self, bot_name: str) -> None:
        self._numbers = itertools.count(1)
        self._seconds = int(time.time())
        self._ticks = itertools.count(1)
        self.users: dict[str, User] = {}
        self.bot = self.add_user(bot_name.lower(), is_bot=True)
        self.channels: dict[str, Channel] = {}
        self.homes: dict[str, dict[str, Any]] = {}  # by user, the view published last
        self.modals: list[dict[str, Any]] = []
        self.uploads: dict[str, File] = {}
        self.shared: dict[str, File] = {}  # by people

    def new_id(self, letter: str) -> str:
        return f"{letter}{next(self._numbers):08d}"

    def new_ts(self) -> str:
        return f"{self._seconds}.{next(self._ticks):06d}"

    def add_user(self, name: str, *, is_bot: bool = False, locale: str = "en-US", is_admin: bool = False) -> User:
        user = User(self.new_id("U"), name, is_bot, locale, is_admin=is_admin)
        self.users[user.id] = user
        return user

    def add_channel(self, kind: str, name: str, members: Iterable[str]) -> Channel:
        channel = Channel(self.new_id({"public": "C", "private": "C", "im": "D"}[kind]), kind, name, set(members))
        self.channels[channel.id] = channel
        return channel

    def direct(self, user: str) -> Channel:
        """The direct message between the bot and a person."""
        for channel in self.channels.values():
            if channel.user == user:
                return channel
        channel = self.add_channel("im", "", (user, self.bot.id))
        channel.user = user
        return channel

    def name(self, some_id: str) -> str:
        if some_id in self.users:
            return self.users[some_id].name
        return self.channels[some_id].name if some_id in self.channels else some_id

    def find_channel(self, named: str) -> Channel:
        """A channel that the bot can see, by id, or by name where it is public.

        Raises:
            Refused: channel_not_found, also for private channels without the bot.
        """
        name = named.removeprefix("#")
        for channel in self.channels.values():
            if channel.id == named or (channel.kind == "public" and channel.name == name):
                if channel.kind != "public" and self.bot.id not in channel.members:
                    break
                return channel
        raise Refused("channel_not_found")

    def writable(self, named: str) -> Channel:
        """A channel where the bot may post; a person's id opens the direct message."""
        if named in self.users and named != self.bot.id:
            return self.direct(named)
        channel = self.find_channel(named)
        if channel.archived:
            raise Refused("is_archived")
        if self.bot.id not in channel.members:
            raise Refused("not_in_channel")
        return channel


def rendered(names: Callable[[str], str], text: str, blocks: Iterable[dict[str, Any]], *, full: bool) -> Rendered:
    """What is seen of a message: its blocks if it has any, or else its text."""
    shown = list(blocks)
    if not shown:
        return Mrkdwn(names, verbatim=not full).read(text)
    seen = Rendered()
    for block in shown:
        for text_object in texts_of(block):
            seen.add(rendered_object(names, text_object))
    return seen


def rendered_object(names: Callable[[str], str], text: dict[str, Any]) -> Rendered:
    if text.get("type") == "plain_text":
        return plain(text["text"])
    return Mrkdwn(names, verbatim=text.get("verbatim", False)).read(text["text"])


def texts_of(block: dict[str, Any]) -> Iterable[dict[str, Any]]:
    """The text objects of a block, as read from top to bottom, without those on buttons."""
    match block["type"]:
        case "section":
            yield from ([block["text"]] if "text" in block else [])
            yield from block.get("fields", [])
        case "header":
            yield block["text"]
        case "context":
            yield from (element for element in block["elements"] if element["type"] != "image")
        case "markdown":
            yield {"type": "mrkdwn", "text": block["text"]}
        case "rich_text":
            yield {"type": "plain_text", "text": "".join(words_of(block))}
        case "divider":
            yield {"type": "plain_text", "text": "────"}


def words_of(node: Any) -> Iterable[str]:
    if isinstance(node, dict) and isinstance(node.get("text"), str):
        yield node["text"]
    elif isinstance(node, dict):
        for child in node.get("elements", []):
            yield from words_of(child)


def found_buttons(blocks: Iterable[dict[str, Any]]) -> Iterable[Button]:
    for block in blocks:
        elements = block.get("elements", []) if block["type"] == "actions" else [block.get("accessory", {})]
        for element in elements:
            if element.get("type") == "button":
                yield Button(
                    element["text"]["text"],
                    element["action_id"],
                    block["block_id"],
                    element.get("value"),
                    element.get("url"),
                )
