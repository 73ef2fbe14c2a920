"""Joins what announces changes, for the chat and for the command line."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from bot.notifications.ledger import DeliveryLedger
from bot.notifications.preparing import Composer
from bot.organising.announcing.announced import Changes
from bot.organising.announcing.announcements import Announcements, Audiences
from bot.organising.announcing.previewing import Previews
from bot.organising.announcing.settling import Announcing
from bot.ports import Clock, Feeds, Programmes


class Kept(Protocol):
    """The stores that it reads and writes."""

    @property
    def announcements(self) -> Announcements: ...
    @property
    def audiences(self) -> Audiences: ...
    @property
    def programmes(self) -> Programmes: ...
    @property
    def feeds(self) -> Feeds: ...
    @property
    def ledger(self) -> DeliveryLedger: ...


@dataclass(frozen=True, slots=True)
class Joined:
    """What decides, and what shows it beforehand."""

    announcing: Announcing
    previews: Previews


def joined(kept: Kept, composer: Composer, clock: Clock, *, window: timedelta) -> Joined:
    """The parts over these stores.

    Args:
        composer: finds the words of what people are sent.
        window: edits that follow each other within this time are told together.
    """
    changes = Changes(kept.programmes, kept.feeds, clock, window=window)
    announcing = Announcing(kept.announcements, kept.programmes, changes, kept.ledger, clock)
    return Joined(announcing, Previews(composer, kept.audiences, kept.ledger, clock))
