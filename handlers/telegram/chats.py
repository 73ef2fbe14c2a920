"""What only Telegram knows of its chats: who administers a group, and the address of the private chat."""

import logging
from typing import Final

from telegram import Bot
from telegram.constants import ChatMemberStatus
from telegram.error import TelegramError

from bot.errors import AssistantError
from bot.messages import Conversation, Person
from bot.ports import Pause
from handlers.telegram.calls import made
from handlers.telegram.naming import link

logger = logging.getLogger(__name__)

ADMINISTRATORS: Final = {ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR}
PAYLOAD: Final = "reminders"  # what a person brings along who comes by the link


class Chats:
    """Asks Telegram, each time: people become administrators, and cease to be."""

    def __init__(self, bot: Bot, pause: Pause) -> None:
        self._bot = bot
        self._pause = pause
        self._username = ""

    def introduce(self, username: str) -> None:
        """What we are called, as soon as Telegram has told us."""
        self._username = username

    def private_link(self) -> str:
        """Opens the private chat; empty before we know what we are called."""
        return link(self._username, PAYLOAD) if self._username else ""

    async def manages(self, conversation: Conversation, person: Person | None) -> bool:
        """Whether somebody administers the group. Whoever writes in its name is one of its administrators."""
        if person is None:
            return True
        chat, user = int(conversation.chat), int(person.id)
        try:
            member = await made(lambda: self._bot.get_chat_member(chat, user), self._pause, repeatable=True)
        except (AssistantError, TelegramError) as error:
            kind, fields = type(error).__name__, {"action": "administrator_unknown", "chat": conversation.chat}
            logger.warning("Telegram does not say who administers chat %s: %s", conversation.chat, kind, extra=fields)
            return False
        return member.status in ADMINISTRATORS
