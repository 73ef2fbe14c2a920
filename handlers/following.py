"""The parts of a message that come after its first. Once that arrived, giving up has somebody read it twice."""

from collections.abc import Awaitable, Callable
from typing import Final, TypeVar

from bot.errors import AssistantError, OutcomeUnknown, Refused, RetryLater, Unreachable
from bot.ports import Pause

T = TypeVar("T")

LEAST_WAIT_SECONDS: Final = 0.5
LONGEST_WAIT_SECONDS: Final = 5.0  # in all; whoever waits for the whole message gives up after ten


async def following(post: Callable[[], Awaitable[T]], pause: Pause) -> T:
    """What it brings to post a later part, again where the platform wants a few seconds first.

    Args:
        post: raises as `deliver` does.
        pause: waits, in seconds.

    Raises:
        Unreachable, Refused: the next time would be no different.
        OutcomeUnknown: for every other reason; what came before has arrived.
    """
    left = LONGEST_WAIT_SECONDS
    while True:
        try:
            return await post()
        except (Unreachable, Refused):
            raise
        except RetryLater as later:
            seconds = max(later.seconds, LEAST_WAIT_SECONDS)
            if seconds > left:
                raise broken_off(later) from later
        except AssistantError as error:
            raise broken_off(error) from error
        left -= seconds
        await pause(seconds)


def broken_off(error: AssistantError) -> OutcomeUnknown:
    return OutcomeUnknown(f"part of it arrived ({type(error).__name__})")
