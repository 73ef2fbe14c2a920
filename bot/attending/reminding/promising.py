"""What is said about the reminders of one session: when they come, or why none does. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Final

from bot.attending.notices.ahead import ahead
from bot.attending.reminding.asking import Asker
from bot.attending.reminding.presses import NONE, OTHER_TIME, REMIND, START, UNSILENCE, USUAL, for_session
from bot.attending.reminding.recipients import STOPPED
from bot.attending.reminding.telling import lead, leads_at, leads_of
from bot.messages import Action, Block, Paragraph, Reply, Span
from bot.notifications.campaigns import Kind
from bot.notifications.subscriptions import Subscription
from bot.schedule.sessions import Programme, Session

CHOICES: Final = (0, 5, 10, 15, 30, 60, 24 * 60)  # minutes, on buttons


@dataclass(frozen=True, slots=True)
class Promise:
    """What is added below the card of a session."""

    says: str
    actions: tuple[Action, ...] = ()
    blocks: tuple[Block, ...] = ()

    def below(self, card: Reply) -> Reply:
        """The card with what is promised."""
        told = Paragraph((Span(self.says, "emphasis"),))
        return replace(card, blocks=(*card.blocks, told, *self.blocks), actions=(*card.actions, *self.actions))


def promise(subscription: Subscription, programme: Programme, session: Session, asker: Asker) -> Promise:
    """When somebody who has the session in their schedule is reminded of it, or why they are not."""
    says, button = asker.phrases.promise, asker.phrases.button
    if subscription.inactive_because == STOPPED:
        return Promise(says.stopped, (Action(button.start, START),))
    if Kind.REMINDER in subscription.silenced:
        return Promise(says.silent, (Action(button.turn_on, f"{UNSILENCE} {Kind.REMINDER}"),))
    if over := too_late(session, asker):
        return Promise(over)
    if not leads_of(subscription, programme.event, session.id):
        return Promise(says.none, (for_session(f"{REMIND} {USUAL}", button.undo, programme, session),))
    other = for_session(OTHER_TIME, button.other_time, programme, session)
    return Promise(_comes(subscription, programme, session, asker), (other,))


def too_late(session: Session, asker: Asker) -> str:
    """Why nobody is reminded of a session, whatever they want; empty where it is still to come."""
    says = asker.phrases.promise
    if session.cancelled:
        return says.cancelled
    return says.begun if starts(session) <= asker.now else ""


def choices(programme: Programme, session: Session, asker: Asker) -> Iterator[Action]:
    """Buttons for the lead times that are still ahead, and for none."""
    left = starts(session) - asker.now
    for minutes in ahead_of(CHOICES, left):
        label = lead(minutes, asker.phrases, asker.reader.language)
        yield for_session(f"{REMIND} {minutes}", label[:1].upper() + label[1:], programme, session)
    yield for_session(f"{REMIND} {NONE}", asker.phrases.button.no_reminder, programme, session)


def ahead_of(minutes: Iterable[int], left: timedelta) -> list[int]:
    """The lead times whose moment is still to come."""
    return [each for each in minutes if timedelta(minutes=each) < left]


def starts(session: Session) -> datetime:
    # Within one zone Python compares what the clocks show, and those show the last hour of summer time twice.
    return session.start.astimezone(UTC)


def starting_at(minute: int, sessions: Sequence[Session], programme: Programme) -> list[Session]:
    """Those that start at this minute of the day, at the venue."""
    return [each for each in sessions if not lead_at(minute, each, programme)]


def lead_at(minute: int, session: Session, programme: Programme) -> int:
    """How many minutes before the session it is this minute of its day, at the venue; negative where it is after."""
    start = session.start.astimezone(programme.tz)
    return start.hour * 60 + start.minute - minute


def lead_in(minutes: int, session: Session, asker: Asker) -> int:
    """How many minutes before the session it is in so many minutes; negative where it is after."""
    return int((starts(session) - asker.now) / timedelta(minutes=1)) - minutes


def _comes(subscription: Subscription, programme: Programme, session: Session, asker: Asker) -> str:
    says, language = asker.phrases.promise, asker.reader.language
    wanted = leads_of(subscription, programme.event, session.id)
    left = starts(session) - asker.now
    to_come = ahead_of(wanted, left)
    if not to_come:
        return says.too_soon.format(at=ahead(left, language))
    return says.comes.format(leads=leads_at(to_come, starts(session), programme, asker))
