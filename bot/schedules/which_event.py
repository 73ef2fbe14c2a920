"""Which of several events the words of a wish mean. Pure."""

from collections.abc import Callable, Sequence

from bot.attending.reminding import vague
from bot.attending.reminding.promising import starts
from bot.attending.reminding.wishes import Wish
from bot.schedule.sessions import Session
from bot.schedules.pointing import Pointing

Way = Callable[[Pointing], Sequence[Session]]


def meant(every: Sequence[Pointing], wish: Wish) -> Pointing:
    """Of events, the likeliest first, the one in which the words of a wish mean something; else the likeliest."""
    if wish.verb == "follow":
        return next((each for each in every if each.follows(wish)), every[0])
    if vague.is_my_next(wish.what):
        own = [each for each in every if each.sessions(wish)]
        return min(own, key=lambda each: starts(each.sessions(wish)[0]), default=every[0])
    here, _ = surest(
        every,
        lambda each: each.surely(wish),
        lambda each: each.in_a_row(wish),
        lambda each: each.sessions(wish),
        lambda each: [session for named in each.each(wish) for session in named.sessions],
    )
    return here


def surest(every: Sequence[Pointing], *ways: Way) -> tuple[Pointing, Sequence[Session]]:
    """The event that has what is meant in the surest of these ways, and the sessions; somebody's own go first."""
    for way in ways:
        found = [(each, sessions) for each in every if (sessions := way(each))]
        if found:
            return next((pair for pair in found if pair[0].owns(pair[1])), found[0])
    return every[0], ()
