"""What only Slack knows of its channels: who may decide for them."""

import asyncio
import logging
from typing import Final

from slack_sdk.web.async_client import AsyncWebClient

from bot.messages import Conversation, Person
from handlers.slack.outcome import FAILURES

logger = logging.getLogger(__name__)

LOOK_UP_SECONDS: Final = 3.0
ADMINISTRATES: Final = ("is_admin", "is_owner", "is_primary_owner")


class Chats:
    """Asks Slack, each time: people become administrators, and cease to be."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client

    def private_link(self) -> str:
        """None is needed: whoever writes to a person in Slack opens the direct messages."""
        return ""

    async def manages(self, conversation: Conversation, person: Person | None) -> bool:
        """Whether somebody administers the workspace, or made the channel."""
        if person is None:
            return False
        return await self._administrates(person) or await self._made(conversation, person)

    async def _administrates(self, person: Person) -> bool:
        try:
            async with asyncio.timeout(LOOK_UP_SECONDS):
                user = (await self._client.users_info(user=person.id)).get("user") or {}
        except FAILURES as failure:
            _unknown(failure, person)
            return False
        if user.get("is_stranger") is True:  # of another workspace, which they may well administer
            return False
        return any(user.get(each) is True for each in ADMINISTRATES)

    async def _made(self, conversation: Conversation, person: Person) -> bool:
        try:
            async with asyncio.timeout(LOOK_UP_SECONDS):
                channel = (await self._client.conversations_info(channel=conversation.chat)).get("channel") or {}
        except FAILURES as failure:  # such as an app that was installed before it asked for the scope
            _unknown(failure, person)
            return False
        return bool(channel.get("creator") == person.id)


def _unknown(failure: Exception, person: Person) -> None:
    fields = {"action": "administrator_unknown", "person": person.key}
    logger.info("Slack does not say who administers: %s", type(failure).__name__, extra=fields)
