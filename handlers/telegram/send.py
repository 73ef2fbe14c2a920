"""Sends replies to Telegram."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Any
from urllib.parse import urlencode

from telegram import Bot
from telegram.constants import ChatAction
from telegram.error import BadRequest, ChatMigrated, TelegramError

from bot.errors import AssistantError
from bot.messages import Conversation, File, Reply
from bot.ports import Pause
from handlers.telegram.calls import made, says
from handlers.telegram.recent import Recent
from handlers.telegram.render import Part, caption_of, render
from handlers.telegram.transport import PooledRequest

TYPING_AFTER_SECONDS = 0.4  # most answers are there before
TYPING_LASTS_SECONDS = 4.5  # Telegram shows it for five
UNCHANGED = "message is not modified"
NOT_EDITABLE = (
    "message to edit not found",
    "message can't be edited",
    "message_id_invalid",
    "there is no text in the message to edit",
)


@dataclass(frozen=True, slots=True)
class Receipt:
    """Where a reply went, which is elsewhere when a group has become a supergroup, and the ids of its messages."""

    conversation: Conversation
    message_ids: tuple[int, ...]


class TelegramSender:
    """Sends replies, one message after the other, and edits them.

    Every method raises:
        Unreachable: the chat is gone, or has blocked us.
        RetryLater: Telegram wants us to wait for long, or could not be reached for a minute.
        OutcomeUnknown: it may have gone out.
    """

    def __init__(
        self,
        bot: Bot,
        request: PooledRequest,
        pause: Pause = asyncio.sleep,
        *,
        typing_after_seconds: float = TYPING_AFTER_SECONDS,
        answered: Callable[[], None] = lambda: None,
    ) -> None:
        self._bot = bot
        self._request = request
        self._pause = pause
        self._typing_after = typing_after_seconds
        self._answered = answered
        self._moved: Recent[str, str] = Recent()  # groups that became supergroups: old id, new id

    def follow(self, old: str, new: str) -> None:
        """What is for the old chat goes to the new one from now on."""
        self._moved.keep(old, new)

    async def send(self, conversation: Conversation, reply: Reply, *, answering: int | None = None) -> Receipt:
        """Post a reply, in one message or more.

        Args:
            answering: the message that it is shown to answer.
        """
        sent: list[int] = []
        for part in render(reply):
            conversation, message_id = await self._post(conversation, part, None if sent else answering)
            sent.append(message_id)
        return Receipt(conversation, tuple(sent))

    async def send_file(self, conversation: Conversation, file: File) -> None:
        """Post a file with its words."""

        async def post() -> object:
            chat, thread = self._place(conversation)
            self._answered()
            return await self._bot.send_document(
                chat, file.content, filename=file.name, caption=caption_of(file), message_thread_id=thread
            )

        try:
            await made(post, self._pause, repeatable=False)
        except ChatMigrated as moved:
            self.follow(conversation.chat, str(moved.new_chat_id))
            await made(post, self._pause, repeatable=False)

    async def edit(self, conversation: Conversation, message_ids: Sequence[int], reply: Reply) -> Receipt:
        """Put a reply in the place of an earlier one; posted anew as far as there is nothing left to edit."""
        now: list[int] = []
        for message_id, part in zip_longest(message_ids, render(reply)):
            if part is None:
                await self._delete(conversation, message_id)
            elif message_id is not None and await self._edit(conversation, message_id, part):
                now.append(message_id)
            else:
                conversation, posted = await self._post(conversation, part, None)
                now.append(posted)
        return Receipt(conversation, tuple(now))

    async def acknowledge(self, query_id: str) -> None:
        """Stop the clock on a pressed button. Nothing is lost where that fails."""
        with suppress(TelegramError, AssistantError):
            await self._bot.answer_callback_query(query_id)

    @asynccontextmanager
    async def typing(self, conversation: Conversation) -> AsyncIterator[None]:
        """Show that an answer is being written, where it takes a moment."""
        shown: list[asyncio.Task[None]] = []
        loop = asyncio.get_running_loop()
        later = loop.call_later(
            self._typing_after, lambda: shown.append(loop.create_task(self._show_typing(conversation)))
        )
        try:
            yield
        finally:
            later.cancel()
            for task in shown:
                task.cancel()
                await asyncio.wait({task})

    async def _show_typing(self, conversation: Conversation) -> None:
        chat, thread = self._place(conversation)
        with suppress(TelegramError):
            while True:
                await self._bot.send_chat_action(chat, ChatAction.TYPING, message_thread_id=thread)
                await asyncio.sleep(TYPING_LASTS_SECONDS)

    async def _post(self, conversation: Conversation, part: Part, answering: int | None) -> tuple[Conversation, int]:
        async def post() -> tuple[int, int]:
            chat, thread = self._place(conversation)
            return written(
                await self._call("sendMessage", part, chat, message_thread_id=thread, reply_parameters=to(answering))
            )

        try:
            chat, message_id = await made(post, self._pause, repeatable=False)
        except ChatMigrated as moved:
            self.follow(str(self._place(conversation)[0]), str(moved.new_chat_id))
            chat, message_id = await made(post, self._pause, repeatable=False)
        return replace(conversation, chat=str(chat)), message_id

    async def _edit(self, conversation: Conversation, message_id: int, part: Part) -> bool:
        """Whether the message now says this; false where it cannot be edited any more."""

        async def edit() -> Any:
            return await self._call("editMessageText", part, self._place(conversation)[0], message_id=message_id)

        try:
            await made(edit, self._pause, repeatable=True)
        except ChatMigrated as moved:
            # The messages of the old group stay behind; what replaces this one goes to the new group.
            self.follow(conversation.chat, str(moved.new_chat_id))
            return False
        except BadRequest as refused:
            if says(refused, UNCHANGED):
                return True
            if says(refused, *NOT_EDITABLE):
                return False
            raise
        return True

    async def _delete(self, conversation: Conversation, message_id: int) -> None:
        chat, _ = self._place(conversation)
        with suppress(BadRequest, ChatMigrated):  # it is gone already, or too old to go
            await made(lambda: self._bot.delete_message(chat, message_id), self._pause, repeatable=True)

    async def _call(self, method: str, part: Part, chat: int, **more: object) -> Any:
        self._answered()
        given = urlencode({"chat_id": chat} | {name: value for name, value in more.items() if value is not None})
        return await self._request.call(f"{self._bot.base_url}/{method}", f"{given}&{part.form}".encode())

    def _place(self, conversation: Conversation) -> tuple[int, int | None]:
        chat = self._moved.get(conversation.chat) or conversation.chat
        return int(chat), int(conversation.thread) if conversation.thread else None


def to(message_id: int | None) -> str | None:
    """The parameters of a message that answers another, also where that is gone by now."""
    return json.dumps({"message_id": message_id, "allow_sending_without_reply": True}) if message_id else None


def written(message: Any) -> tuple[int, int]:
    """The chat and the id of a message that Telegram says was sent."""
    try:
        return int(message["chat"]["id"]), int(message["message_id"])
    except (LookupError, TypeError, ValueError):
        raise TelegramError("Invalid server response") from None
