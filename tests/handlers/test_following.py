"""What becomes of a part that does not follow the one before at once."""

from collections.abc import Sequence

import pytest

from bot.errors import AssistantError, Moved, OutcomeUnknown, Refused, RetryLater, TokenRefused, Unreachable
from handlers.following import LONGEST_WAIT_SECONDS, following


class Part:
    """Goes wrong in these ways, one after the other, and is posted then. Waiting takes no time."""

    def __init__(self, wrong: Sequence[AssistantError]) -> None:
        self._wrong = iter(wrong)
        self.waited: list[float] = []

    async def post(self) -> str:
        if error := next(self._wrong, None):
            raise error
        return "receipt"

    async def pause(self, seconds: float) -> None:
        self.waited.append(seconds)


async def test_it_waits_as_often_as_the_platform_wants_for_some_seconds_in_all() -> None:
    part = Part([RetryLater(2), RetryLater(0), RetryLater(2.5)])

    assert await following(part.post, part.pause) == "receipt"
    assert (part.waited, sum(part.waited)) == ([2, 0.5, 2.5], LONGEST_WAIT_SECONDS)


async def test_a_platform_that_never_wants_it_is_not_asked_for_ever() -> None:
    part = Part([RetryLater(0)] * 100)

    with pytest.raises(OutcomeUnknown) as unknown:
        await following(part.post, part.pause)

    assert unknown.value.why == "part of it arrived (RetryLater)"
    assert sum(part.waited) == LONGEST_WAIT_SECONDS


@pytest.mark.parametrize("error", [RetryLater(7), TokenRefused("Slack", "invalid_auth"), Moved("-1"), OutcomeUnknown()])
async def test_what_may_go_well_from_the_beginning_is_for_the_ledger_to_decide(error: AssistantError) -> None:
    part = Part([error])

    with pytest.raises(OutcomeUnknown):
        await following(part.post, part.pause)


@pytest.mark.parametrize("error", [Unreachable("blocked"), Refused("Slack", "too_long")])
async def test_what_would_be_no_different_the_next_time_is_said_as_it_is(error: AssistantError) -> None:
    part = Part([error])

    with pytest.raises(type(error)) as raised:
        await following(part.post, part.pause)

    assert raised.value is error
