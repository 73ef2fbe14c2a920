"""What waits to be told, in plain lines and as scripts read it. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.commands import minute
from bot.messages import Block, Kind, Reply
from bot.organising.announcing.announced import Announced
from bot.organising.announcing.previewing import Preview, Progress
from bot.organising.summaries import counted
from handlers.console import plain_text


@dataclass(frozen=True, slots=True)
class Last:
    """What was let go last, and how far it is."""

    announced: Announced
    progress: Progress


def report(waiting: Sequence[Preview], last: Last | None) -> Iterator[str]:
    """What people read of it."""
    for each in waiting:
        yield from told(each)
    if not waiting:
        yield "No changes wait to be sent."
    if last is not None and not waiting:
        announcement, progress = last.announced.announcement, last.progress
        when = minute(announcement.decided_at) if announcement.decided_at else ""
        yield f"Sent last, {when}: {counted(len(last.announced.campaigns), 'change')} of {announcement.event}."
        yield f"Delivered: {progress.sent}. On their way: {progress.waiting}. Not delivered: {progress.failed}."


def told(preview: Preview) -> Iterator[str]:
    """One announcement: the exact words, for how many, and what can be done."""
    announcement, announced = preview.announced.announcement, preview.announced
    releases = f"release {announcement.from_release} to {announcement.to_release}"
    title = announced.programme.title or announcement.event
    yield f"{title}, {releases}: {counted(len(announced.campaigns), 'change')}, {whom(preview)}"
    for campaign, card in zip(announced.campaigns, preview.cards, strict=True):
        yield ""
        yield from (f"  {line}" for line in lines(card))
        yield f"  ({counted(preview.reach.of[campaign.key], 'recipient')})"
    yield ""
    if announced.goes_at:
        yield f"It goes by itself at {minute(announced.goes_at)}: the feed is trusted."
    yield f"To have it sent: docent changes --event {announcement.event} --release"
    yield f"To tell nobody: docent changes --event {announcement.event} --dismiss"


def outcome(done: Preview) -> str:
    announcement = done.announced.announcement
    changes = counted(len(done.announced.campaigns), "change")
    if announcement.told:
        return f"{changes} of {announcement.event} sent to {whom(done)}; docent run delivers."
    return f"Nobody is told of {changes} of {announcement.event}."


def whom(preview: Preview) -> str:
    people = f"{preview.reach.people} {'person' if preview.reach.people == 1 else 'people'}"
    channels = f" and {counted(preview.reach.channels, 'channel')}" if preview.reach.channels else ""
    return people + channels


def lines(card: tuple[Block, ...]) -> list[str]:
    return plain_text(Reply(Kind.SESSION, card)).splitlines()


def described(preview: Preview) -> dict[str, object]:
    """What scripts read of it."""
    announced, announcement = preview.announced, preview.announced.announcement
    cards = zip(announced.campaigns, preview.cards, strict=False)
    return {
        "event": announcement.event,
        "from": announcement.from_release,
        "to": announcement.to_release,
        "state": "released" if announcement.told else str(announcement.state),
        "changes": len(announced.campaigns),
        "people": preview.reach.people,
        "channels": preview.reach.channels,
        "goes_at": announced.goes_at.isoformat() if announced.goes_at else None,
        "texts": [
            {"session": campaign.session, "recipients": preview.reach.of[campaign.key], "text": "\n".join(lines(card))}
            for campaign, card in cards
        ],
    }
