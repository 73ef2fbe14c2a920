"""What the bot writes: sendMessage and its relatives, with the refusals of the real Bot API."""

from dataclasses import dataclass, replace
from typing import Any

from tests.platforms.telegram_entities import CannotParse, Entity, parsed, utf16_length
from tests.platforms.telegram_parameters import METHODS, Given, Upload, bad_request, strict
from tests.platforms.telegram_world import GROUPS, Chat, Message, World

ACTIONS = ("callback_data", "url", "web_app", "login_url", "switch_inline_query", "copy_text", "pay",
           "switch_inline_query_current_chat", "switch_inline_query_chosen_chat", "callback_game")  # fmt: skip
MOST_BUTTONS = 100
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current content "
    "and reply markup of the message"
)
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
MOST_FILE_BYTES = 50_000_000


@dataclass(slots=True)
class Press:
    """A pressed button and what the bot answered."""

    id: str
    answered: bool = False
    notice: str | None = None
    is_alert: bool = False
    expired: bool = False


class Sending:
    """Messages that the bot sends, edits and deletes."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.presses: dict[str, Press] = {}
        self.actions: list[tuple[int, int | None, str]] = []  # chat, thread, what

    async def send_message(self, given: Given) -> Any:
        text, entities = words(given, "text", "sendMessage")
        if not text:
            raise bad_request("message text is empty")
        return self._send(given, Message(0, 0, self.world.bot, text, entities))

    async def send_document(self, given: Given) -> Any:
        caption, entities = words(given, "caption", "sendDocument")
        document = given["document"]
        if isinstance(document, Upload):
            document = self._upload(document)
        elif document in self.world.files:
            document = self.world.files[document]
        else:
            raise bad_request("wrong file identifier/HTTP URL specified")
        return self._send(given, Message(0, 0, self.world.bot, caption, entities, document=document))

    def _upload(self, upload: Upload) -> Any:
        if not upload.content:
            raise bad_request("file must be non-empty")
        if len(upload.content) > MOST_FILE_BYTES:
            raise bad_request("file is too big")
        return self.world.add_file(upload.name, upload.content, upload.type)

    def _send(self, given: Given, draft: Message) -> dict[str, Any]:
        chat = self.writable(given["chat_id"])
        thread = self._thread(chat, given.get("message_thread_id"))
        reply_to = self._replied(chat, given.get("reply_parameters"))
        check_markup(given.get("reply_markup"), chat)
        message = replace(
            draft,
            id=self.world.next_message_id(chat),
            chat_id=chat.id,
            thread=thread,
            in_topic=thread is not None,
            reply_to=reply_to,
            markup=given.get("reply_markup"),
        )
        chat.messages[message.id] = message
        return message.as_json(chat)

    def writable(self, chat_id: int | str) -> Chat:
        chat = self.world.open_chat(chat_id)
        if chat.type == "channel" and chat.members[self.world.bot.id] == "member":
            raise bad_request("need administrator rights in the channel chat")
        return chat

    def _thread(self, chat: Chat, thread: int | None) -> int | None:
        if thread is None or thread in chat.topics:
            if thread in chat.closed_topics:
                raise bad_request("TOPIC_CLOSED")
            return thread
        raise bad_request("message thread not found")

    def _replied(self, chat: Chat, reply: dict[str, Any] | None) -> int | None:
        if reply is None:
            return None
        if reply.get("chat_id", chat.id) != chat.id:
            raise strict("replies to other chats are not supported")
        if reply["message_id"] in chat.messages:
            return int(reply["message_id"])
        if reply.get("allow_sending_without_reply"):
            return None
        raise bad_request("message to be replied not found")

    async def edit_message_text(self, given: Given) -> Any:
        chat, message = self._editable(given)
        text, entities = words(given, "text", "editMessageText")
        if not text:
            raise bad_request("message text is empty")
        if message.document:
            raise bad_request("there is no text in the message to edit")
        check_markup(given.get("reply_markup"), chat, inline_only=True)
        return self._edit(
            chat, message, replace(message, text=text, entities=entities, markup=given.get("reply_markup"))
        )

    async def edit_message_reply_markup(self, given: Given) -> Any:
        chat, message = self._editable(given)
        check_markup(given.get("reply_markup"), chat, inline_only=True)
        return self._edit(chat, message, replace(message, markup=given.get("reply_markup")))

    def _editable(self, given: Given) -> tuple[Chat, Message]:
        if "inline_message_id" in given:
            raise bad_request("MESSAGE_ID_INVALID")
        for name in ("chat_id", "message_id"):
            if name not in given:
                raise bad_request("chat_id is empty" if name == "chat_id" else "message identifier is not specified")
        chat = self.world.open_chat(given["chat_id"])
        message = chat.messages.get(given["message_id"])
        if message is None:
            raise bad_request("message to edit not found")
        if message.sender != self.world.bot:
            raise bad_request("message can't be edited")
        return chat, message

    def _edit(self, chat: Chat, old: Message, new: Message) -> dict[str, Any]:
        if (old.text, old.entities, old.rows) == (new.text, new.entities, new.rows):
            raise bad_request(NOT_MODIFIED)
        only_buttons = (old.text, old.entities) == (new.text, new.entities)
        chat.messages[old.id] = replace(new, edited=old.edited or not only_buttons)
        return chat.messages[old.id].as_json(chat)

    async def delete_message(self, given: Given) -> Any:
        chat = self.world.open_chat(given["chat_id"])
        message = chat.messages.get(given["message_id"])
        if message is None:
            raise bad_request("message to delete not found")
        may_delete = chat.type == "private" or chat.members[self.world.bot.id] == "administrator"
        if message.sender != self.world.bot and not may_delete:
            raise bad_request("message can't be deleted")
        del chat.messages[message.id]
        return True

    async def answer_callback_query(self, given: Given) -> Any:
        press = self.presses.get(given["callback_query_id"])
        if press is None or press.expired:
            raise bad_request(TOO_OLD)
        press.answered = True
        press.notice = given.get("text")
        press.is_alert = given.get("show_alert", False)
        return True

    async def send_chat_action(self, given: Given) -> Any:
        chat = self.writable(given["chat_id"])
        self.actions.append((chat.id, self._thread(chat, given.get("message_thread_id")), given["action"]))
        return True


def words(given: Given, name: str, method: str) -> tuple[str, tuple[Entity, ...]]:
    """The text as people will see it, no longer than the platform allows."""
    mode = given.get("parse_mode") or None
    if mode and mode.lower() in ("markdown", "markdownv2"):
        raise strict("parse_mode is not HTML; this server reads no other")
    if mode and mode.lower() != "html":
        raise bad_request("unsupported parse_mode")
    marks = given.get("entities" if name == "text" else "caption_entities")
    try:
        text, entities = parsed(given.get(name, ""), mode, marks)
    except CannotParse as reason:
        raise bad_request(f"can't parse entities: {reason}") from None
    if utf16_length(text) > METHODS[method][name]["max_length"]:
        raise bad_request("message is too long" if name == "text" else "message caption is too long")
    return text, entities


def check_markup(markup: dict[str, Any] | None, chat: Chat, *, inline_only: bool = False) -> None:
    """Refuse keyboards that Telegram would not show; their shape has been checked by the table."""
    if markup is None:
        return
    if "inline_keyboard" not in markup:
        if inline_only or chat.type == "channel":
            raise bad_request("inline keyboard expected")
        return
    buttons = [button for row in markup["inline_keyboard"] for button in row]
    if len(buttons) > MOST_BUTTONS:
        raise bad_request("reply markup is too long")
    for button in buttons:
        check_button(button)


def check_button(button: dict[str, Any]) -> None:
    if not button["text"].strip():
        raise bad_request("BUTTON_TEXT_INVALID")
    chosen = [name for name in ACTIONS if name in button]
    if not chosen:
        raise bad_request("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if len(chosen) > 1:
        raise strict(f"a button does one thing, not {chosen}")
    if "url" in button:
        check_address(button["url"])


def check_address(address: str) -> None:
    if not address.lower().startswith(("http://", "https://", "tg://", "ton://")) or " " in address:
        raise bad_request(f"inline keyboard button URL '{address}' is invalid: Unsupported URL protocol")
    host = address.split("://", 1)[1].split("/", 1)[0].split(":", 1)[0]
    if not host or ("." not in host and not address.lower().startswith(("tg://", "ton://"))):
        raise bad_request(f"inline keyboard button URL '{address}' is invalid: Wrong HTTP URL")


def is_group(chat: Chat) -> bool:
    return chat.type in GROUPS
