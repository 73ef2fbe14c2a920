"""The people, chats and messages of a made-up Telegram, as they are right now."""

import itertools
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.platforms.telegram_entities import Entity, utf16_part
from tests.platforms.telegram_parameters import Refused, bad_request

GROUPS = ("group", "supergroup")
PRESENT = ("creator", "administrator", "member")
TITLES = {"group": "group", "supergroup": "supergroup", "channel": "channel"}


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a Telegram account, or a bot."""

    id: int
    first_name: str
    username: str | None = None
    language: str | None = "en"
    is_bot: bool = False

    def as_json(self) -> dict[str, Any]:
        known = {"username": self.username, "language_code": self.language}
        return {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name} | {
            name: value for name, value in known.items() if value
        }


@dataclass(frozen=True, slots=True)
class Button:
    """One inline button as people see it."""

    label: str
    data: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A file in a message."""

    file_id: str
    name: str
    content: bytes
    type: str

    def as_json(self) -> dict[str, Any]:
        return {
            "file_id": self.file_id,
            "file_unique_id": f"u{self.file_id}",
            "file_name": self.name,
            "mime_type": self.type,
            "file_size": len(self.content),
        }


@dataclass(frozen=True, slots=True)
class Message:
    """A message as people see it now: styles applied, edits applied, deleted ones gone."""

    id: int
    chat_id: int
    sender: Person
    text: str = ""
    entities: tuple[Entity, ...] = ()
    markup: Mapping[str, Any] | None = None
    thread: int | None = None
    in_topic: bool = False
    reply_to: int | None = None
    edited: bool = False
    document: Document | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)
    date: int = field(default_factory=lambda: int(time.time()))

    @property
    def rows(self) -> tuple[tuple[Button, ...], ...]:
        rows = (self.markup or {}).get("inline_keyboard", [])
        return tuple(tuple(Button(b["text"], b.get("callback_data"), b.get("url")) for b in row) for row in rows)

    @property
    def buttons(self) -> tuple[Button, ...]:
        return tuple(button for row in self.rows for button in row)

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(button.label for button in self.buttons)

    @property
    def styles(self) -> tuple[tuple[str, str], ...]:
        """What is styled, as (kind, words): ("bold", "Quorum")."""
        return tuple((e.type, utf16_part(self.text, e.offset, e.length)) for e in self.entities)

    @property
    def links(self) -> tuple[str, ...]:
        """Where a tap on the text leads, including addresses that Telegram found by itself."""
        return tuple(
            e.url or utf16_part(self.text, e.offset, e.length) for e in self.entities if e.type in ("text_link", "url")
        )

    @property
    def mentions(self) -> tuple[str, ...]:
        return tuple(words for kind, words in self.styles if kind == "mention")

    def as_json(self, chat: "Chat") -> dict[str, Any]:
        written = "caption" if self.document else "text"
        facts: dict[str, Any] = {"message_id": self.id, "date": self.date, "chat": chat.as_json()} | dict(self.extra)
        facts |= {"sender_chat": chat.as_json()} if chat.type == "channel" else {"from": self.sender.as_json()}
        if self.text:
            facts[written] = self.text
        if self.entities:
            facts["caption_entities" if self.document else "entities"] = [entity.as_json() for entity in self.entities]
        if self.document:
            facts["document"] = self.document.as_json()
        if self.markup and "inline_keyboard" in self.markup:
            facts["reply_markup"] = dict(self.markup)
        if self.edited:
            facts["edit_date"] = int(time.time())
        return facts | self._place_as_json(chat)

    def _place_as_json(self, chat: "Chat") -> dict[str, Any]:
        facts: dict[str, Any] = {}
        if self.thread is not None:
            facts["message_thread_id"] = self.thread
        if self.in_topic:
            facts["is_topic_message"] = True
        # In a topic, every message that replies to nothing else "replies" to the message that opened the topic.
        answered = self.reply_to or (self.thread if self.in_topic else None)
        if answered in chat.messages:
            replied = chat.messages[answered].as_json(chat)
            replied.pop("reply_to_message", None)
            facts["reply_to_message"] = replied
        return facts


