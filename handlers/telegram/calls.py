"""Calls of the Bot API: waited for and repeated where that is safe, and their failures in our own words."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, NetworkError, TelegramError

from bot.errors import OutcomeUnknown, RetryLater, Unreachable
from bot.ports import Pause
from handlers.telegram.transport import FloodWait
from handlers.transport import never_sent

T = TypeVar("T")

WAITS_SECONDS = (0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 32.0)  # more than a minute in all
MOST_FLOOD_SECONDS = 30.0
LATER_SECONDS = 60.0

# What a chat's administrators, or the end of a chat or topic, look like. Telegram has no codes for them.
GONE = (
    "chat not found",
    "group chat was deactivated",
    "user is deactivated",
    "peer_id_invalid",
    "not enough rights",
    "have no rights to send",
    "need administrator rights",
    "chat_write_forbidden",
    "chat_restricted",
    "topic_closed",
    "topic_deleted",
    "message thread not found",
)


async def made(call: Callable[[], Awaitable[T]], pause: Pause, *, repeatable: bool) -> T:
    """What the call brings.

    Args:
        call: makes the request; called again where it is tried again.
        pause: waits so many seconds.
        repeatable: whether doing it twice is the same as doing it once. What is not is tried again only where
            Telegram cannot have heard of it.

    Raises:
        Unreachable: the chat is gone, or has blocked us.
        RetryLater: Telegram wants us to wait for long, or could not be reached for a minute.
        OutcomeUnknown: it may have been done or not.
        ChatMigrated: the group has a new id.
        BadRequest: Telegram does not want this, for a reason that the caller may know.
    """
    waits, flooded = iter(WAITS_SECONDS), False
    while True:
        try:
            return await call()
        except FloodWait as error:
            if flooded or error.seconds > MOST_FLOOD_SECONDS:
                raise RetryLater(error.seconds) from error
            seconds, flooded = float(error.seconds), True
        except (ChatMigrated, BadRequest, Forbidden, InvalidToken) as error:
            raise in_our_words(error) from error
        except NetworkError as error:  # behind BadRequest, which is one of these
            if not (repeatable or never_sent(error.__cause__)):
                raise OutcomeUnknown(type(error).__name__) from error
            again = next(waits, None)
            if again is None:
                raise RetryLater(LATER_SECONDS) from error
            seconds = again
        except TelegramError as error:  # no answer that could be read
            raise OutcomeUnknown(type(error).__name__) from error
        await pause(seconds)


def in_our_words(error: TelegramError) -> Exception:
    if isinstance(error, Forbidden) or (isinstance(error, BadRequest) and says(error, *GONE)):
        return Unreachable()
    if isinstance(error, InvalidToken):
        return RetryLater(LATER_SECONDS)
    return error


def says(error: BadRequest, *words: str) -> bool:
    said = error.message.lower()
    return any(each in said for each in words)
