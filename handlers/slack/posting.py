"""Posts messages on the pooled connections. The library's own way to call writes the same blocks anew each time."""

import json
from typing import Any, Final

from aiohttp import ClientSession

from bot.messages import Conversation
from handlers.slack.outcome import Answered, seconds
from handlers.slack.render import Message

LONGEST_WORD: Final = 60  # of an error; what is longer is something else
JSON: Final = "application/json; charset=utf-8"


class Untaken(ValueError):
    """An address that did not take what it was told."""

    def __init__(self, answer: Answered) -> None:
        super().__init__(answer.error)
        self.answer = answer


class Posting:
    """`chat.postMessage`, called once for each message and never again."""

    def __init__(self, session: ClientSession, token: str, base_url: str) -> None:
        self._session = session
        self._url = f"{base_url}chat.postMessage"
        self._headers = {"Authorization": f"Bearer {token}", "Content-Type": JSON}

    async def post(self, conversation: Conversation, message: Message) -> tuple[str, str]:
        """The channel and the `ts` of the message. To somebody's id it goes as a direct message in another channel.

        Raises:
            Untaken: Slack answered that it does not take it, or something else did that is not Slack.
            ClientError, OSError: there was no answer.
        """
        thread = {"thread_ts": conversation.thread} if conversation.thread else {}
        place = json.dumps({"channel": conversation.chat} | thread)
        body = f"{place[:-1]}, {message.written[1:]}".encode()  # the members of both in one object
        async with self._session.post(self._url, data=body, headers=self._headers, allow_redirects=False) as response:
            text, status = await response.text(errors="replace"), response.status
            retry_after = seconds(response.headers.get("Retry-After"))
        answer = read(text)
        if answer.get("ok") is not True:
            raise Untaken(Answered(status, word_of(text), retry_after))
        return str(answer.get("channel")), str(answer.get("ts"))


def read(text: str) -> dict[str, Any]:
    """The object that the JSON holds; an empty one where it holds none."""
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def word_of(text: str) -> str:
    """Slack's word for the error: the body is that word alone, or JSON."""
    found = read(text).get("error", text.strip())
    return found if isinstance(found, str) and found.replace("_", "").isalnum() and len(found) <= LONGEST_WORD else ""
