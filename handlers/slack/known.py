"""What we keep in mind while we run, bounded: what was taken in already, our threads, answers."""

import asyncio
import logging
from collections import OrderedDict
from typing import Generic, TypeVar

from slack_sdk.web.async_client import AsyncWebClient

from bot.messages import Conversation, Reply
from handlers.slack.outcome import FAILURES
from handlers.slack.receive import MENTION, Me

logger = logging.getLogger(__name__)

K = TypeVar("K")
V = TypeVar("V")

MOST = 10_000
MOST_ANSWERS = 500
LOOK_UP_SECONDS = 3.0
LOOKED_THROUGH = 200  # messages of a thread


class Recent(Generic[K, V]):
    """Values by key; what was set longest ago is forgotten first."""

    def __init__(self, most: int = MOST) -> None:
        self._values: OrderedDict[K, V] = OrderedDict()
        self._most = most

    def __len__(self) -> int:
        return len(self._values)

    def __contains__(self, key: K) -> bool:
        return key in self._values

    def __setitem__(self, key: K, value: V) -> None:
        self._values[key] = value
        self._values.move_to_end(key)
        if len(self._values) > self._most:
            self._values.popitem(last=False)

    def get(self, key: K) -> V | None:
        return self._values.get(key)


class TakenIn:
    """Slack delivers again what was not acknowledged in time; it is answered once."""

    def __init__(self) -> None:
        self._keys: Recent[str, None] = Recent()

    def __contains__(self, key: str) -> bool:
        return key in self._keys

    def add(self, key: str) -> None:
        if key:
            self._keys[key] = None


class Threads:
    """The threads in which we take part, where people need not mention us again."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client
        self._ours: Recent[str, bool] = Recent()

    def join(self, conversation: Conversation) -> None:
        if conversation.thread:
            self._ours[conversation.key] = True

    async def ours(self, conversation: Conversation, me: Me) -> bool:
        """Whether we take part. Looked up once for a thread that we do not remember, as after a restart."""
        known = self._ours.get(conversation.key)
        if known is not None:
            return known
        try:
            async with asyncio.timeout(LOOK_UP_SECONDS):
                found = await self._client.conversations_replies(
                    channel=conversation.chat, ts=conversation.thread or "", limit=LOOKED_THROUGH
                )
        except FAILURES as failure:
            fields = {"action": "thread_unknown", "conversation": conversation.key}
            logger.warning("A thread could not be looked up: %s", type(failure).__name__, extra=fields)
            return False
        ours = any(_ours(message, me) for message in found.get("messages") or ())
        if self._ours.get(conversation.key) is None:
            self._ours[conversation.key] = ours
        return ours


def _ours(message: dict[str, object], me: Me) -> bool:
    """Whether we wrote this, or it mentions us."""
    by_us = message.get("user") == me.user or bool(me.bot and message.get("bot_id") == me.bot)
    return by_us or me.user in MENTION.findall(str(message.get("text") or ""))


Answers = Recent[str, Reply]
