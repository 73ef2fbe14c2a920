"""Delivers what nobody asked for just now. Nothing is waited for or tried again here: whoever keeps the ledger does."""

from urllib.parse import urlencode

from telegram import Bot
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, NetworkError, TelegramError

from bot.errors import AssistantError, Moved, OutcomeUnknown, Refused, RetryLater, TokenRefused, Unreachable
from bot.messages import Conversation, Reply
from handlers.telegram.calls import GONE, says
from handlers.telegram.render import Part, render
from handlers.telegram.send import written
from handlers.telegram.transport import FloodWait, PooledRequest
from handlers.transport import never_sent

PLATFORM = "Telegram"
UNREACHED_SECONDS = 2.0  # until Telegram is called again after it could not be reached


class TelegramDelivery:
    """Sends replies to Telegram, each once."""

    def __init__(self, bot: Bot, request: PooledRequest) -> None:
        self._url = f"{bot.base_url}/sendMessage"
        self._request = request

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
        for part in others:
            try:
                sent.append(await self._post(part, address))
            except AssistantError as error:
                raise OutcomeUnknown(f"part of it arrived ({type(error).__name__})") from error
        return " ".join(sent)

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
            return RetryLater(float(error.seconds))
        case _ if isinstance(error.__cause__, TelegramError):  # a page of whatever stands between: not Telegram's word
            return OutcomeUnknown("an answer that is not Telegram's")
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
        case _:
            return OutcomeUnknown(type(error).__name__)
