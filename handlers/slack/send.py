"""Posts, changes and publishes. Says what became of it by the error that it raises."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, TypeVar

from aiohttp import ClientSession
from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import OutcomeUnknown, RetryLater
from bot.messages import Conversation, File
from bot.ports import Pause
from handlers.slack import mrkdwn
from handlers.slack.outcome import FAILURES, Answered, meaning, outcome_of, seconds
from handlers.slack.posting import Posting, Untaken, word_of
from handlers.slack.render import Message
from handlers.transport import never_sent

T = TypeVar("T")

LONGEST_WAIT_SECONDS = 30.0
OUTAGE_WAITS_SECONDS = (0.5, 1.0, 2.0, 4.0, 8.0, 15.0, 30.0, 30.0)  # a minute's outage and then some
OK = 200


def quiet_logger() -> logging.Logger:
    """For Slack's libraries: at DEBUG they write what people said, and at WARNING whole requests."""
    logger = logging.getLogger("handlers.slack.library")
    logger.setLevel(logging.CRITICAL)
    return logger


def web_client(token: str, base_url: str, session: ClientSession) -> AsyncWebClient:
    """A client on our session that never sends anything twice by itself."""
    client = AsyncWebClient(token=token, base_url=base_url, session=session, retry_handlers=[], logger=quiet_logger())
    client.proxy = None  # the session takes proxies from the environment, and minds NO_PROXY
    return client


class Sender:
    """Sends messages to Slack.

    What cannot have been sent is tried again for a while; what asks for a pause of up to 30 seconds, once.
    """

    def __init__(
        self,
        client: AsyncWebClient,
        posting: Posting,
        pause: Pause = asyncio.sleep,
        answered: Callable[[], None] = lambda: None,
    ) -> None:
        self._client = client
        self._posting = posting
        self._pause = pause
        self._answered = answered

    async def post(self, conversation: Conversation, messages: Sequence[Message]) -> list[str]:
        """Post the messages; the `ts` of each.

        Raises:
            Unreachable: the channel is gone, or we are not in it.
            RetryLater: nothing was sent of what is not yet sent.
            OutcomeUnknown: it may have gone out.
            TokenRefused: Slack does not accept our token.
            Refused: Slack takes no such message.
        """
        return [await self._post(conversation, message) for message in messages]

    async def _post(self, conversation: Conversation, message: Message) -> str:
        self._answered()
        _, ts = await self._call(lambda: self._posting.post(conversation, message))
        return ts

    async def upload(self, conversation: Conversation, file: File) -> None:
        """Post a file with its words.

        Raises:
            AssistantError: as for `post`.
        """
        await self._call(
            lambda: self._client.files_upload_v2(
                filename=file.name,
                content=file.content,
                channel=conversation.chat,
                initial_comment=mrkdwn.words(file.says),
                thread_ts=conversation.thread,
            )
        )

    async def change(self, conversation: Conversation, ts: str, messages: Sequence[Message]) -> None:
        """Put the first message in the place of one of ours, and the others below it.

        Raises:
            NotChanged: that message is gone or too old.
            AssistantError: as for `post`.
        """
        first, *others = messages
        # A change may safely be made twice.
        await self._call(
            lambda: self._client.chat_update(channel=conversation.chat, ts=ts, text=first.text, blocks=first.blocks),
            twice=True,
        )
        await self.post(conversation, others)

    async def publish(self, user: str, view: dict[str, Any]) -> None:
        """Show the Home tab to this person."""
        await self._call(lambda: self._client.views_publish(user_id=user, view=view), twice=True)

    async def respond(
        self, url: str, messages: Sequence[Message], *, replace: bool = False, everybody: bool = False
    ) -> None:
        """Answer a command or a press at the address that came with it, for the asker alone unless for `everybody`."""
        for at, message in enumerate(messages):
            body = {
                "response_type": "in_channel" if everybody else "ephemeral",
                "replace_original": replace and at == 0,
                "text": message.text,
                "blocks": message.blocks,
                "unfurl_links": False,
                "unfurl_media": False,
            }
            await self._call(lambda body=body: self._tell(url, body))  # type: ignore[misc] # a bound default

    async def delete(self, url: str) -> None:
        """Take away what only the asker sees."""
        await self._call(lambda: self._tell(url, {"delete_original": True}), twice=True)

    async def _tell(self, url: str, body: dict[str, Any]) -> None:
        # The library's own client for this keeps no connections and answers a failure with a string.
        async with self._client.session.post(url, json=body) as response:  # type: ignore[union-attr] # always set
            text = await response.text(errors="replace")
        if response.status != OK:
            raise Untaken(Answered(response.status, word_of(text), seconds(response.headers.get("Retry-After"))))

    async def _call(self, call: Callable[[], Awaitable[T]], *, twice: bool = False) -> T:
        waits = iter(OUTAGE_WAITS_SECONDS)
        paused = False
        while True:
            try:
                return await call()
            except FAILURES as failure:
                error = meaning(failure.answer) if isinstance(failure, Untaken) else outcome_of(failure)
                if never_sent(failure) or (twice and isinstance(error, OutcomeUnknown)):
                    wait = next(waits, None)
                elif isinstance(error, RetryLater) and not paused and error.seconds <= LONGEST_WAIT_SECONDS:
                    wait, paused = error.seconds, True
                else:
                    wait = None
                if wait is None:
                    raise error from failure
            await self._pause(wait)
