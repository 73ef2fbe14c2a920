"""Delivers what nobody asked for just now. Nothing is waited for or tried again here: whoever keeps the ledger does."""

import json
from functools import lru_cache
from typing import Any, Final

from aiohttp import ClientError, ClientSession

from bot.errors import AssistantError, OutcomeUnknown, Refused, RetryLater
from bot.messages import Conversation, Reply
from handlers.slack.outcome import PLATFORM, UNSENT_SECONDS, Answered, NotChanged, meaning, seconds
from handlers.slack.render import RENDERED, alone
from handlers.transport import kind_of, never_sent

JSON: Final = "application/json; charset=utf-8"


class SlackDelivery:
    """Sends replies to Slack, each once."""

    def __init__(self, session: ClientSession, token: str, base_url: str) -> None:
        self._session = session
        self._url = f"{base_url}chat.postMessage"
        self._headers = {"Authorization": f"Bearer {token}", "Content-Type": JSON}

    async def deliver(self, conversation: Conversation, reply: Reply, *, silent: bool = False) -> str:  # noqa: ARG002 - Slack has no messages without a sound
        """Send a reply; the id of the channel and the `ts` of its messages, with spaces between.

        To somebody's id it goes as a direct message, whose channel has another id.

        Raises:
            Unreachable: the channel is archived or gone, or the person.
            RetryLater: nothing was sent; Slack wants a pause, or cannot be reached.
            TokenRefused: nothing was sent; Slack does not accept the token.
            Refused: Slack takes no such message.
            OutcomeUnknown: it, or part of it, may have gone out.
        """
        place = json.dumps({"channel": conversation.chat} | thread(conversation))[:-1]
        first, *others = bodies(reply)
        channel, ts = await self._post(f"{place}, {first}")
        sent = [channel, ts]
        for body in others:
            try:
                _, ts = await self._post(f"{place}, {body}")
            except AssistantError as error:
                raise OutcomeUnknown(f"part of it arrived ({type(error).__name__})") from error
            sent.append(ts)
        return " ".join(sent)

    async def _post(self, body: str) -> tuple[str, str]:
        try:
            async with self._session.post(
                self._url, data=body.encode(), headers=self._headers, allow_redirects=False
            ) as response:
                answer, status = read(await response.read()), response.status
                retry_after = seconds(response.headers.get("Retry-After"))
        except (ClientError, OSError) as failure:
            raise RetryLater(UNSENT_SECONDS) if never_sent(failure) else OutcomeUnknown(kind_of(failure)) from failure
        if answer.get("ok") is True:
            return str(answer.get("channel")), str(answer.get("ts"))
        error = meaning(Answered(status, str(answer.get("error") or ""), retry_after))
        raise Refused(PLATFORM, str(answer["error"])) if isinstance(error, NotChanged) else error


@lru_cache(maxsize=RENDERED)  # many people are told the same
def bodies(reply: Reply) -> tuple[str, ...]:
    """What of each message is the same wherever it is sent, written once: a JSON object without its first brace."""
    return tuple(
        json.dumps({"text": message.text, "blocks": message.blocks, "unfurl_links": False, "unfurl_media": False})[1:]
        for message in alone(reply)
    )


def thread(conversation: Conversation) -> dict[str, str]:
    return {"thread_ts": conversation.thread} if conversation.thread else {}


def read(body: bytes) -> dict[str, Any]:
    """Slack's answer; an empty one where it is not Slack's."""
    try:
        answer = json.loads(body)
    except ValueError:
        return {}
    return answer if isinstance(answer, dict) else {}
