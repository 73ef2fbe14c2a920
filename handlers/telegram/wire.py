"""What Telegram sends, as far as we read it. The library's own objects of an update take longer than to answer it.

https://core.telegram.org/bots/api#update
"""

import logging
from typing import Annotated, Any, Final

from pydantic import AliasChoices, BaseModel, Field, ValidationError

logger = logging.getLogger(__name__)

WORDLESS: Final = AliasChoices(
    *("animation", "audio", "contact", "dice", "document", "game", "invoice", "location", "paid_media"),
    *("passport_data", "photo", "poll", "sticker", "story", "successful_payment", "venue", "video", "video_note"),
    "voice",
)


class User(BaseModel):
    """A person or a bot."""

    id: int
    is_bot: bool = False
    language_code: str | None = None


class Chat(BaseModel):
    """A private chat, a group or a channel."""

    id: int
    type: str = ""


class Entity(BaseModel):
    """A part of a text: a mention, a command, a link. It is counted in UTF-16 units."""

    type: str
    offset: int
    length: int
    user: User | None = None


class Document(BaseModel):
    """A file that was sent; what it holds is fetched by its id."""

    file_id: str
    file_name: str | None = None
    file_size: int | None = None


class Replied(BaseModel):
    """The message that another one replies to."""

    from_user: User | None = Field(None, alias="from")
    forum_topic_created: dict[str, Any] | None = None


class Message(BaseModel):
    """A message; of one that is too old to be had, only where it stands."""

    message_id: int
    chat: Chat
    from_user: User | None = Field(None, alias="from")
    sender_chat: Chat | None = None
    text: str | None = None
    caption: str | None = None
    entities: tuple[Entity, ...] = ()
    caption_entities: tuple[Entity, ...] = ()
    attachment: Annotated[Any, Field(validation_alias=WORDLESS)] = None
    document: Document | None = None
    animation: dict[str, Any] | None = None
    reply_to_message: Replied | None = None
    forward_origin: dict[str, Any] | None = None
    is_automatic_forward: bool = False
    is_topic_message: bool = False
    message_thread_id: int | None = None
    migrate_to_chat_id: int | None = None


class Query(BaseModel):
    """A pressed button."""

    id: str
    from_user: User = Field(alias="from")
    message: Message | None = None
    data: str | None = None


class Member(BaseModel):
    """What somebody is in a chat."""

    status: str


class Membership(BaseModel):
    """What we were and now are in a chat."""

    chat: Chat
    new_chat_member: Member


class Update(BaseModel):
    """One thing that happened."""

    update_id: int
    message: Message | None = None
    edited_message: Message | None = None
    callback_query: Query | None = None
    my_chat_member: Membership | None = None


UPDATES: Final = tuple(name for name in Update.model_fields if name != "update_id")


def is_update(raw: object) -> bool:
    """Whether it has the number by which an update is confirmed; nothing can be done with what has none."""
    return isinstance(raw, dict) and isinstance(raw.get("update_id"), int)


def readable(raw: dict[str, Any]) -> Update:
    """The update; its id alone where there is something in it that cannot be read."""
    try:
        return Update.model_validate(raw)
    except ValidationError as error:  # its words quote what somebody typed
        logger.warning("Telegram update %s was not understood: %s", raw.get("update_id"), type(error).__name__)
        return Update(update_id=raw["update_id"])
