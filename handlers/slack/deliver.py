"""Delivers what nobody asked for just now.

The first part is not waited for or tried again here: whoever keeps the ledger does.
"""

import asyncio
from collections.abc import Callable
from functools import partial

from aiohttp import ClientError

from bot.errors import OutcomeUnknown, Refused, RetryLater
from bot.messages import Conversation, Reply
from bot.ports import Pause
from handlers.following import following
from handlers.slack.outcome import PLATFORM, UNSENT_SECONDS, NotChanged, meaning
from handlers.slack.posting import Posting, Untaken
from handlers.slack.render import Message, alone
from handlers.transport import kind_of, never_sent


class SlackDelivery:
    """Sends replies to Slack, each once.

    Args:
        pause: waits, in seconds, before a later part of a reply is tried again.
        answered: hears of each later part: it goes out without waiting for its turn.
    """

    def __init__(
        self, posting: Posting, pause: Pause = asyncio.sleep, answered: Callable[[], None] = lambda: None
    ) -> None:
        self._posting = posting
        self._pause = pause
        self._answered = answered

    async def deliver(self, conversation: Conversation, reply: Reply, *, silent: bool = False) -> str:  # noqa: ARG002 - Slack has no messages without a sound
        """Send a reply; the id of the channel and the `ts` of its messages, with spaces between.

        Raises:
            Unreachable: the channel is archived or gone, or the person.
            RetryLater: nothing was sent; Slack wants a pause, or cannot be reached.
            TokenRefused: nothing was sent; Slack does not accept the token.
            Refused: Slack takes no such message.
            OutcomeUnknown: it, or part of it, may have gone out.
        """
        first, *others = alone(reply)
        channel, ts = await self._post(conversation, first)
        sent = [channel, ts]
        for message in others:
            _, ts = await following(partial(self._follow, conversation, message), self._pause)
            sent.append(ts)
        return " ".join(sent)

    async def _follow(self, conversation: Conversation, message: Message) -> tuple[str, str]:
        self._answered()
        return await self._post(conversation, message)

    async def _post(self, conversation: Conversation, message: Message) -> tuple[str, str]:
        try:
            return await self._posting.post(conversation, message)
        except Untaken as untaken:
            error = meaning(untaken.answer)
            raise Refused(PLATFORM, untaken.answer.error) if isinstance(error, NotChanged) else error from untaken
        except (ClientError, OSError) as failure:
            raise RetryLater(UNSENT_SECONDS) if never_sent(failure) else OutcomeUnknown(kind_of(failure)) from failure
