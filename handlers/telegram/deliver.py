"""Delivers what nobody asked for just now.

The first part is not waited for or tried again here: whoever keeps the ledger does.
"""

import asyncio
from collections.abc import Callable
from functools import partial
from typing import Final
from urllib.parse import urlencode

from telegram import Bot
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, NetworkError, TelegramError

from bot.errors import AssistantError, Moved, OutcomeUnknown, Refused, RetryLater, TokenRefused, Unreachable
from bot.messages import Conversation, Reply
from bot.ports import Pause
from handlers.following import following
from handlers.telegram.calls import GONE, says
from handlers.telegram.render import Part, render
from handlers.telegram.send import written
from handlers.telegram.transport import FloodWait, PooledRequest
from handlers.transport import never_sent

PLATFORM = "Telegram"
UNREACHED_SECONDS = 2.0  # until Telegram is called again after it could not be reached
LONGEST_FLOOD_SECONDS: Final = 24 * 3600  # whatever a proxy in its place makes of it


class TelegramDelivery:
    """Sends replies to Telegram, each once.

    Args:
        pause: waits, in seconds, before a later part of a reply is tried again.
        answered: hears of each later part: it goes out without waiting for its turn.
    """

    def __init__(
        self,
        bot: Bot,
        request: PooledRequest,
        pause: Pause = asyncio.sleep,
        answered: Callable[[], None] = lambda: None,
    ) -> None:
        self._url = f"{bot.base_url}/sendMessage"
        self._request = request
        self._pause = pause
        self._answered = answered

    async def deliver(self, conversation: Conversation, reply: Reply, *, silent: bool = False) -> str:
        """Send a reply; the ids of its messages, with spaces between.

        Raises:
            Unreachable: the chat is gone, or has blocked us.
            Moved: the group has become a supergroup.
            RetryLater: nothing was sent; Telegram wants a pause, or cannot be reached.
            TokenRefused: nothing was sent; Telegram does not know the token.
            Refused: Telegram takes no such message.
            OutcomeUnknown: it, or part of it, may have gone out.
        """
        first, *others = render(reply)
        place = {"chat_id": conversation.chat, "message_thread_id": conversation.thread}
        address = urlencode({name: value for name, value in place.items() if value})
        if silent:
            address += "&disable_notification=true"
        sent = [await self._post(first, address)]
        sent += [await following(partial(self._follow, part, address), self._pause) for part in others]
        return " ".join(sent)

    async def _follow(self, part: Part, address: str) -> str:
        self._answered()
        return await self._post(part, address)

    async def _post(self, part: Part, address: str) -> str:
        try:
            _, message_id = written(await self._request.call(self._url, f"{address}&{part.form}".encode()))
        except TelegramError as error:
            raise meaning(error) from error
        except LookupError as error:  # an answer without a result, which the library takes for granted
            raise OutcomeUnknown("an answer without a result") from error
        return str(message_id)


def meaning(error: TelegramError) -> AssistantError:
    """The error to raise in its place. Its own words are Telegram's; those of aiohttp may hold the token."""
    match error:
        case FloodWait():
            return RetryLater(float(min(max(error.seconds, 1), LONGEST_FLOOD_SECONDS)))
        case _ if isinstance(error.__cause__, TelegramError):  # a page of whatever stands between: not Telegram's word
            return OutcomeUnknown("an answer that is not Telegram's", unlikely=True)
        case ChatMigrated():
            return Moved(str(error.new_chat_id))
        case Forbidden():
            return Unreachable(error.message.removeprefix("Forbidden: "))
        case InvalidToken():
            return TokenRefused(PLATFORM, "Unauthorized")
        case BadRequest() if says(error, *GONE):
            return Unreachable(error.message)
        case BadRequest():
            return Refused(PLATFORM, error.message)
        case NetworkError() if never_sent(error.__cause__):
            return RetryLater(UNREACHED_SECONDS)
        case _:  # nothing went wrong on the way where the library names no cause: Telegram answered that it failed
            return OutcomeUnknown(type(error).__name__, unlikely=error.__cause__ is None)
