"""One reply of all that one recipient is told at once. Pure."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, timedelta

from bot.attending.notices.asking import questions, to_ask
from bot.attending.notices.changing import changes, not_undone
from bot.attending.notices.deadlines import deadlines, open_deadlines
from bot.attending.notices.overviews import days_left, overviews
from bot.attending.notices.parts import SILENCE, Part, Telling
from bot.attending.notices.reminding import as_planned, reminders
from bot.messages import Action, Block, Paragraph, Reply, Span
from bot.messages import Kind as About
from bot.notifications.campaigns import Kind
from bot.notifications.ledger import Delivery
from bot.notifications.payloads import zone_of
from bot.notifications.preparing import Outdated

LATE = timedelta(minutes=2)
_Hold = Callable[[Sequence[Delivery], Telling], Sequence[Delivery]]  # those of which something is left to be said
_Say = Callable[[Sequence[Delivery], Telling], Part]  # of such
_PARTS: tuple[tuple[frozenset[Kind], _Hold, _Say], ...] = (
    (frozenset({Kind.CHANGE}), not_undone, changes),
    (frozenset({Kind.REMINDER, Kind.FOLLOWED}), as_planned, reminders),
    (frozenset({Kind.OVERVIEW}), days_left, overviews),
    (frozenset({Kind.DEADLINE}), open_deadlines, deadlines),
    (frozenset({Kind.FEEDBACK}), to_ask, questions),
)


def reply_of(message: Sequence[Delivery], telling: Telling) -> Reply | None:
    """The reply for deliveries that go out together; None where nothing is left to be said.

    Raises:
        Outdated: of part of them.
    """
    parts = [(say, hold(those, telling)) for kinds, hold, say in _PARTS if (those := _of(message, kinds))]
    left = {each.id for _, those in parts for each in those}
    if not left:
        return None
    if outdated := [each.id for each in message if each.id not in left]:
        raise Outdated(outdated)
    return _joined([say(those, telling) for say, those in parts if those], message, telling)


def _of(message: Sequence[Delivery], kinds: frozenset[Kind]) -> list[Delivery]:
    return [each for each in message if each.kind in kinds]


def _joined(parts: Sequence[Part], message: Sequence[Delivery], telling: Telling) -> Reply:
    blocks = (block for part in parts for block in part.blocks)
    actions = (action for part in parts for action in part.actions)
    entries = tuple(dict.fromkeys(each for part in parts for each in part.entries))
    about = About.SESSION if len(entries) == 1 else About.LIST
    buttons = tuple(dict.fromkeys((*actions, *_silence(message, telling))))
    return Reply(about, (*blocks, *_late(message, telling)), buttons, entries, score=1)


def _silence(message: Sequence[Delivery], telling: Telling) -> Iterator[Action]:
    said = {each.kind for each in message}
    for kind in Kind:
        if kind in said:
            yield Action(str(getattr(telling.phrases.silence, kind)), f"{SILENCE} {kind}")


def _late(message: Sequence[Delivery], telling: Telling) -> Iterator[Block]:
    """When it should have come, by the clocks of the venue."""
    first = min(message, key=lambda each: each.due)
    if telling.now - first.due > LATE:
        zone = zone_of(first.payload) or UTC
        due, now = first.due.astimezone(zone), telling.now.astimezone(zone)
        written = f"{due:%H:%M}" if due.date() == now.date() else f"{due:%Y-%m-%d %H:%M}"
        yield Paragraph((Span(telling.phrases.late.format(time=written), "emphasis"),))