@dataclass(slots=True)
class Chat:
    """A private chat, group, supergroup or channel."""

    id: int
    type: str
    title: str
    username: str | None = None
    is_forum: bool = False
    members: dict[int, str] = field(default_factory=dict)
    topics: dict[int, str] = field(default_factory=dict)
    closed_topics: set[int] = field(default_factory=set)
    messages: dict[int, Message] = field(default_factory=dict)
    migrated_to: int | None = None

    def as_json(self) -> dict[str, Any]:
        facts: dict[str, Any] = {"id": self.id, "type": self.type}
        facts["first_name" if self.type == "private" else "title"] = self.title
        if self.username:
            facts["username"] = self.username
        if self.is_forum:
            facts["is_forum"] = True
        return facts


class World:
    """Everything that exists in this Telegram."""

    def __init__(self, bot: Person) -> None:
        self.bot = bot
        self.people: dict[int, Person] = {bot.id: bot}
        self.deactivated: set[int] = set()
        self.chats: dict[int, Chat] = {}
        self.files: dict[str, Document] = {}
        self._people_ids = itertools.count(1001)
        self._chat_ids = itertools.count(1)
        self._shared_message_ids = itertools.count(1)
        self._file_ids = itertools.count(1)

    def add_person(self, first_name: str, username: str | None, language: str | None, *, is_bot: bool) -> Person:
        person = Person(next(self._people_ids), first_name, username, language, is_bot)
        self.people[person.id] = person
        return person

    def add_chat(self, kind: str, title: str, username: str | None = None, *, is_forum: bool = False) -> Chat:
        number = next(self._chat_ids)
        chat = Chat(-number if kind == "group" else -1001000000000 - number, kind, title, username, is_forum)
        self.chats[chat.id] = chat
        return chat

    def add_private_chat(self, person: Person) -> Chat:
        chat = self.chats.setdefault(person.id, Chat(person.id, "private", person.first_name, person.username))
        chat.members = {person.id: "member", self.bot.id: "member"}
        return chat

    def next_message_id(self, chat: Chat) -> int:
        """Private chats and groups share one row of numbers; every supergroup and channel has its own."""
        if chat.type in ("private", "group"):
            return next(self._shared_message_ids)
        return max(chat.messages, default=0) + 1

    def add_file(self, name: str, content: bytes, kind: str) -> Document:
        document = Document(f"file-{next(self._file_ids)}", name, content, kind or "application/octet-stream")
        self.files[document.file_id] = document
        return document

    def find_chat(self, chat_id: int | str) -> Chat:
        """The chat, whether or not the bot may enter it.

        Raises:
            Refused: there is no such chat, or the bot may not begin it.
        """
        if isinstance(chat_id, str):
            chat_id = next((c.id for c in self.chats.values() if c.username and f"@{c.username}" == chat_id), 0)
        if chat_id in self.chats:
            return self.chats[chat_id]
        if chat_id in self.people:
            raise Refused(403, "Forbidden: bot can't initiate conversation with a user")
        raise bad_request("chat not found")

    def open_chat(self, chat_id: int | str) -> Chat:
        """The chat, which the bot may read.

        Raises:
            Refused: it is gone, has moved, or does not want the bot.
        """
        chat = self.find_chat(chat_id)
        if chat.migrated_to is not None:
            words = "group chat was upgraded to a supergroup chat"
            raise Refused(400, f"Bad Request: {words}", {"migrate_to_chat_id": chat.migrated_to})
        if chat.type == "private" and chat.id in self.deactivated:
            raise Refused(403, "Forbidden: user is deactivated")
        status = chat.members.get(self.bot.id)
        if status in PRESENT:
            return chat
        if chat.type == "private":
            raise Refused(403, "Forbidden: bot was blocked by the user")
        how = "was kicked from" if status == "kicked" else "is not a member of"
        raise Refused(403, f"Forbidden: bot {how} the {TITLES[chat.type]} chat")
