"""From Telegram's updates to what is asked here. Pure."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from telegram.constants import ChatType, MessageEntityType

from bot.messages import Conversation, Person, Platform, Question
from handlers.telegram.wire import Document, Entity, Message, Query, User

GROUPS: Final = {ChatType.GROUP, ChatType.SUPERGROUP}
SERVICE_ACCOUNT: Final = 777000  # brings a channel's posts into its discussion group


@dataclass(frozen=True, slots=True)
class Me:
    """The bot as people address it."""

    id: int
    username: str
    commands: frozenset[str]  # those answered in a group although they name no bot


@dataclass(frozen=True, slots=True)
class Asked:
    """Something that wants an answer: what is asked, the message that asks it, and the file sent with it in private."""

    question: Question
    message_id: int
    in_group: bool
    document: Document | None = None


@dataclass(frozen=True, slots=True)
class Pressed:
    """A pressed button: what it asks, and the message it stands below."""

    question: Question
    query_id: str
    message_id: int


def asked(message: Message, me: Me, *, at: datetime, answered_before: bool = False) -> Asked | None:
    """What a message asks of us; None where it is none of our business.

    A sticker, a voice, a poll and whatever else holds no words ask with an empty text.

    Args:
        answered_before: whether it was answered already and is now edited, so that it need not address us again.
    """
    if not from_a_person(message) or not (message.text or message.caption or message.attachment):
        return None
    in_group = message.chat.type in GROUPS
    if not in_group and message.chat.type != ChatType.PRIVATE:
        return None
    if in_group and not (answered_before or addressed(message, me)):
        return None
    person = None if message.sender_chat else person_of(message.from_user)
    question = Question(
        conversation=conversation_of(message, me),
        text=words_of(message, me),
        asked_at=at,
        language=language_of(message.from_user),
        person=person,
    )
    document = None if in_group or message.animation else message.document  # a GIF is sent as both
    return Asked(question, message.message_id, in_group, document)


def pressed(query: Query, me: Me, *, at: datetime) -> Pressed | None:
    """What a pressed button asks; None where it stands below no message of a chat."""
    if query.message is None or query.data is None:
        return None
    question = Question(
        conversation_of(query.message, me),
        text="",
        asked_at=at,
        language=language_of(query.from_user),
        pressed=query.data,
        person=person_of(query.from_user),
    )
    return Pressed(question, query.id, query.message.message_id)


def from_a_person(message: Message) -> bool:
    """Whether a person wrote it: no bot, no channel, nobody's automatic forward."""
    if message.from_user is None or message.is_automatic_forward or message.from_user.id == SERVICE_ACCOUNT:
        return False
    if message.sender_chat:
        return message.sender_chat.id == message.chat.id  # an administrator who writes in the group's name
    return not message.from_user.is_bot


def addressed(message: Message, me: Me) -> bool:
    """Whether a message in a group mentions us, replies to us, or is one of our commands."""
    return replies_to(message, me) or any(names(message, entity, me) for entity in entities_of(message))


def replies_to(message: Message, me: Me) -> bool:
    replied = message.reply_to_message
    # In a topic every message "replies" to the one that opened the topic, which may have been ours.
    return bool(replied and replied.from_user and replied.from_user.id == me.id and not replied.forum_topic_created)


def names(message: Message, entity: Entity, me: Me) -> bool:
    """Whether this part of a message means us."""
    words = words_at(message, entity).lower()
    match entity.type:
        case MessageEntityType.MENTION:
            return words == f"@{me.username.lower()}"
        case MessageEntityType.TEXT_MENTION:
            return entity.user is not None and entity.user.id == me.id
        case MessageEntityType.BOT_COMMAND if entity.offset == 0:
            command, _, bot = words[1:].partition("@")
            return bot == me.username.lower() if bot else command in me.commands
        case _:
            return False


def words_of(message: Message, me: Me) -> str:
    """What the message says, without our own name; nothing where it brings somebody else's file."""
    if message.forward_origin and message.text is None:
        return ""
    text = message.text or message.caption or ""
    for entity in sorted(entities_of(message), key=lambda entity: entity.offset, reverse=True):
        if not names(message, entity, me):
            continue
        before, behind = around(text, entity)
        if entity.type == MessageEntityType.BOT_COMMAND:
            text = f"{words_at(message, entity).partition('@')[0]} {behind.strip()}".rstrip()
        else:
            text = joined(before, behind)
    return text


def joined(before: str, behind: str) -> str:
    """What stood before and behind our name, as one would have written it without."""
    before, behind = before.rstrip(" \t,"), behind.lstrip(" \t,;:")
    return f"{before} {behind}".strip() if before and behind[:1] not in set(".,;:!?") else f"{before}{behind}".strip()


def entities_of(message: Message) -> tuple[Entity, ...]:
    return message.entities or message.caption_entities


def words_at(message: Message, entity: Entity) -> str:
    text = message.text or message.caption or ""
    before, behind = around(text, entity)
    return text[len(before) : len(text) - len(behind)]


def around(text: str, entity: Entity) -> tuple[str, str]:
    """What stands before and behind a part of a text. Telegram counts in UTF-16 units, Python in characters."""
    units = text.encode("utf-16-le", "surrogatepass")
    start, end = 2 * entity.offset, 2 * (entity.offset + entity.length)
    return units[:start].decode("utf-16-le", "replace"), units[end:].decode("utf-16-le", "replace")


def conversation_of(message: Message, me: Me) -> Conversation:
    return Conversation(Platform.TELEGRAM, str(me.id), str(message.chat.id), topic_of(message))


def topic_of(message: Message) -> str | None:
    """The topic of a forum. Replies in other groups have a thread number too, which cannot be written to."""
    return str(message.message_thread_id) if message.is_topic_message and message.message_thread_id else None


def person_of(user: User | None) -> Person | None:
    return Person(Platform.TELEGRAM, "", str(user.id)) if user else None


def language_of(user: User | None) -> str | None:
    """The language of the person's app, such as "pt" for "pt-br"."""
    return user.language_code.partition("-")[0].lower() if user and user.language_code else None
